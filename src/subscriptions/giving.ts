import type { Act, AnyAct } from '../act.ts'
import { madeOnce } from '../db/made-once.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findMember, listHeldSpaces, listOffers } from './queries.ts'
import { type GiveRefusal, type Held, type Member, SPACES, whyNotGive, whyNotHold, whyNotTake } from './rules.ts'

/** Makes these the member's subscriptions, all of them: what is not among them is withdrawn. One line in the history. */
export const setSubscriptions = (act: Act, membershipId: number, typed: Held[]): Promise<Result<Member, GiveRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Member, GiveRefusal>> => {
    const wanted = onceEach(typed)
    const member = await findMember(act, { id: membershipId })
    if (!member) return refuse('not-found')
    const before = await listHeldSpaces(act, membershipId)
    const refusal = whyNotGive(act.actor, member) ?? (await whyNotAll(act, { member, before, wanted }))
    if (refusal) return refuse(refusal)
    if (sameSpaces(before, wanted)) return accept(member)
    await dropOthers(act, membershipId, { before, wanted })
    await insertSubscriptions(act, member, wanted)
    const after = await listHeldSpaces(act, membershipId)
    await record(act, {
      action: 'subscription.changed',
      subject: `membership/${membershipId}`,
      structureId: member.structureId,
      person: await personOf(act, member.userId),
      before: { spaces: await told(act, before) },
      after: { spaces: await told(act, after) },
    })
    return accept(member)
  })

async function whyNotAll(
  act: Act,
  { member, before, wanted }: { member: Member; before: Held[]; wanted: Held[] },
): Promise<GiveRefusal | null> {
  const taken = whyNotTake(member, { before, wanted })
  if (taken) return taken
  const offers = await listOffers(act, member)
  // What is held already may stay as it is, whatever the matrix says by now.
  const added = wanted.filter((one) => !before.some((held) => isSame(held, one)))
  const services = await listServicesAmong(act, member.structureId, added)
  for (const one of added) {
    if (one.serviceId !== null && !services.includes(one.serviceId)) return 'service-not-held'
    const refusal = whyNotHold(one, member, offers.get(one.space))
    if (refusal) return refusal
  }
  return null
}

/** What is held and no longer wanted goes; the rest stays as it is, and takes its new access after. */
async function dropOthers(
  { db }: AnyAct,
  membershipId: number,
  { before, wanted }: { before: Held[]; wanted: Held[] },
): Promise<void> {
  for (const { space, serviceId } of before) {
    if (wanted.some((one) => one.space === space && one.serviceId === serviceId)) continue
    await db
      .deleteFrom('subscription')
      .where('membership_id', '=', membershipId)
      .where('space', '=', space)
      .where('service_id', serviceId === null ? 'is' : '=', serviceId)
      .execute()
  }
}

/** Those of the services named that are open in the structure: a membership of the whole names none itself. */
export async function listServicesAmong({ db }: AnyAct, structureId: number, named: Held[]): Promise<number[]> {
  const ids = named.flatMap(({ serviceId }) => serviceId ?? [])
  if (ids.length === 0) return []
  const open = db.selectFrom('service').select('id').where('structure_id', '=', structureId).where('state', '=', 'open')
  const rows = await open.where('id', 'in', ids).execute()
  return rows.map(({ id }) => id)
}

/** A space named twice is wanted as far as it goes. */
const onceEach = (wanted: Held[]): Held[] =>
  wanted.filter(
    (one, at) =>
      !wanted.some(
        (other, place) =>
          other.space === one.space &&
          other.serviceId === one.serviceId &&
          (other.access === one.access ? place < at : other.access === 'write'),
      ),
  )

const isSame = (a: Held, b: Held): boolean =>
  a.space === b.space && a.access === b.access && a.serviceId === b.serviceId
const sameSpaces = (a: Held[], b: Held[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => isSame(one, other)))

