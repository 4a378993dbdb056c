import type { Access, Space } from '../src/act.ts'
import type { Databases } from '../src/db/open.ts'
import { paths, url } from '../src/urls.ts'
import { NOW, type Person } from './moment.ts'
import { addMember, addPerson } from './people.ts'
import { openWorld, type TestWorld } from './world.ts'

/** One space asked for; without a service as far as the membership reaches. */
export type Line = { space: Space; access?: Access; service?: number }

type Asked = {
  structureId: number
  spaces?: Line[]
  /** The services that it reaches; none is the whole structure. */
  reached?: number[]
  comment?: string
  origin?: 'member' | 'structure'
  at?: Date
}

/** A pending subscription request. */
export async function addSubscriptionRequest(
  { write }: Databases,
  person: Person,
  { structureId, spaces = [{ space: 'invoices_issued' }], reached = [], comment = '', origin, at = NOW }: Asked,
): Promise<number> {
  return write.transaction().execute(async (db) => {
    const { id } = await db
      .insertInto('subscription_request')
      .values({
        user_id: person.id,
        requester_folded: person.folded,
        structure_id: structureId,
        origin: origin ?? 'member',
        whole_structure: reached.length === 0 ? 1 : 0,
        comment,
        corrects_id: null,
        created_at: at.toISOString(),
        decided_at: null,
        decided_by_id: null,
        reason: null,
        reminded_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const { space, access, service } of spaces)
      await db
        .insertInto('subscription_request_space')
        .values({
          request_id: id,
          structure_id: structureId,
          user_id: person.id,
          space,
          service_id: service ?? null,
          asked: access ?? 'write',
          given: null,
        })
        .execute()
    for (const service_id of reached)
      await db
        .insertInto('subscription_request_service')
        .values({ request_id: id, service_id, structure_id: structureId })
        .execute()
    return id
  })
}

/** Jeanne, a simple user of the Mairie who has no subscription left there, asks for two spaces; and the addresses of her request. */
export async function openSubscriptionRequest(
  options: Partial<Asked> & { services?: ('finances' | 'marches')[] } = {},
) {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const { services = [], ...asked } = options
  const ids = services.map((name) => w[name])
  const membershipId = await addMember(w.dbs, jeanne, { structureId: w.mairie, role: 'simple_user', services: ids })
  await w.db.deleteFrom('subscription').where('membership_id', '=', membershipId).execute()
  const id = await addSubscriptionRequest(w.dbs, jeanne, {
    structureId: w.mairie,
    spaces: [{ space: 'requests_received' }, { space: 'invoices_issued' }],
    reached: ids,
    comment: 'Pour mes dossiers',
    ...asked,
  })
  const lines = await linesOf(w, id)
  return {
    w,
    jeanne,
    id,
    membershipId,
    lines,
    page: url(paths.subscriptionRequest, { id }),
    approval: url(paths.subscriptionRequestApproval, { id }),
    refusal: url(paths.subscriptionRequestRefusal, { id }),
  }
}

/** The ids of a request's lines, in the order asked. */
export const linesOf = async (w: TestWorld, id: number): Promise<string[]> =>
  (
    await w.db
      .selectFrom('subscription_request_space')
      .select('id')
      .where('request_id', '=', id)
      .orderBy('id')
      .execute()
  ).map((line) => String(line.id))

export const subscriptionState = (w: TestWorld, id: number) =>
  w.db
    .selectFrom('subscription_request')
    .select(['state', 'decided_by_id', 'reason', 'decision_comment'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** What a membership holds: `space:access`, with the service where it is for one alone. */
export const heldBy = async (w: TestWorld, membershipId: number): Promise<string[]> =>
  (
    await w.db
      .selectFrom('subscription')
      .select(['space', 'access', 'service_id'])
      .where('membership_id', '=', membershipId)
      .orderBy('space')
      .execute()
  ).map(({ space, access, service_id }) => [space, access, service_id].filter((part) => part !== null).join(':'))
