import type { Act, ActorMembership, Language } from '../act.ts'
import { findUsualDelays, listOwnMemberships, listOwnRequests } from '../memberships/joining-queries.ts'
import { findTechnicalUserOf } from '../memberships/technical-queries.ts'
import { listOwnSubscriptionRequests } from '../subscriptions/own-queries.ts'
import { listSent } from '../tickets/sent-queries.ts'
import { paths, url } from '../urls.ts'
import type { Paging } from '../values/page.ts'
import { extentOf, reachOf } from '../values/reach.ts'
import { fold } from '../values/text.ts'
import {
  type Nameable,
  type OwnKind,
  ownKindOf,
  ownSentences,
  spaceName,
  spacesIn,
  ticketNumberIn,
} from './own-data-rules.ts'
import type { OwnFact } from './rules.ts'

/** As many as can be read in an answer; the pages that are linked show the rest. */
const MOST: Paging = { page: 1, size: 3 }
/** Structures looked at when one of them may be named in the question. */
const LOOKED_AT: Paging = { page: 1, size: 20 }

type Asking = { text: string; language: Language }
type Finding = (act: Act, asking: Asking) => Promise<OwnFact[]>

const dateIn = (language: Language, at: string): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: 'Europe/Paris',
    dateStyle: 'long',
  }).format(new Date(at))

/** What the reader's own data say about a topic; null where a topic has nothing to do with them. Never anybody else's. */
export async function answerFromOwnData(act: Act, slug: string, asking: Asking): Promise<OwnFact[] | null> {
  const kind = ownKindOf(slug)
  return kind ? FINDINGS[kind](act, asking) : null
}

const FINDINGS: Record<OwnKind, Finding> = {
  requests: findRequests,
  managers: findManagers,
  tickets: findTickets,
  rights: findRights,
  received: (act, asking) => findSpaces(act, asking, ['requests_received']),
  spaces: async (act, asking) => [
    ...(await findSpaces(act, asking, spacesIn(fold(asking.text)))),
    ...(await findSubscriptionRequests(act, asking)),
  ],
  structures: findStructures,
  secrets: findSecrets,
}

async function findRequests(act: Act, { language }: Asking): Promise<OwnFact[]> {
  const words = ownSentences[language]
  const { rows } = await listOwnRequests(act, MOST)
  if (rows.length === 0) return [{ text: words.noRequest, href: paths.structureSearch }]
  const usual = await findUsualDelays(
    act,
    rows.filter(({ state }) => state === 'pending').map((row) => row.structure_id),
  )
  return rows.map((row): OwnFact => {
    const days = row.state === 'pending' ? usual.get(row.structure_id) : undefined
    const sentences = [
      words.request(row.structureName, words.requestStates[row.state], dateIn(language, row.created_at)),
      row.state === 'refused' && row.reason ? words.reason(row.reason) : '',
      days === undefined ? '' : words.usual(days),
    ]
    return { text: sentences.filter(Boolean).join(' '), href: url(paths.ownRequest, { id: row.id }) }
  })
}

/** Those the question names, or else all of them. */
function named<T>(rows: T[], nameOf: (row: T) => string, text: string): T[] {
  const folded = ` ${fold(text)} `
  const isNamed = (row: T) =>
    fold(nameOf(row))
      .split(' ')
      .some((word) => word.length > 4 && !GENERAL.has(word) && folded.includes(` ${word} `))
  const found = rows.filter(isNamed)
  return (found.length > 0 ? found : rows).slice(0, MOST.size)
}
/** Words of many structures' names. */
const GENERAL = new Set([
  'commune',
  'mairie',
  'communaute',
  'syndicat',
  'service',
  'structure',
  'ville',
  'entity',
  'agglomeration',
])

const listOwnStructures = async (act: Act, { text }: Asking) => {
  const { rows } = await listOwnMemberships(act, LOOKED_AT)
  return named(rows, (row) => row.structureName, text)
}

/** A member is told who the primary manager is, by name, as on Chorus Pro; nothing else of other members. */
async function findManagers(act: Act, asking: Asking): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = await listOwnStructures(act, asking)
  if (structures.length === 0) return [{ text: words.noMembership, href: paths.structureSearch }]
  const primaries = await act.db
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
  return structures.map(({ structureId, structureName }): OwnFact => {
    const primary = primaries.find(({ id }) => id === structureId)
    return primary
      ? { text: words.primary(structureName, `${primary.first_name} ${primary.last_name}`) }
      : { text: words.nobody(structureName), href: paths.newTicket }
  })
}

