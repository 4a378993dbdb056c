import { setImmediate } from 'node:timers/promises'
import type { Act, Space } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findStructure } from '../structures/queries.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { type Extent, reachOf } from '../values/reach.ts'
import { accessAsked, heldWhereOpen, isCovered } from './asking-rules.ts'
import { insertSubscriptions, told } from './giving.ts'
import { endBeyond } from './narrowing.ts'
import { countChoosable, findOpening, listChoosable, listChosen } from './opening-queries.ts'
import { findMember, listHeldSpaces, listOffers } from './queries.ts'
import { makeRequest } from './requesting.ts'
import { findOwnMember, listPendingSpaces } from './requesting-queries.ts'
import { type Member, type Offer, usualAccess } from './rules.ts'
import {
  type CloseRefusal,
  type Ending,
  openedAfter,
  openedNow,
  type Opening,
  OPENING_MEMBERS,
  type OpenRefusal,
  spacesReach,
  whyNotClose,
  whyNotOpen,
  within,
} from './space-rules.ts'

/** Where a space is to be open, and for which members (by membership) requests are made: all of them, or those ticked. */
export type OpenInput = Opening & { members: 'all' | number[] }
/** What an opening left: requests made for members, and what narrowing ended. */
export type Opened = Ending & { made: number }

/** After so many requests others have their turn: readers go on while hundreds are made. */
const AT_A_STRETCH = 20

type On = { structureId: number; space: Space }

/** Has a space open for the whole structure or just these services: opens, widens or narrows it. */
export const openSpace = (act: Act, on: On, input: OpenInput): Promise<Result<Opened, OpenRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Opened, OpenRefusal>> => {
    const reach = spacesReach(act.actor, on.structureId)
    const before = await findOpening(act, on.structureId, on.space)
    if (!reach || !before) return refuse('not-found')
    const refusal =
      (await whyNotChange(act, on.structureId)) ??
      whyNotOpen(on.space, { before, wanted: input, reach }) ??
      (await whyNotServices(act, on.structureId, input))
    if (refusal) return refuse(refusal)
    const chosen = await chooseMembers(act, { structureId: on.structureId, reach }, input.members)
    if (!chosen.ok) return chosen
    const after = openedAfter(before, input, reach)
    const ended = await setOpening(act, { ...on, before, after }, 'space.opened')
    await giveOpener(act, on, { before, opened: openedNow(before, input) })
    return accept({ ...ended, made: await askForMembers(act, on, { chosen: chosen.value, wanted: input }) })
  })

/** Closes a space, as far as the actor reaches: subscriptions to it end, and requests for it are taken back. */
export const closeSpace = (act: Act, on: On): Promise<Result<Ending, CloseRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Ending, CloseRefusal>> => {
    const reach = spacesReach(act.actor, on.structureId)
    const before = await findOpening(act, on.structureId, on.space)
    if (!reach || !before) return refuse('not-found')
    const refusal = (await whyNotChange(act, on.structureId)) ?? whyNotClose(on.space, { before, reach })
    if (refusal) return refuse(refusal)
    const after = openedAfter(before, { whole: false, services: [] }, reach)
    return accept(await setOpening(act, { ...on, before, after }, 'space.closed'))
  })

async function whyNotChange(act: Act, structureId: number): Promise<'not-found' | 'structure-inactive' | null> {
  const structure = await findStructure(act, structureId)
  if (!structure) return 'not-found'
  return structure.state === 'inactive' ? 'structure-inactive' : null
}

async function whyNotServices({ db }: Act, structureId: number, { whole, services }: Opening) {
  if (whole) return null
  const rows = await db
    .selectFrom('service')
    .select('id')
    .where('structure_id', '=', structureId)
    .where('state', '=', 'open')
    .where('id', 'in', services)
    .execute()
  return rows.length < new Set(services).size ? ('service-unknown' as const) : null
}

/** The memberships for which requests are to be made. */
async function chooseMembers(
  act: Act,
  on: { structureId: number; reach: Extent },
  members: OpenInput['members'],
): Promise<Result<number[], OpenRefusal>> {
  if (members === 'all') {
    if ((await countChoosable(act, on, OPENING_MEMBERS)) > OPENING_MEMBERS) return refuse('too-many-members')
    const all = await listChoosable(act, { ...on, q: '', limit: OPENING_MEMBERS })
    return accept(all.map(({ membershipId }) => membershipId))
  }
  const ids = [...new Set(members)]
  if (ids.length > OPENING_MEMBERS) return refuse('too-many-members')
  const chosen = await listChosen(act, on, ids)
  return chosen.length < ids.length ? refuse('member-unknown') : accept(chosen.map(({ id }) => id))
}

type Change = On & { before: Opening; after: Opening }

