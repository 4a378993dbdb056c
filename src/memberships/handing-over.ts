import type { Act } from '../act.ts'
import { record } from '../history/record.ts'
import { giveUsualSubscriptions } from '../subscriptions/defaults.ts'
import { parisDate } from '../values/dates.ts'
import { normalEmail } from '../values/email.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { type InCharge, mailHandingOver } from './handing-mails.ts'
import { findHeld } from './holding.ts'
import type { HandOverRefusal } from './handing-rules.ts'
import { warnOfSingleManager } from './warning-single.ts'

/** A structure with the person who is its primary manager now. `isPigp`: its managers are managed elsewhere. */
export type Handed = {
  id: number
  name: string
  identifier: string
  state: 'active' | 'inactive'
  isPigp: boolean
  membershipId: number
  primary: InCharge
}

/** The structure and its primary manager; undefined when it is not there, or has none. */
export async function findHanded(act: Act, structureId: number): Promise<Handed | undefined> {
  const row = await act.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['structure.id', 'name', 'identifier', 'structure.state', 'is_pigp', 'membership.id as membershipId'])
    .select(['user.id as userId', 'first_name', 'last_name', 'user.contact_email as address', 'language'])
    .where('structure.id', '=', structureId)
    .executeTakeFirst()
  if (!row) return undefined
  const { userId, first_name, last_name, address, language, is_pigp, ...structure } = row
  const primary = { id: userId, name: `${first_name} ${last_name}`, address, language }
  return { ...structure, isPigp: is_pigp === 1, primary }
}

/** The active person who signs in with this address, to whom a structure may be handed over. */
export async function findSuccessor(act: Act, login: string): Promise<Result<InCharge, HandOverRefusal>> {
  const user = await act.db
    .selectFrom('user')
    .select(['id', 'first_name', 'last_name', 'contact_email', 'language', 'state'])
    .where('login', '=', normalEmail(login))
    .where('kind', '=', 'person')
    .executeTakeFirst()
  if (!user || user.state === 'erased') return refuse('unknown-address')
  if (user.state !== 'active') return refuse('not-active')
  const name = `${user.first_name} ${user.last_name}`
  return accept({ id: user.id, name, address: user.contact_email, language: user.language })
}

type How = { action: 'structure.primary_transferred' | 'structure.primary_replaced'; reason: string | null }

/**
 * Puts a successor in the place of a structure's primary manager, who stays attached as a simple user. Who may do it is
 * asked before. Two lines in the history, one for each person; mails to both.
 */
export async function handOver(act: Act, structure: Handed, to: { successor: InCharge } & How): Promise<void> {
  const { successor, action, reason } = to
  const held = await findHeld(act, successor.id, structure.id)
  // One primary manager at a time, says an index: the former steps back first. The structure's key waits for the commit.
  await act.db.updateTable('membership').set({ role: 'simple_user' }).where('id', '=', structure.membershipId).execute()
  const { id, startsOn } = await raise(act, { structureId: structure.id, userId: successor.id, from: held.startsOn })
  if (!held.held) await act.db.deleteFrom('subscription').where('membership_id', '=', id).execute()
  await act.db.updateTable('structure').set({ primary_membership_id: id }).where('id', '=', structure.id).execute()
  await giveUsualSubscriptions(act, id, held.held?.role)
  await giveUsualSubscriptions(act, structure.membershipId, 'primary_manager')
  await record(act, {
    action,
    subject: `structure/${structure.id}`,
    structureId: structure.id,
    person: successor,
    comment: reason,
    before: held.held && { role: held.held.role },
    after: { role: 'primary_manager', services: null, startsOn },
  })
  await record(act, {
    action: 'membership.changed',
    subject: `membership/${structure.membershipId}`,
    structureId: structure.id,
    person: structure.primary,
    comment: reason,
    before: { role: 'primary_manager' },
    after: { role: 'simple_user' },
  })
  await mailHandingOver(act, structure, { former: structure.primary, successor, reason })
  if (held.held?.role === 'secondary_manager' && held.held.whole) await warnOfSingleManager(act, structure.id)
}

async function raise(
  act: Act,
  { structureId, userId, from }: { structureId: number; userId: number; from: string | null },
) {
  const today = parisDate(act.now)
  const startsOn = from !== null && from < today ? from : today
  const row = {
    role: 'primary_manager',
    whole_structure: 1,
    witness_service_id: null,
    starts_on: startsOn,
    ends_on: null,
  } as const
  const { id } = await act.db
    .insertInto('membership')
    .values({ ...row, user_id: userId, structure_id: structureId, created_at: act.now.toISOString() })
    .onConflict((conflict) => conflict.columns(['user_id', 'structure_id']).doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow()
  await act.db.deleteFrom('membership_service').where('membership_id', '=', id).execute()
  return { id, startsOn }
}
