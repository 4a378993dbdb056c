import { paths } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import type { Shown } from '../accounts/identity-fields.tsx'
import { NothingArrived } from '../accounts/nothing-arrived.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { authWords } from '../words/auth.ts'
import { OwnLoginField } from './password-fields.tsx'

type LoginProps = { typed?: Shown; errors?: FieldErrors }

/** Asks for the address to which a link may be sent. */
export function PasswordForgottenPage(props: LoginProps) {
  const words = useWords(authWords)
  return (
    <Layout title={words.forgottenTitle} hasError={props.errors !== undefined}>
      <div class="stack">
        <ErrorSummary errors={errorList(props.errors, ['login'], words.errors)} />
        <p>{words.forgottenText}</p>
        <LoginForm {...props} label={words.sendLink} />
      </div>
    </Layout>
  )
}

/** The same words whether the address was known or not: only the mail tells. */
export function LinkSentPage() {
  const words = useWords(authWords)
  return (
    <Layout title={words.sentTitle}>
      <div class="stack">
        <p>{words.sentText}</p>
        <NothingArrived words={words}>
          <a href={paths.passwordForgotten}>{words.tryAgain}</a>
        </NothingArrived>
      </div>
    </Layout>
  )
}

/** A link of a mail that opens nothing: why that may be, and a new one. */
export function DeadLinkPage() {
  const words = useWords(authWords)
  return (
    <Layout title={words.deadTitle} hasError>
      <div class="stack">
        <p>{words.deadText}</p>
        <LoginForm label={words.sendNewLink} />
        <p>
          {words.alreadyActive} <a href={paths.signIn}>{words.signIn}</a>
        </p>
      </div>
    </Layout>
  )
}

/** The first operator's link opens nothing: a new one is shown when the server starts, if there is need of one. */
export function DeadOperatorLinkPage() {
  const words = useWords(authWords)
  return (
    <Layout title={words.operatorDeadTitle} hasError>
      <p>{words.operatorDeadText}</p>
      <p>
        <a href={paths.signIn}>{words.signIn}</a>
      </p>
    </Layout>
  )
}

function LoginForm({ typed = {}, errors, label }: LoginProps & { label: string }) {
  return (
    <Form action={paths.passwordForgotten} class="stack">
      <OwnLoginField typed={typed} errors={errors} />
      <div class="acts">
        <button class="main">{label}</button>
      </div>
    </Form>
  )
}
