import type { Access, Space } from '../../src/act.ts'
import { identifierText, type Structure } from '../../src/structures/rules.ts'
import type {
  Askable,
  AskSubscriptionRefusal,
  OwnSpace,
  OwnSpaceRefusal,
  OwnSubscriptionRequest,
} from '../../src/subscriptions/asking-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { accountCrumbs } from '../accounts/account-nav.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { dateText, numberText } from '../parts/time.tsx'
import { accountWords } from '../words/accounts.ts'
import { subscriptionRequestWords } from '../words/subscription-requests.ts'
import { AskedSpaces, WaitingSpaces } from './asked-spaces.tsx'
import { OwnSpaces } from './own-spaces.tsx'

/** The form as it was typed, or as the request that it corrects had it. */
export type AskTyped = { spaces: { space: Space; access: Access; serviceId: number | null }[]; comment: string }

export type SubscribingProps = {
  structure: Structure
  /** What can be asked for, and what is added alone; null for somebody who is no member. */
  choices: { askable: Askable[]; own: OwnSpace[]; servicesCut: number | null } | null
  corrected: OwnSubscriptionRequest | null
  typed?: AskTyped
  errors?: Record<string, string | undefined>
  refusal?: AskSubscriptionRefusal
  ownRefusal?: OwnSpaceRefusal
}

/** Asking for spaces of a structure, and adding those that need no approval. */
export function SubscribingPage(props: SubscribingProps) {
  const words = useWords(subscriptionRequestWords)
  const { structure, choices, errors, refusal, ownRefusal } = props
  const isOpen = choices !== null && structure.state === 'active'
  const crumbs = [...accountCrumbs(useWords(accountWords)), { href: paths.ownSubscriptions, label: words.ownTitle }]
  return (
    <Layout
      title={words.askTo(structure.name)}
      heading={words.askTitle}
      section="account"
      crumbs={crumbs}
      hasError={errors !== undefined || refusal !== undefined || ownRefusal !== undefined}
    >
      <RefusalNote text={(ownRefusal && words.ownRefusals[ownRefusal]) ?? (refusal && words.askRefusals[refusal])} />
      <Facts
        facts={[
          { name: words.structure, value: structure.name },
          { name: words.identifier, value: identifierText(structure) },
        ]}
      />
      {isOpen ? <Choices {...props} choices={choices} /> : <Closed {...props} />}
    </Layout>
  )
}

/** Nothing can be asked: says why, and gives back what was written. */
function Closed({ structure, choices, refusal, ownRefusal, typed }: SubscribingProps) {
  const words = useWords(subscriptionRequestWords)
  const why = choices === null ? 'not-a-member' : 'structure-inactive'
  return (
    <>
      {!refusal && !ownRefusal && <p>{words.ownRefusals[why]}</p>}
      <p>
        {choices === null && structure.state === 'active' ? (
          <a class="button" href={url(paths.joining, structure)}>
            {words.join}
          </a>
        ) : (
          <a href={url(paths.structure, structure)}>{structure.name}</a>
        )}
      </p>
      {typed?.comment && <Facts facts={[{ name: words.comment, value: typed.comment }]} />}
    </>
  )
}

type OpenProps = SubscribingProps & { choices: NonNullable<SubscribingProps['choices']> }

function Choices(props: OpenProps) {
  const { structure, choices, typed } = props
  const words = useWords(subscriptionRequestWords)
  const waiting = choices.askable.filter(({ pendingId }) => pendingId !== null)
  const open = choices.askable.filter(({ pendingId }) => pendingId === null)
  return (
    <>
      {waiting.length > 0 && <WaitingSpaces askable={waiting} />}
      {open.length > 0 && <AskingForm {...props} choices={{ ...choices, askable: open }} />}
      {open.length === 0 && typed?.comment && <Facts facts={[{ name: words.comment, value: typed.comment }]} />}
      {choices.askable.length === 0 && (
        <Empty title={words.nothingToAsk}>
          <p>{words.nothingToAskText}</p>
        </Empty>
      )}
      {choices.own.length > 0 && <OwnSpaces structure={structure} spaces={choices.own} />}
    </>
  )
}

function AskingForm({ structure, choices, corrected, typed, errors = {} }: OpenProps) {
  const words = useWords(subscriptionRequestWords)
  const { language } = useScene()
  const told = Object.entries(errors).map(([name, key]) => ({ name, text: words.formErrors[key ?? ''] ?? '' }))
  return (
    <Form action={url(paths.subscribing, structure)} class="stack">
      <ErrorSummary errors={told} />
      {corrected ? <Corrected request={corrected} /> : <p>{words.askIntro}</p>}
      <AskedSpaces askable={choices.askable} typed={typed?.spaces ?? []} />
      {choices.servicesCut !== null && <p>{words.servicesCut(numberText(choices.servicesCut, language))}</p>}
      <Field
        name="comment"
        label={words.comment}
        hint={words.commentHint}
        value={typed?.comment}
        error={told.find(({ name }) => name === 'comment')?.text}
        rows={4}
        maxlength={1000}
      />
      <div class="acts">
        <button class="main">{words.send}</button>
      </div>
    </Form>
  )
}

function Corrected({ request }: { request: OwnSubscriptionRequest }) {
  const words = useWords(subscriptionRequestWords)
  return (
    <>
      <p>{words.corrects(dateText(request.createdAt, useScene().language))}</p>
      <blockquote class="quote">{request.reason}</blockquote>
      <input type="hidden" name="corrects" value={String(request.id)} />
    </>
  )
}
