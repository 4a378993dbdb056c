import type { Updateable } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { Db, MailTable } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Sending } from '../outside/message.ts'
import { minutesLater } from '../values/dates.ts'
import { accept, type Result } from '../values/result.ts'
import type { MailRow } from './delivering.ts'
import { CLAIM_MINUTES, nextAttemptAt, secretOf, withoutSecret } from './rules.ts'

/** What became of a mail that was on its way, and what of that is kept. */
export type Outcome = { row: MailRow; became: 'sent' | 'delayed' | 'givenUp'; change: Updateable<MailTable> }

/** What a connection has to say of the mail that it delivered, and which it wants to deliver now. */
type Note = { outcome: Outcome | null; claim: MailRow | null }

/** `write` resolves once it is durable: whether the claimed mail is this connection's. `leave`: a connection is done. */
export type Clerk = { write: (note: Note) => Promise<boolean>; leave: () => void }

type Asked = Note & { resolve: (isClaimed: boolean) => void; reject: (error: unknown) => void }

/** So long a connection waits for the others, so that they share one commit: that may take longer than a mail. */
const LINGER_MS = 20

/** Writes for so many connections. A mail is claimed before it is sent: a database that takes no writes sends nothing. */
export function openClerk({ db, now }: { db: Db; now: () => Date }, connections: number): Clerk {
  let working = connections
  let asked: Asked[] = []
  let timer: NodeJS.Timeout | undefined
  const writeDown = () => {
    clearTimeout(timer)
    timer = undefined
    const all = asked
    asked = []
    const settled = writeAll({ db, actor: null, now: now() }, all)
    settled.catch((error: unknown) => all.forEach(({ reject }) => reject(error)))
  }
  const look = () => {
    if (asked.length > 0 && asked.length >= working) writeDown()
    else if (asked.length > 0) timer ??= setTimeout(writeDown, LINGER_MS)
  }
  return {
    write: (note) =>
      new Promise((resolve, reject) => {
        asked.push({ ...note, resolve, reject })
        look()
      }),
    leave: () => {
      working -= 1
      look()
    },
  }
}

async function writeAll(act: AnyAct, all: Asked[]): Promise<void> {
  const claims: boolean[] = []
  await inTransaction(act, async (act): Promise<Result<null, never>> => {
    for (const { outcome, claim } of all) {
      if (outcome) await act.db.updateTable('mail').set(outcome.change).where('id', '=', outcome.row.id).execute()
      claims.push(claim !== null && (await claimMail(act, claim)))
    }
    return accept(null)
  })
  for (const [at, { resolve }] of all.entries()) resolve(claims[at] ?? false)
}

async function claimMail({ db, now }: AnyAct, row: MailRow): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('mail')
    .set({ attempts: row.attempts + 1, next_attempt_at: minutesLater(now, CLAIM_MINUTES) })
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', row.attempts)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Pure. */
export function outcomeOf(row: MailRow, sending: Sending, now: Date): Outcome {
  if (sending.ok) {
    const change = {
      state: 'sent',
      sent_at: now.toISOString(),
      last_error: null,
      data: withoutSecret(row.data),
    } as const
    return { row, became: 'sent', change }
  }
  const again = sending.permanent ? null : nextAttemptAt(row, now)
  // Servers quote what they refuse, links too.
  const secret = secretOf(row.data)
  const last_error = secret ? sending.why.replaceAll(secret, '…') : sending.why
  return again === null
    ? { row, became: 'givenUp', change: { last_error, state: 'given_up', data: withoutSecret(row.data) } }
    : { row, became: 'delayed', change: { last_error, next_attempt_at: again } }
}
