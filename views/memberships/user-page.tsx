import { CIVILITIES } from '../../src/accounts/rules.ts'
import type { CorrectRefusal, ManagedUser } from '../../src/memberships/user-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { type Shown, shownText } from '../accounts/identity-fields.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field, MandatoryNote, Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { userWords } from '../words/users-en.ts'
import { isSearch, useUserCrumbs } from './user-structures-page.tsx'
import { StatusTag } from './user-table.tsx'

const ORDER = ['civility', 'lastName', 'firstName', 'login', 'contactEmail', 'phone', 'language']

export type UserProps = {
  user: ManagedUser
  /** Why nothing can be changed here: facts are shown instead of the form. */
  why: CorrectRefusal | null
  mayCorrectLogin: boolean
  typed?: Shown
  errors?: FieldErrors
  refusal?: CorrectRefusal | undefined
  back: string
}

const kept = (user: ManagedUser): Shown => ({
  civility: user.civility ?? '',
  lastName: user.last_name,
  firstName: user.first_name,
  login: user.login,
  contactEmail: user.contact_email,
  phone: user.phone,
  language: user.language,
})

/** Identity and contact data of somebody attached to one of the actor's structures. */
export function UserPage({ user, why, typed, errors = {}, refusal, ...rest }: UserProps) {
  const words = useWords(userWords)
  const sentences = useSentences()
  const isTaken = refusal === 'login-taken'
  const all = isTaken ? { ...errors, login: refusal } : errors
  const shown = errorList(all, ORDER, sentences)
  const name = `${user.first_name} ${user.last_name}`
  const note = isTaken ? null : refusal
  return (
    <Layout
      title={words.userTitle(name)}
      section="manager"
      hasError={shown.length > 0 || Boolean(note)}
      crumbs={useUserCrumbs(rest.back)}
    >
      <section class="panel">
        <ErrorSummary errors={shown} />
        <RefusalNote text={note && words.corrections[note]} />
        {why ? (
          <FactsAlone user={user} why={why} back={rest.back} />
        ) : (
          <UserForm {...rest} user={user} shown={typed ?? kept(user)} errors={all} />
        )}
      </section>
    </Layout>
  )
}

/** The form about oneself and what is particular here. */
const useSentences = (): Record<string, string> => ({
  ...useWords(accountWords).errors,
  'login-taken': useWords(userWords).corrections['login-taken'],
})

function FactsAlone({ user, why, back }: { user: ManagedUser; why: CorrectRefusal; back: string }) {
  const words = useWords(userWords)
  const accounts = useWords(accountWords)
  return (
    <>
      <p>
        {words.cannot} {words.corrections[why]}
      </p>
      <Facts
        facts={[
          { name: accounts.lastName, value: user.last_name },
          { name: accounts.firstName, value: user.first_name },
          { name: accounts.login, value: user.login },
          { name: accounts.contactEmail, value: user.contact_email },
          { name: accounts.phone, value: user.phone },
          { name: words.status, value: <StatusTag status={user.state} words={words} /> },
        ]}
      />
      <p class="acts">
        <a href={back}>{isSearch(back) ? words.back : words.goBack}</a>
      </p>
    </>
  )
}

type FormProps = Pick<UserProps, 'user' | 'mayCorrectLogin' | 'back'> & { shown: Shown; errors: FieldErrors }

function UserForm({ user, mayCorrectLogin, shown, errors, back }: FormProps) {
  const words = useWords(userWords)
  const accounts = useWords(accountWords)
  const fieldOf = useFieldOf(shown, errors)
  return (
    <>
      {!mayCorrectLogin && (
        <Facts
          facts={[
            { name: accounts.login, value: user.login },
            { name: words.status, value: <StatusTag status={user.state} words={words} /> },
          ]}
        />
      )}
      <MandatoryNote />
      <Form action={url(paths.user, user)} class="stack">
        <input type="hidden" name="back" value={back} />
        <NameFields shown={shown} errors={errors} />
        {mayCorrectLogin && (
          <Field
            {...fieldOf('login')}
            type="email"
            label={accounts.login}
            hint={words.loginHint}
            required
            maxlength={254}
          />
        )}
        <ContactFields shown={shown} errors={errors} />
        <p class="hint">{words.mailNote}</p>
        <div class="acts">
          <button class="main">{words.save}</button>
          <a href={back}>{isSearch(back) ? words.back : words.goBack}</a>
        </div>
      </Form>
    </>
  )
}

/** About somebody else: the browser must not fill in the manager's own data. */
function useFieldOf(shown: Shown, errors: FieldErrors) {
  const sentences = useSentences()
  return (name: string) => ({
    name,
    value: shownText(shown, name),
    error: errorList(errors, [name], sentences)[0]?.text,
    autocomplete: 'off',
  })
}

type FieldsProps = { shown: Shown; errors: FieldErrors }

function NameFields({ shown, errors }: FieldsProps) {
  const words = useWords(accountWords)
  const fieldOf = useFieldOf(shown, errors)
  const civilities = CIVILITIES.map((value) => ({ value, label: words.civilities[value] }))
  return (
    <>
      <Select
        {...fieldOf('civility')}
        label={words.civility}
        options={[{ value: '', label: words.noCivility }, ...civilities]}
      />
      <Field {...fieldOf('lastName')} label={words.lastName} required maxlength={100} />
      <Field {...fieldOf('firstName')} label={words.firstName} required maxlength={100} />
    </>
  )
}

function ContactFields({ shown, errors }: FieldsProps) {
  const words = useWords(accountWords)
  const { contactHint } = useWords(userWords)
  const fieldOf = useFieldOf(shown, errors)
  const languages = (['fr', 'en'] as const).map((value) => ({ value, label: words.languages[value] }))
  return (
    <>
      <Field
        {...fieldOf('contactEmail')}
        type="email"
        label={words.contactEmail}
        hint={contactHint}
        required
        maxlength={254}
      />
      <Field {...fieldOf('phone')} type="tel" label={words.phone} hint={words.phoneHint} maxlength={30} />
      <Select {...fieldOf('language')} label={words.language} hint={words.languageHint} options={languages} />
    </>
  )
}
