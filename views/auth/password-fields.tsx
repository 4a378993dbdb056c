import { errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { type Shown, shownText } from '../accounts/identity-fields.tsx'
import { useWords } from '../layout/scene.ts'
import { Field } from '../parts/field.tsx'
import { authWords } from '../words/auth.ts'

/** The password to choose: one field, told beforehand what it takes. Never filled in again. */
export function NewPasswordField({ error }: { error: string | undefined }) {
  const words = useWords(authWords)
  return (
    <Field
      name="password"
      label={words.newPassword}
      hint={words.passwordHint}
      type="password"
      autocomplete="new-password"
      required
      error={error}
    />
  )
}

/** The address that goes with the password, so that the browser's password store files it under the right name. */
export const KnownLogin = ({ login }: { login: string }) => (
  <input type="hidden" name="username" autocomplete="username" value={login} />
)

/** The address of one's own account. */
export function OwnLoginField({ typed, errors }: { typed: Shown; errors: FieldErrors | undefined }) {
  const words = useWords(authWords)
  return (
    <Field
      name="login"
      label={words.login}
      type="email"
      autocomplete="username"
      required
      maxlength={254}
      value={shownText(typed, 'login')}
      error={errorText(errors, 'login', words.errors)}
    />
  )
}

/** The password that goes with it. Never filled in again. */
export function OwnPasswordField({ errors }: { errors: FieldErrors | undefined }) {
  const words = useWords(authWords)
  return (
    <Field
      name="password"
      label={words.password}
      type="password"
      autocomplete="current-password"
      required
      error={errorText(errors, 'password', words.errors)}
    />
  )
}
