import type { Standing } from '../../src/auth/rules.ts'
import { paths } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import type { Shown } from '../accounts/identity-fields.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { authWords } from '../words/auth.ts'
import { deactivationWords } from '../words/deactivation.ts'
import { OwnLoginField, OwnPasswordField } from './password-fields.tsx'
import { Refused } from './sign-in-page.tsx'

type ReactivationProps = {
  typed?: Shown
  errors?: FieldErrors
  /** After a refusal: how the login typed stands, which says nothing of whether it names an account. */
  refused?: Standing
  /** The right password was given at the sign-in: its owner is told how the account stands. */
  isOwner?: boolean
}

/** "Réactiver mon compte": the address and the password, as at the sign-in. It says nothing of an account to others. */
export function ReactivationPage({ typed = {}, errors, refused, isOwner = false }: ReactivationProps) {
  const words = useWords(deactivationWords)
  const auth = useWords(authWords)
  return (
    <Layout title={words.reactivateTitle} hasError={errors !== undefined || refused !== undefined}>
      <div class="stack">
        <ErrorSummary errors={errorList(errors, ['login', 'password'], auth.errors)} />
        {refused && <Refused standing={refused} />}
        <p>{isOwner ? <strong>{words.isDeactivated}</strong> : words.reactivateText}</p>
        <Form action={paths.reactivation} class="stack">
          <OwnLoginField typed={typed} errors={errors} />
          <OwnPasswordField errors={errors} />
          <div class="acts">
            <button class="main">{words.reactivate}</button>
            <a class="button plain" href={paths.signIn}>
              {auth.signIn}
            </a>
          </div>
        </Form>
      </div>
    </Layout>
  )
}
