import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AnyAct, Language } from '../act.ts'
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

/** Memberships of managers, in force today. */
function managing(act: AnyAct) {
  const today = parisDate(act.now)
  return act.db
    .selectFrom('membership')
    .where('membership.role', 'in', ['primary_manager', 'secondary_manager'])
    .where('membership.starts_on', '<=', today)
    .where((eb) => eb.or([eb('membership.ends_on', 'is', null), eb('membership.ends_on', '>=', today)]))
}

/**
 * What waits for this manager's decision: all that is asked of structures managed as a whole; of the others, what asks
 * for services that are all the manager's own. Nobody decides their own request.
 */
const waitingFor = (act: AnyAct, manager: Manager) =>
  managing(act)
    .innerJoin('membership_request as request', 'request.structure_id', 'membership.structure_id')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .innerJoin('user', 'user.id', 'request.user_id')
    .where('membership.user_id', '=', manager.id)
    .where('request.state', '=', PENDING)
    .where('request.user_id', '<>', manager.id)
    .where((eb) => {
      const held = eb
        .selectFrom('membership_service as held')
        .select('held.service_id')
        .whereRef('held.membership_id', '=', 'membership.id')
      const beyond = eb
        .selectFrom('membership_request_service as asked')
        .select('asked.service_id')
        .whereRef('asked.request_id', '=', 'request.id')
        .where('asked.service_id', 'not in', held)
      return eb.or([
        eb('membership.whole_structure', '=', 1),
        eb.and([eb('request.whole_structure', '=', 0), eb.not(eb.exists(beyond))]),
      ])
    })

async function mailWaiting(
  act: AnyAct,
  manager: Manager,
  mail: { kind: 'requests-summary' | 'requests-reminder'; eventKey: string; rows: ReturnType<typeof waitingFor> },
) {
  const { total } = await mail.rows.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  if (total === 0) return
  const oldest = await mail.rows
    .select(['user.first_name', 'user.last_name', 'structure.name', 'request.created_at as at'])
    .orderBy('request.id')
    .limit(LISTED)
    .execute()
  const rows = oldest.map((row) => ({
    requester: `${row.first_name} ${row.last_name}`,
    structure: row.name,
    at: row.at,
  }))
  const to = { address: manager.address, userId: manager.id, language: manager.language }
  await enqueueMail(act, { eventKey: mail.eventKey, kind: mail.kind, to, data: { rows, total } })
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
      await mailWaiting(act, manager, { kind: 'requests-summary', eventKey, rows: waitingFor(act, manager) })
      return accept(null)
    })
  }
}

/** Requests older than a week are told to their managers again, once: one mail per structure and manager. */
export async function remindManagers(act: AnyAct): Promise<void> {
  const limit = new Date(act.now.getTime() - REMIND_AFTER_DAYS * 86_400_000).toISOString()
  const old = await act.db
    .selectFrom('membership_request')
    .select('structure_id')
    .where('state', '=', PENDING)
    .where('reminded_at', 'is', null)
    .where('created_at', '<=', limit)
    .execute()
  for (const structureId of new Set(old.map(({ structure_id }) => structure_id))) {
    await setImmediate()
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      await remindOf(act, structureId, limit)
      return accept(null)
    })
  }
}

async function remindOf(act: AnyAct, structureId: number, limit: string): Promise<void> {
  const told = await managing(act)
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.contact_email as address', 'user.language'])
    .where('membership.structure_id', '=', structureId)
    .where('user.state', '=', 'active')
    .execute()
  for (const manager of told) {
    const rows = waitingFor(act, manager)
      .where('request.structure_id', '=', structureId)
      .where('request.created_at', '<=', limit)
      .where('request.reminded_at', 'is', null)
    const eventKey = `requests-reminder/${structureId}/${manager.id}/${parisDate(act.now)}`
    await mailWaiting(act, manager, { kind: 'requests-reminder', eventKey, rows })
  }
  await act.db
    .updateTable('membership_request')
    .set({ reminded_at: act.now.toISOString() })
    .where('structure_id', '=', structureId)
    .where('state', '=', PENDING)
    .where('reminded_at', 'is', null)
    .where('created_at', '<=', limit)
    .execute()
}
