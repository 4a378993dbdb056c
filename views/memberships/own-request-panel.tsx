import type { OwnRequest, WithdrawRefusal } from '../../src/memberships/rules.ts'
import type { RequestState } from '../../src/values/request-queue.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Panel } from '../parts/panel.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { joiningWords } from '../words/joining.ts'
import { membershipWords } from '../words/memberships.ts'

type Words = (typeof joiningWords)['fr']

export type OwnRequestProps = {
  request: OwnRequest
  /** Usual working days to a decision, when the structure has decided enough. */
  delay: number | undefined
  /** A refused request can be corrected as long as the structure can be asked at all. */
  mayCorrect: boolean
  refusal?: WithdrawRefusal
}

export const OWN_REQUEST_PANEL = 'own-request-panel'

export const useRequestTitle = ({ request, refusal }: Pick<OwnRequestProps, 'request' | 'refusal'>): Titled => ({
  title: useWords(joiningWords).requestTitle(request.structureName),
  section: 'account',
  hasError: refusal !== undefined,
})

const TONES: Record<RequestState, Parameters<typeof Tag>[0]['tone']> = {
  pending: 'wait',
  validated: 'good',
  refused: 'bad',
  withdrawn: 'calm',
}

export const RequestStateTag = ({ state }: { state: RequestState }) => (
  <Tag tone={TONES[state]} label={useWords(membershipWords).states[state]} />
)

/** The whole structure, or the names of the services. */
export const askedText = ({ whole_structure, services }: OwnRequest, words: Words): string =>
  whole_structure ? words.wholeStructure : services.map(({ name }) => name).join(', ')

/** One request of mine: its state, what was asked, what was decided and why, and what I can do now. */
export function OwnRequestPanel(props: OwnRequestProps) {
  const words = useWords(joiningWords)
  const { request, refusal } = props
  return (
    <Panel id={OWN_REQUEST_PANEL} {...useRequestTitle(props)}>
      <RefusalNote text={refusal && words.withdrawRefusals[refusal]} />
      <RequestFacts {...props} />
      {request.corrects_id !== null && (
        <p>
          {words.correctsOther} <a href={url(paths.ownRequest, { id: request.corrects_id })}>{words.seeCorrected}</a>
        </p>
      )}
      <Acts {...props} />
    </Panel>
  )
}

function RequestFacts({ request, delay }: OwnRequestProps) {
  const words = useWords(joiningWords)
  const { roles } = useWords(membershipWords)
  const { state, decided_at, role_given, reason } = request
  const isDecided = state === 'validated' || state === 'refused'
  const facts = [
    { name: words.state, value: <RequestStateTag state={state} /> },
    {
      name: words.structure,
      value: <a href={url(paths.structure, { id: request.structure_id })}>{request.structureName}</a>,
    },
    { name: words.identifier, value: formatSiret(request.identifier) },
    { name: words.asked, value: askedText(request, words) },
    { name: words.sentOn, value: <Time at={request.created_at} precise /> },
    { name: words.usualDelay, value: state === 'pending' && delay !== undefined ? words.usualDelays(delay) : null },
    { name: isDecided ? words.decidedOn : words.withdrawnOn, value: decided_at && <Time at={decided_at} precise /> },
    { name: words.decidedWho, value: isDecided ? words.decidedBy(request.structureName) : null },
    { name: words.roleGiven, value: role_given && roles[role_given] },
    { name: words.reason, value: reason && <blockquote class="quote">{reason}</blockquote> },
    { name: words.myComment, value: request.comment && <blockquote class="quote">{request.comment}</blockquote> },
  ]
  return <Facts facts={facts} />
}

function Acts({ request, mayCorrect }: OwnRequestProps) {
  const words = useWords(joiningWords)
  if (request.state === 'pending')
    return (
      <p class="acts">
        <a class="button danger" {...dialogLink(url(paths.ownRequestWithdrawal, request))}>
          {words.withdraw}
        </a>
      </p>
    )
  if (request.state !== 'refused' || !mayCorrect) return null
  return (
    <p class="acts">
      <a
        class="button main"
        href={withQuery(url(paths.joining, { id: request.structure_id }), { corrects: request.id })}
      >
        {words.correct}
      </a>
    </p>
  )
}
