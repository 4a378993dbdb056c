import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import {
  OwnSubscriptionRequestPage,
  OwnSubscriptionRequestPanel,
  type OwnSubscriptionRequestProps,
} from '../../views/subscriptions/own-subscription-request-page.tsx'
import { OwnSubscriptionsPage } from '../../views/subscriptions/own-subscriptions-page.tsx'
import {
  OwnSubscriptionWithdrawalPage,
  OwnSubscriptionWithdrawalPanel,
  TooLateSubscriptionPanel,
} from '../../views/subscriptions/own-subscription-withdrawal-page.tsx'
import { subscriptionRequestWords } from '../../views/words/subscription-requests.ts'
import { showNotFound } from '../http/errors.tsx'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import type { OwnSubscriptionRequest, WithdrawSubscriptionRefusal } from './asking-rules.ts'
import {
  findOwnSubscriptionRequest,
  findUsualDelay,
  listOwnSubscriptionRequests,
  listOwnSubscriptions,
} from './own-queries.ts'
import { withdrawSubscriptionRequest } from './requesting.ts'

type OwnEnv = { Variables: SignedInEnv['Variables'] & { request: OwnSubscriptionRequest } }

const STRUCTURES_SHOWN = 10
const STATUS: Record<WithdrawSubscriptionRefusal, Status> = { 'not-found': 404, 'already-decided': 409 }

/** Only one's own: managers see requests on another page, and everybody else not at all. */
const withOwnRequest = createMiddleware<OwnEnv>(async (c, next) => {
  const request = await findOwnSubscriptionRequest(c.var.act, Number(c.req.param('id')))
  if (!request) return showNotFound(c)
  c.set('request', request)
  return next()
})

async function showOwn(c: Context<SignedInEnv>) {
  const { act } = c.var
  const asked = Number(c.req.query('structures') ?? 1)
  const page = Number.isSafeInteger(asked) && asked >= 1 && asked < 10_000 ? asked : 1
  const held = await listOwnSubscriptions(act, { page, size: STRUCTURES_SHOWN })
  const requests = await listOwnSubscriptionRequests(act, pagingOf(c))
  return showPage(c, <OwnSubscriptionsPage {...{ held, requests }} />)
}

async function requestProps({ var: { act, request } }: Context<OwnEnv>): Promise<OwnSubscriptionRequestProps> {
  const { state, structureId, structureState } = request
  const delay = state === 'pending' ? await findUsualDelay(act, structureId) : undefined
  const isMember = act.actor.memberships.some((one) => one.structureId === structureId)
  return { request, delay, mayCorrect: state === 'refused' && structureState === 'active' && isMember }
}

async function showRequest(c: Context<OwnEnv>, refusal?: WithdrawSubscriptionRefusal) {
  const props = { ...(await requestProps(c)), ...(refusal && { refusal }) }
  const both = { page: <OwnSubscriptionRequestPage {...props} />, panel: <OwnSubscriptionRequestPanel {...props} /> }
  return show(c, both, refusal ? STATUS[refusal] : 200)
}

/** Asks before withdrawing. The page that it is asked from may be older than the decision. */
async function showWithdrawal(c: Context<OwnEnv>) {
  const { request } = c.var
  if (request.state === 'pending')
    return show(c, {
      page: <OwnSubscriptionWithdrawalPage request={request} />,
      panel: <OwnSubscriptionWithdrawalPanel request={request} />,
    })
  const page = <OwnSubscriptionRequestPage {...await requestProps(c)} refusal="already-decided" />
  return show(c, { page, panel: <TooLateSubscriptionPanel request={request} /> }, 409)
}

/** The request as it is now, which may not be as it was when the form was sent. */
async function refresh(c: Context<OwnEnv>): Promise<void> {
  const request = await findOwnSubscriptionRequest(c.var.act, c.var.request.id)
  if (request) c.set('request', request)
}

/** "Mes abonnements aux espaces": what one holds and has asked for, and taking a request back. */
export const ownSubscriptions = new Hono<OwnEnv>()
  .get(paths.ownSubscriptions, signedIn, showOwn)
  .get(paths.ownSubscriptionRequest, signedIn, withOwnRequest, (c) => showRequest(c))
  .get(paths.ownSubscriptionRequestWithdrawal, signedIn, withOwnRequest, showWithdrawal)
  .post(paths.ownSubscriptionRequestWithdrawal, signedIn, withOwnRequest, async (c) => {
    const { act, request } = c.var
    const result = await submitOnce(c, {
      act,
      command: (act) => withdrawSubscriptionRequest(act, request.id),
      landing: (id) => ({
        to: url(paths.ownSubscriptionRequest, { id }),
        notice: {
          tone: 'good',
          text: subscriptionRequestWords[act.actor.language].withdrawnNotice(request.structureName),
        },
      }),
    })
    await refresh(c)
    if (!result.ok) return showRequest(c, result.refusal)
    return goTo(c, result.value, async () => <OwnSubscriptionRequestPanel {...await requestProps(c)} />)
  })
