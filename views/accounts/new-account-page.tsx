import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { partWords } from '../words/parts.ts'
import { errorList, type FieldErrors } from './form-errors.ts'
import { ContactFields, LoginField, NameFields, type Shown } from './identity-fields.tsx'
import { NothingArrived } from './nothing-arrived.tsx'

const ORDER = ['civility', 'lastName', 'firstName', 'login', 'phone', 'language']

export function NewAccountPage({ typed, errors }: { typed?: Shown; errors?: FieldErrors }) {
  const { language } = useScene()
  const words = useWords(accountWords)
  const shown = { language, ...typed }
  return (
    <Layout title={words.newTitle} hasError={errors !== undefined}>
      <div class="stack">
        <ErrorSummary errors={errorList(errors, ORDER, words.errors)} />
        <p>{words.newIntro}</p>
        <p>
          {words.haveAccount} <a href={paths.signIn}>{words.signIn}</a>
        </p>
        <p class="hint">{useWords(partWords).mandatoryNote}</p>
        <Form action={paths.newAccount} class="stack">
          <NameFields shown={shown} errors={errors} />
          <LoginField shown={shown} errors={errors} />
          <ContactFields shown={shown} errors={errors} />
          <div class="acts">
            <button class="main">{words.create}</button>
          </div>
        </Form>
      </div>
    </Layout>
  )
}

/** The same words whether the address was known or not: only the mail tells. */
export function NewAccountSentPage() {
  const words = useWords(accountWords)
  return (
    <Layout title={words.sentTitle}>
      <div class="stack">
        <p>{words.sentText}</p>
        <NothingArrived words={words}>
          <a href={paths.newAccount}>{words.tryAgain}</a>
        </NothingArrived>
      </div>
    </Layout>
  )
}
