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
