import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findHanded, handOver } from '../memberships/handing-over.ts'
import { findHeld } from '../memberships/holding.ts'
import { findStructure } from '../structures/queries.ts'
import type { Structure } from '../structures/rules.ts'
import { giveUsualSubscriptions } from '../subscriptions/defaults.ts'
import { parisDate } from '../values/dates.ts'
import { normalEmail } from '../values/email.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { mailAppointment } from './mails.ts'
import type { AppointRefusal, Appointee, ReplaceRefusal } from './rules.ts'

/**
 * Names the first primary manager of a structure, by exact login address, and activates the structure.
 * Whoever belongs to it already keeps the one membership, widened.
 */
export const appointPrimary = (
  act: Act,
  structureId: number,
  login: string,
): Promise<Result<Appointee, AppointRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Appointee, AppointRefusal>> => {
    if (!act.actor.isOperator) return refuse('not-allowed')
    const structure = await findStructure(act, structureId)
    if (!structure) return refuse('not-found')
    if (structure.primary_membership_id !== null) return refuse('has-primary')
    const found = await findAppointee(act, login)
    if (!found.ok) return found
    if (found.value.id === act.actor.id) return refuse('own-role')
    await makePrimary(act, structure, found.value)
    await mailAppointment(act, structure, found.value)
    return found
  })

/**
 * Names another primary manager for an active structure whose own has gone: the former stays as a simple user. Both are
 * told, with the reason, and nobody else.
 */
export const replacePrimary = (
  act: Act,
  structureId: number,
  { login, reason }: { login: string; reason: string },
): Promise<Result<Appointee, ReplaceRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Appointee, ReplaceRefusal>> => {
    if (!act.actor.isOperator) return refuse('not-allowed')
    if (!(await findStructure(act, structureId))) return refuse('not-found')
    const structure = await findHanded(act, structureId)
    if (!structure) return refuse('no-primary')
    if (structure.state === 'inactive') return refuse('inactive')
    const found = await findAppointee(act, login)
    if (!found.ok) return found
    if (found.value.id === act.actor.id) return refuse('own-role')
    if (found.value.id === structure.primary.id) return refuse('already-primary')
    await handOver(act, structure, { successor: found.value, action: 'structure.primary_replaced', reason })
    return found
  })

async function findAppointee(act: Act, login: string): Promise<Result<Appointee, 'unknown-address' | 'not-active'>> {
  const user = await act.db
    .selectFrom('user')
    .select(['id', 'first_name', 'last_name', 'contact_email', 'language', 'state'])
    .where('login', '=', normalEmail(login))
    .where('kind', '=', 'person')
    .executeTakeFirst()
  if (!user) return refuse('unknown-address')
  if (user.state !== 'active') return refuse('not-active')
  const name = `${user.first_name} ${user.last_name}`
  return accept({ id: user.id, name, address: user.contact_email, language: user.language })
}

async function makePrimary(act: Act, structure: Structure, { id: userId, name }: Appointee): Promise<void> {
  const held = await findHeld(act, userId, structure.id)
  const today = parisDate(act.now)
  const startsOn = held.startsOn !== null && held.startsOn < today ? held.startsOn : today
  const row = {
    role: 'primary_manager',
    whole_structure: 1,
    witness_service_id: null,
    starts_on: startsOn,
    ends_on: null,
  } as const
  const { id } = await act.db
    .insertInto('membership')
    .values({ ...row, user_id: userId, structure_id: structure.id, created_at: act.now.toISOString() })
    .onConflict((conflict) => conflict.columns(['user_id', 'structure_id']).doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  await act.db.deleteFrom('membership_service').where('membership_id', '=', id).execute()
  if (!held.held) await act.db.deleteFrom('subscription').where('membership_id', '=', id).execute()
  await act.db
    .updateTable('structure')
    .set({ state: 'active', primary_membership_id: id, successor_id: null })
    .where('id', '=', structure.id)
    .execute()
  await giveUsualSubscriptions(act, id, held.held?.role)
  await record(act, {
    action: 'structure.primary_appointed',
    subject: `structure/${structure.id}`,
    structureId: structure.id,
    person: { id: userId, name },
    before: held.held && { role: held.held.role },
    after: { role: 'primary_manager', services: null, startsOn },
  })
}
