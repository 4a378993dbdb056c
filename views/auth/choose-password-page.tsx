import { paths, url } from '../../src/urls.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { PlainNameFields, LoginField, type Shown } from '../accounts/identity-fields.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { authWords } from '../words/auth.ts'
import { partWords } from '../words/parts.ts'
import { KnownLogin, NewPasswordField } from './password-fields.tsx'

/** What a link in a mail lets its reader choose a password for. */
export type LinkUse = 'activation' | 'reset'
/** `contactEmail` is the address proposed by whoever made the account. */
type Owner = { name: string; login: string; contactEmail: string }
type ChooseProps = {
  use: LinkUse
  token: string
  owner: Owner
  contactEmail?: string | undefined
  errors?: FieldErrors
}

export function ChoosePasswordPage({ use, token, owner, contactEmail, errors }: ChooseProps) {
  const words = useWords(authWords)
  const isNew = use === 'activation'
  return (
    <Layout title={isNew ? words.activateTitle : words.resetTitle} hasError={errors !== undefined}>
      <div class="stack">
        <ErrorSummary errors={errorList(errors, ['password', 'contactEmail'], words.errors)} />
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
          {isNew && (
            <ContactField owner={owner} typed={contactEmail} error={errorText(errors, 'contactEmail', words.errors)} />
          )}
          <div class="acts">
            <button class="main">{isNew ? words.activate : words.savePassword}</button>
          </div>
        </Form>
      </div>
    </Layout>
  )
}

type ContactProps = { owner: Owner; typed: string | undefined; error: string | undefined }

/** Filled with the login: an address that somebody else typed is named, and not taken unless its owner says so. */
function ContactField({ owner, typed, error }: ContactProps) {
  const words = useWords(accountWords)
  const isProposed = owner.contactEmail !== owner.login
  return (
    <Field
      name="contactEmail"
      label={words.contactEmail}
      hint={isProposed ? useWords(authWords).contactProposed(owner.contactEmail) : words.contactHint}
      required
      type="email"
      autocomplete="email"
      maxlength={254}
      value={typed ?? owner.login}
      error={error}
    />
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
