import { type Context, Hono } from 'hono'
import { ResumePage } from '../../views/auth/resume-page.tsx'
import { SecurityPage } from '../../views/auth/security-page.tsx'
import { SessionsPanel } from '../../views/auth/sessions-panel.tsx'
import { securityWords } from '../../views/words/security.ts'
import { authWords } from '../../views/words/auth.ts'
import { findOwnAccount } from '../accounts/queries.ts'
import { enter } from '../http/entering.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv } from '../http/page.tsx'
import type { Limit } from '../http/rate-limit.ts'
import { dropSession, signedIn, thisSession } from '../http/session.ts'
import { hashPassword, verifyPassword } from '../outside/password.ts'
import { paths } from '../urls.ts'
import { changePassword } from './changing-password.ts'
import { whyNotPassword } from './choosing-password.ts'
import { changePasswordForm } from './forms.ts'
import { findKeptForm } from './queries.ts'
import { discardKeptForm } from './resuming.ts'
import { endOwnSession, endSessionsOf, listOwnSessions } from './sessions.ts'

type C = Context<SignedInEnv>
/** A session left open must not become a way to guess the password. */
const TRIES: Limit = { points: 10, seconds: 3600 }

const typedChange = form<SignedInEnv, typeof changePasswordForm>(changePasswordForm, (c, { errors }) =>
  showSecurity(c, errors),
)

/** "Sécurité" of "Mon compte", and what a lapsed session had typed. */
export const securityRoutes = new Hono<SignedInEnv>()
  .get(paths.accountSecurity, signedIn, (c) => showSecurity(c))
  .post(paths.accountPassword, signedIn, typedChange, async (c) => {
    const { config, limiter, wakeMails } = c.var.world
    const { act } = c.var
    const typed = c.req.valid('form')
    const wait = await limiter.take('current-password', TRIES, String(act.actor.id))
    if (wait !== null) return showTooMany(c, wait)
    const account = await findOwnAccount(act)
    const checked = account.password_hash ?? ''
    if (!(await verifyPassword(checked, typed.currentPassword)))
      return showSecurity(c, { currentPassword: 'current-wrong' })
    await limiter.giveBack('current-password', TRIES, String(act.actor.id))
    const owner = { login: account.login, firstName: account.first_name, lastName: account.last_name }
    const isSame = typed.password === typed.currentPassword
    const wrong = isSame ? 'same-as-before' : whyNotPassword(typed.password, owner, config)
    if (wrong) return showSecurity(c, { password: wrong })
    const hash = await hashPassword(typed.password)
    const text = authWords[c.var.scene.language].passwordSaved
    const result = await submitOnce(c, {
      act,
      command: (act) => changePassword(act, { checked, hash }),
      landing: () => ({ to: paths.accountSecurity, notice: { tone: 'good', text } }),
    })
    if (!result.ok) return showSecurity(c, { currentPassword: result.refusal })
    wakeMails()
    await enter(c, act.actor.id)
    return goTo(c, result.value)
  })
  .post(paths.accountSessionsEnd, signedIn, async (c) => {
    await endSessionsOf(c.var.act.db, c.var.actor.id)
    return goOut(c, securityWords[c.var.scene.language].allEnded)
  })
  .post(paths.accountSessionEnd, signedIn, async (c) => {
    const words = securityWords[c.var.scene.language]
    const id = c.req.param('id')
    const sessions = await ownSessions(c)
    const ended = await endOwnSession(c.var.act.db, c.var.actor.id, id)
    if (!ended) return showNotFound(c)
    if (sessions.some((session) => session.isThis && session.id === id)) return goOut(c, words.sessionEnded)
    const notice = { tone: 'good', text: words.sessionEnded } as const
    return goTo(c, { to: paths.accountSecurity, notice }, async () => <SessionsPanel sessions={await ownSessions(c)} />)
  })
  .get(paths.resume, signedIn, async (c) => {
    const kept = await findKeptForm(c.var.act, c.req.param('id'))
    return kept ? showPage(c, <ResumePage kept={kept} />) : showNotFound(c)
  })
  .post(paths.resume, signedIn, async (c) => {
    const { act } = c.var
    const id = c.req.param('id')
    if (!(await findKeptForm(act, id))) return showNotFound(c)
    await discardKeptForm(act, id)
    const text = securityWords[c.var.scene.language].resumeDiscarded
    return goTo(c, { to: paths.home, notice: { tone: 'good', text } })
  })

const ownSessions = (c: C) => {
  const { act, world } = c.var
  const thisId = thisSession(c, world.config.publicUrl)
  return listOwnSessions(act.db, act.actor.id, { thisId, now: act.now })
}

async function showSecurity(c: C, errors?: Record<string, string | undefined>) {
  const page = <SecurityPage login={c.var.actor.login} sessions={await ownSessions(c)} {...(errors && { errors })} />
  return showPage(c, page, errors ? 422 : 200)
}

/** After the end of this browser's own session. */
function goOut(c: C, text: string) {
  dropSession(c, c.var.world.config.publicUrl)
  return goTo(c, { to: paths.signIn, notice: { tone: 'good', text } })
}
