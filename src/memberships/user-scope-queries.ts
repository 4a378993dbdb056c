import type { Act } from '../act.ts'
import { isOneOf } from '../db/request-queue.ts'
import { managed } from '../values/reach.ts'
import { fold, ftsPrefixes, searchWords } from '../values/text.ts'
import type { UserSearch } from './user-rules.ts'

/** Where users are searched: whole structures, and services alone. */
export type Scope = { whole: number[]; services: number[] }

/** So many services by name are looked into, at most. */
const SERVICES_MOST = 500

const hasWords = (text: string, words: string[]): boolean => {
  const parts = fold(text).split(' ')
  return words.every((word) => parts.some((part) => part.startsWith(word)))
}

/** What the actor manages, narrowed by the words of the structure's designation and of the service. */
export async function findScope(
  act: Act,
  { structure, service }: Pick<UserSearch, 'structure' | 'service'>,
): Promise<Scope> {
  const mine = managed(act.actor)
  const named = await findNamed(act, structure)
  const there = named ? mine.filter(({ structureId }) => named.has(structureId)) : mine
  const scope = {
    whole: there.filter(({ whole }) => whole).map(({ structureId }) => structureId),
    services: there.filter(({ whole }) => !whole).flatMap(({ services }) => services),
  }
  const words = searchWords(service)
  return words.length === 0 ? scope : { whole: [], services: await findServices(act, scope, words) }
}

/** Structures of the actor's whose name has these words, or whose identifier begins so; null for no words. */
async function findNamed({ db, actor }: Act, designation: string): Promise<Set<number> | null> {
  const words = searchWords(designation)
  if (words.length === 0) return null
  const digits = designation.replace(/\s/g, '')
  const rows = await db
    .selectFrom('structure')
    .select(['id', 'name_folded', 'identifier'])
    .where(
      isOneOf(
        'id',
        managed(actor).map(({ structureId }) => structureId),
      ),
    )
    .execute()
  const found = rows.filter(
    ({ name_folded, identifier }) => identifier.startsWith(digits) || hasWords(name_folded, words),
  )
  return new Set(found.map(({ id }) => id))
}

async function findServices({ db }: Act, { whole, services }: Scope, words: string[]): Promise<number[]> {
  const rows = await db
    .selectFrom('service')
    .select(['id', 'code', 'name'])
    .where((eb) => eb.or([isOneOf('structure_id', whole), isOneOf('id', services)]))
    .execute()
  const found = rows.filter(({ code, name }) => hasWords(`${code} ${name}`, words))
  return found.slice(0, SERVICES_MOST).map(({ id }) => id)
}

/** Words that the index knows: of a sign alone it would find nothing. */
const wordsOf = (typed: string): string[] => searchWords(typed).filter((word) => /[a-z0-9]/.test(word))

/** Null when nothing narrows the search but the structures themselves. A locked account is an active one. */
export function narrowingOf({ last, first, login, status }: UserSearch): string | null {
  const columns = { last, first, login }
  const parts = Object.entries(columns).flatMap(([column, typed]) => {
    const words = ftsPrefixes(wordsOf(typed))
    return words ? [`${column} : (${words})`] : []
  })
  const state = status === 'locked' ? 'active' : status?.replaceAll('_', '')
  if (state) parts.push(`scope : "${state}"`)
  return parts.length === 0 ? null : parts.join(' AND ')
}

/** A query of `member_search`. */
export function matchOf({ whole, services }: Scope, narrowing: string | null): string {
  const scope = [...whole.map((id) => `"s${id}"`), ...services.map((id) => `"v${id}"`)].join(' OR ')
  return [`scope : (${scope})`, ...(narrowing ? [narrowing] : [])].join(' AND ')
}
