import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { COUNT_LIMIT } from '../values/page.ts'
import { normalIdentifier } from '../values/siret.ts'
import { fold, ftsParts, ftsPrefixes, searchWords } from '../values/text.ts'

const KINDS = ['SIRET', 'UE_HORS_FRANCE', 'HORS_UE', 'RIDET', 'TAHITI', 'PARTICULIER', 'AUTRE'] as const
/** One more than is looked at tells that there are more. */
const LIMIT = COUNT_LIMIT + 1
/** What the trigram index needs at least. */
const TRIGRAM = 3
const LAST = '\u{10FFFF}'

/** Ids of the structures that match, `COUNT_LIMIT` + 1 at most, in no order. A whole identifier matches alone. */
export async function matchingIds(act: Pick<AnyAct, 'db'>, q: string): Promise<number[]> {
  const exact = await byIdentifier(act, normalIdentifier(q))
  if (exact.length > 0) return exact
  const words = wordsOf(q)
  if (words.length === 0) return []
  const starting = await byStart(act, fold(q))
  // They come first anyhow: what holds the words elsewhere would be cut off.
  if (starting.length === LIMIT) return starting
  return [...new Set([...starting, ...(await byWords(act, words))])].slice(0, LIMIT)
}

/** Digits with spaces in between are one number; everything else is words. */
function wordsOf(q: string): string[] {
  const number = normalIdentifier(q)
  return /^\d{3,}$/.test(number) ? [number] : searchWords(q)
}

async function byIdentifier(act: Pick<AnyAct, 'db'>, identifier: string): Promise<number[]> {
  if (identifier === '') return []
  const rows = await act.db
    .selectFrom('structure')
    .select('id')
    .where('identifier_kind', 'in', KINDS)
    .where('identifier', '=', identifier)
    .limit(LIMIT)
    .execute()
  return rows.map(({ id }) => id)
}

/** Names that start with what was typed come from the name's own index: no cut-off of a long list may lose them. */
async function byStart(act: Pick<AnyAct, 'db'>, start: string): Promise<number[]> {
  const rows = await act.db
    .selectFrom('structure')
    .select('id')
    .where('name_folded', '>=', start)
    .where('name_folded', '<', start + LAST)
    .orderBy('name_folded')
    .limit(LIMIT)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * Long words are found anywhere inside a word. With a short one among them ("Y", "Eu", the L of "L'Abergement") all are
 * looked up as beginnings of words, a single letter as a word of its own; if nothing has them all, the long ones decide.
 */
async function byWords(act: Pick<AnyAct, 'db'>, words: string[]): Promise<number[]> {
  const long = words.filter((word) => word.length >= TRIGRAM)
  if (long.length === words.length) return byParts(act, long)
  const found = await byBeginnings(act, words)
  return found.length > 0 || long.length === 0 ? found : byParts(act, long)
}

async function byParts(act: Pick<AnyAct, 'db'>, words: string[]): Promise<number[]> {
  const rows = await act.db
    .selectFrom('structure_parts')
    .select('rowid')
    .where(sql<boolean>`structure_parts match ${ftsParts(words)}`)
    .limit(LIMIT)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

async function byBeginnings(act: Pick<AnyAct, 'db'>, words: string[]): Promise<number[]> {
  const query = words.map((word) => (word.length === 1 ? ftsParts([word]) : ftsPrefixes([word]))).join(' ')
  const rows = await act.db
    .selectFrom('structure_search')
    .select('rowid')
    .where(sql<boolean>`structure_search match ${query}`)
    .limit(LIMIT)
    .execute()
  return rows.map(({ rowid }) => rowid)
}

/** 0 for names that start with what was typed, 1 for those that end with it, 2 where it stands as whole words, 3 else. */
export function rankOf(q: string) {
  const start = fold(q)
  return sql<number>`case when name_folded >= ${start} and name_folded < ${start + LAST} then 0
    when substr(name_folded, -length(${` ${start}`})) = ${` ${start}`} then 1
    when instr(' ' || name_folded || ' ', ${` ${start} `}) > 0 then 2 else 3 end`
}
