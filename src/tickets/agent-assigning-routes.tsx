import { type Context, Hono } from 'hono'
import { AssigningPage, AssigningPanel, TakingPage } from '../../views/tickets/act-assigning.tsx'
import { ticketHref } from '../../views/tickets/agent-address.ts'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { assigningForm } from './agent-forms.ts'
import { listAgents } from './agent-queries.ts'
import {
  AGENT_STATUS,
  agentWords,
  askedOf,
  changesSince,
  freshPanel,
  lookAt,
  placeOf,
  refresh,
  showRefusedAct,
  showTicket,
  type TicketEnv,
  whyNotText,
  withTicket,
} from './agent-routes.tsx'
import { type AgentRefusal, type FormError, whyNotAct } from './agent-rules.ts'
import { assignTicket } from './assigning.ts'
import { takeTicket } from './taking.ts'

type C = Context<TicketEnv>

/** Agents offered at once: who has more searches. */
const SHOWN = 25
const QUERY_MAX = 100

async function take(c: C) {
  const { act, ticket, world } = c.var
  const place = await placeOf(c)
  const result = await submitOnce(c, {
    act,
    command: (act) => takeTicket(act, ticket.id),
    landing: () => ({
      to: ticketHref(ticket, place),
      notice: { tone: 'good', text: agentWords(c).taken(ticket.number ?? '') },
    }),
  })
  if (!result.ok) {
    await refresh(c)
    return showTicket(c, { text: await whyNotText(c, result.refusal), status: AGENT_STATUS[result.refusal] })
  }
  world.live.tell()
  return goTo(c, result.value, () => freshPanel(c, place))
}

type Shown = {
  q?: string | undefined
  seen?: number | undefined
  chosen?: string | undefined
  error?: FormError | undefined
  refusal?: AgentRefusal
}

async function showAssigning(c: C, shown: Shown, status: Status = 200) {
  await refresh(c)
  const { act, actor, ticket } = c.var
  const words = agentWords(c)
  const q = (shown.q ?? '').trim().slice(0, QUERY_MAX)
  const last = ticket.last_activity_id ?? 0
  const { seen = last, refusal } = shown
  const hasNews = refusal !== undefined && seen < last
  const props = {
    ...(await placeOf(c)),
    ...(await listAgents(act, ticket, { q, limit: SHOWN })),
    ticket,
    actor,
    q,
    // A form that comes back for another reason does not know more than it did.
    seen: hasNews ? last : seen,
    chosen: shown.chosen,
    error: shown.error && words.errors[shown.error],
    refusal: refusal ? words.refusals[refusal] : null,
    changes: await changesSince(c, hasNews ? seen : null),
    watchers: lookAt(c, false),
    asked: await askedOf(c),
  }
  return show(c, { page: <AssigningPage {...props} />, panel: <AssigningPanel {...props} /> }, status)
}

const seenIn = (typed: Typed): number | undefined => Number(typedText(typed, 'seen')) || undefined

const assigningPosted = form<TicketEnv, typeof assigningForm>(assigningForm, async (c, { typed, errors }) => {
  // Who may only read is told that, not what is missing.
  const refusal = whyNotAct('assignment', c.var.ticket, c.var.actor)
  if (refusal) return showRefusedAct(c, 'assignment', refusal)
  const error = errors['assignee'] === undefined ? undefined : 'assignee-missing'
  return showAssigning(c, { q: typedText(typed, 'q'), seen: seenIn(typed), error }, 422)
})

async function assign(c: C, { assignee, seen }: { assignee: number; seen?: number | undefined }) {
  const { act, ticket, world } = c.var
  const place = await placeOf(c)
  const result = await submitOnce(c, {
    act,
    command: (act) => assignTicket(act, ticket.id, { assigneeId: assignee, seen }),
    landing: (done) => ({
      to: ticketHref(ticket, place),
      notice: { tone: 'good', text: agentWords(c).assigned(ticket.number ?? '', done.assignee) },
    }),
  })
  if (!result.ok) {
    const { refusal } = result
    if (refusal === 'not-an-agent' || refusal === 'closed' || refusal === 'not-found')
      return showRefusedAct(c, 'assignment', refusal)
    const { q } = await c.req.parseBody()
    const typed = { q: typeof q === 'string' ? q : '', seen, chosen: String(assignee), refusal }
    return showAssigning(c, typed, AGENT_STATUS[refusal])
  }
  world.live.tell()
  world.wakeMails()
  return goTo(c, result.value, () => freshPanel(c, place))
}

/** What this agent may not do has no page of its own: the ticket says why. */
async function unlessRefused(c: C, act: 'taking' | 'assignment', draw: () => Response | Promise<Response>) {
  const refusal = whyNotAct(act, c.var.ticket, c.var.actor)
  if (!refusal) return draw()
  return showRefusedAct(c, act, refusal)
}

/** "M'affecter le ticket" and "Affecter à…". */
export const ticketAssigning = new Hono<TicketEnv>()
  .get(paths.ticketTaking, signedIn, withTicket, (c) =>
    unlessRefused(c, 'taking', async () => {
      const about = { ticket: c.var.ticket, asked: await askedOf(c), watchers: lookAt(c, false) }
      return showPage(c, <TakingPage {...await placeOf(c)} {...about} refusal={null} />)
    }),
  )
  .post(paths.ticketTaking, signedIn, withTicket, (c) => take(c))
  .get(paths.ticketAssignment, signedIn, withTicket, (c) =>
    unlessRefused(c, 'assignment', () => showAssigning(c, { q: c.req.query('q') })),
  )
  .post(paths.ticketAssignment, signedIn, withTicket, assigningPosted, (c) => assign(c, c.req.valid('form')))
