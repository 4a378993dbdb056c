import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { parisDate } from '../values/dates.ts'
import { accept, type Result } from '../values/result.ts'

const REMIND_AFTER_DAYS = 7
/** Requests that a mail names; the others are counted. */
const LISTED = 20

type Manager = { id: number; address: string; language: Language }

/** Active managers of a whole structure; managers of services alone are told at once, about what concerns them. */
const managers = (act: AnyAct) => {
  const today = parisDate(act.now)
  return act.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .where('membership.role', 'in', ['primary_manager', 'secondary_manager'])
    .where('membership.whole_structure', '=', 1)
    .where('membership.starts_on', '<=', today)
    .where((eb) => eb.or([eb('membership.ends_on', 'is', null), eb('membership.ends_on', '>=', today)]))
    .where('user.state', '=', 'active')
}

const pending = (act: AnyAct, structureIds: number[]) =>
  act.db
    .selectFrom('membership_request as request')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .innerJoin('user', 'user.id', 'request.user_id')
    .where('request.structure_id', 'in', structureIds)
    .where('request.state', '=', 'pending')

async function mailWaiting(
  act: AnyAct,
  manager: Manager,
  mail: { kind: 'requests-summary' | 'requests-reminder'; eventKey: string; rows: ReturnType<typeof pending> },
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
  const chosen = await managers(act)
    .select(['user.id', 'user.contact_email as address', 'user.language', 'membership.structure_id'])
    .where('user.manager_mails', '=', 'daily')
    .orderBy('user.id')
    .execute()
  for (const manager of new Map(chosen.map((one) => [one.id, one])).values()) {
    const mine = chosen.filter((one) => one.id === manager.id)
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      const rows = pending(
        act,
        mine.map((one) => one.structure_id),
      )
      const eventKey = `requests-summary/${manager.id}/${parisDate(act.now)}`
      await mailWaiting(act, manager, { kind: 'requests-summary', eventKey, rows })
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
    .distinct()
    .where('state', '=', 'pending')
    .where('reminded_at', 'is', null)
    .where('created_at', '<=', limit)
    .execute()
  for (const { structure_id } of old)
    await inTransaction(act, async (act): Promise<Result<null, never>> => {
      const rows = pending(act, [structure_id])
        .where('request.created_at', '<=', limit)
        .where('reminded_at', 'is', null)
      const told = await managers(act)
        .select(['user.id', 'user.contact_email as address', 'user.language'])
        .where('membership.structure_id', '=', structure_id)
        .execute()
      for (const manager of told) {
        const eventKey = `requests-reminder/${structure_id}/${manager.id}/${parisDate(act.now)}`
        await mailWaiting(act, manager, { kind: 'requests-reminder', eventKey, rows })
      }
      await act.db
        .updateTable('membership_request')
        .set({ reminded_at: act.now.toISOString() })
        .where('structure_id', '=', structure_id)
        .where('state', '=', 'pending')
        .where('reminded_at', 'is', null)
        .where('created_at', '<=', limit)
        .execute()
      return accept(null)
    })
}
