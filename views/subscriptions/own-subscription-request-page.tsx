import type { OwnSubscriptionRequest, WithdrawSubscriptionRefusal } from '../../src/subscriptions/asking-rules.ts'
import type { SubscriptionRequestState } from '../../src/subscriptions/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { AccountNav, accountCrumbs } from '../accounts/account-nav.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Panel } from '../parts/panel.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { Time } from '../parts/time.tsx'
import { accountWords } from '../words/accounts.ts'
import { joiningWords } from '../words/joining.ts'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionRequestWords } from '../words/subscription-requests.ts'

export type OwnSubscriptionRequestProps = {
  request: OwnSubscriptionRequest
  /** Usual working days to a decision, when the structure has decided enough. */
  delay: number | undefined
  /** A refused request can be corrected as long as its member can ask at all. */
  mayCorrect: boolean
  refusal?: WithdrawSubscriptionRefusal
}

export const OWN_SUBSCRIPTION_REQUEST_PANEL = 'own-subscription-request-panel'

const TONES: Record<SubscriptionRequestState, Parameters<typeof Tag>[0]['tone']> = {
  pending: 'wait',
  validated: 'good',
  refused: 'bad',
  withdrawn: 'calm',
}

export const SubscriptionStateTag = ({ state }: { state: SubscriptionRequestState }) => (
  <Tag tone={TONES[state]} label={useWords(subscriptionRequestWords).states[state]} />
)

const useTitled = ({ request, refusal }: Pick<OwnSubscriptionRequestProps, 'request' | 'refusal'>): Titled => ({
  title: useWords(subscriptionRequestWords).requestTitle(request.structureName),
  section: 'account',
  hasError: refusal !== undefined,
})

/** The crumbs above one subscription request of mine. */
export const useOwnSubscriptionCrumbs = () => [
  ...accountCrumbs(useWords(accountWords)),
  { href: paths.ownSubscriptions, label: useWords(subscriptionRequestWords).ownTitle },
]

export const OwnSubscriptionRequestPage = (props: OwnSubscriptionRequestProps) => (
  <Layout {...useTitled(props)} crumbs={useOwnSubscriptionCrumbs()}>
    <AccountNav current="subscriptions" />
    <OwnSubscriptionRequestPanel {...props} />
  </Layout>
)

/** One request of mine: its state, what was asked and given, why it was refused, and what I can do now. */
export function OwnSubscriptionRequestPanel(props: OwnSubscriptionRequestProps) {
  const words = useWords(subscriptionRequestWords)
  const { request, refusal } = props
  return (
    <Panel id={OWN_SUBSCRIPTION_REQUEST_PANEL} {...useTitled(props)}>
      <RefusalNote text={refusal && words.withdrawRefusals[refusal]} />
      <RequestFacts {...props} />
      <Spaces request={request} />
      {request.correctsId !== null && (
        <p>
          {words.correctsOther}{' '}
          <a href={url(paths.ownSubscriptionRequest, { id: request.correctsId })}>{words.seeCorrected}</a>
        </p>
      )}
      <Acts {...props} />
    </Panel>
  )
}

function RequestFacts({ request, delay }: OwnSubscriptionRequestProps) {
  const words = useWords(subscriptionRequestWords)
  const { usualDelays } = useWords(joiningWords)
  const { state, decidedAt, reason, comment, decisionComment } = request
  const isDecided = state === 'validated' || state === 'refused'
  const quoted = (text: string | null) => text && <blockquote class="quote">{text}</blockquote>
  return (
    <Facts
      facts={[
        { name: words.state, value: <SubscriptionStateTag state={state} /> },
        {
          name: words.structure,
          value: <a href={url(paths.structure, { id: request.structureId })}>{request.structureName}</a>,
        },
        { name: words.origin, value: request.origin === 'structure' ? words.automatic : null },
        { name: words.sentOn, value: <Time at={request.createdAt} precise /> },
        { name: words.usualDelay, value: delay === undefined ? null : usualDelays(delay) },
        { name: isDecided ? words.decidedOn : words.withdrawnOn, value: decidedAt && <Time at={decidedAt} precise /> },
        { name: words.decidedWho, value: isDecided ? words.decidedBy(request.structureName) : null },
        { name: words.reason, value: quoted(reason) },
        { name: words.managerComment, value: quoted(decisionComment) },
        { name: words.myComment, value: quoted(comment) },
      ]}
    />
  )
}

function Spaces({ request }: { request: OwnSubscriptionRequest }) {
  const words = useWords(subscriptionRequestWords)
  const { names, accesses, space, scope, allServices } = useWords(spaceWords)
  const isValidated = request.state === 'validated'
  const columns = [space, scope, words.asked]
  return (
    <Table caption={words.spaces} columns={isValidated ? [...columns, words.given] : columns}>
      {request.spaces.map((one) => (
        <tr>
          <th scope="row">{names[one.space]}</th>
          <Cell label={scope}>{one.service?.name ?? allServices}</Cell>
          <Cell label={words.asked}>{accesses[one.asked]}</Cell>
          {isValidated && <Cell label={words.given}>{one.given && accesses[one.given]}</Cell>}
        </tr>
      ))}
    </Table>
  )
}

function Acts({ request, mayCorrect }: OwnSubscriptionRequestProps) {
  const words = useWords(subscriptionRequestWords)
  if (request.state === 'pending')
    return (
      <p class="acts">
        <a class="button danger" {...dialogLink(url(paths.ownSubscriptionRequestWithdrawal, request))}>
          {words.withdraw}
        </a>
      </p>
    )
  if (!mayCorrect) return null
  return (
    <p class="acts">
      <a
        class="button main"
        href={withQuery(url(paths.subscribing, { id: request.structureId }), { corrects: request.id })}
      >
        {words.correct}
      </a>
    </p>
  )
}
