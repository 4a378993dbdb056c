import { paths, url } from '../../src/urls.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { PlainNameFields, LoginField, type Shown } from '../accounts/identity-fields.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { authWords } from '../words/auth.ts'
import { partWords } from '../words/parts.ts'
import { KnownLogin, NewPasswordField } from './password-fields.tsx'

/** What a link in a mail lets its reader choose a password for. */
export type LinkUse = 'activation' | 'reset'
type ChooseProps = { use: LinkUse; token: string; owner: { name: string; login: string }; errors?: FieldErrors }

export function ChoosePasswordPage({ use, token, owner, errors }: ChooseProps) {
  const words = useWords(authWords)
  const isNew = use === 'activation'
  return (
    <Layout title={isNew ? words.activateTitle : words.resetTitle} hasError={errors !== undefined}>
      <div class="stack">
        <ErrorSummary errors={errorList(errors, ['password'], words.errors)} />
        <p>{isNew ? words.activateText : words.resetText}</p>
        <dl class="facts">
          {isNew && (
            <>
              <dt>{words.accountOf}</dt>
              <dd>{owner.name}</dd>
            </>
          )}
          <dt>{words.login}</dt>
          <dd>{owner.login}</dd>
        </dl>
        <Form action={url(isNew ? paths.activation : paths.passwordReset, { token })} class="stack">
          <KnownLogin login={owner.login} />
          <NewPasswordField error={errorText(errors, 'password', words.errors)} />
          <div class="acts">
            <button class="main">{isNew ? words.activate : words.savePassword}</button>
          </div>
        </Form>
      </div>
    </Layout>
  )
}

type OperatorProps = { token: string; typed?: Shown; errors?: FieldErrors }

/** Shown to whoever holds the link of the server's console. */
export function FirstOperatorPage({ token, typed = {}, errors }: OperatorProps) {
  const words = useWords(authWords)
  const order = ['lastName', 'firstName', 'login', 'password']
  return (
    <Layout title={words.operatorTitle} hasError={errors !== undefined}>
      <div class="stack">
        <ErrorSummary errors={errorList(errors, order, words.errors)} />
        <p>{words.operatorText}</p>
        <p class="hint">{useWords(partWords).mandatoryNote}</p>
        <Form action={url(paths.firstOperator, { token })} class="stack">
          <PlainNameFields shown={typed} errors={errors} />
          <LoginField shown={typed} errors={errors} sentences={words.errors} />
          <NewPasswordField error={errorText(errors, 'password', words.errors)} />
          <div class="acts">
            <button class="main">{words.operatorCreate}</button>
          </div>
        </Form>
      </div>
    </Layout>
  )
}
