import { type Context, Hono } from 'hono'
import { FirstOperatorPage } from '../../views/auth/choose-password-page.tsx'
import { DeadOperatorLinkPage } from '../../views/auth/link-pages.tsx'
import { authWords } from '../../views/words/auth.ts'
import { findFirstOperatorLink } from '../accounts/queries.ts'
import { enter } from '../http/entering.ts'
import { form, type Rejected } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, showPage } from '../http/page.tsx'
import { hashPassword } from '../outside/password.ts'
import { paths } from '../urls.ts'
import { becomeFirstOperator } from './becoming-first-operator.ts'
import { whyNotPassword } from './choosing-password.ts'
import { firstOperatorForm } from './forms.ts'

const tokenOf = (c: Context<Env>): string => c.req.param('token') ?? ''
const mayEnter = (c: Context<Env>): Promise<boolean> => findFirstOperatorLink(c.var.anyAct, tokenOf(c))
const showDead = (c: Context<Env>) => showPage(c, <DeadOperatorLinkPage />, 404)

async function showAgain(c: Context<Env>, rejected: Rejected) {
  if (!(await mayEnter(c))) return showDead(c)
  return showPage(c, <FirstOperatorPage token={tokenOf(c)} {...rejected} />, 422)
}

const typedOperator = form<Env, typeof firstOperatorForm>(firstOperatorForm, showAgain)

/** The one page that makes an operator, for whoever reads the server's console. */
export const operatorRoutes = new Hono<Env>()
  .get(paths.firstOperator, async (c) => {
    if (!(await mayEnter(c))) return showDead(c)
    return showPage(c, <FirstOperatorPage token={tokenOf(c)} />)
  })
  .post(paths.firstOperator, typedOperator, async (c) => {
    const { password, ...typed } = c.req.valid('form')
    const isOpen = await mayEnter(c)
    const wrong = isOpen && whyNotPassword(password, typed, c.var.world.config)
    if (wrong) return showAgain(c, { typed, errors: { password: wrong } })
    const { language } = c.var.scene
    const person = { ...typed, civility: null, contactEmail: typed.login, phone: null, language }
    const hash = isOpen ? await hashPassword(password) : ''
    let entering: number | null = null
    const result = await submitOnce(c, {
      act: { ...c.var.anyAct, actor: null },
      // Without the link it refuses, unless this very form was taken before.
      command: (act) => becomeFirstOperator(act, { ...person, token: tokenOf(c), hash }),
      landing: ({ userId }) => {
        entering = userId
        return { to: paths.home, notice: { tone: 'good', text: authWords[language].operatorMade } }
      },
    })
    if (!result.ok && result.refusal === 'login-taken') return showAgain(c, { typed, errors: { login: 'login-taken' } })
    if (!result.ok) return showDead(c)
    if (entering !== null) await enter(c, entering)
    return goTo(c, result.value)
  })
