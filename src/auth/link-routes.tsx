import { type Context, Hono } from 'hono'
import { ChoosePasswordPage, type LinkUse } from '../../views/auth/choose-password-page.tsx'
import { DeadLinkPage, LinkSentPage, PasswordForgottenPage } from '../../views/auth/link-pages.tsx'
import { authWords } from '../../views/words/auth.ts'
import { findLinkOwner } from '../accounts/queries.ts'
import { type Account, fullName } from '../accounts/rules.ts'
import { enter } from '../http/entering.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, type Rejected, typedText } from '../http/form.ts'
import { secondsUntilMail } from '../http/mail-limit.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { type Env, goTo, showPage } from '../http/page.tsx'
import { answerEvenly } from '../outside/answering-evenly.ts'
import { hashPassword } from '../outside/password.ts'
import { paths } from '../urls.ts'
import { refuse } from '../values/result.ts'
import { activateAccount } from './activating.ts'
import { resetPassword, sendLinkAgain } from './changing-password.ts'
import { whyNotPassword } from './choosing-password.ts'
import { activatingForm, loginForm, newPasswordForm } from './forms.ts'

const COMMANDS = { activation: activateAccount, reset: resetPassword } as const
const SAID = {
  activation: { entered: 'activated', again: 'activatedSignIn' },
  reset: { entered: 'passwordSaved', again: 'passwordSavedSignIn' },
} as const

const typedLogin = form<Env, typeof loginForm>(loginForm, (c, rejected) =>
  showPage(c, <PasswordForgottenPage {...rejected} />, 422),
)
const typedPassword = form<Env, typeof newPasswordForm>(newPasswordForm, (c, rejected) =>
  showAgain(c, 'reset', rejected),
)
const typedActivation = form<Env, typeof activatingForm>(activatingForm, (c, rejected) =>
  showAgain(c, 'activation', rejected),
)

async function showAgain(c: Context<Env>, use: LinkUse, { typed, errors }: Rejected) {
  const owner = await ownerOf(c, use)
  const contactEmail = typedText(typed, 'contactEmail')
  return owner ? showChoice(c, use, { owner, contactEmail, errors }) : showPage(c, <DeadLinkPage />, 404)
}

/** Forgotten passwords, and the links of mails: each opens a page that asks for a password. Opening it changes nothing. */
export const linkRoutes = new Hono<Env>()
  .get(paths.passwordForgotten, (c) => showPage(c, <PasswordForgottenPage />))
  .get(paths.passwordForgottenSent, (c) => showPage(c, <LinkSentPage />))
  .post(paths.passwordForgotten, typedLogin, async (c) => {
    const { login } = c.req.valid('form')
    const wait = await secondsUntilMail(c, login)
    if (wait !== null) return showTooMany(c, wait)
    const result = await answerEvenly(() =>
      submitOnce(c, {
        act: { ...c.var.anyAct, actor: null },
        command: (act) => sendLinkAgain(act, login),
        landing: () => ({ to: paths.passwordForgottenSent, notice: null }),
      }),
    )
    c.var.world.wakeMails()
    return goTo(c, result.ok ? result.value : result.refusal)
  })
  .get(paths.activation, (c) => openLink(c, 'activation'))
  .post(paths.activation, typedActivation, (c) => takePassword(c, 'activation', c.req.valid('form')))
  .get(paths.passwordReset, (c) => openLink(c, 'reset'))
  .post(paths.passwordReset, typedPassword, (c) =>
    takePassword(c, 'reset', { ...c.req.valid('form'), contactEmail: '' }),
  )

const tokenOf = (c: Context<Env>): string => c.req.param('token') ?? ''
const ownerOf = (c: Context<Env>, use: LinkUse): Promise<Account | undefined> =>
  findLinkOwner(c.var.anyAct, use, tokenOf(c))

async function openLink(c: Context<Env>, use: LinkUse) {
  const owner = await ownerOf(c, use)
  return owner ? showChoice(c, use, { owner }) : showPage(c, <DeadLinkPage />, 404)
}

type Shown = { owner: Account; contactEmail?: string | undefined; errors?: Record<string, string | undefined> }

function showChoice(c: Context<Env>, use: LinkUse, { owner, contactEmail, errors }: Shown) {
  const named = { name: fullName(owner), login: owner.login, contactEmail: owner.contact_email }
  const drawn = { contactEmail, ...(errors && { errors }) }
  const page = <ChoosePasswordPage use={use} token={tokenOf(c)} owner={named} {...drawn} />
  return showPage(c, page, errors ? 422 : 200)
}

/** Hashes before the transaction. A second click finds no link any more, and lands where the first one did. */
type Chosen = { password: string; contactEmail: string }

async function takePassword(c: Context<Env>, use: LinkUse, { password, contactEmail }: Chosen) {
  const token = tokenOf(c)
  const owner = await ownerOf(c, use)
  const wrong = owner && whyNotPassword(password, ownerWords(owner), c.var.world.config)
  if (owner && wrong) return showChoice(c, use, { owner, contactEmail, errors: { password: wrong } })
  const hash = owner && (await hashPassword(password))
  const words = authWords[owner?.language ?? c.var.scene.language]
  // A deactivated account is given back by its password, on a page that says what that means.
  const comesBack = owner?.state === 'deactivated'
  let entering: number | null = null
  const result = await submitOnce(c, {
    act: { ...c.var.anyAct, actor: null },
    command: async (act) =>
      hash === undefined ? refuse('link-dead') : COMMANDS[use](act, { token, hash, contactEmail }),
    landing: ({ userId }) => {
      if (comesBack) return said(paths.reactivation, words.passwordSavedReactivate)
      entering = userId
      return said(paths.home, words[SAID[use].entered])
    },
  })
  if (!result.ok) return showPage(c, <DeadLinkPage />, 404)
  c.var.world.wakeMails()
  if (entering === null) return goTo(c, landingAgain(c, result.value, said(paths.signIn, words[SAID[use].again])))
  await enter(c, entering)
  return goTo(c, result.value)
}

const said = (to: string, text: string): Landing => ({ to, notice: { tone: 'good', text } })

/** A second click. Who is not signed in lost the first answer, and its cookie with it. */
const landingAgain = (c: Context<Env>, first: Landing, signIn: Landing): Landing =>
  c.var.anyAct.actor || first.to === paths.reactivation ? first : signIn

const ownerWords = (owner: Account) => ({
  login: owner.login,
  firstName: owner.first_name,
  lastName: owner.last_name,
})
