import type { Act, Language } from '../act.ts'
import { findUsualDelays, listOwnRequests } from '../memberships/joining-queries.ts'
import { findTechnicalUserOf } from '../memberships/technical-queries.ts'
import { listOwnSubscriptionRequests } from '../subscriptions/own-queries.ts'
import { listSent } from '../tickets/sent-queries.ts'
import { paths, url } from '../urls.ts'
import { reachOf } from '../values/reach.ts'
import { fold } from '../values/text.ts'
import { type OwnKind, ownKindOf, ownSentences, ticketNumberIn } from './own-data-rules.ts'
import { findManagers, findRights, findSpaces, findWhyNotManager } from './own-rights-queries.ts'
import { lackedIn, spacesIn } from './own-spaces-rules.ts'
import { type Asking, listOwnStructures, MOST } from './own-structures-queries.ts'
import type { OwnFact } from './rules.ts'

type Finding = (act: Act, asking: Asking) => Promise<OwnFact[]>

const longDays: Record<Language, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', dateStyle: 'long' }),
}
/** In French the first of a month is an ordinal. */
function dateIn(language: Language, at: string): string {
  const text = longDays[language].format(new Date(at))
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text
}

/**
 * What the reader's own data say about a question on a topic: the spaces it says are lacking, why somebody who manages
 * nothing cannot do what managers do, and what belongs to the topic. Null where it has nothing to do with them. Never
 * anybody else's.
 */
export async function answerFromOwnData(act: Act, slug: string, asking: Asking): Promise<OwnFact[] | null> {
  const kind = ownKindOf(slug)
  const lacked = lackedIn(fold(asking.text))
  const isForManagers = asking.audience === 'manager' && kind !== 'structures'
  if (!kind && lacked.length === 0 && !isForManagers) return null
  const facts = [
    ...(await findSpaces(act, asking, lacked)),
    ...(isForManagers ? await findWhyNotManager(act, asking) : []),
    ...(kind ? await FINDINGS[kind](act, asking) : []),
  ]
  return [...new Map(facts.map((fact) => [fact.text, fact])).values()]
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
