import { setImmediate } from 'node:timers/promises'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept } from '../values/result.ts'
import { closesAt, type Closing, isToBeClosed, isToBeWarned, warnsFrom } from './closing-due-rules.ts'
import { mailWriter } from './mails.ts'
import { readNow } from './queries.ts'
import type { Ticket } from './rules.ts'
import { takeStep } from './stepping.ts'

type Done = { warned: number; closed: number }
type Outcome = 'warned' | 'closed' | null

/** Read at once; each is then looked at anew in a transaction of its own. */
const TOGETHER = 200

/**
 * Warns the writers of tickets that have waited for them, and closes those that went on waiting. One that fails leaves the
 * others alone and is tried again the next day; all that failed is thrown at the end.
 */
export async function closeDueTickets(act: AnyAct, closing: Closing, stopping?: AbortSignal): Promise<Done> {
  const done: Done = { warned: 0, closed: 0 }
  const failures: unknown[] = []
  const from = warnsFrom(closing, act.now)
  if (from === null) return done
  await forgetFutureWarnings(act)
  for await (const id of eachDue(act, from)) {
    if (stopping?.aborted) break
    const [outcome] = await Promise.allSettled([closeOne(act, id, closing)])
    if (outcome.status === 'rejected') failures.push(outcome.reason)
    else if (outcome.value !== null) done[outcome.value]++
    await setImmediate()
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} tickets could not be closed`)
  return done
}

type Due = { id: number; waiting_since: string | null }

/** Those that have waited longest first. */
async function* eachDue(act: AnyAct, from: string): AsyncGenerator<number> {
  let last: Due | undefined
  do {
    const due = await listDue(act, from, last)
    for (const { id } of due) yield id
    last = due.at(-1)
  } while (last)
}

const listDue = ({ db }: AnyAct, from: string, after: Due | undefined): Promise<Due[]> =>
  db
    .selectFrom('ticket')
    .select(['id', 'waiting_since'])
    .where('waiting_since', '<=', from)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('waiting_since', 'id'), '>', eb.tuple(after?.waiting_since ?? '', after?.id ?? 0)),
      ),
    )
    .orderBy('waiting_since')
    .orderBy('id')
    .limit(TOGETHER)
    .execute()

/** The clock was set back since: who was warned then was warned now at the latest. */
const forgetFutureWarnings = ({ db, now }: AnyAct) =>
  db
    .updateTable('ticket')
    .set({ warned_at: now.toISOString() })
    .where('waiting_since', 'is not', null)
    .where('warned_at', '>', now.toISOString())
    .execute()

/** Null when somebody acted meanwhile, or when it only goes on waiting. */
async function closeOne(act: AnyAct, id: number, closing: Closing): Promise<Outcome> {
  const { value } = await inTransaction(act, async (act) => {
    const ticket = await readNow(act, id)
    if (ticket && isToBeClosed(ticket, closing, act.now)) return accept<Outcome>(await close(act, ticket))
    if (ticket && isToBeWarned(ticket, closing, act.now)) return accept<Outcome>(await warn(act, ticket, closing))
    return accept<Outcome>(null)
  })
  return value
}

async function warn(act: AnyAct, ticket: Ticket, closing: Closing): Promise<Outcome> {
  const set = { warned_at: act.now.toISOString() }
  const activityId = await takeStep(act, ticket, { kind: 'closing_announced', side: 'platform', set })
  const closes = closesAt(ticket, closing, act.now)
  await mailWriter(act, ticket, { kind: 'ticket-closing-soon', activityId, closesAt: closes })
  return 'warned'
}

async function close(act: AnyAct, ticket: Ticket): Promise<Outcome> {
  const set = {
    status: 'closed',
    reason: '',
    waiting_since: null,
    due_at: null,
    due_minutes_left: null,
    closed_at: act.now.toISOString(),
    closed_how: 'automatic',
  } as const
  const activityId = await takeStep(act, ticket, { kind: 'closed_automatically', side: 'platform', set })
  await mailWriter(act, ticket, { kind: 'ticket-closed', activityId })
  return 'closed'
}
