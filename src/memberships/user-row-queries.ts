import type { Act } from '../act.ts'
import { isOneOf } from '../db/request-queue.ts'
import { listManagedRequests } from './queries.ts'
import { isSeenBy, type UserRow } from './user-rules.ts'
import { listLocked } from './user-status-queries.ts'

/** Memberships as the pages about users show them, in the order asked for; those that the actor may not see are left out. */
export async function listRows(act: Act, ids: number[]): Promise<UserRow[]> {
  if (ids.length === 0) return []
  const rows = await act.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select(['membership.id as membershipId', 'user.id as userId', 'structure.id as structureId'])
    .select(['first_name', 'last_name', 'login', 'user.state as state', 'user.kind as kind'])
    .select(['structure.name as structureName', 'role', 'whole_structure'])
    .select(['starts_on as startsOn', 'ends_on as endsOn'])
    .where(isOneOf('membership.id', ids))
    .execute()
  const services = await listServices(act, rows)
  const seen = rows.flatMap(({ first_name, last_name, kind, whole_structure, ...row }) => {
    const held = services.get(row.membershipId) ?? []
    const whole = whole_structure === 1
    const one = {
      ...row,
      name: `${first_name} ${last_name}`,
      isTechnical: kind === 'technical',
      whole,
      services: held.map(({ id }) => id),
      serviceNames: held.map(({ name }) => name),
    }
    return isSeenBy(act.actor, one) ? [one] : []
  })
  const locked = await listLocked(
    act,
    new Set(seen.filter(({ state }) => state === 'active').map(({ login }) => login)),
  )
  const requests = await listPending(act, seen)
  const byId = new Map(
    seen.map(({ state, ...row }): [number, UserRow] => [
      row.membershipId,
      {
        ...row,
        status: locked.has(row.login) ? 'locked' : state,
        requestId: requests.get(`${row.userId} ${row.structureId}`) ?? null,
      },
    ]),
  )
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function listServices(act: Act, rows: { membershipId: number; whole_structure: 0 | 1 }[]) {
  const inPart = rows.filter((row) => row.whole_structure === 0).map((row) => row.membershipId)
  const byMember = new Map<number, { id: number; name: string }[]>()
  if (inPart.length === 0) return byMember
  const held = await act.db
    .selectFrom('membership_service as held')
    .innerJoin('service', 'service.id', 'held.service_id')
    .select(['held.membership_id', 'service.id', 'service.name'])
    .where(isOneOf('held.membership_id', inPart))
    .orderBy('service.name_folded')
    .execute()
  for (const { membership_id, ...service } of held) {
    const known = byMember.get(membership_id)
    if (known) known.push(service)
    else byMember.set(membership_id, [service])
  }
  return byMember
}

/** Members ask too, for more services: their pending requests, by person and structure. A person has few, a structure thousands. */
async function listPending(act: Act, rows: { userId: number; structureId: number }[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const ids = await act.db
    .selectFrom('membership_request')
    .select('id')
    .where(
      isOneOf(
        'user_id',
        rows.map(({ userId }) => userId),
      ),
    )
    .where('state', '=', 'pending')
    .execute()
  const requests = await listManagedRequests(
    act,
    ids.map(({ id }) => id),
  )
  return new Map(requests.map((request) => [`${request.user_id} ${request.structure_id}`, request.id]))
}
