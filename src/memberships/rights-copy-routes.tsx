import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { CopyPlanPage, RightsCopyPage } from '../../views/memberships/rights-copy-page.tsx'
import { rightsCopyWords } from '../../views/words/rights-copy.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { normalEmail } from '../values/email.ts'
import { managesAny } from '../values/reach.ts'
import { countBeyond } from './attaching-routes.tsx'
import { copyRights, type CopyRefusal, planCopy } from './copying-rights.ts'
import { rightsCopyForm } from './member-forms.ts'
import { isManagedAddress } from './member-search-queries.ts'

const STATUS: Record<CopyRefusal, Status> = {
  'from-missing': 422,
  'to-missing': 422,
  'from-unknown': 422,
  'to-unknown': 422,
  'same-person': 422,
  'own-account': 403,
  'too-many': 409,
  'plan-changed': 409,
  'nothing-to-give': 409,
}
const FIELD: Record<CopyRefusal, 'from' | 'to'> = {
  'from-missing': 'from',
  'to-missing': 'to',
  'from-unknown': 'from',
  'to-unknown': 'to',
  'same-person': 'to',
  'own-account': 'to',
  'too-many': 'from',
  'plan-changed': 'from',
  'nothing-to-give': 'from',
}
const errorsOf = (refusal: CopyRefusal) => ({ [FIELD[refusal]]: refusal })

/** Who manages nothing finds no such page. */
const managersOnly = createMiddleware<SignedInEnv>((c, next) =>
  managesAny(c.var.actor) ? next() : Promise.resolve(showNotFound(c)),
)

/** Asking for an address beyond one's own structures is counted, as it is where people are looked for. */
const counted = createMiddleware<SignedInEnv>(async (c, next) => {
  const typed = c.req.method === 'GET' ? c.req.query('to') : (await c.req.parseBody())['to']
  const to = typeof typed === 'string' ? normalEmail(typed) : ''
  if (to === '' || (await isManagedAddress(c.var.act, to))) return next()
  const wait = await countBeyond(c, 1)
  return wait === null ? next() : showTooMany(c, wait)
})

const checked = form<SignedInEnv, typeof rightsCopyForm>(rightsCopyForm, (c, { typed, errors }) => {
  const shown = { from: typedText(typed, 'from') ?? '', to: typedText(typed, 'to') ?? '' }
  return showPage(c, <RightsCopyPage typed={shown} errors={errors} />, 422)
})

/** "Duplication des droits": whom, what, and then do it. */
export const rightsCopy = new Hono<SignedInEnv>()
  .get(paths.rightsCopy, signedIn, managersOnly, counted, async (c) => {
    const { from, to, step } = c.req.query()
    const typed = { from: normalEmail(from ?? ''), to: normalEmail(to ?? '') }
    const isAsked = from !== undefined || to !== undefined
    if (!isAsked || step === 'addresses') return showPage(c, <RightsCopyPage typed={typed} />)
    const plan = await planCopy(c.var.act, typed)
    return plan.ok
      ? showPage(c, <CopyPlanPage {...plan.value} />)
      : showPage(c, <RightsCopyPage typed={typed} errors={errorsOf(plan.refusal)} />)
  })
  .post(paths.rightsCopy, signedIn, managersOnly, counted, checked, async (c) => {
    const { act, world } = c.var
    const typed = c.req.valid('form')
    const words = rightsCopyWords[act.actor.language]
    const outcome = await submitOnce(c, {
      act,
      command: (act) => copyRights(act, typed),
      landing: ({ to, structures }) => ({
        to: paths.manager,
        notice: { tone: 'good', text: words.done(to, structures) },
      }),
    })
    if (outcome.ok) {
      world.wakeMails()
      return goTo(c, outcome.value)
    }
    const { refusal } = outcome
    const plan = await planCopy(act, typed)
    return plan.ok
      ? showPage(c, <CopyPlanPage {...plan.value} refusal={refusal} />, STATUS[refusal])
      : showPage(c, <RightsCopyPage typed={typed} errors={errorsOf(plan.refusal)} />, STATUS[refusal])
  })
