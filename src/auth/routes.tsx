import { Hono } from 'hono'
import { SignInPage } from '../../views/auth/sign-in-page.tsx'
import { authWords } from '../../views/words/auth.ts'
import { enter } from '../http/entering.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { type Env, goTo, showPage } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { dropSession, thisSession } from '../http/session.ts'
import { giveTryBack, secondsUntilTry } from '../http/sign-in-limit.ts'
import { paths } from '../urls.ts'
import { signInForm } from './forms.ts'
import { linkRoutes } from './link-routes.tsx'
import { operatorRoutes } from './operator-routes.tsx'
import { findStanding } from './queries.ts'
import { reactivationRoutes, showReactivation } from './reactivation-routes.tsx'
import { securityRoutes } from './security-routes.tsx'
import { signIn } from './signing-in.ts'

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
    const { anyAct: act } = c.var
    const { login, password, ...typed } = c.req.valid('form')
    const next = backTo(typed.next, '')
    const wait = await secondsUntilTry(c)
    if (wait !== null) return showTooMany(c, wait)
    const result = await signIn(act, { login, password }, c.var.world.config)
    c.var.world.wakeMails()
    if (!result.ok) {
      if (result.refusal === 'deactivated') return showReactivation(c, login)
      const refused = await findStanding(act, login)
      return showPage(c, <SignInPage next={next} typed={{ login }} refused={refused} />, 403)
    }
    await giveTryBack(c)
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
  .route('/', reactivationRoutes)
