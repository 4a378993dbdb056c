import { Hono } from 'hono'
import { NewAccountPage, NewAccountSentPage } from '../../views/accounts/new-account-page.tsx'
import { PreferencesPage } from '../../views/accounts/preferences-page.tsx'
import { ShortcutsPage, ShortcutsPanel } from '../../views/accounts/shortcuts-page.tsx'
import { IdentityPage } from '../../views/accounts/identity-page.tsx'
import { accountWords } from '../../views/words/accounts.ts'
import { preferenceWords } from '../../views/words/preferences.ts'
import { showTooMany } from '../http/errors.tsx'
import { form } from '../http/form.ts'
import { secondsUntilMail } from '../http/mail-limit.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, show, showPage, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { keepLanguage, signedIn } from '../http/session.ts'
import { answerEvenly } from '../outside/answering-evenly.ts'
import { paths } from '../urls.ts'
import { parisDate } from '../values/dates.ts'
import { changeIdentity, chooseLanguage, choosePreferences } from './changing-identity.ts'
import { requestAccount } from './creating.ts'
import { identityForm, languageForm, newAccountForm, preferencesForm } from './forms.ts'
import { readOwnData } from './own-data.ts'
import { findOwnAccount } from './queries.ts'

const newAccount = form<Env, typeof newAccountForm>(newAccountForm, (c, rejected) =>
  showPage(c, <NewAccountPage {...rejected} />, 422),
)

const identity = form<SignedInEnv, typeof identityForm>(identityForm, async (c, rejected) =>
  showPage(c, <IdentityPage account={await findOwnAccount(c.var.act)} {...rejected} />, 422),
)

const preferences = form<SignedInEnv, typeof preferencesForm>(preferencesForm, async (c) =>
  showPage(c, <PreferencesPage account={await findOwnAccount(c.var.act)} />, 422),
)

const language = form<Env, typeof languageForm>(languageForm, (c) => c.redirect(paths.home, 303))

/** Making an account, saying who one is, the language, and one's data to take away. */
export const accounts = new Hono<Env & SignedInEnv>()
  .get(paths.newAccount, (c) => showPage(c, <NewAccountPage />))
  .get(paths.newAccountSent, (c) => showPage(c, <NewAccountSentPage />))
  .post(paths.newAccount, newAccount, async (c) => {
    const typed = c.req.valid('form')
    const wait = await secondsUntilMail(c, typed.login)
    if (wait !== null) return showTooMany(c, wait)
    const result = await answerEvenly(() =>
      submitOnce(c, {
        act: { ...c.var.anyAct, actor: null },
        command: (act) => requestAccount(act, typed),
        landing: () => ({ to: paths.newAccountSent, notice: null }),
      }),
    )
    c.var.world.wakeMails()
    return goTo(c, result.ok ? result.value : result.refusal)
  })
  .get(paths.account, signedIn, async (c) => showPage(c, <IdentityPage account={await findOwnAccount(c.var.act)} />))
  .post(paths.accountIdentity, signedIn, identity, async (c) => {
    const typed = c.req.valid('form')
    const result = await submitOnce(c, {
      act: c.var.act,
      command: (act) => changeIdentity(act, typed),
      // In the language just chosen: it is that of the next page.
      landing: () => ({ to: paths.account, notice: { tone: 'good', text: accountWords[typed.language].saved } }),
    })
    keepLanguage(c, typed.language)
    return goTo(c, result.ok ? result.value : result.refusal)
  })
  .get(paths.accountPreferences, signedIn, async (c) =>
    showPage(c, <PreferencesPage account={await findOwnAccount(c.var.act)} />),
  )
  .post(paths.accountPreferences, signedIn, preferences, async (c) => {
    const typed = c.req.valid('form')
    const { saved } = preferenceWords[c.var.scene.language]
    const result = await submitOnce(c, {
      act: c.var.act,
      command: (act) => choosePreferences(act, typed),
      landing: () => ({ to: paths.accountPreferences, notice: { tone: 'good', text: saved } }),
    })
    return goTo(c, result.ok ? result.value : result.refusal)
  })
  .get(paths.shortcuts, (c) => show(c, { page: <ShortcutsPage />, panel: <ShortcutsPanel /> }))
  .get(paths.accountData, signedIn, async (c) => {
    const { act, scene } = c.var
    const name = `${accountWords[scene.language].dataFile}-${parisDate(act.now)}.json`
    return c.body(JSON.stringify(await readOwnData(act), null, 2), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    })
  })
  .post(paths.language, language, async (c) => {
    const typed = c.req.valid('form')
    const { actor, db, now } = c.var.anyAct
    if (actor) await chooseLanguage({ db, actor, now }, typed.language)
    keepLanguage(c, typed.language)
    return c.redirect(backTo(typed.back, paths.home), 303)
  })
