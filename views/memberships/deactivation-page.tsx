import type { DeactivateRefusal } from '../../src/auth/rules.ts'
import type { PrimaryOf } from '../../src/memberships/handing-rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths } from '../../src/urls.ts'
import { accountCrumbs } from '../accounts/account-nav.tsx'
import { type Crumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { dateText } from '../parts/time.tsx'
import { accountWords } from '../words/accounts.ts'
import { deactivationWords } from '../words/deactivation.ts'

export type DeactivationProps = {
  /** The structures that need another primary manager first. */
  structures: PrimaryOf[]
  /** Until when the account could be had back: an instant. */
  until: string
  /** Why it cannot be done, or was not. */
  refusal: DeactivateRefusal | null
  error?: string | undefined
}

export const STRUCTURES_LISTED = 100

export const useAccountCrumbs = (): Crumb[] => {
  const words = useWords(accountWords)
  return [...accountCrumbs(words), { href: paths.account, label: words.account }]
}

/** "Désactiver mon compte": what it means, what has to be done first, and then the button. */
export function DeactivationPage(props: DeactivationProps) {
  const { structures, until, refusal, error } = props
  const { language } = useScene()
  const words = useWords(deactivationWords)
  const text = error && (words.errors[error] ?? error)
  const hasError = Boolean(text) || (refusal !== null && structures.length === 0)
  const crumbs = useAccountCrumbs()
  return (
    <Layout title={words.deactivate} section="account" crumbs={crumbs} hasError={hasError}>
      <div class="stack">
        <ErrorSummary errors={text ? [{ name: 'currentPassword', text }] : []} />
        <p>{words.what}</p>
        <p>{words.sixtyDays(dateText(until, language))}</p>
        <NextStep structures={structures} refusal={refusal} error={text} />
      </div>
    </Layout>
  )
}

/** What has to be done first, or why nothing can be, or the button. */
function NextStep({ structures, refusal, error }: Pick<DeactivationProps, 'structures' | 'refusal' | 'error'>) {
  const words = useWords(deactivationWords)
  if (structures.length > 0) return <Successors structures={structures} />
  return refusal ? <RefusalNote text={words.refusals[refusal]} /> : <ConfirmForm error={error} />
}

function Successors({ structures }: { structures: PrimaryOf[] }) {
  const words = useWords(deactivationWords)
  const [mine, elsewhere] = [structures.filter(({ isPigp }) => !isPigp), structures.filter(({ isPigp }) => isPigp)]
  return (
    <>
      {mine.length > 0 && (
        <section class="panel">
          <p>{words.needsSuccessor}</p>
          <Names structures={mine} />
          <p class="acts">
            <a class="button main" href={paths.deactivationSuccessors}>
              {words.nameSuccessors}
            </a>
          </p>
        </section>
      )}
      {elsewhere.length > 0 && (
        <section class="panel" aria-labelledby="pigp">
          <h2 id="pigp">{words.pigpTitle}</h2>
          <p>{words.pigp}</p>
          <Names structures={elsewhere} />
          <p>
            <a href={paths.contact}>{words.contact}</a>
          </p>
        </section>
      )}
    </>
  )
}

function Names({ structures }: { structures: PrimaryOf[] }) {
  const words = useWords(deactivationWords)
  const shown = structures.slice(0, STRUCTURES_LISTED)
  return (
    <>
      <ul>
        {shown.map((structure) => (
          <li>
            {structure.name} ({identifierText(structure)})
          </li>
        ))}
      </ul>
      {structures.length > shown.length && <p>{words.cut(shown.length)}</p>}
    </>
  )
}

/** A session left open must not be enough to close an account. */
function ConfirmForm({ error }: { error: string | undefined }) {
  const words = useWords(deactivationWords)
  return (
    <Form action={paths.deactivation} class="stack">
      <MandatoryNote />
      <Field
        name="currentPassword"
        type="password"
        autocomplete="current-password"
        label={words.currentPassword}
        hint={words.currentPasswordHint}
        error={error}
        required
      />
      <div class="acts">
        <button class="danger">{words.deactivate}</button>
        <Cancel href={paths.account} />
      </div>
    </Form>
  )
}
