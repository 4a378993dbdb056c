import type { Selectable } from 'kysely'
import type { Db, MailTable } from '../db/tables.ts'
import type { MailTransport, Sending } from '../outside/message.ts'
import { CONNECTIONS } from '../outside/smtp.ts'
import { minutesLater } from '../values/dates.ts'
import { sha256 } from '../values/random.ts'
import { CLAIM_MINUTES, longestWait, nextAttemptAt, secretOf, withoutSecret } from './rules.ts'

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

type Run = Delivery & { report: DeliveryReport; halted: boolean; bugs: unknown[] }

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
  const run: Run = { ...delivery, report, halted: false, bugs: [] }
  await Promise.all(Array.from({ length: CONNECTIONS }, () => deliverFrom(due, run)))
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

async function deliverFrom(due: MailRow[], run: Run): Promise<void> {
  const inFlight = onTheirWay.get(run.db) ?? new Set<number>()
  onTheirWay.set(run.db, inFlight)
  for (let row = next(due, run); row; row = next(due, run)) {
    if (inFlight.has(row.id)) continue
    inFlight.add(row.id)
    try {
      await deliverOne(row, run)
    } catch (error) {
      run.halted = true
      run.bugs.push(error)
    } finally {
      inFlight.delete(row.id)
    }
  }
}

const next = (due: MailRow[], run: Run): MailRow | undefined =>
  run.halted || run.stopping?.aborted ? undefined : due.shift()

async function deliverOne(row: MailRow, run: Run): Promise<void> {
  if (!(await claim(row, run))) return
  const claimed = { ...row, attempts: row.attempts + 1 }
  const sending = await send(claimed, run)
  if (sending.ok) return noteSent(claimed, run)
  if (sending.unreachable) run.halted = true
  await noteFailure(claimed, sending, run)
}

/** Written before sending: a database that takes no writes must not send the same mail again and again. */
async function claim(row: MailRow, { db, now }: Run): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ attempts: row.attempts + 1, next_attempt_at: minutesLater(now(), CLAIM_MINUTES) })
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', row.attempts)
    .executeTakeFirst()
  return numUpdatedRows === 1n
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

async function noteSent(row: MailRow, { db, now, report }: Run): Promise<void> {
  await db
    .updateTable('mail')
    .set({ state: 'sent', sent_at: now().toISOString(), last_error: null, data: withoutSecret(row.data) })
    .where('id', '=', row.id)
    .execute()
  report.sent += 1
}

async function noteFailure(row: MailRow, failure: { permanent: boolean; why: string }, run: Run): Promise<void> {
  const again = failure.permanent ? null : nextAttemptAt(row, run.now())
  // Servers quote what they refuse, links too.
  const secret = secretOf(row.data)
  const change = { last_error: secret ? failure.why.replaceAll(secret, '…') : failure.why }
  await run.db
    .updateTable('mail')
    .set(
      again === null
        ? { ...change, state: 'given_up', data: withoutSecret(row.data) }
        : { ...change, next_attempt_at: again },
    )
    .where('id', '=', row.id)
    .execute()
  if (again === null) run.report.givenUp += 1
  else run.report.delayed += 1
}
