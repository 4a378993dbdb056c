import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Act, Space } from '../act.ts'
import { record } from '../history/record.ts'
import { recordMany } from '../history/recording-many.ts'
import { told } from './giving.ts'
import { mailNarrowing, type Taken } from './narrowing-mails.ts'
import { findMember } from './queries.ts'
import { insertReached, reachedBy } from './requesting.ts'
import type { Held } from './rules.ts'
import type { Ending, Opening } from './space-rules.ts'

type On = { structureId: number; space: Space; opening: Opening }

/** Requests taken back at a stretch: each needs several statements. */
const AT_A_STRETCH = 20
/** Members whose subscriptions end at a stretch, in few statements; then other requests have their turn: thousands may hold one space. */
const MEMBERS_AT_A_STRETCH = 250

/**
 * Ends what members hold of a space beyond where it is open now, and takes back what waits for it there. Who held it as
 * far as they are attached keeps it for the services that stay open. A line of the history and one mail per person. All in
 * the transaction of the act that closed it: nobody ever sees a space that is closed for some of its members.
 */
export async function endBeyond(act: Act, on: On): Promise<Ending> {
  if (on.opening.whole) return { members: 0, requests: 0 }
  const ended = await endSubscriptions(act, on)
  const requesters = await takeBackRequests(act, on)
  const taken = new Map<number, Taken>(ended.map((id) => [id, { subscription: true }]))
  for (const id of requesters) taken.set(id, { ...taken.get(id), request: true })
  await mailNarrowing(act, { ...on, services: on.opening.services }, taken)
  return { members: ended.length, requests: requesters.length }
}

/** Whose subscriptions ended, by user. */
async function endSubscriptions(act: Act, on: On): Promise<number[]> {
  const ended: number[] = []
  for (let part = await findPart(act, on, 0); part; part = await findPart(act, on, part.last)) {
    const before = await listHolders(act, on, part)
    await limitToServices(act, on, part)
    const left = on.opening.services.length === 0 ? new Map() : await listHolders(act, on, part)
    ended.push(...(await recordEnded(act, on, { before, left })))
    await setImmediate()
  }
  return ended
}

/** Memberships from `first` to `last`. */
type Part = { first: number; last: number }

/** The next memberships after one that hold the space, as many as are done at a stretch. */
async function findPart({ db }: Act, { structureId, space }: On, after: number): Promise<Part | null> {
  const { rows } = await sql<{ first: number | null; last: number }>`select min(id) as first, max(id) as last from
    (select distinct membership_id as id from subscription
      where structure_id = ${structureId} and space = ${space} and membership_id > ${after}
      order by membership_id limit ${MEMBERS_AT_A_STRETCH})`.execute(db)
  const [found] = rows
  return found && found.first !== null ? { first: found.first, last: found.last } : null
}

type Holder = { membershipId: number; userId: number; name: string; held: Held[] }
type Holders = Map<number, Holder>

