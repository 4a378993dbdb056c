import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { RefusalPage, RefusalPanel } from '../../views/memberships/refusal-page.tsx'
import { RequestPage, RequestPanel, type RequestProps } from '../../views/memberships/request-page.tsx'
import { membershipWords } from '../../views/words/memberships.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { parisDate } from '../values/dates.ts'
import { refuseRequest, validateRequest } from './deciding.ts'
import { approvalForm, refusalForm } from './deciding-forms.ts'
import { findHeld } from './holding.ts'
import { listOpenServices } from '../structures/queries.ts'
import { findManagedRequest } from './queries.ts'
import { isOverQueue, queuePanel } from './queue-routes.tsx'
import { type DecideRefusal, type MembershipRequest, whyNotDecide, whyNotYet } from './rules.ts'

type RequestEnv = { Variables: SignedInEnv['Variables'] & { request: MembershipRequest } }

const STATUS: Record<DecideRefusal, 403 | 404 | 409 | 422> = {
  'not-found': 404,
  'not-a-manager': 403,
  'own-request': 403,
  'already-validated': 409,
  'already-refused': 409,
  'already-withdrawn': 409,
  'beyond-your-services': 403,
  'role-beyond-you': 403,
  'service-unknown': 409,
  'nothing-granted': 422,
  'structure-inactive': 409,
  'starts-later': 409,
  'requester-inactive': 409,
}

/** First of all: a stranger learns nothing, not even that the form was wrong. */
const withRequest = createMiddleware<RequestEnv>(async (c, next) => {
  const request = await findManagedRequest(c.var.act, Number(c.req.param('id')))
  if (!request) return showNotFound(c)
  c.set('request', request)
  return next()
})

/** The table of one decision. A structure of more services is decided by its whole, or by what was asked. */
const SERVICES_SHOWN = 500

type Drawn = Pick<RequestProps, 'typed' | 'errors' | 'refusal'>

async function both(c: Context<RequestEnv>, back: string, drawn: Drawn = {}) {
  const { act, request } = c.var
  const { held, startsOn } = await findHeld(act, request.user_id, request.structure_id)
  const startsLater = whyNotYet(startsOn, parisDate(act.now)) && startsOn
  const { services } = await listOpenServices(act, request.structure_id, SERVICES_SHOWN)
  const props: RequestProps = { request, actor: act.actor, held, startsLater, services, back, ...drawn }
  return { page: <RequestPage {...props} />, panel: <RequestPanel {...props} /> }
}

const backOf = (typed: string | undefined) => backTo(typed, paths.membershipRequests)

const approval = form<RequestEnv, typeof approvalForm>(approvalForm, async (c, { typed, errors }) => {
  const ticked = [typed['service'] ?? []].flat().map(Number)
  const drawn = {
    typed: { role: typedText(typed, 'role') ?? '', whole: typed['whole'] === '1', services: ticked },
    errors,
  }
  return show(c, await both(c, backOf(typedText(typed, 'back')), drawn), 422)
})

const refusalBoth = (
  c: Context<RequestEnv>,
  back: string,
  drawn: { reason?: string | undefined; error?: string | undefined; refusal?: DecideRefusal },
) => {
  const props = { request: c.var.request, back, overQueue: isOverQueue(c), ...drawn }
  return { page: <RefusalPage {...props} />, panel: <RefusalPanel {...props} /> }
}

const refusal = form<RequestEnv, typeof refusalForm>(refusalForm, (c, { typed, errors }) =>
  show(
    c,
    refusalBoth(c, backOf(typedText(typed, 'back')), { reason: typedText(typed, 'reason'), error: errors['reason'] }),
    422,
  ),
)

export const memberships = new Hono<RequestEnv>()
  .use('/membership-requests/*', signedIn)
  .get(paths.membershipRequest, withRequest, async (c) => show(c, await both(c, backOf(c.req.query('back')))))
  .post(paths.membershipRequestApproval, withRequest, approval, async (c) => {
    const { act, request } = c.var
    const typed = c.req.valid('form')
    const back = backOf(typed.back)
    const grant = { role: typed.role, whole: typed.whole === '1', services: typed.service }
    const words = membershipWords[act.actor.language]
    const outcome = await submitOnce(c, {
      act,
      command: (act) => validateRequest(act, request.id, grant),
      landing: () => ({ to: back, notice: { tone: 'good', text: words.validatedNotice(request.requesterName) } }),
    })
    if (outcome.ok) {
      c.var.world.wakeMails()
      return goTo(c, outcome.value)
    }
    const { refusal } = outcome
    const drawn = refusal === 'nothing-granted' ? { errors: { whole: refusal } } : { refusal }
    return show(c, await again(c, back, { typed: grant, ...drawn }), STATUS[refusal])
  })
  .get(paths.membershipRequestRefusal, withRequest, (c) => {
    const back = backOf(c.req.query('back'))
    // Nothing to decide: the request's own page says why.
    if (whyNotDecide(c.var.request, c.var.actor))
      return goTo(c, { to: withQuery(url(paths.membershipRequest, c.var.request), { back }), notice: null })
    return show(c, refusalBoth(c, back, {}))
  })
  .post(paths.membershipRequestRefusal, withRequest, refusal, async (c) => {
    const { act, request } = c.var
    const typed = c.req.valid('form')
    const back = backOf(typed.back)
    const words = membershipWords[act.actor.language]
    const outcome = await submitOnce(c, {
      act,
      command: (act) => refuseRequest(act, request.id, typed),
      landing: () => ({ to: back, notice: { tone: 'good', text: words.refusedNotice(request.requesterName) } }),
    })
    if (!outcome.ok)
      return show(c, refusalBoth(c, back, { reason: typed.reason, refusal: outcome.refusal }), STATUS[outcome.refusal])
    c.var.world.wakeMails()
    return goTo(c, outcome.value, isOverQueue(c) ? () => queuePanel(c.var, back) : undefined)
  })

/** The request as it is now, which may not be as it was when the form was sent. */
async function again(c: Context<RequestEnv>, back: string, drawn: Drawn) {
  const fresh = await findManagedRequest(c.var.act, c.var.request.id)
  if (fresh) c.set('request', fresh)
  return both(c, back, drawn)
}
