import { setImmediate } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { AnyAct, Language } from '../act.ts'
import type { RequestKind } from '../db/request-queue.ts'
import { inTransaction } from '../db/transaction.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { parisDate } from '../values/dates.ts'
import { accept, type Result } from '../values/result.ts'

const REMIND_AFTER_DAYS = 7
/** Requests that a mail names; the others are counted. */
const LISTED = 20

/** Written into the statements: SQLite uses an index of such rows alone only for a value that it reads there. */
const PENDING = sql.lit<'pending'>('pending')
const DAILY = sql.lit<'daily'>('daily')

type Manager = { id: number; address: string; language: Language }

const KINDS = ['membership_request', 'subscription_request'] as const satisfies RequestKind[]
/** Both kinds of requests have the columns that are read here. */
const tableOf = (kind: RequestKind) => kind as 'membership_request'

/** Memberships in force today whose subscription to "Activités du gestionnaire" lets them decide. */
function managing(act: AnyAct) {
  const today = parisDate(act.now)
  return act.db
    .selectFrom('membership')
    .where('membership.starts_on', '<=', today)
    .where((eb) => eb.or([eb('membership.ends_on', 'is', null), eb('membership.ends_on', '>=', today)]))
    .where(
      sql<boolean>`exists (select 1 from subscription managing where managing.membership_id = membership.id
        and managing.space = 'manager' and managing.access = 'write')`,
    )
}

/** The manager's subscription, for all that the membership reaches (`whole`) or for one service too. */
const managesHere = (scope: RawBuilder<unknown>) =>
  sql<boolean>`exists (select 1 from subscription managing where managing.membership_id = membership.id
    and managing.space = 'manager' and managing.access = 'write' and ${scope})`

/** Services asked for that are not all the manager's own. */
const asksBeyond = (kind: RequestKind) => sql<boolean>`exists (
  select 1 from ${sql.table(`${kind}_service`)} asked where asked.request_id = request.id and not (
    (membership.whole_structure = 1 or exists (select 1 from membership_service held
      where held.membership_id = membership.id and held.service_id = asked.service_id))
    and ${managesHere(sql`(managing.service_id is null or managing.service_id = asked.service_id)`)}))`

/**
 * What waits for this manager's decision: all that is asked of structures managed as a whole; of the others, what asks
 * for services that are all the manager's own. Nobody decides their own request.
 */
const waitingFor = (act: AnyAct, manager: Manager, kind: RequestKind) =>
  managing(act)
    .innerJoin(`${tableOf(kind)} as request`, 'request.structure_id', 'membership.structure_id')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .innerJoin('user', 'user.id', 'request.user_id')
    .where('membership.user_id', '=', manager.id)
    .where('request.state', '=', PENDING)
    .where('request.user_id', '<>', manager.id)
    .where((eb) =>
      eb.or([
        eb.and([eb('membership.whole_structure', '=', 1), managesHere(sql`managing.service_id is null`)]),
        eb.and([eb('request.whole_structure', '=', 0), eb.not(asksBeyond(kind))]),
      ]),
    )

type Waiting = ReturnType<typeof waitingFor>
type WaitingMail = {
  kind: 'requests-summary' | 'requests-reminder'
  eventKey: string
  /** Which of what waits is told. */
  only: (waiting: Waiting) => Waiting
}

/** How many of one kind wait, and the oldest of them. */
async function readWaiting(rows: Waiting, kind: RequestKind) {
  const { total } = await rows.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  if (total === 0) return { total, oldest: [] }
  const oldest = await rows
    .select(['user.first_name', 'user.last_name', 'structure.name', 'request.created_at as at'])
    .orderBy('request.id')
    .limit(LISTED)
    .execute()
  return {
    total,
    oldest: oldest.map((row) => ({
      requester: `${row.first_name} ${row.last_name}`,
      structure: row.name,
      at: row.at,
      kind: kind === 'membership_request' ? ('membership' as const) : ('subscription' as const),
    })),
  }
}

async function mailWaiting(act: AnyAct, manager: Manager, { kind, eventKey, only }: WaitingMail): Promise<void> {
  const memberships = await readWaiting(only(waitingFor(act, manager, KINDS[0])), KINDS[0])
  const subscriptions = await readWaiting(only(waitingFor(act, manager, KINDS[1])), KINDS[1])
  const total = memberships.total + subscriptions.total
  if (total === 0) return
  const rows = [...memberships.oldest, ...subscriptions.oldest]
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, LISTED)
  const to = { address: manager.address, userId: manager.id, language: manager.language }
  await enqueueMail(act, { eventKey, kind, to, data: { rows, total, subscriptions: subscriptions.total } })
}

/** One mail a day, with all that waits, to the managers who chose that; none when nothing waits. */
export async function sendDailySummaries(act: AnyAct): Promise<void> {
  const chosen = await act.db
    .selectFrom('user')
    .select(['id', 'contact_email as address', 'language'])
    .where('manager_mails', '=', DAILY)
    .where('state', '=', 'active')
    .execute()
  for (const manager of chosen) {
    // Pages are answered between two managers.
    await setImmediate()
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      const eventKey = `requests-summary/${manager.id}/${parisDate(act.now)}`
      await mailWaiting(act, manager, { kind: 'requests-summary', eventKey, only: (waiting) => waiting })
      return accept(null)
    })
  }
}

/** Requests older than a week are told to their managers again, once: one mail per structure and manager. */
export async function remindManagers(act: AnyAct): Promise<void> {
  const limit = new Date(act.now.getTime() - REMIND_AFTER_DAYS * 86_400_000).toISOString()
  const structures = new Set<number>()
  for (const kind of KINDS) for (const id of await listOld(act, kind, limit)) structures.add(id)
  for (const structureId of structures) {
    await setImmediate()
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      await remindOf(act, structureId, limit)
      return accept(null)
    })
  }
}

/** Where requests of one kind have waited that long, told by nobody yet. */
async function listOld(act: AnyAct, kind: RequestKind, limit: string): Promise<number[]> {
  const old = await act.db
    .selectFrom(tableOf(kind))
    .select('structure_id')
    .where('state', '=', PENDING)
    .where('reminded_at', 'is', null)
    .where('created_at', '<=', limit)
    .execute()
  return old.map(({ structure_id }) => structure_id)
}

async function remindOf(act: AnyAct, structureId: number, limit: string): Promise<void> {
  const told = await managing(act)
    .innerJoin('user', 'user.id', 'membership.user_id')
    // The few managers come from the subscriptions: a structure may have ten thousand members.
    .innerJoin('subscription as manages', 'manages.membership_id', 'membership.id')
    .select(['user.id', 'user.contact_email as address', 'user.language'])
    .where('manages.structure_id', '=', structureId)
    .where('manages.space', '=', 'manager')
    .where('user.state', '=', 'active')
    .groupBy('membership.id')
    .orderBy('membership.id')
    .execute()
  const only = (waiting: Waiting) =>
    waiting
      .where('request.structure_id', '=', structureId)
      .where('request.created_at', '<=', limit)
      .where('request.reminded_at', 'is', null)
  for (const manager of told) {
    const eventKey = `requests-reminder/${structureId}/${manager.id}/${parisDate(act.now)}`
    await mailWaiting(act, manager, { kind: 'requests-reminder', eventKey, only })
  }
  for (const kind of KINDS)
    await act.db
      .updateTable(tableOf(kind))
      .set({ reminded_at: act.now.toISOString() })
      .where('structure_id', '=', structureId)
      .where('state', '=', PENDING)
      .where('reminded_at', 'is', null)
      .where('created_at', '<=', limit)
      .execute()
}
