import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { OwnMembershipsPage } from '../../views/memberships/own-memberships-page.tsx'
import { OwnRequestPage } from '../../views/memberships/own-request-page.tsx'
import { OwnRequestPanel, type OwnRequestProps } from '../../views/memberships/own-request-panel.tsx'
import { OwnWithdrawalPage, OwnWithdrawalPanel, TooLatePanel } from '../../views/memberships/own-withdrawal-page.tsx'
import { joiningWords } from '../../views/words/joining.ts'
import { showNotFound } from '../http/errors.tsx'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { findOwnStanding, findStructure } from '../structures/queries.ts'
import { whyNotAsk } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { PAGE_SIZES } from '../values/page.ts'
import { withdrawRequest } from './joining.ts'
import { findOwnRequest, findUsualDelays, listOwnMemberships, listOwnRequests } from './joining-queries.ts'
import type { OwnRequest, WithdrawRefusal } from './rules.ts'

type OwnEnv = { Variables: SignedInEnv['Variables'] & { request: OwnRequest } }

const STATUS: Record<WithdrawRefusal, Status> = { 'not-found': 404, 'not-yours': 403, 'already-decided': 409 }

/** Only one's own: managers see requests on another page, and everybody else not at all. */
const withOwnRequest = createMiddleware<OwnEnv>(async (c, next) => {
  const request = await findOwnRequest(c.var.act, Number(c.req.param('id')))
  if (!request) return showNotFound(c)
  c.set('request', request)
  return next()
})

async function showOwnMemberships(c: Context<SignedInEnv>) {
  const { act } = c.var
  const asked = Number(c.req.query('structures') ?? 1)
  const at = Number.isSafeInteger(asked) && asked >= 1 ? asked : 1
  const memberships = await listOwnMemberships(act, { page: at, size: PAGE_SIZES[0] })
  const requests = await listOwnRequests(act, pagingOf(c))
  const waiting = requests.rows.filter(({ state }) => state === 'pending').map((request) => request.structure_id)
  const delays = await findUsualDelays(act, [...new Set(waiting)])
  return showPage(c, <OwnMembershipsPage {...{ memberships, requests, delays }} />)
}

async function ownRequestProps(c: Context<OwnEnv>): Promise<OwnRequestProps> {
  const { act, request } = c.var
  const { structure_id: structureId } = request
  const delays = request.state === 'pending' ? await findUsualDelays(act, [structureId]) : new Map<number, number>()
  const structure = request.state === 'refused' ? await findStructure(act, structureId) : undefined
  const mayCorrect = structure !== undefined && whyNotAsk(structure, await findOwnStanding(act, structureId)) === null
  return { request, delay: delays.get(structureId), mayCorrect }
}

async function showOwnRequest(c: Context<OwnEnv>, refusal?: WithdrawRefusal) {
  const props = { ...(await ownRequestProps(c)), ...(refusal && { refusal }) }
  const both = { page: <OwnRequestPage {...props} />, panel: <OwnRequestPanel {...props} /> }
  return show(c, both, refusal ? STATUS[refusal] : 200)
}

/** Asks before withdrawing. The page that it is asked from may be older than the decision. */
async function showWithdrawal(c: Context<OwnEnv>) {
  const { request } = c.var
  if (request.state === 'pending')
    return show(c, { page: <OwnWithdrawalPage request={request} />, panel: <OwnWithdrawalPanel request={request} /> })
  const props = await ownRequestProps(c)
  const page = <OwnRequestPage {...props} refusal="already-decided" />
  return show(c, { page, panel: <TooLatePanel request={request} /> }, 409)
}

/** The request as it is now, which may not be as it was when the form was sent. */
async function refresh(c: Context<OwnEnv>): Promise<void> {
  const request = await findOwnRequest(c.var.act, c.var.request.id)
  if (request) c.set('request', request)
}

/** What one holds and has asked for, and taking a request back. */
export const ownMemberships = new Hono<OwnEnv>()
  .get(paths.ownMemberships, signedIn, showOwnMemberships)
  .get(paths.ownRequest, signedIn, withOwnRequest, (c) => showOwnRequest(c))
  .get(paths.ownRequestWithdrawal, signedIn, withOwnRequest, showWithdrawal)
  .post(paths.ownRequestWithdrawal, signedIn, withOwnRequest, async (c) => {
    const { act, request } = c.var
    const result = await submitOnce(c, {
      act,
      command: (act) => withdrawRequest(act, request.id),
      landing: (id) => ({
        to: url(paths.ownRequest, { id }),
        notice: {
          tone: 'good',
          text: joiningWords[act.actor.language].withdrawnNotice(request.structureName),
        },
      }),
    })
    await refresh(c)
    if (!result.ok) return showOwnRequest(c, result.refusal)
    return goTo(c, result.value, async () => <OwnRequestPanel {...await ownRequestProps(c)} />)
  })
