import { type Account, TICKET_MAILS } from '../../src/accounts/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Choice, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { accountWords } from '../words/accounts.ts'
import { preferenceWords } from '../words/preferences.ts'
import { accountCrumbs, AccountNav } from './account-nav.tsx'

/** "Préférences": of which tickets somebody is mailed, whether single keys act, and whether pages update. */
export function PreferencesPage({ account }: { account: Account }) {
  const words = useWords(preferenceWords)
  const { viewer } = useScene()
  return (
    <Layout
      title={words.title}
      heading={useWords(accountWords).account}
      section="account"
      crumbs={accountCrumbs(useWords(accountWords))}
    >
      <AccountNav current="preferences" />
      <section class="stack" aria-labelledby="preferences">
        <h2 id="preferences">{words.title}</h2>
        <Form action={paths.accountPreferences} class="stack">
          {viewer && viewer.openTickets !== null && (
            <Choice
              name="ticketMails"
              legend={words.ticketMails}
              hint={words.ticketMailsHint}
              value={account.ticket_mails}
              options={TICKET_MAILS.map((value) => ({ value, label: words.ticketMailsOptions[value] }))}
            />
          )}
          <fieldset>
            <legend>{words.keyboard}</legend>
            <p class="hint">
              {words.shortcutsHint} <a href={paths.shortcuts}>{words.shortcutsTitle}</a>
            </p>
            <Tick name="shortcuts" label={words.shortcutsOn} checked={account.shortcuts === 1} />
          </fieldset>
          <fieldset id="updates">
            <legend>{words.updates}</legend>
            <p class="hint">{words.updatesHint}</p>
            <Tick name="updates" label={words.updatesOn} checked={account.page_updates === 1} />
          </fieldset>
          <div class="acts">
            <button class="main">{words.save}</button>
          </div>
        </Form>
      </section>
    </Layout>
  )
}
