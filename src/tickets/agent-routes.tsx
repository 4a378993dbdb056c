import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { OpenTickets } from '../../views/layout/header.tsx'
import { RefusalNote } from '../../views/parts/error-summary.tsx'
import { dateText } from '../../views/parts/time.tsx'
import type { ActChanges } from '../../views/tickets/act-changes.tsx'
import { ActDialog } from '../../views/tickets/act-frame.tsx'
import type { Place } from '../../views/tickets/agent-address.ts'
import { TicketPage, TicketPanel, type TicketProps } from '../../views/tickets/ticket-page.tsx'
import { ticketAgentWords } from '../../views/words/ticket-agent.ts'
import { show, type SignedInEnv, type Status } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { countOpenTickets } from '../http/waiting-tickets.ts'
import { paths } from '../urls.ts'
import { COUNT_LIMIT } from '../values/page.ts'
import { findAssignment, withNames } from './agent-queries.ts'
import { type AgentAct, type AgentRefusal, TICKET_TABS, type Watcher } from './agent-rules.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { showGone } from './gone-routes.tsx'
import { findReceivedTicket, listActivities, listTicketFiles } from './queries.ts'
import { countActivities, readThread, THREAD_SHOWN } from './thread-queries.ts'
import { type Activity, olderIn, type TicketView, WRITERS_WORDS } from './viewing-rules.ts'

export type TicketEnv = { Variables: SignedInEnv['Variables'] & { ticket: TicketView } }

export const AGENT_STATUS: Record<AgentRefusal | AddFilesRefusal, Status> = {
  'not-found': 404,
  'not-an-agent': 403,
  'not-open': 409,
  'not-assigned': 409,
  'not-yours': 409,
  closed: 409,
  changed: 409,
  'taken-by-another': 409,
  'already-yours': 409,
  'not-entitled': 409,
  'already-theirs': 409,
  'assigned-too-often': 409,
  'with-the-support': 409,
  'not-from-a-structure': 409,
  'same-recipient': 409,
  'no-such-recipient': 409,
  'not-receiving': 409,
  'too-many': 409,
  'all-too-large': 409,
}

/** First of all: a stranger learns nothing, not even that the form was wrong; nor does an agent after a transfer, but that. */
export const withTicket = createMiddleware<TicketEnv>(async (c, next) => {
  const ticket = await findReceivedTicket(c.var.act, Number(c.req.param('id')))
  if (!ticket) return showGone(c)
  c.set('ticket', ticket)
  return next()
})

export const agentWords = (c: Context<TicketEnv>) => ticketAgentWords[c.var.scene.language]

/** The list and the tab that an act comes back to: from the address of a page, from the fields of a form. */
export async function placeOf(c: Context<TicketEnv>): Promise<Place> {
  const isPosted = c.req.method === 'POST'
  const fields: Record<string, unknown> = isPosted ? await c.req.parseBody() : c.req.query()
  const { tab, back } = fields
  return {
    tab: TICKET_TABS.find((one) => one === tab) ?? 'content',
    back: backTo(typeof back === 'string' ? back : undefined, paths.tickets),
  }
}

/** Notes that this agent looks at the ticket, and returns who else does. */
export function lookAt({ var: { world, actor, act, ticket } }: Context<TicketEnv>, isWriting: boolean): Watcher[] {
  return world.live.look(`ticket/${ticket.id}`, actor, { isWriting, now: act.now })
}

/** The ticket as it is now, for what is drawn after a command; false when it is not this agent's to see any more. */
export async function refresh(c: Context<TicketEnv>): Promise<boolean> {
  const ticket = await findReceivedTicket(c.var.act, c.var.ticket.id)
  if (ticket) c.set('ticket', ticket)
  return ticket !== undefined
}

/** What is for agents alone in a line: who gave the ticket to whom, and why it was handed on. */
export async function forAgents(c: Context<TicketEnv>, activities: Activity[]): Promise<Activity[]> {
  const words = agentWords(c)
  const named = await withNames(c.var.act, activities)
  return named.map((activity) => {
    const { reason, sender } = activity.details
    if (typeof reason !== 'string') return activity
    const from = typeof sender === 'string' ? sender : words.support
    return { ...activity, body: `${words.sender(from, activity.author?.name ?? '')}\n${reason}` }
  })
}

