import { type Account, MANAGER_MAILS } from '../../src/accounts/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Choice } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { deactivationWords } from '../words/deactivation.ts'
import { partWords } from '../words/parts.ts'
import { accountCrumbs, AccountNav } from './account-nav.tsx'
import { errorList, errorText, type FieldErrors } from './form-errors.ts'
import { ContactEmailField, ContactFields, NameFields, type Shown, shownText } from './identity-fields.tsx'

const ORDER = ['civility', 'lastName', 'firstName', 'contactEmail', 'phone', 'language', 'managerMails']

const kept = (account: Account): Shown => ({
  civility: account.civility ?? '',
  lastName: account.last_name,
  firstName: account.first_name,
  contactEmail: account.contact_email,
  phone: account.phone,
  language: account.language,
  managerMails: account.manager_mails,
})

type IdentityProps = { account: Account; typed?: Shown; errors?: FieldErrors }

/** "Mes données": what a person says about themself, and their data to take away. */
export function IdentityPage({ account, typed, errors }: IdentityProps) {
  const words = useWords(accountWords)
  const leaving = useWords(deactivationWords)
  const shown = typed ?? kept(account)
  const crumbs = accountCrumbs(words)
  return (
    <Layout
      title={words.identityTitle}
      heading={words.account}
      section="account"
      crumbs={crumbs}
      hasError={errors !== undefined}
    >
      <AccountNav current="identity" />
      <section class="stack" aria-labelledby="identity">
        <ErrorSummary errors={errorList(errors, ORDER, words.errors)} />
        <h2 id="identity">{words.identityTitle}</h2>
        <dl class="facts">
          <dt>{words.login}</dt>
          <dd>
            {account.login} <span class="hint">{words.loginFixed}</span>
          </dd>
        </dl>
        <p class="hint">{useWords(partWords).mandatoryNote}</p>
        <Form action={paths.accountIdentity} class="stack">
          <NameFields shown={shown} errors={errors} />
          <ContactEmailField shown={shown} errors={errors} />
          <ContactFields shown={shown} errors={errors} />
          <ManagerMailsChoice shown={shown} errors={errors} />
          <div class="acts">
            <button class="main">{words.save}</button>
          </div>
        </Form>
      </section>
      <section class="stack" aria-labelledby="data">
        <h2 id="data">{words.dataTitle}</h2>
        <p>{words.dataText}</p>
        <p>
          <a href={paths.accountData} download>
            {words.dataLink}
          </a>
        </p>
      </section>
      <section class="stack" aria-labelledby="deactivation">
        <h2 id="deactivation">{leaving.deactivate}</h2>
        <p>{leaving.linkText}</p>
        <p>
          <a class="button" href={paths.deactivation}>
            {leaving.deactivate}
          </a>
        </p>
      </section>
    </Layout>
  )
}

function ManagerMailsChoice({ shown, errors }: { shown: Shown; errors: FieldErrors | undefined }) {
  const words = useWords(accountWords)
  return (
    <Choice
      name="managerMails"
      legend={words.managerMails}
      hint={words.managerMailsHint}
      value={shownText(shown, 'managerMails')}
      error={errorText(errors, 'managerMails', words.errors)}
      options={MANAGER_MAILS.map((value) => ({ value, label: words.managerMailsOptions[value] }))}
    />
  )
}