async function listHolders({ db }: Act, { structureId, space }: On, part: Part): Promise<Holders> {
  const rows = await db
    .selectFrom('subscription')
    .innerJoin('membership', 'membership.id', 'subscription.membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['membership.id as membershipId', 'user.id as userId', 'user.first_name', 'user.last_name'])
    .select(['subscription.access', 'subscription.service_id as serviceId'])
    .where('subscription.structure_id', '=', structureId)
    .where('subscription.space', '=', space)
    .where('subscription.membership_id', '>=', part.first)
    .where('subscription.membership_id', '<=', part.last)
    .orderBy('subscription.membership_id')
    .orderBy('subscription.service_id')
    .execute()
  const holders = new Map<number, Holder>()
  for (const { membershipId, userId, first_name, last_name, access, serviceId } of rows) {
    const name = `${first_name} ${last_name}`
    const holder = holders.get(membershipId) ?? { membershipId, userId, name, held: [] }
    holder.held.push({ space, access, serviceId })
    holders.set(membershipId, holder)
  }
  return holders
}

const codes = ({ services }: Opening) => JSON.stringify(services)

async function limitToServices({ db, now }: Act, { structureId, space, opening }: On, part: Part): Promise<void> {
  const held = sql`held.structure_id = ${structureId} and held.space = ${space}
    and held.membership_id between ${part.first} and ${part.last}`
  if (opening.services.length > 0)
    await sql`insert into subscription (membership_id, structure_id, space, service_id, access, created_at)
      select held.membership_id, held.structure_id, held.space, opened.value, held.access, ${now.toISOString()}
      from subscription as held
      join membership on membership.id = held.membership_id
      join json_each(${codes(opening)}) as opened
      where ${held} and held.service_id is null
        and (membership.whole_structure = 1 or exists (select 1 from membership_service as one
          where one.membership_id = membership.id and one.service_id = opened.value))
      on conflict (membership_id, space, coalesce(service_id, 0)) do update set access = 'write'
        where excluded.access = 'write'`.execute(db)
  await sql`delete from subscription as held where ${held}
    and (service_id is null or service_id not in (select value from json_each(${codes(opening)})))`.execute(db)
}

/** Whose subscriptions ended, by user: a line for each. */
async function recordEnded(
  act: Act,
  { structureId }: On,
  { before, left }: { before: Holders; left: Holders },
): Promise<number[]> {
  const names = await namesOf(act, [...before.values(), ...left.values()])
  const ended = [...before.values()].flatMap(({ membershipId, userId, name, held }) => {
    const [was, is] = [names(held), names(left.get(membershipId)?.held ?? [])]
    if (was.join() === is.join()) return []
    const about = { subject: `membership/${membershipId}`, structureId, person: { id: userId, name } }
    const spaces = { before: { spaces: was }, ...(is.length > 0 && { after: { spaces: is } }) }
    const action = is.length === 0 ? ('subscription.disabled' as const) : ('subscription.changed' as const)
    return [{ ...about, ...spaces, action }]
  })
  await recordMany(act, ended)
  return ended.map(({ person }) => person.id)
}

/** How the history names what is held, from one query however many hold it. */
async function namesOf(act: Act, holders: Holder[]): Promise<(held: Held[]) => string[]> {
  const kinds = new Map(
    holders.flatMap(({ held }) => held.map((one) => [`${one.access} ${one.serviceId}`, one] as const)),
  )
  const texts = await told(act, [...kinds.values()])
  const named = new Map([...kinds.keys()].map((key, at) => [key, texts[at] ?? '']))
  return (held) => held.map((one) => named.get(`${one.access} ${one.serviceId}`) ?? '')
}

type Waiting = { id: number; user_id: number; name: string; rows: (Held & { rowId: number })[] }

/** Requests that wait for nothing else are withdrawn; the others wait on for the rest. Returns whose they are, by user. */
async function takeBackRequests(act: Act, on: On): Promise<number[]> {
  const fits = (one: Held) =>
    one.space !== on.space || (one.serviceId !== null && on.opening.services.includes(one.serviceId))
  const touched = (await listWaiting(act, on)).filter(({ rows }) => !rows.every(fits))
  for (const [at, request] of touched.entries()) {
    const kept = request.rows.filter(fits)
    if (kept.length === 0) await withdraw(act, request.id)
    else await keepOnly(act, { ...on, request, kept })
    await record(act, {
      action: 'subscription_request.withdrawn',
      subject: `subscription_request/${request.id}`,
      structureId: on.structureId,
      person: { id: request.user_id, name: request.name },
      before: { spaces: await told(act, request.rows) },
      ...(kept.length > 0 && { after: { spaces: await told(act, kept) } }),
    })
    if (at % AT_A_STRETCH === AT_A_STRETCH - 1) await setImmediate()
  }
  return touched.map(({ user_id }) => user_id)
}

async function listWaiting({ db }: Act, { structureId, space }: On): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('subscription_request as request')
    .innerJoin('user', 'user.id', 'request.user_id')
    .innerJoin('subscription_request_space as one', 'one.request_id', 'request.id')
    .select(['request.id', 'request.user_id', 'user.first_name', 'user.last_name'])
    .select(['one.id as rowId', 'one.space', 'one.asked as access', 'one.service_id as serviceId'])
    .where('request.structure_id', '=', structureId)
    .where('request.state', '=', 'pending')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('subscription_request_space as asked')
          .select('asked.id')
          .whereRef('asked.request_id', '=', 'request.id')
          .where('asked.space', '=', space),
      ),
    )
    .orderBy('request.id')
    .orderBy('one.id')
    .execute()
  const waiting = new Map<number, Waiting>()
  for (const { id, user_id, first_name, last_name, ...row } of rows) {
    const request = waiting.get(id) ?? { id, user_id, name: `${first_name} ${last_name}`, rows: [] }
    request.rows.push(row)
    waiting.set(id, request)
  }
  return [...waiting.values()]
}

const withdraw = ({ db, actor, now }: Act, id: number) =>
  db
    .updateTable('subscription_request')
    .set({ state: 'withdrawn', decided_at: now.toISOString(), decided_by_id: actor.id })
    .where('id', '=', id)
    .execute()

/** Leaves a request only what can still be given; whose business it is follows. */
async function keepOnly(act: Act, { structureId, request, kept }: On & { request: Waiting; kept: Waiting['rows'] }) {
  const gone = request.rows.filter((one) => !kept.includes(one)).map(({ rowId }) => rowId)
  await act.db.deleteFrom('subscription_request_space').where('id', 'in', gone).execute()
  const member = await findMember(act, { userId: request.user_id, structureId })
  const reached = reachedBy(member ?? { whole: true, services: [] }, kept)
  await act.db.deleteFrom('subscription_request_service').where('request_id', '=', request.id).execute()
  await insertReached(act, { id: request.id, structureId }, reached.services)
  // Setting the name again makes the trigger note anew by which services the request is found.
  await act.db
    .updateTable('subscription_request')
    .set((eb) => ({ whole_structure: reached.whole ? 1 : 0, requester_folded: eb.ref('requester_folded') }))
    .where('id', '=', request.id)
    .execute()
}
