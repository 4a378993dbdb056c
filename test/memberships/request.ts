import { paths, url } from '../../src/urls.ts'
import { addPerson, addRequest } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

/** Jeanne's request to the Mairie, for some services or the whole of it, and its addresses. */
export async function openRequest(services: ('finances' | 'marches')[] = []) {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const id = await addRequest(w.dbs, jeanne, {
    structureId: w.mairie,
    services: services.map((name) => w[name]),
    comment: 'Je rejoins le service',
  })
  return {
    w,
    jeanne,
    id,
    page: url(paths.membershipRequest, { id }),
    approval: url(paths.membershipRequestApproval, { id }),
    refusal: url(paths.membershipRequestRefusal, { id }),
  }
}
export const requestState = async (w: TestWorld, id: number) =>
  w.db
    .selectFrom('membership_request')
    .select(['state', 'decided_by_id', 'reason', 'role_given'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
export const membershipOf = async (w: TestWorld, userId: number) => {
  const row = await w.db
    .selectFrom('membership')
    .selectAll()
    .where('user_id', '=', userId)
    .where('structure_id', '=', w.mairie)
    .executeTakeFirst()
  const services = row
    ? await w.db.selectFrom('membership_service').select('service_id').where('membership_id', '=', row.id).execute()
    : []
  return (
    row && {
      role: row.role,
      whole: row.whole_structure,
      starts: row.starts_on,
      services: services.map((one) => one.service_id),
    }
  )
}
