import type { Standing } from '../../src/auth/rules.ts'
import { MAX_FAILURES } from '../../src/auth/rules.ts'
import { paths } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import type { Shown } from '../accounts/identity-fields.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { hourText } from '../parts/time.tsx'
import { authWords } from '../words/auth.ts'
import { OwnLoginField, OwnPasswordField } from './password-fields.tsx'

type SignInProps = {
  /** Where to go afterwards. */
  next: string
  typed?: Shown
  errors?: FieldErrors
  /** After a refusal: how the login typed stands, which says nothing of whether it names an account. */
  refused?: Standing
}

const TOLD_FROM = 2

export function SignInPage({ next, typed = {}, errors, refused }: SignInProps) {
  const words = useWords(authWords)
  const isFirst = !errors && !refused
  return (
    <Layout title={words.signInTitle} hasError={!isFirst}>
      <div class="stack">
        <ErrorSummary errors={errorList(errors, ['login', 'password'], words.errors)} />
        {refused && <Refused standing={refused} />}
        {isFirst && next !== '' && <p>{next.startsWith(RESUME) ? words.resumeNext : words.next}</p>}
        <Form action={paths.signIn} class="stack">
          <input type="hidden" name="next" value={next} />
          <OwnLoginField typed={typed} errors={errors} />
          <OwnPasswordField errors={errors} />
          <div class="acts">
            <button class="main">{words.signIn}</button>
          </div>
        </Form>
        <p>
          <a href={paths.passwordForgotten}>{words.forgotten}</a>
        </p>
        <p>
          {words.noAccount} <a href={paths.newAccount}>{words.createAccount}</a>
        </p>
      </div>
    </Layout>
  )
}

const RESUME = paths.resume.replace(':id', '')

/** Why the password was not taken, and how many tries are left. */
export function Refused({ standing: { failures, lockedUntil } }: { standing: Standing }) {
  const { language } = useScene()
  const words = useWords(authWords)
  if (lockedUntil !== null)
    return <RefusalNote text={`${words.locked(hourText(lockedUntil, language))} ${words.unlock}`} />
  const left = MAX_FAILURES - failures
  return <RefusalNote text={left <= TOLD_FROM ? `${words.wrong} ${words.triesLeft(left)}` : words.wrong} />
}
