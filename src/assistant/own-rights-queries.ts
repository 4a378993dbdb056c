import type { Act, ActorMembership, Language, Role } from '../act.ts'
import { listMembers } from '../memberships/member-queries.ts'
import { listOffers } from '../subscriptions/queries.ts'
import type { Offer } from '../subscriptions/rules.ts'
import { paths } from '../urls.ts'
import { parisDate } from '../values/dates.ts'
import { extentOf, reachOf } from '../values/reach.ts'
import { ownSentences } from './own-data-rules.ts'
import { type Nameable, spaceName } from './own-spaces-rules.ts'
import { type Asking, listOwnStructures } from './own-structures-queries.ts'
import type { OwnFact } from './rules.ts'

/** Managers named in an answer; the list of members has them all. */
const NAMED = 6

type Structure = Awaited<ReturnType<typeof listOwnStructures>>[number]

/** The names of the primary managers of structures, where there is one with an active account. */
async function namePrimaries({ db }: Act, structures: Structure[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['structure.id', 'user.first_name', 'user.last_name'])
    .where(
      'structure.id',
      'in',
      structures.map(({ structureId }) => structureId),
    )
    .where('user.state', '=', 'active')
    .execute()
  return new Map(rows.map(({ id, first_name, last_name }) => [id, `${first_name} ${last_name}`]))
}

/**
 * A member is told who the primary manager is, by name, as on Chorus Pro; who sees the list of members also who the
 * secondary managers are, as far as they see them there. Nothing else of other members.
 */
export async function findManagers(act: Act, asking: Asking): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = await listOwnStructures(act, asking)
  if (structures.length === 0) return [{ text: words.noMembership, href: paths.structureSearch }]
  const primaries = await namePrimaries(act, structures)
  const facts: OwnFact[] = []
  for (const structure of structures) {
    const { structureId, structureName } = structure
    const primary = primaries.get(structureId)
    if (primary === undefined) facts.push({ text: words.nobody(structureName), href: paths.newTicket })
    else {
      const others = await nameSecondaries(act, structureId)
      const told = others.length > 0 ? ` ${words.secondaries(others)}` : ''
      facts.push({ text: words.primary(structureName, primary) + told })
    }
  }
  return facts
}

async function nameSecondaries(act: Act, structureId: number): Promise<string[]> {
  if (!reachOf(act.actor, structureId)) return []
  const { rows } = await listMembers(act, structureId, {
    q: '',
    paging: { page: 1, size: NAMED },
    filter: 'managers',
  })
  return rows
    .filter(({ role, startsOn }) => role === 'secondary_manager' && startsOn <= parisDate(act.now))
    .map(({ name }) => name)
}

/** The role and the extent of the reader in each structure. */
export async function findRights(act: Act, asking: Asking): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = await listOwnStructures(act, asking)
  if (structures.length === 0) return [{ text: words.noMembership, href: paths.structureSearch }]
  return structures.map(({ structureName, role, whole, services }) => ({
    text: words.membership(structureName, words.roles[role], whole ? words.whole : services.join(', ')),
    href: paths.ownMemberships,
  }))
}

/** Why the reader cannot do what managers do; nothing for who manages one of the structures asked about. */
export async function findWhyNotManager(act: Act, asking: Asking): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = await listOwnStructures(act, asking)
  if (structures.length === 0)
    return act.actor.isOperator ? [] : [{ text: words.noMembership, href: paths.structureSearch }]
  if (structures.some(({ structureId }) => reachOf(act.actor, structureId))) return []
  const primaries = await namePrimaries(act, structures)
  return structures.map((structure) => whyNotManager(structure, primaries.get(structure.structureId), asking.language))
}

type Managed = Pick<Structure, 'structureName' | 'role'>

function whyNotManager({ structureName, role }: Managed, primary: string | undefined, language: Language): OwnFact {
  const words = ownSentences[language]
  const why =
    role === 'simple_user'
      ? words.notManager(words.roles[role], structureName)
      : words.withoutManaging(words.roles[role], structureName, spaceName('manager', language))
  return primary === undefined
    ? { text: `${why} ${words.askSupport}`, href: paths.newTicket }
    : { text: `${why} ${words.askPrimary(primary)}`, href: paths.ownMemberships }
}

/** Which of these spaces the reader holds where, and why not. */
export async function findSpaces(act: Act, asking: Asking, spaces: Nameable[]): Promise<OwnFact[]> {
  if (spaces.length === 0) return []
  const words = ownSentences[asking.language]
  const offered = await listOffered(act, spaces)
  const absent = spaces
    .filter((space) => !offered.includes(space))
    .map((space): OwnFact => ({ text: words.notOffered(spaceName(space, asking.language)) }))
  if (offered.length === 0) return absent
  const structures = await listOwnStructures(act, asking)
  if (structures.length === 0) return [...absent, { text: words.noMembership, href: paths.structureSearch }]
  const primaries = offered.includes('manager') ? await namePrimaries(act, structures) : new Map<number, string>()
  const facts = [...absent]
  for (const structure of structures) {
    const { structureId, role } = structure
    const membership = act.actor.memberships.find((one) => one.structureId === structureId)
    const offers = await listOffers(act, { structureId, role })
    const primary = primaries.get(structureId)
    for (const space of offered)
      facts.push(
        space === 'manager' && !reachOf(act.actor, structureId)
          ? whyNotManager(structure, primary, asking.language)
          : spaceFact({ membership, space, structure, offer: offers.get(space) }, asking.language),
      )
  }
  return facts
}

/** Those of the spaces that this version has. */
async function listOffered({ db }: Act, spaces: Nameable[]): Promise<Nameable[]> {
  const rows = await db.selectFrom('space').select('code').where('is_offered', '=', 1).execute()
  const offered = new Set<string>(rows.map(({ code }) => code))
  return spaces.filter((space) => offered.has(space))
}

type SpaceAsked = {
  membership: ActorMembership | undefined
  space: Nameable
  structure: { structureName: string; role: Role }
  offer: Offer | undefined
}

function spaceFact({ membership, space, structure, offer }: SpaceAsked, language: Language): OwnFact {
  const words = ownSentences[language]
  const name = spaceName(space, language)
  const { structureName } = structure
  const href = paths.ownSubscriptions
  if (!membership || !extentOf(membership, space, 'read'))
    return { text: lackText({ name, structure, offer }, language), href }
  const canWrite = extentOf(membership, space, 'write') !== null
  if (!canWrite && space === 'requests_received') return { text: words.readsOnly(structureName), href }
  return { text: words.holds(name, structureName, words.accesses[canWrite ? 'write' : 'read']), href }
}

type Lacked = Pick<SpaceAsked, 'structure' | 'offer'> & { name: string }

/** Why a space is not held, and what to do: the same reasons as for a request that is refused. */
function lackText({ name, structure: { structureName, role }, offer }: Lacked, language: Language): string {
  const words = ownSentences[language]
  if (offer?.rule === 'never') return words.neverFor(name, structureName, words.roles[role])
  if (!offer || (!offer.openWhole && offer.openServices.length === 0)) return words.notOpen(name, structureName)
  return words.lacks(name, structureName)
}
