import type { Act } from '../act.ts'
import { isOneOf } from '../db/request-queue.ts'
import { managed } from '../values/reach.ts'
import { listRows } from './user-row-queries.ts'
import type { Attachable, UserRow } from './user-rules.ts'

/** The active structures that the actor manages, wholly or in part, by name. */
export async function listAttachable({ db, actor }: Act): Promise<Attachable[]> {
  const ids = managed(actor).map(({ structureId }) => structureId)
  if (ids.length === 0) return []
  return db
    .selectFrom('structure')
    .select(['id', 'name', 'identifier_kind', 'identifier'])
    .where(isOneOf('id', ids))
    .where('state', '=', 'active')
    .orderBy('name_folded')
    .orderBy('id')
    .execute()
}

/** The people of these memberships who can be attached elsewhere too, each once. */
export async function listPeopleOf(act: Act, membershipIds: number[]): Promise<UserRow[]> {
  const rows = await listRows(act, membershipIds)
  const fit = rows.filter(
    ({ isTechnical, userId, status }) => !isTechnical && userId !== act.actor.id && status !== 'deactivated',
  )
  return [...new Map(fit.map((row) => [row.userId, row])).values()]
}