async function setOpening(act: Act, change: Change, action: 'space.opened' | 'space.closed'): Promise<Ending> {
  const { structureId, space, before, after } = change
  const [was, is] = [await toldOpening(act, space, before), await toldOpening(act, space, after)]
  if (JSON.stringify(was) === JSON.stringify(is)) return { members: 0, requests: 0 }
  await write(act, change)
  const isFirst = !before.whole && before.services.length === 0
  await record(act, {
    action,
    subject: `structure/${structureId}`,
    structureId,
    person: null,
    ...(!isFirst && { before: was }),
    ...(action === 'space.opened' || after.services.length > 0 ? { after: is } : {}),
  })
  return endBeyond(act, { structureId, space, opening: after })
}

/** An opening as the history keeps it; `services` null is the whole structure. */
async function toldOpening({ db }: Act, space: Space, { whole, services }: Opening) {
  if (whole) return { space, services: null }
  const rows =
    services.length === 0
      ? []
      : await db.selectFrom('service').select(['code', 'name']).where('id', 'in', services).orderBy('id').execute()
  return { space, services: rows.map(({ code, name }) => `${code} – ${name}`) }
}

async function write({ db, now }: Act, { structureId, space, before, after }: Change): Promise<void> {
  const idsOf = ({ whole, services }: Opening): (number | null)[] => (whole ? [null] : services)
  const [was, is] = [idsOf(before), idsOf(after)]
  for (const id of was.filter((one) => !is.includes(one)))
    await db
      .deleteFrom('structure_space')
      .where('structure_id', '=', structureId)
      .where('space', '=', space)
      .where('service_id', id === null ? 'is' : '=', id)
      .execute()
  const rows = [...new Set(is.filter((one) => !was.includes(one)))].map((service_id) => ({
    structure_id: structureId,
    space,
    service_id,
    opened_at: now.toISOString(),
  }))
  if (rows.length > 0) await db.insertInto('structure_space').values(rows).execute()
}

/**
 * Who opens a space and has it by their role gets it at once, where it was closed before: nobody could decide it for a
 * lone manager. What they hold already stays as it was given, and where it was open somebody else decides.
 */
async function giveOpener(
  act: Act,
  { structureId, space }: On,
  { before, opened }: { before: Opening; opened: Opening },
): Promise<void> {
  const member = await findOwnMember(act, structureId)
  const reach = reachOf(act.actor, structureId)
  const rule = member && (await listOffers(act, member)).get(space)?.rule
  const access = rule && usualAccess(rule)
  if (!member || !reach || !access) return
  const held = (await listHeldSpaces(act, member.membershipId)).filter((one) => one.space === space)
  const holds = (serviceId: number) => isCovered(held, { space, access, serviceId })
  // All of it also reaches the services where it was open: only for who has it in each of these.
  if (opened.whole && !before.services.every(holds)) return
  const offer = { rule, openWhole: opened.whole, openServices: within(opened.services, reach) }
  const wanted = heldWhereOpen(space, access, { member, offer }).filter(
    (one) => !held.some(({ serviceId }) => serviceId === null || serviceId === one.serviceId),
  )
  if (wanted.length === 0) return
  await insertSubscriptions(act, member, wanted)
  await record(act, {
    action: 'subscription.added',
    subject: `membership/${member.membershipId}`,
    structureId,
    person: { id: act.actor.id, name: act.actor.name },
    after: { spaces: await told(act, wanted) },
  })
}

/** One request per chosen member who may have the space and neither holds it nor waits for it. The queue decides them. */
async function askForMembers(act: Act, { space }: On, { chosen, wanted }: { chosen: number[]; wanted: Opening }) {
  const offersOf = new Map<string, Offer | undefined>()
  let made = 0
  for (const id of chosen) {
    const member = await findMember(act, { id })
    if (!member) continue
    if (!offersOf.has(member.role)) offersOf.set(member.role, (await listOffers(act, member)).get(space))
    const spaces = await whatToAsk(act, { member, space, wanted, offer: offersOf.get(member.role) })
    if (spaces.length === 0) continue
    await makeRequest(act, member, { spaces, comment: '', correctsId: null, origin: 'structure' })
    made++
    if (made % AT_A_STRETCH === 0) await setImmediate()
  }
  return made
}

type Asked = { member: Member; space: Space; wanted: Opening; offer: Offer | undefined }

async function whatToAsk(act: Act, { member, space, wanted, offer }: Asked) {
  if (!offer || offer.rule === 'never' || offer.rule === 'self_service') return []
  if ((await listPendingSpaces(act, member)).has(space)) return []
  const held = await listHeldSpaces(act, member.membershipId)
  const opened = { rule: offer.rule, openWhole: wanted.whole, openServices: wanted.services }
  return heldWhereOpen(space, accessAsked(offer.rule), { member, offer: opened }).filter((one) => !isCovered(held, one))
}
