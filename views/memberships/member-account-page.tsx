import { CIVILITIES } from '../../src/accounts/rules.ts'
import type { CreateRefusal } from '../../src/accounts/rules.ts'
import type { AttachRefusal } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { type Shown, shownText } from '../accounts/identity-fields.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote, Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { attachingWords } from '../words/attaching.ts'
import { attachErrors } from './attach-errors.ts'
import { AttachmentFields, ATTACHMENT_ORDER, type TypedAttachment } from './attach-fields.tsx'
import type { Offered } from './member-fields.tsx'
import { useMemberCrumbs } from './members-page.tsx'

const IDENTITY_ORDER = ['civility', 'lastName', 'firstName', 'login', 'contactEmail', 'phone', 'language']

export type MemberAccountProps = {
  structure: { id: number; name: string }
  offered: Offered
  /** The person, as typed or as looked for. */
  person: Shown
  typed: TypedAttachment
  today: string
  errors?: FieldErrors
  refusal?: AttachRefusal | CreateRefusal | undefined
}

/** "Créer le compte utilisateur": somebody who has none, attached in the same step. */
export function MemberAccountPage({ structure, person, errors = {}, refusal, ...props }: MemberAccountProps) {
  const words = useWords(attachingWords)
  const isTaken = refusal === 'login-taken'
  const { all, whole } = attachErrors(isTaken ? { ...errors, login: refusal } : errors, isTaken ? undefined : refusal)
  const shown = errorList(all, [...IDENTITY_ORDER, ...ATTACHMENT_ORDER], words.errors)
  return (
    <Layout
      title={words.accountTitle}
      section="manager"
      hasError={Boolean(whole) || shown.length > 0}
      crumbs={useMemberCrumbs(structure, url(paths.members, structure))}
    >
      <section class="panel">
        <ErrorSummary errors={shown} />
        <RefusalNote text={whole && words.refusals[whole]} />
        <p>{words.accountIntro}</p>
        <MandatoryNote />
        <Form action={url(paths.newMemberAccount, structure)} class="stack">
          <h2>{words.identity}</h2>
          <IdentityFields person={person} errors={all} taken={isTaken ? structure : null} />
          <h2>{words.attachment}</h2>
          <AttachmentFields {...props} errors={all} />
          <div class="acts">
            <button class="main">{words.createUser}</button>
            <a href={url(paths.memberSearch, structure)}>{words.backToSearch}</a>
          </div>
        </Form>
      </section>
    </Layout>
  )
}

type IdentityProps = { person: Shown; errors: FieldErrors; taken: { id: number } | null }

/** About somebody else: the browser must not fill in the manager's own data. */
function IdentityFields({ person, errors, taken }: IdentityProps) {
  const words = useWords(accountWords)
  const own = useWords(attachingWords)
  const fieldOf = (name: string) => ({
    name,
    value: shownText(person, name),
    error: errorList(errors, [name], own.errors)[0]?.text,
    autocomplete: 'off',
  })
  const civilities = CIVILITIES.map((value) => ({ value, label: words.civilities[value] }))
  const languages = (['fr', 'en'] as const).map((value) => ({ value, label: words.languages[value] }))
  return (
    <>
      <Select
        {...fieldOf('civility')}
        label={words.civility}
        options={[{ value: '', label: words.noCivility }, ...civilities]}
      />
      <Field {...fieldOf('lastName')} label={words.lastName} required maxlength={100} />
      <Field {...fieldOf('firstName')} label={words.firstName} required maxlength={100} />
      <Field {...fieldOf('login')} type="email" label={words.login} hint={own.loginHint} required maxlength={254} />
      {taken && (
        <p>
          <a href={withQuery(url(paths.memberSearch, taken), { login: shownText(person, 'login') })}>
            {own.loginTakenSearch}
          </a>
        </p>
      )}
      <Field
        {...fieldOf('contactEmail')}
        type="email"
        label={words.contactEmail}
        hint={own.contactHint}
        maxlength={254}
      />
      <Field {...fieldOf('phone')} type="tel" label={words.phone} hint={words.phoneHint} maxlength={30} />
      <Select {...fieldOf('language')} label={words.language} hint={words.languageHint} options={languages} required />
    </>
  )
}