/** What was added after an activity; null for nothing to tell. */
export async function changesSince(c: Context<TicketEnv>, seen: number | null): Promise<ActChanges> {
  const { act, ticket } = c.var
  if (seen === null) return { activities: [], files: [] }
  const part = { withNotes: true, after: seen, limit: THREAD_SHOWN }
  return {
    activities: await forAgents(c, await listActivities(act, ticket.id, part)),
    files: await listTicketFiles(act, ticket.id, { withNotes: true }),
  }
}

/** What the writer said last, which is what an agent answers; nothing when that is the description. */
export async function askedOf({ var: { act, ticket } }: Context<TicketEnv>): Promise<ActChanges> {
  const part = { withNotes: false, kinds: WRITERS_WORDS, limit: 1 }
  const activities = await listActivities(act, ticket.id, part)
  return {
    activities,
    files: activities.length > 0 ? await listTicketFiles(act, ticket.id, { withNotes: false }) : [],
  }
}

async function ticketProps(c: Context<TicketEnv>, place: Place, refusal?: string): Promise<TicketProps> {
  const { act, ticket, actor } = c.var
  const all = { withNotes: true }
  // Whoever has done something is shown where it now stands: at the end.
  const before = c.req.method === 'GET' ? olderIn(c.req.query('older')) : undefined
  const { activities, hasOlder } = await readThread(act, ticket.id, { ...all, before })
  return {
    ...place,
    ticket,
    actor,
    activities: await forAgents(c, activities),
    hasOlder,
    isOlder: before !== undefined,
    activitiesTotal: await countActivities(act, ticket.id, COUNT_LIMIT + 1),
    files: await listTicketFiles(act, ticket.id, all),
    watchers: lookAt(c, false),
    refusal,
  }
}

/** The ticket's page, or its panel. */
export async function showTicket(c: Context<TicketEnv>, refused?: { text: string; status: Status }) {
  const props = await ticketProps(c, await placeOf(c), refused?.text)
  return show(c, { page: <TicketPage {...props} />, panel: <TicketPanel {...props} /> }, refused?.status ?? 200)
}

/** An act that is not to be done: the ticket says why and, over the page, the dialog. */
export async function showRefusedAct(c: Context<TicketEnv>, act: AgentAct, refusal: AgentRefusal | AddFilesRefusal) {
  if (!(await refresh(c))) return showGone(c)
  const text = await whyNotText(c, refusal)
  const panel = (
    <ActDialog act={act} ticket={c.var.ticket} asked={await askedOf(c)}>
      <RefusalNote text={text} />
    </ActDialog>
  )
  const page = <TicketPage {...await ticketProps(c, await placeOf(c), text)} />
  return show(c, { page, panel }, AGENT_STATUS[refusal])
}

/** Of two takers the second is told who was first, and when. */
export async function whyNotText(c: Context<TicketEnv>, refusal: AgentRefusal | AddFilesRefusal): Promise<string> {
  const words = agentWords(c)
  const { assignee, id } = c.var.ticket
  if (refusal !== 'taken-by-another' || !assignee) return words.refusals[refusal]
  const last = await findAssignment(c.var.act, id)
  if (!last) return words.refusals[refusal]
  const date = dateText(last.at, c.var.scene.language, true)
  return last.kind === 'taken' ? words.takenBy(assignee.name, date) : words.assignedSince(assignee.name, date)
}

/** What htmx gets after an act: the ticket as it is now, and the count of the menu. */
export async function freshPanel(c: Context<TicketEnv>, place: Place) {
  await refresh(c)
  const open = await countOpenTickets(c.var.act.db, c.var.actor)
  return (
    <>
      <TicketPanel {...await ticketProps(c, place)} />
      {open !== null && <OpenTickets open={open} outOfBand />}
    </>
  )
}
