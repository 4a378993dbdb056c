import { sql, type Updateable } from 'kysely'
import type { Act, AnyAct } from '../act.ts'
import type { TicketTable } from '../db/ticket-tables.ts'
import type { StoredFile } from '../outside/files.ts'
import { nameFile } from '../outside/files.ts'
import { parisDate } from '../values/dates.ts'
import type { ActivityKind, Side, Ticket } from './rules.ts'
import { POSITIONS } from './rules.ts'
import type { FileKind } from './writing-rules.ts'

export type Step = {
  kind: ActivityKind
  side: Side
  body?: string
  /** What else the line says, as it is now: names, not ids. */
  details?: Record<string, string | number | null>
  isInternal?: boolean
  /** What changes in the ticket itself. */
  set?: Updateable<TicketTable>
  files?: StoredFile[]
}

/**
 * One thing that happens to a ticket that was sent: the change, its one activity and its files, in the transaction of the
 * command. The activity comes last of both, since it brings the search up to date. Returns the activity's id.
 */
export async function takeStep(act: AnyAct, ticket: Pick<Ticket, 'id'>, step: Step): Promise<number> {
  const now = act.now.toISOString()
  // Each time of waiting has its own warning before it closes by itself.
  const waits = step.set && 'waiting_since' in step.set ? { warned_at: null } : {}
  const set = { ...waits, ...step.set, updated_at: now }
  await act.db.updateTable('ticket').set(set).where('id', '=', ticket.id).execute()
  const id = await noteActivity(act, ticket, step)
  for (const file of step.files ?? [])
    await addFile(act, { ticketId: ticket.id, activityId: id, isInternal: step.isInternal }, file)
  return id
}

/** The one activity of what happened, where the ticket itself says it already. Brings the search up to date. Its id. */
export async function noteActivity(
  { db, actor, now }: AnyAct,
  ticket: Pick<Ticket, 'id'>,
  { kind, side, body = '', details = {}, isInternal = false }: Omit<Step, 'set' | 'files'>,
): Promise<number> {
  const { id } = await db
    .insertInto('ticket_activity')
    .values({
      ticket_id: ticket.id,
      kind,
      side,
      author_id: actor?.id ?? null,
      is_internal: isInternal ? 1 : 0,
      body,
      details: JSON.stringify(details),
      at: now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Place = {
  ticketId: number
  activityId: number | null
  isInternal?: boolean | undefined
  /** "Type de pièce jointe"; without it that of the request itself. */
  kind?: FileKind | undefined
}

/** Adds a kept file to a ticket. Its content lies on the disk already. */
export async function addFile(
  act: AnyAct,
  { ticketId, activityId, isInternal, kind = 'request' }: Place,
  file: StoredFile,
): Promise<void> {
  await nameFile(act, file)
  const { hash, name, size, type } = file
  await act.db
    .insertInto('ticket_file')
    .values({
      ticket_id: ticketId,
      activity_id: activityId,
      kind,
      hash,
      name,
      size,
      type,
      is_internal: isInternal ? 1 : 0,
      added_by_id: act.actor?.id ?? null,
      at: act.now.toISOString(),
    })
    .execute()
}

/** The next place in the year, in Paris; in the transaction that sends. */
export async function nextPosition({ db, now }: Pick<Act, 'db' | 'now'>): Promise<number> {
  const year = Number(parisDate(now).slice(0, 4))
  const { last } = await db
    .insertInto('ticket_number')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet({ last: sql`ticket_number.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow()
  return year * POSITIONS + last
}
