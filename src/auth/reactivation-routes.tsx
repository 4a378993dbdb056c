import { type Context, Hono } from 'hono'
import { ReactivationPage } from '../../views/auth/reactivation-page.tsx'
import { deactivationWords } from '../../views/words/deactivation.ts'
import { enter } from '../http/entering.ts'
import { showTooMany } from '../http/errors.tsx'
import { form } from '../http/form.ts'
import { type Env, goTo, showPage } from '../http/page.tsx'
import { giveTryBack, secondsUntilTry } from '../http/sign-in-limit.ts'
import { paths } from '../urls.ts'
import { signInForm } from './forms.ts'
import { findStanding } from './queries.ts'
import { reactivateAccount } from './reactivating.ts'

const typedReactivation = form<Env, typeof signInForm>(signInForm, (c, rejected) =>
  showPage(c, <ReactivationPage {...rejected} />, 422),
)

/** At the sign-in the right password of a deactivated account leads here; the password is asked again. */
export const showReactivation = async (c: Context<Env>, login: string) => {
  await giveTryBack(c)
  return showPage(c, <ReactivationPage typed={{ login }} isOwner />, 403)
}

/** Having one's deactivated account back. */
export const reactivationRoutes = new Hono<Env>()
  .get(paths.reactivation, (c) =>
    c.var.anyAct.actor ? c.redirect(paths.home, 303) : showPage(c, <ReactivationPage />),
  )
  .post(paths.reactivation, typedReactivation, async (c) => {
    const { login, password } = c.req.valid('form')
    const wait = await secondsUntilTry(c)
    if (wait !== null) return showTooMany(c, wait)
    const { anyAct: act, world } = c.var
    const result = await reactivateAccount(act, { login, password }, world.config)
    world.wakeMails()
    if (!result.ok)
      return showPage(c, <ReactivationPage typed={{ login }} refused={await findStanding(act, login)} />, 403)
    await giveTryBack(c)
    await enter(c, result.value.userId)
    const text = deactivationWords[c.var.scene.language].reactivatedNotice
    return goTo(c, { to: paths.home, notice: { tone: 'good', text } })
  })
