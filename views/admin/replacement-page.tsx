import type { ReplaceRefusal } from '../../src/admin/rules.ts'
import type { Structure } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field, MandatoryNote, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Time } from '../parts/time.tsx'
import { StructureFacts } from '../structures/structure-facts.tsx'
import { layoutWords } from '../words/layout.ts'
import { memberWords } from '../words/members.ts'
import { replacementWords } from '../words/operator-replacement.ts'
import { operatorStructureWords } from '../words/operator-structures.ts'

type Typed = { login?: string | undefined; reason?: string | undefined; isGone?: boolean }
type Primary = {
  first_name: string
  last_name: string
  login: string
  state: keyof (typeof memberWords)['fr']['states']
  starts_on: string
  /** When a session of theirs was last used; null where none is known any more. */
  seenAt: string | null
}
export type ReplacementProps = {
  structure: Structure
  primary: Primary | undefined
  typed?: Typed
  errors?: Record<string, string | undefined>
  refusal?: ReplaceRefusal
}

const FIELDS = ['login', 'reason', 'isGone']

/** "When the primary is gone": the platform support names another one, and says why. */
export function ReplacementPage({ structure, primary, typed = {}, errors = {}, refusal }: ReplacementProps) {
  const words = useWords(replacementWords)
  const operator = useWords(operatorStructureWords)
  const { states } = useWords(memberWords)
  const back = url(paths.operatorStructure, structure)
  const texts = FIELDS.flatMap((name) => {
    const error = errors[name]
    return error ? [{ name, text: words.errors[error] ?? error }] : []
  })
  return (
    <Layout
      title={words.title}
      section="operator"
      hasError={texts.length > 0 || refusal !== undefined}
      crumbs={[
        { href: paths.operator, label: useWords(layoutWords).operator },
        { href: paths.operatorStructures, label: operator.listTitle },
        { href: back, label: structure.name },
      ]}
    >
      <div class="stack">
        <ErrorSummary errors={texts} />
        <RefusalNote text={refusal && words.refusals[refusal]} />
        <StructureFacts structure={structure} />
        {primary && (
          <Facts
            facts={[
              { name: words.present, value: `${primary.first_name} ${primary.last_name}` },
              { name: operator.login, value: primary.login },
              { name: operator.primarySince, value: <Time at={primary.starts_on} /> },
              { name: words.account, value: states[primary.state] },
              { name: words.lastSeen, value: primary.seenAt ? <Time at={primary.seenAt} precise /> : words.neverSeen },
            ]}
          />
        )}
        <p>{words.text}</p>
        <ReplacementForm structure={structure} typed={typed} texts={texts} />
      </div>
    </Layout>
  )
}

type FormProps = { structure: Structure; typed: Typed; texts: { name: string; text: string }[] }

function ReplacementForm({ structure, typed, texts }: FormProps) {
  const words = useWords(replacementWords)
  const operator = useWords(operatorStructureWords)
  const textOf = (name: string) => texts.find((one) => one.name === name)?.text
  return (
    <Form action={url(paths.operatorReplacement, structure)} class="stack">
      <MandatoryNote />
      <Field
        name="login"
        type="email"
        inputmode="email"
        autocomplete="off"
        label={words.login}
        hint={operator.loginHint}
        value={typed.login}
        error={textOf('login')}
        required
      />
      <Field
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        value={typed.reason}
        error={textOf('reason')}
        rows={4}
        maxlength={2000}
        required
      />
      <Tick name="isGone" label={words.isGone} checked={typed.isGone ?? false} error={textOf('isGone')} />
      <div class="acts">
        <button class="main">{words.replace}</button>
        <Cancel href={url(paths.operatorStructure, structure)} />
      </div>
    </Form>
  )
}
