import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { SubscriptionRefusalPage, SubscriptionRefusalPanel } from '../../views/subscriptions/refusal-page.tsx'
import {
  SubscriptionRequestPage,
  SubscriptionRequestPanel,
  type SubscriptionRequestProps,
} from '../../views/subscriptions/request-page.tsx'
import { subscriptionDecisionWords } from '../../views/words/subscription-decisions.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, type Rejected, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { refuseSubscriptions, validateSubscriptions } from './deciding.ts'
import { subscriptionApprovalForm, subscriptionRefusalForm } from './decision-forms.ts'
import { findManagedSubscriptionRequest, findStanding } from './decision-queries.ts'
import { troublesOf, whyNotValidate } from './decision-rules.ts'
import { isOverQueue, queuePanel } from './queue-routes.tsx'
import { type DecideSubscriptionRefusal, type SubscriptionRequest, whyNotDecideSubscription } from './rules.ts'

type RequestEnv = { Variables: SignedInEnv['Variables'] & { request: SubscriptionRequest } }

const STATUS: Record<DecideSubscriptionRefusal, 403 | 404 | 409> = {
  'not-found': 404,
  'not-a-manager': 403,
  'own-request': 403,
  'already-validated': 409,
  'already-refused': 409,
  'already-withdrawn': 409,
  'beyond-your-services': 403,
  'structure-inactive': 409,
  'requester-inactive': 409,
  'not-a-member': 409,
  'role-beyond-you': 403,
  'space-closed': 409,
  'never-for-role': 409,
  'service-not-held': 409,
  'nothing-granted': 409,
}

/** First of all: a stranger learns nothing, not even that the form was wrong. */
const withRequest = createMiddleware<RequestEnv>(async (c, next) => {
  const request = await findManagedSubscriptionRequest(c.var.act, Number(c.req.param('id')))
  if (!request) return showNotFound(c)
  c.set('request', request)
  return next()
})

type Drawn = Pick<SubscriptionRequestProps, 'typed' | 'errors' | 'refusal'>

async function both(c: Context<RequestEnv>, back: string, drawn: Drawn = {}) {
  const { act, request } = c.var
  const { actor } = act
  const standing = await findStanding(act, request)
  const whyNotValid = whyNotValidate(request, actor, standing)
  const lines = standing ? troublesOf(request, actor, standing) : new Map()
  const props: SubscriptionRequestProps = { request, actor, whyNotValid, lines, back, ...drawn }
  return { page: <SubscriptionRequestPage {...props} />, panel: <SubscriptionRequestPanel {...props} /> }
}

/** The request as it is now, which may not be as it was when the form was sent. */
async function again(c: Context<RequestEnv>, back: string, drawn: Drawn) {
  const fresh = await findManagedSubscriptionRequest(c.var.act, c.var.request.id)
  if (fresh) c.set('request', fresh)
  return both(c, back, drawn)
}

const backOf = (typed: string | undefined) => backTo(typed, paths.subscriptionRequests)

const approval = form<RequestEnv, typeof subscriptionApprovalForm>(
  subscriptionApprovalForm,
  async (c, { typed, errors }: Rejected) => {
    const write = [typed['write'] ?? []].flat().map(Number)
    const drawn = { typed: { write, comment: typedText(typed, 'comment') ?? '' }, errors }
    return show(c, await both(c, backOf(typedText(typed, 'back')), drawn), 422)
  },
)

type RefusalDrawn = { reason?: string | undefined; error?: string | undefined; refusal?: DecideSubscriptionRefusal }

const refusalBoth = (c: Context<RequestEnv>, back: string, drawn: RefusalDrawn) => {
  const props = { request: c.var.request, back, overQueue: isOverQueue(c), ...drawn }
  return { page: <SubscriptionRefusalPage {...props} />, panel: <SubscriptionRefusalPanel {...props} /> }
}

const refusal = form<RequestEnv, typeof subscriptionRefusalForm>(subscriptionRefusalForm, (c, { typed, errors }) => {
  const drawn = { reason: typedText(typed, 'reason'), error: errors['reason'] }
  return show(c, refusalBoth(c, backOf(typedText(typed, 'back')), drawn), 422)
})

export const subscriptionDecisions = new Hono<RequestEnv>()
  .use('/subscription-requests/*', signedIn)
  .get(paths.subscriptionRequest, withRequest, async (c) => show(c, await both(c, backOf(c.req.query('back')))))
  .post(paths.subscriptionRequestApproval, withRequest, approval, async (c) => {
    const { act, request } = c.var
    const { write, comment, back: typedBack } = c.req.valid('form')
    const back = backOf(typedBack)
    const words = subscriptionDecisionWords[act.actor.language]
    const accesses = new Map(
      request.spaces.map(({ id }) => [id, write.includes(id) ? ('write' as const) : ('read' as const)]),
    )
    const outcome = await submitOnce(c, {
      act,
      command: (act) => validateSubscriptions(act, request.id, { accesses, comment }),
      landing: () => ({ to: back, notice: { tone: 'good', text: words.validatedNotice(request.requesterName) } }),
    })
    if (!outcome.ok) {
      const drawn = { typed: { write, comment }, refusal: outcome.refusal }
      return show(c, await again(c, back, drawn), STATUS[outcome.refusal])
    }
    c.var.world.wakeMails()
    return goTo(c, outcome.value)
  })
  .get(paths.subscriptionRequestRefusal, withRequest, (c) => {
    const back = backOf(c.req.query('back'))
    // Nothing to decide: the request's own page says why.
    if (whyNotDecideSubscription(c.var.request, c.var.actor))
      return goTo(c, { to: withQuery(url(paths.subscriptionRequest, c.var.request), { back }), notice: null })
    return show(c, refusalBoth(c, back, {}))
  })
  .post(paths.subscriptionRequestRefusal, withRequest, refusal, async (c) => {
    const { act, request } = c.var
    const { reason, back: typedBack } = c.req.valid('form')
    const back = backOf(typedBack)
    const words = subscriptionDecisionWords[act.actor.language]
    const outcome = await submitOnce(c, {
      act,
      command: (act) => refuseSubscriptions(act, request.id, { reason }),
      landing: () => ({ to: back, notice: { tone: 'good', text: words.refusedNotice(request.requesterName) } }),
    })
    if (!outcome.ok) return show(c, refusalBoth(c, back, { reason, refusal: outcome.refusal }), STATUS[outcome.refusal])
    c.var.world.wakeMails()
    return goTo(c, outcome.value, isOverQueue(c) ? () => queuePanel(c.var, back) : undefined)
  })
