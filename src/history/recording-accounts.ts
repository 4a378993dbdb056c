import type { AnyAct } from '../act.ts'
import { record } from './record.ts'

/** The structures that somebody is attached to, today or later. */
export async function listStructuresOf({ db }: AnyAct, userId: number): Promise<number[]> {
  const rows = db.selectFrom('membership').select('structure_id').where('user_id', '=', userId).orderBy('structure_id')
  return (await rows.execute()).map(({ structure_id }) => structure_id)
}

/**
 * Tells what became of an account: a line for the platform, and one in each of these structures, whose managers must know
 * that a member comes no more, or comes again.
 */
export async function recordAccount(
  act: AnyAct,
  action: 'account.deactivated' | 'account.reactivated' | 'account.erased',
  { person, structures }: { person: { id: number; name: string }; structures: number[] },
): Promise<void> {
  for (const structureId of [null, ...structures])
    await record(act, { action, subject: `user/${person.id}`, structureId, person })
}
