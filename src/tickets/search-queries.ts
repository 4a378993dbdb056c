import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Db } from '../db/tables.ts'
import { LAST, listTerms } from '../db/ticket-vocabulary.ts'
import { searchWords } from '../values/text.ts'
import { nearnessOf, slipsIn } from './search-rules.ts'

/**
 * Where words are looked for. `scope`: an FTS5 expression over the column of that name, as `"w12"` (its writer) or
 * `("s4" OR "v7") AND "open"`; `withNotes`: also in what agents say among themselves;
 * `nearReads`: of the index for near words, at most.
 */
export type SearchedIn = { scope: string; withNotes: boolean; nearReads?: number }

/** The prefix index of `ticket_search` holds two and three letters; longer beginnings are opened out into their words. */
const IN_PREFIX_INDEX = 3
const OPENED_OUT_AT_MOST = 200

/** A ticket's number: T-2026-000123, also without its zeros. */
const NUMBER = /\bt-? ?(20\d\d)-? ?0*(\d{1,9})\b/i

/** Also where the index cuts words: at some letters that its tokenizer does not know. It looks for no two words in a row. */
const BETWEEN_WORDS = /(?:[^\p{L}\p{N}]|[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3])+/u

/** The words of a search as the index cuts them. */
const wordsIn = (q: string): string[] =>
  searchWords(q)
    .flatMap((word) => word.split(BETWEEN_WORDS))
    .filter(Boolean)
    .slice(0, 8)

/**
 * One word as an FTS5 expression, or null when no ticket at all has it. Of a long beginning FTS5 would first gather all
 * tickets that have any word of it; its words one by one it reads only as far as a page needs.
 */
async function wordMatch(db: Db, word: string): Promise<string | null> {
  // A year is in every ticket's number.
  if (word.length === 1 || /^20\d\d$/.test(word)) return `"${word}"`
  if (word.length <= IN_PREFIX_INDEX) return `"${word}"*`
  const terms = await listTerms(db, word, { until: word + LAST, most: OPENED_OUT_AT_MOST + 1 })
  if (terms.length === 0) return null
  if (terms.length > OPENED_OUT_AT_MOST) return `"${word}"*`
  return `(${terms.map((term) => `"${term}"`).join(' OR ')})`
}

const wordsPart = ({ withNotes }: SearchedIn, words: string[]): string | null =>
  words.length === 0 ? null : `{words${withNotes ? ' notes' : ''}} : (${words.join(' AND ')})`

const matching = (where: SearchedIn, words: string[]): string =>
  [`scope : (${where.scope})`, wordsPart(where, words)].filter((part) => part !== null).join(' AND ')

/** Expressions for `ticket_search match`: with the scope, and (null without words) the words wherever they are. */
export type Match = { all: string; words: string | null }

/** What is asked for a search: all of these words, each as the beginning of one. Null when nothing can be found. */
export async function findMatch(db: Db, q: string, where: SearchedIn): Promise<Match | null> {
  const number = NUMBER.exec(q)
  const words = number ? [`"${number[1]}"`, `"${number[2]?.padStart(6, '0')}"`] : []
  for (const word of wordsIn(q.replace(NUMBER, ' '))) {
    const match = await wordMatch(db, word)
    if (match === null) return null
    words.push(match)
  }
  return { all: matching(where, words), words: wordsPart(where, words) }
}

async function isFound(db: Db, match: string): Promise<boolean> {
  const query = CompiledQuery.raw('select rowid from ticket_search where ticket_search match +? limit 1', [match])
  return (await db.executeQuery(query)).rows.length > 0
}

/**
 * For a search that found nothing: the same with each word that nothing has, there where the reader may look, in the place of
 * the nearest that something has. Null when there is none.
 */
export async function findNearWords(db: Db, q: string, where: SearchedIn): Promise<string | null> {
  const corrected: string[] = []
  const effort: Effort = { readsLeft: where.nearReads ?? READ_AT_MOST, since: performance.now() }
  let changed = false
  for (const word of wordsIn(q)) {
    await letOthersIn(effort)
    const match = await wordMatch(db, word)
    if (match !== null && (await isFound(db, matching(where, [match])))) {
      corrected.push(word)
      continue
    }
    const near = await findNearWord(db, word, { where, effort })
    if (near === null) return null
    corrected.push(near)
    changed = true
  }
  return changed ? corrected.join(' ') : null
}

/** What is left of the reads for all words of a search together, and since when nobody else was served. */
type Effort = { readsLeft: number; since: number }

const READ_AT_MOST = 1500
/** So long nobody else is served at all: SQLite answers on the server's one thread. */
const ALONE_MS = 8

async function letOthersIn(effort: Effort): Promise<void> {
  if (performance.now() - effort.since < ALONE_MS) return
  await setImmediate()
  effort.since = performance.now()
}

/** So many near words are looked up, nearest first. */
const TRIED = 20

async function findNearWord(
  db: Db,
  word: string,
  { where, effort }: { where: SearchedIn; effort: Effort },
): Promise<string | null> {
  const near = await listNearTerms(db, word, effort)
  const nearestFirst = near.toSorted((a, b) => a.slips - b.slips || a.term.length - b.term.length)
  for (const { term } of nearestFirst.slice(0, TRIED)) {
    await letOthersIn(effort)
    if (await isFound(db, matching(where, [`"${term}"`]))) return term
  }
  return null
}

const AT_ONCE = 16

/** The words of the index with the same first letter and few slips. A beginning that is too far off is leapt over as a whole. */
async function listNearTerms(db: Db, word: string, effort: Effort): Promise<{ term: string; slips: number }[]> {
  const most = slipsIn(word)
  const first = word[0]
  if (most === 0 || first === undefined) return []
  const near: { term: string; slips: number }[] = []
  const until = first + LAST
  let from = first
  for (; effort.readsLeft > 0; effort.readsLeft--) {
    await letOthersIn(effort)
    const terms = await listTerms(db, from, { until, most: AT_ONCE })
    if (terms.length === 0) break
    for (const term of terms) {
      if (term < from) continue
      const found = nearnessOf(word, term, most)
      if ('slips' in found) near.push({ term, slips: found.slips })
      from = 'slips' in found || found.deadAt > term.length ? `${term}\u0001` : term.slice(0, found.deadAt) + LAST
    }
  }
  return near
}