/** Adds subscriptions; one that is held already takes the new access. Asks nothing and records nothing. */
export async function insertSubscriptions(act: AnyAct, member: Member, wanted: Held[]): Promise<void> {
  for (const { space, access, serviceId } of wanted) {
    const held = act.db
      .updateTable('subscription')
      .where('membership_id', '=', member.membershipId)
      .where('space', '=', space)
      .where('service_id', serviceId === null ? 'is' : '=', serviceId)
    const { numUpdatedRows } = await held.set({ access }).executeTakeFirst()
    if (numUpdatedRows > 0n) continue
    await act.db
      .insertInto('subscription')
      .values({
        membership_id: member.membershipId,
        structure_id: member.structureId,
        space,
        service_id: serviceId,
        access,
        created_at: act.now.toISOString(),
      })
      .execute()
  }
}

const deleteHeld = madeOnce((db) =>
  db
    .deleteFrom('subscription')
    .where('membership_id', '=', 0)
    .returning(['space', 'access', 'service_id as serviceId']),
)

const readPending = madeOnce((db) =>
  db
    .selectFrom('subscription_request')
    .select('id')
    .where('user_id', '=', 0)
    .where('structure_id', '=', 0)
    .where('state', '=', 'pending'),
)

/**
 * Ends all that a membership holds and takes back what its member asks for there, before the membership goes.
 * One line in the history: "Désactivation de l'abonnement", and one for each pending request, which is closed as
 * withdrawn.
 */
export async function disableSubscriptions(
  act: AnyAct,
  member: Member,
  person: { id: number; name: string },
): Promise<void> {
  const rows = await deleteHeld(act.db, [member.membershipId])
  await withdrawRequests(act, member, person)
  if (rows.length === 0) return
  const held = rows.toSorted((a, b) => SPACES.indexOf(a.space) - SPACES.indexOf(b.space))
  await record(act, {
    action: 'subscription.disabled',
    subject: `membership/${member.membershipId}`,
    structureId: member.structureId,
    person,
    before: { spaces: await told(act, held) },
  })
}

/** Looked for first: an update that finds nothing costs as much as all else, for its triggers are made ready. */
async function withdrawRequests(
  act: AnyAct,
  { userId, structureId }: Member,
  person: { id: number; name: string },
): Promise<void> {
  const { db, actor, now } = act
  const pending = await readPending(db, [userId, structureId])
  for (const { id } of pending) {
    await db
      .updateTable('subscription_request')
      .set({ state: 'withdrawn', decided_at: now.toISOString(), decided_by_id: actor?.id ?? null })
      .where('id', '=', id)
      .execute()
    const asked = db
      .selectFrom('subscription_request_space')
      .select(['space', 'asked as access', 'service_id as serviceId'])
      .where('request_id', '=', id)
      .orderBy('id')
    await record(act, {
      action: 'subscription_request.withdrawn',
      subject: `subscription_request/${id}`,
      structureId,
      person,
      before: { spaces: await told(act, await asked.execute()) },
    })
  }
}

/** Held spaces as the history keeps them: `space:access`, with the service's code where it is for one alone. */
export async function told(act: AnyAct, held: Held[]): Promise<string[]> {
  const ids = held.flatMap(({ serviceId }) => serviceId ?? [])
  const services =
    ids.length === 0 ? [] : await act.db.selectFrom('service').select(['id', 'code']).where('id', 'in', ids).execute()
  const codes = new Map(services.map(({ id, code }) => [id, code]))
  return held.map(({ space, access, serviceId }) =>
    serviceId === null ? `${space}:${access}` : `${space}:${access}:${codes.get(serviceId)}`,
  )
}

async function personOf(act: AnyAct, id: number): Promise<{ id: number; name: string }> {
  const user = await act.db
    .selectFrom('user')
    .select(['first_name', 'last_name'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, name: `${user.first_name} ${user.last_name}` }
}
