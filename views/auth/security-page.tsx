import type { OwnSession } from '../../src/auth/rules.ts'
import { paths } from '../../src/urls.ts'
import { accountCrumbs, AccountNav } from '../accounts/account-nav.tsx'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { authWords } from '../words/auth.ts'
import { securityWords } from '../words/security.ts'
import { KnownLogin, NewPasswordField } from './password-fields.tsx'
import { SessionsPanel } from './sessions-panel.tsx'

type SecurityProps = { login: string; sessions: OwnSession[]; errors?: FieldErrors }

/** "Sécurité": the password and the open sessions. */
export function SecurityPage({ login, sessions, errors }: SecurityProps) {
  const words = useWords(securityWords)
  const crumbs = accountCrumbs(useWords(accountWords))
  return (
    <Layout
      title={words.securityTitle}
      heading={words.account}
      section="account"
      crumbs={crumbs}
      hasError={errors !== undefined}
    >
      <AccountNav current="security" />
      <PasswordSection login={login} errors={errors} />
      <SessionsPanel sessions={sessions} />
    </Layout>
  )
}

function PasswordSection({ login, errors }: { login: string; errors: FieldErrors | undefined }) {
  const words = useWords(securityWords)
  const sentences = useWords(authWords).errors
  return (
    <section class="stack" aria-labelledby="password-title">
      <ErrorSummary errors={errorList(errors, ['currentPassword', 'password'], sentences)} />
      <h2 id="password-title">{words.changeTitle}</h2>
      <p>{words.changeText}</p>
      <Form action={paths.accountPassword} class="stack">
        <KnownLogin login={login} />
        <Field
          name="currentPassword"
          label={words.currentPassword}
          type="password"
          autocomplete="current-password"
          required
          error={errorText(errors, 'currentPassword', sentences)}
        />
        <NewPasswordField error={errorText(errors, 'password', sentences)} />
        <div class="acts">
          <button class="main">{words.change}</button>
        </div>
      </Form>
    </section>
  )
}