async function findTickets(act: Act, { text, language }: Asking): Promise<OwnFact[]> {
  const words = ownSentences[language]
  const factOf = ({ id, number, subject, status }: Shown): OwnFact => ({
    text: words.ticket(number ?? '', subject, status === 'draft' ? '' : words.ticketStates[status]),
    href: url(paths.sentTicket, { id }),
  })
  const number = ticketNumberIn(text)
  if (number !== null) {
    const ticket = await findOwnTicket(act, number)
    return [ticket ? factOf(ticket) : { text: words.unknownTicket(number), href: paths.sentTickets }]
  }
  const [action, open] = await Promise.all(
    (['action', 'open'] as const).map((tab) => listSent(act, { tab, isUp: false, paging: MOST })),
  )
  const rows = [...(action?.rows ?? []), ...(open?.rows ?? [])].slice(0, MOST.size)
  return rows.length > 0 ? rows.map(factOf) : [{ text: words.noTicket, href: paths.newTicket }]
}

type Shown = Pick<Awaited<ReturnType<typeof listSent>>['rows'][number], 'id' | 'number' | 'subject' | 'status'>

/** By its place, which is an index; only one that the reader wrote. */
function findOwnTicket({ db, actor }: Act, number: string) {
  const [, year, place] = number.split('-').map(Number)
  return db
    .selectFrom('ticket')
    .select(['id', 'number', 'subject', 'status'])
    .where('position', '=', (year ?? 0) * 1_000_000_000 + (place ?? 0))
    .where('writer_id', '=', actor.id)
    .where('status', '<>', 'draft')
    .executeTakeFirst()
}

async function findRights(act: Act, asking: Asking): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = await listOwnStructures(act, asking)
  if (structures.length === 0) return [{ text: words.noMembership, href: paths.structureSearch }]
  return structures.map(({ structureName, role, whole, services }) => ({
    text: words.membership(structureName, words.roles[role], whole ? words.whole : services.join(', ')),
    href: paths.ownMemberships,
  }))
}

/** Which of these spaces the reader holds where, and which not. */
async function findSpaces(act: Act, asking: Asking, spaces: Nameable[]): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = await listOwnStructures(act, asking)
  if (structures.length === 0) return [{ text: words.noMembership, href: paths.structureSearch }]
  return structures.flatMap(({ structureId, structureName }) => {
    const membership = act.actor.memberships.find((one) => one.structureId === structureId)
    return spaces.map((space) => spaceFact({ membership, space, structure: structureName }, asking.language))
  })
}

type SpaceAsked = { membership: ActorMembership | undefined; space: Nameable; structure: string }

function spaceFact({ membership, space, structure }: SpaceAsked, language: Language): OwnFact {
  const words = ownSentences[language]
  const name = spaceName(space, language)
  const href = paths.ownSubscriptions
  if (!membership || !extentOf(membership, space, 'read')) return { text: words.lacks(name, structure), href }
  const canWrite = extentOf(membership, space, 'write') !== null
  if (!canWrite && space === 'requests_received') return { text: words.readsOnly(structure), href }
  return { text: words.holds(name, structure, words.accesses[canWrite ? 'write' : 'read']), href }
}

async function findSubscriptionRequests(act: Act, { language }: Asking): Promise<OwnFact[]> {
  const words = ownSentences[language]
  const { rows } = await listOwnSubscriptionRequests(act, MOST)
  return rows
    .filter(({ state }) => state === 'pending' || state === 'refused')
    .map((row) => ({
      text: words.asksSpaces(row.structureName, words.requestStates[row.state], dateIn(language, row.createdAt)),
      href: url(paths.ownSubscriptionRequest, { id: row.id }),
    }))
}

/** Whether the public structures of the reader are active, and whether the reader may change that. */
async function findStructures(act: Act, asking: Asking): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = await listOwnStructures(act, asking)
  const ids = structures.map(({ structureId }) => structureId)
  if (ids.length === 0) return []
  const publicOnes = await act.db
    .selectFrom('structure')
    .select('id')
    .where('id', 'in', ids)
    .where('kind', '=', 'public')
    .execute()
  const isPublic = new Set(publicOnes.map(({ id }) => id))
  return structures
    .filter(({ structureId }) => isPublic.has(structureId))
    .map(({ structureId, structureName, structureState }) => {
      const may = reachOf(act.actor, structureId)?.whole ?? false
      const state = words.structure(structureName, structureState === 'active')
      return may
        ? { text: state, href: url(paths.managedStructure, { id: structureId }) }
        : { text: `${state} ${words.mayNot(structureName)}` }
    })
}

/** Of the structures whose primary manager the reader is: nobody else is told. */
async function findSecrets(act: Act, asking: Asking): Promise<OwnFact[]> {
  const words = ownSentences[asking.language]
  const structures = (await listOwnStructures(act, asking)).filter(({ role }) => role === 'primary_manager')
  const facts: OwnFact[] = []
  for (const { structureId, structureName } of structures) {
    const technical = await findTechnicalUserOf(act, structureId)
    if (!technical) continue
    const on = dateIn(asking.language, technical.secret.expiresAt)
    facts.push({ text: words.secret(structureName, on), href: url(paths.technicalUser, { id: structureId }) })
  }
  return facts
}
