import type { Selectable } from 'kysely'
import type { Db, MailTable } from '../db/tables.ts'
import type { MailTransport, Sending } from '../outside/message.ts'
import { CONNECTIONS } from '../outside/smtp.ts'
import { sha256 } from '../values/random.ts'
import { type Clerk, type Outcome, openClerk, outcomeOf } from './noting.ts'
import { longestWait } from './rules.ts'

export type MailRow = Selectable<MailTable>

/** `render` draws a row (views/mails); `stopping` ends the run after the mails that are on their way. */
export type Delivery = {
  db: Db
  now: () => Date
  transport: MailTransport
  render: (row: MailRow) => { subject: string; text: string; html: string }
  limit?: number
  stopping?: AbortSignal
}

/** `more`: the run was full and went well, others are due: false when the server cannot be reached. */
export type DeliveryReport = { sent: number; delayed: number; givenUp: number; more: boolean }

type Run = Delivery & { due: MailRow[]; clerk: Clerk; report: DeliveryReport; halted: boolean; bugs: unknown[] }

/** Rows that this process is delivering, so that two runs at the same time never take the same one. */
const onTheirWay = new WeakMap<Db, Set<number>>()

/**
 * Sends the mails that are due, oldest first, a few at a time, and notes what became of each at once.
 * Stops when the server cannot be reached: what was not tried stays due. Throws at the end if a mail cannot be drawn.
 */
export async function deliverMails(delivery: Delivery): Promise<DeliveryReport> {
  const { limit = 1000 } = delivery
  const due = await listDue(delivery, limit)
  const report = { sent: 0, delayed: 0, givenUp: 0, more: false }
  const isFull = due.length === limit
  const connections = Math.min(CONNECTIONS, due.length)
  const clerk = openClerk(delivery, connections)
  const run: Run = { ...delivery, due, clerk, report, halted: false, bugs: [] }
  await Promise.all(Array.from({ length: connections }, () => deliverFrom(run)))
  if (run.bugs.length > 0) throw new AggregateError(run.bugs, `${run.bugs.length} mails could not be dealt with`)
  return { ...report, more: isFull && !run.halted && !delivery.stopping?.aborted }
}

/** Mails whose time has come, and those that a clock since set right had put off too far. */
async function listDue({ db, now }: Delivery, limit: number): Promise<MailRow[]> {
  const at = now()
  const waiting = db.selectFrom('mail').selectAll().where('state', '=', 'waiting')
  const oldestFirst = waiting.orderBy('next_attempt_at').orderBy('id').limit(limit)
  const due = await oldestFirst.where('next_attempt_at', '<=', at.toISOString()).execute()
  const putOff = await oldestFirst.where('next_attempt_at', '>', longestWait(at)).execute()
  return [...due, ...putOff].slice(0, limit)
}

type Held = ReturnType<typeof holdIn>

/** The mails that one connection has in hand, among all that are on their way. */
function holdIn(db: Db) {
  const all = onTheirWay.get(db) ?? new Set<number>()
  onTheirWay.set(db, all)
  const own = new Set<number>()
  const free = (id: number) => void (own.delete(id) && all.delete(id))
  return {
    isFree: (id: number) => !all.has(id),
    take: (id: number) => void (own.add(id) && all.add(id)),
    free,
    freeAll: () => own.forEach(free),
  }
}

/** One connection's share of what is due. */
async function deliverFrom(run: Run): Promise<void> {
  const held = holdIn(run.db)
  try {
    let outcome = await goOn(run, held, null)
    while (outcome !== undefined) outcome = await goOn(run, held, outcome)
  } catch (error) {
    run.halted = true
    run.bugs.push(error)
  } finally {
    held.freeAll()
    run.clerk.leave()
  }
}

/** Notes what became of a mail and claims the next, then sends that. What became of it: null of none, undefined at the end. */
async function goOn(run: Run, held: Held, outcome: Outcome | null): Promise<Outcome | null | undefined> {
  const row = next(run, held)
  if (!row && !outcome) return undefined
  const isClaimed = await run.clerk.write({ outcome, claim: row ?? null })
  if (outcome) {
    run.report[outcome.became] += 1
    held.free(outcome.row.id)
  }
  if (row && isClaimed) return deliverOne({ ...row, attempts: row.attempts + 1 }, run)
  if (row) held.free(row.id)
  return null
}

/** The next that no connection has in hand. */
function next(run: Run, held: Held): MailRow | undefined {
  if (run.halted || run.stopping?.aborted) return undefined
  let row = run.due.shift()
  while (row && !held.isFree(row.id)) row = run.due.shift()
  if (row) held.take(row.id)
  return row
}

async function deliverOne(row: MailRow, run: Run): Promise<Outcome> {
  const sending = await send(row, run)
  if (!sending.ok && sending.unreachable) run.halted = true
  return outcomeOf(row, sending, run.now())
}

async function send(row: MailRow, run: Run): Promise<Sending> {
  let drawn: ReturnType<Delivery['render']>
  try {
    drawn = run.render(row)
  } catch (error) {
    run.bugs.push(error)
    return { ok: false, permanent: false, unreachable: false, why: 'This mail could not be drawn' }
  }
  return run.transport.send({ ...drawn, to: row.to_address, messageId: messageIdOf(row), date: run.now() })
}

/** The same at each attempt, so that a mailbox knows a repeat as one; sorted by time in a folder. */
export const messageIdOf = (row: Pick<MailRow, 'event_key' | 'created_at'>): string =>
  `${row.created_at.replace(/\D/g, '')}.${sha256(`${row.created_at} ${row.event_key}`).slice(0, 32)}`
