import type { Act } from '../act.ts'
import { isOneOf } from '../db/request-queue.ts'
import { type Agent, listAgents } from './agent-queries.ts'
import { findTicketList } from './list-page-queries.ts'
import { listPositions } from './list-queries.ts'
import { listRowsAt } from './list-row-queries.ts'
import { ASSIGN_LIMIT, type ListedTicket, type TicketSearch } from './list-rules.ts'
import { type AssignRefusal, desksOf, liesOn, whyNotAssign } from './rules.ts'

/** Those of these tickets that the actor receives, newest first. */
export async function listTicked(act: Act, ids: number[]): Promise<ListedTicket[]> {
  const rows = await act.db
    .selectFrom('ticket')
    .select('position')
    .where(isOneOf('id', ids.slice(0, ASSIGN_LIMIT)))
    .where('position', 'is not', null)
    .orderBy('position', 'desc')
    .execute()
  const desks = desksOf(act.actor, 'read')
  const listed = await listRowsAt(
    act,
    rows.flatMap(({ position }) => position ?? []),
  )
  return listed.filter((row) => liesOn(desks, row))
}

/** The first of a list, as many as are given out in one go. */
export async function listFirst(act: Act, asked: TicketSearch): Promise<number[]> {
  const list = await findTicketList(act, asked)
  const rows = await listRowsAt(act, await listPositions(act, list, { limit: ASSIGN_LIMIT, offset: 0 }))
  return rows.map(({ id }) => id)
}

export type AssignmentLine = { row: ListedTicket; why: AssignRefusal | null }
export type AssignmentChoices = { items: AssignmentLine[]; agents: Agent[]; isCut: boolean }

const AGENTS = 100
const DESKS = 20

/** What would happen to each, and to whom they can be given: who processes one of them at least, oneself first. */
export async function readAssignments(act: Act, ids: number[]): Promise<AssignmentChoices> {
  const rows = await listTicked(act, ids)
  const items = rows.map((row) => ({ row, why: whyNotAssign(row, act.actor) }))
  const desks = new Map(
    items.flatMap(({ row, why }) =>
      why ? [] : [[`${row.route} ${row.recipient_structure_id} ${row.recipient_service_id}`, row] as const],
    ),
  )
  const agents = new Map<number, Agent>()
  let isCut = desks.size > DESKS
  for (const desk of [...desks.values()].slice(0, DESKS)) {
    const found = await listAgents(act, desk, { q: '', limit: AGENTS })
    for (const agent of found.agents) agents.set(agent.id, agent)
    isCut ||= found.isCut
  }
  const byName = [...agents.values()].toSorted((a, b) => Number(b.id === act.actor.id) - Number(a.id === act.actor.id))
  return { items, agents: byName, isCut }
}
