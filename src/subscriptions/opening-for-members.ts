import { setImmediate } from 'node:timers/promises'
import type { Act, Space } from '../act.ts'
import { record } from '../history/record.ts'
import { findStructure } from '../structures/queries.ts'
import { reachOf } from '../values/reach.ts'
import { accessAsked, heldWhereOpen, isCovered } from './asking-rules.ts'
import { insertSubscriptions, told } from './giving.ts'
import { findMember, listHeldSpaces, listOffers } from './queries.ts'
import { makeRequest, named } from './requesting.ts'
import { mailSubscriptionArrival } from './requesting-mails.ts'
import { findOwnMember, listPendingSpaces } from './requesting-queries.ts'
import { type Held, type Member, type Offer, usualAccess } from './rules.ts'
import { type Opening, within } from './space-rules.ts'

/** After so many requests others have their turn: readers go on while hundreds are made. */
const AT_A_STRETCH = 20

type On = { structureId: number; space: Space }

/**
 * What opening a space does for who opens it, where it was closed before and their role has it by itself. The primary
 * manager gets it at once: nobody could decide it for a lone manager, and nobody limits what they hold. For every other
 * manager a request is made, which they cannot decide: closing and opening again gives nobody back what was limited or
 * taken away. Returns how many requests were made.
 */
export async function serveOpener(
  act: Act,
  on: On,
  { before, opened }: { before: Opening; opened: Opening },
): Promise<number> {
  const member = await findOwnMember(act, on.structureId)
  const reach = reachOf(act.actor, on.structureId)
  const rule = member && (await listOffers(act, member)).get(on.space)?.rule
  if (!member || !reach || !rule || usualAccess(rule) === null) return 0
  const offer = { rule, openWhole: opened.whole, openServices: within(opened.services, reach) }
  if (reach.role !== 'primary_manager') return askForOpener(act, on, { member, offer })
  await giveOpener(act, on, { member, offer, before })
  return 0
}

type Opener = { member: Member; offer: Offer }

/** What they hold already stays as it was given, and where the space was open somebody else decides. */
async function giveOpener(
  act: Act,
  { structureId, space }: On,
  { member, offer, before }: Opener & { before: Opening },
) {
  const access = accessAsked(offer.rule)
  const held = (await listHeldSpaces(act, member.membershipId)).filter((one) => one.space === space)
  const holds = (serviceId: number) => isCovered(held, { space, access, serviceId })
  // All of it also reaches the services where it was open: only for who has it in each of these.
  if (offer.openWhole && !before.services.every(holds)) return
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

/** Those who decide it are told: unlike the requests made for members, it is none that the opener can decide. */
async function askForOpener(act: Act, { structureId, space }: On, { member, offer }: Opener): Promise<number> {
  const spaces = await whatToAsk(act, { member, space, offer })
  const structure = await findStructure(act, structureId)
  if (spaces.length === 0 || !structure) return 0
  const { id, reached } = await makeRequest(act, member, { spaces, comment: '', correctsId: null, origin: 'structure' })
  const { name, identifier } = structure
  const about = { requestId: id, structure: name, identifier, comment: '', requester: act.actor.name }
  await mailSubscriptionArrival(act, { ...about, spaces: await named(act, spaces) }, { structureId, ...reached })
  return 1
}

/** One request per chosen member who may have the space and neither holds it nor waits for it. The queue decides them. */
export async function askForMembers(
  act: Act,
  { space }: On,
  { chosen, wanted }: { chosen: number[]; wanted: Opening },
) {
  const offersOf = new Map<string, Offer | undefined>()
  let made = 0
  for (const id of chosen) {
    const member = await findMember(act, { id })
    if (!member) continue
    if (!offersOf.has(member.role)) offersOf.set(member.role, (await listOffers(act, member)).get(space))
    const offer = offersOf.get(member.role)
    if (!offer || offer.rule === 'never' || offer.rule === 'self_service') continue
    const opened = { rule: offer.rule, openWhole: wanted.whole, openServices: wanted.services }
    const spaces = await whatToAsk(act, { member, space, offer: opened })
    if (spaces.length === 0) continue
    await makeRequest(act, member, { spaces, comment: '', correctsId: null, origin: 'structure' })
    made++
    if (made % AT_A_STRETCH === 0) await setImmediate()
  }
  return made
}

/** What to ask for a member who neither holds it nor waits for it; `offer` is where it is to be asked for. */
async function whatToAsk(act: Act, { member, space, offer }: Opener & { space: Space }): Promise<Held[]> {
  if ((await listPendingSpaces(act, member)).has(space)) return []
  const held = await listHeldSpaces(act, member.membershipId)
  return heldWhereOpen(space, accessAsked(offer.rule), { member, offer }).filter((one) => !isCovered(held, one))
}
