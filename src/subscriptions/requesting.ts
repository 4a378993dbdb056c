import type { Access, Act, AnyAct, Space } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findStructure } from '../structures/queries.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { type AskSubscriptionRefusal, type WithdrawSubscriptionRefusal, whyNotAskSpace } from './asking-rules.ts'
import { listServicesAmong, told } from './giving.ts'
import { findOwnSubscriptionRequest } from './own-queries.ts'
import { listHeldSpaces, listOffers } from './queries.ts'
import { mailSubscriptionArrival } from './requesting-mails.ts'
import { findOwnMember, listPendingSpaces } from './requesting-queries.ts'
import type { Held, Member } from './rules.ts'

/** What somebody asks for: spaces, why, and which refused request it corrects. `serviceId` null: as far as they are attached. */
export type AskSubscriptions = {
  spaces: { space: Space; access: Access; serviceId: number | null }[]
  comment: string
  correctsId?: number | null
}

/** Asks for spaces of a structure. Its managers decide; those who may decide this request are told. */
export const requestSubscriptions = (
  act: Act,
  structureId: number,
  input: AskSubscriptions,
): Promise<Result<number, AskSubscriptionRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number, AskSubscriptionRefusal>> => {
    const structure = await findStructure(act, structureId)
    if (!structure) return refuse('not-found')
    const member = await findOwnMember(act, structureId)
    if (!member) return refuse('not-a-member')
    if (structure.state === 'inactive') return refuse('structure-inactive')
    const refusal =
      (await whyNotAsk(act, member, input)) ?? (await whyNotCorrect(act, structureId, input.correctsId ?? null))
    if (refusal) return refuse(refusal)
    const { spaces, comment, correctsId = null } = input
    const { id, reached } = await makeRequest(act, member, { spaces, comment, correctsId, origin: 'member' })
    const about = { requestId: id, structure: structure.name, identifier: structure.identifier, comment }
    const asked = await named(act, spaces)
    await mailSubscriptionArrival(
      act,
      { ...about, spaces: asked, requester: act.actor.name },
      { structureId, ...reached },
    )
    return accept(id)
  })

async function whyNotAsk(
  act: Act,
  member: Member,
  { spaces }: AskSubscriptions,
): Promise<AskSubscriptionRefusal | null> {
  if (spaces.length === 0) return 'nothing-asked'
  const offers = await listOffers(act, member)
  const held = await listHeldSpaces(act, member.membershipId)
  const pending = await listPendingSpaces(act, member)
  const openServices = await listServicesAmong(act, member.structureId, spaces)
  for (const wanted of spaces) {
    const asker = { member, held, pending: [...pending.keys()], openServices }
    const refusal = whyNotAskSpace(wanted, asker, offers.get(wanted.space))
    if (refusal) return refusal
  }
  return null
}

/** Only a refused request of one's own, to the same structure, can be corrected. */
async function whyNotCorrect(act: Act, structureId: number, correctsId: number | null): Promise<'not-found' | null> {
  if (correctsId === null) return null
  const refused = await findOwnSubscriptionRequest(act, correctsId)
  return refused?.state === 'refused' && refused.structureId === structureId ? null : 'not-found'
}

/** The spaces asked for with the service's name, as a mail tells them. */
export async function named({ db }: AnyAct, spaces: Held[]) {
  const ids = spaces.flatMap(({ serviceId }) => serviceId ?? [])
  const rows =
    ids.length === 0 ? [] : await db.selectFrom('service').select(['id', 'name']).where('id', 'in', ids).execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return spaces.map(({ space, access, serviceId }) => ({
    space,
    access,
    service: serviceId === null ? null : (names.get(serviceId) ?? null),
  }))
}

type NewRequest = Required<AskSubscriptions> & { origin: 'member' | 'structure' }

/** Writes a pending request and its line in the history. Asks nothing and tells nobody: see the commands that call it. */
export async function makeRequest(
  act: Act,
  member: Member,
  { spaces, comment, correctsId, origin }: NewRequest,
): Promise<{ id: number; reached: { whole: boolean; services: number[] } }> {
  const user = await act.db
    .selectFrom('user')
    .select(['first_name', 'last_name', 'name_folded'])
    .where('id', '=', member.userId)
    .executeTakeFirstOrThrow()
  const reached = reachedBy(member, spaces)
  const { id } = await act.db
    .insertInto('subscription_request')
    .values({
      user_id: member.userId,
      requester_folded: user.name_folded,
      structure_id: member.structureId,
      origin,
      whole_structure: reached.whole ? 1 : 0,
      comment,
      corrects_id: correctsId,
      created_at: act.now.toISOString(),
      decided_at: null,
      decided_by_id: null,
      reason: null,
      reminded_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertSpaces(act, { id, member, spaces })
  await insertReached(act, { id, structureId: member.structureId }, reached.services)
  await record(act, {
    action: 'subscription_request.sent',
    subject: `subscription_request/${id}`,
    structureId: member.structureId,
    person: { id: member.userId, name: `${user.first_name} ${user.last_name}` },
    comment: comment || null,
    after: { spaces: await told(act, spaces) },
  })
  return { id, reached }
}

const insertSpaces = ({ db }: AnyAct, { id, member, spaces }: { id: number; member: Member; spaces: Held[] }) =>
  db
    .insertInto('subscription_request_space')
    .values(
      spaces.map(({ space, access, serviceId }) => ({
        request_id: id,
        structure_id: member.structureId,
        user_id: member.userId,
        space,
        service_id: serviceId,
        asked: access,
        given: null,
      })),
    )
    .execute()

/** Pure. What a request reaches: the whole structure, and the services named or those of a membership limited to some. */
export function reachedBy(
  member: Pick<Member, 'whole' | 'services'>,
  spaces: Pick<Held, 'serviceId'>[],
): { whole: boolean; services: number[] } {
  const goesAsFar = spaces.some(({ serviceId }) => serviceId === null)
  const named = spaces.flatMap(({ serviceId }) => serviceId ?? [])
  const services = goesAsFar && !member.whole ? [...named, ...member.services] : named
  return { whole: goesAsFar && member.whole, services: [...new Set(services)] }
}

/** Notes whose business a request is: the services that it reaches. */
export async function insertReached(
  { db }: AnyAct,
  { id, structureId }: { id: number; structureId: number },
  services: number[],
): Promise<void> {
  const rows = services.map((service_id) => ({ request_id: id, service_id, structure_id: structureId }))
  if (rows.length > 0) await db.insertInto('subscription_request_service').values(rows).execute()
}

/** Takes back a request of one's own that nobody has decided yet. Managers find it among the withdrawn ones. */
export const withdrawSubscriptionRequest = (
  act: Act,
  id: number,
): Promise<Result<number, WithdrawSubscriptionRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number, WithdrawSubscriptionRefusal>> => {
    const request = await findOwnSubscriptionRequest(act, id)
    if (!request) return refuse('not-found')
    if (request.state !== 'pending') return refuse('already-decided')
    await act.db
      .updateTable('subscription_request')
      .set({ state: 'withdrawn', decided_at: act.now.toISOString(), decided_by_id: act.actor.id })
      .where('id', '=', id)
      .execute()
    const spaces = request.spaces.map(({ space, asked: access, service }) => ({
      space,
      access,
      serviceId: service?.id ?? null,
    }))
    await record(act, {
      action: 'subscription_request.withdrawn',
      subject: `subscription_request/${id}`,
      structureId: request.structureId,
      person: { id: act.actor.id, name: act.actor.name },
      before: { spaces: await told(act, spaces) },
    })
    return accept(id)
  })
