import { CIVILITIES } from '../../src/accounts/rules.ts'
import { useWords } from '../layout/scene.ts'
import { Field, Select } from '../parts/field.tsx'
import { accountWords } from '../words/accounts.ts'
import { errorText, type FieldErrors } from './form-errors.ts'

/** What the fields show: what was typed, or what is kept. */
export type Shown = Record<string, string | string[] | null | undefined>
type FieldsProps = { shown: Shown; errors: FieldErrors | undefined }

export const shownText = (shown: Shown, name: string): string | undefined => {
  const value = shown[name]
  return (Array.isArray(value) ? value[0] : value) ?? undefined
}

/** Civility, surname, first name: the same in every form about a person. */
export function NameFields({ shown, errors }: FieldsProps) {
  const words = useWords(accountWords)
  const civilities = CIVILITIES.map((value) => ({ value, label: words.civilities[value] }))
  return (
    <>
      <Select
        name="civility"
        label={words.civility}
        autocomplete="honorific-prefix"
        options={[{ value: '', label: words.noCivility }, ...civilities]}
        value={shownText(shown, 'civility')}
        error={errorText(errors, 'civility', words.errors)}
      />
      <PlainNameFields shown={shown} errors={errors} />
    </>
  )
}

export function PlainNameFields({ shown, errors }: FieldsProps) {
  const words = useWords(accountWords)
  return (
    <>
      <Field
        name="lastName"
        label={words.lastName}
        required
        autocomplete="family-name"
        maxlength={100}
        value={shownText(shown, 'lastName')}
        error={errorText(errors, 'lastName', words.errors)}
      />
      <Field
        name="firstName"
        label={words.firstName}
        required
        autocomplete="given-name"
        maxlength={100}
        value={shownText(shown, 'firstName')}
        error={errorText(errors, 'firstName', words.errors)}
      />
    </>
  )
}

/** The address one signs in with, when it is chosen. `sentences` are those of the form's own errors. */
export function LoginField({ shown, errors, sentences }: FieldsProps & { sentences?: Record<string, string> }) {
  const words = useWords(accountWords)
  return (
    <Field
      name="login"
      label={words.login}
      hint={words.loginHint}
      required
      type="email"
      autocomplete="username"
      maxlength={254}
      value={shownText(shown, 'login')}
      error={errorText(errors, 'login', sentences ?? words.errors)}
    />
  )
}

/** The address for all that is not about signing in: given by somebody who has signed in. */
export function ContactEmailField({ shown, errors }: FieldsProps) {
  const words = useWords(accountWords)
  return (
    <Field
      name="contactEmail"
      label={words.contactEmail}
      hint={words.contactHint}
      required
      type="email"
      autocomplete="email"
      maxlength={254}
      value={shownText(shown, 'contactEmail')}
      error={errorText(errors, 'contactEmail', words.errors)}
    />
  )
}

/** Phone and language. */
export function ContactFields({ shown, errors }: FieldsProps) {
  const words = useWords(accountWords)
  return (
    <>
      <Field
        name="phone"
        label={words.phone}
        hint={words.phoneHint}
        type="tel"
        autocomplete="tel"
        maxlength={30}
        value={shownText(shown, 'phone')}
        error={errorText(errors, 'phone', words.errors)}
      />
      <Select
        name="language"
        label={words.language}
        autocomplete="language"
        hint={words.languageHint}
        options={[
          { value: 'fr', label: words.languages.fr },
          { value: 'en', label: words.languages.en },
        ]}
        value={shownText(shown, 'language')}
        error={errorText(errors, 'language', words.errors)}
      />
    </>
  )
}
