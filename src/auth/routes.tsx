import { type Context, Hono } from 'hono'
import { SignInPage } from '../../views/auth/sign-in-page.tsx'
import { authWords } from '../../views/words/auth.ts'
import { enter } from '../http/entering.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { type Env, goTo, showPage } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { clientAddress, type Limit } from '../http/rate-limit.ts'
import { dropSession, thisSession } from '../http/session.ts'
import { isHashingBusy } from '../outside/password.ts'
import { paths } from '../urls.ts'
import { signInForm } from './forms.ts'
import { linkRoutes } from './link-routes.tsx'
import { operatorRoutes } from './operator-routes.tsx'
import { findStanding } from './queries.ts'
import { securityRoutes } from './security-routes.tsx'
import { signIn } from './signing-in.ts'

/** Wrong passwords from one network, which may be a whole town hall: slowed after that many, never locked. */
const WRONG_PER_NETWORK: Limit = { points: 50, seconds: 3600 }
const SLOWED: Limit = { points: 1, seconds: 20 }
const BUSY_SECONDS = 5

const typedSignIn = form<Env, typeof signInForm>(signInForm, (c, { typed, errors }) =>
  showPage(c, <SignInPage next={backTo(typedText(typed, 'next'), '')} typed={typed} errors={errors} />, 422),
)

/** Signing in and out, the links that mails carry, and the security of one's own account. */
export const auth = new Hono<Env>()
  .get(paths.signIn, (c) => {
    const next = backTo(c.req.query('next'), '')
    if (c.var.anyAct.actor) return c.redirect(next || paths.home, 303)
    return showPage(c, <SignInPage next={next} />)
  })
  .post(paths.signIn, typedSignIn, async (c) => {
    const { config, limiter } = c.var.world
    const { anyAct: act } = c.var
    const { login, password, ...typed } = c.req.valid('form')
    const next = backTo(typed.next, '')
    const network = clientAddress(c, config.trustedProxies)
    const wait = await secondsToWait(c, network)
    if (wait !== null) return showTooMany(c, wait)
    const result = await signIn(act, { login, password }, config)
    c.var.world.wakeMails()
    if (!result.ok) {
      const refused = await findStanding(act, login)
      return showPage(c, <SignInPage next={next} typed={{ login }} refused={refused} />, 403)
    }
    await limiter.giveBack('sign-in', WRONG_PER_NETWORK, network)
    await enter(c, result.value.userId)
    return goTo(c, { to: next || paths.home, notice: null })
  })
  .post(paths.signOut, async (c) => {
    const { config, sessions } = c.var.world
    await sessions.end(thisSession(c, config.publicUrl))
    dropSession(c, config.publicUrl)
    const text = authWords[c.var.scene.language].signedOut
    return goTo(c, { to: paths.signIn, notice: { tone: 'good', text } })
  })
  .route('/', linkRoutes)
  .route('/', operatorRoutes)
  .route('/', securityRoutes)

/** Takes a point beforehand, so that attempts sent at once are counted too; the right password gives it back. */
async function secondsToWait(c: Context<Env>, network: string): Promise<number | null> {
  if (isHashingBusy()) return BUSY_SECONDS
  const { limiter } = c.var.world
  if ((await limiter.take('sign-in', WRONG_PER_NETWORK, network)) === null) return null
  return limiter.take('sign-in-slowed', SLOWED, network)
}
