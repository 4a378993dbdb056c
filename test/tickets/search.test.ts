import { expect, test } from 'vitest'
import { findMatch, findNearWords } from '../../src/tickets/search-queries.ts'
import { nearnessOf, slipsIn } from '../../src/tickets/search-rules.ts'
import { takeStep } from '../../src/tickets/stepping.ts'
import { paths, withQuery } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

const search = async (w: TestWorld, person: Person, query: string | { q: string; tab: string }) => {
  const visitor = await w.as(person)
  const html = await (
    await visitor.get(withQuery(paths.tickets, typeof query === 'string' ? { q: query } : query))
  ).text()
  const numbers = [...html.matchAll(/<th scope="row"[^>]*><a [^>]*>T-2026-0*(\d+)</g)].map(([, number]) =>
    Number(number),
  )
  return { numbers, mended: /<p>(Aucun ticket pour[^<]*)/.exec(html)?.[1] }
}

async function furnished() {
  const w = await openWorld()
  const people = await addAgents(w)
  const { lucie, ines } = people
  await addTicket(w, {
    writer: lucie,
    subject: 'Facture de l’été',
    description: 'Œuvre d’art : "paiement" refusé (n° 42)',
  })
  await addTicket(w, { writer: lucie, subject: 'Remboursement', description: 'La facturation est en retard' })
  await addTicket(w, { writer: lucie, to: null, subject: 'Certificat', description: 'Connexion impossible' })
  const noted = await addTicket(w, { writer: lucie, subject: 'Mandat', assignee: ines })
  const act = await w.actOf(ines)
  await w.db.transaction().execute((db) =>
    takeStep({ ...act, db }, noted, {
      kind: 'noted',
      side: 'agent',
      body: 'Prévenir la trésorerie',
      isInternal: true,
    }),
  )
  return { w, ...people }
}

test('words are words: accents, case, ligatures, apostrophes and quotes do no harm, beginnings are enough', async () => {
  const { w, ines } = await furnished()
  for (const [q, numbers] of [
    ['ÉTÉ', [1]],
    ["l'ete", [1]],
    ['oeuvre', [1]],
    ['œuv', [1]],
    ['"paiement" XOR', []],
    ['paiement -refuse', [1]],
    ['fa', [4, 2, 1]],
    ['fact', [4, 2, 1]],
    ['facturation', [2]],
    ['facture été', [1]],
    ['T-2026-000002', [2]],
    ['t-2026-2', [2]],
    ['2026', [4, 2, 1]],
    ['000004', [4]],
    ['Ørsted', [4, 2, 1]],
    ['lucie', [4, 2, 1]],
    ['trésorerie', [4]],
    ['NEAR( "', []],
  ] as const)
    expect((await search(w, ines, q)).numbers, q).toEqual(numbers)
})

test('a search finds only what the reader receives, in the tab where it is asked', async () => {
  const { w, ines } = await furnished()
  expect((await search(w, ines, 'certificat')).numbers).toEqual([])
  expect((await search(w, w.emma, 'certificat')).numbers).toEqual([3])
  expect((await search(w, w.emma, 'facturation')).numbers).toEqual([])
  expect((await search(w, ines, { q: 'facturation', tab: 'closed' })).numbers).toEqual([])
  expect((await search(w, ines, { q: 'mandat', tab: 'mine' })).numbers).toEqual([4])
  expect((await search(w, ines, { q: 'facturation', tab: 'mine' })).numbers).toEqual([])
})

test('a slip of the hand is mended when nothing has the word, and said', async () => {
  const { w, ines } = await furnished()
  const found = await search(w, ines, 'facutration')
  expect(found).toEqual({
    numbers: [2],
    mended: 'Aucun ticket pour « facutration ». Résultats pour « facturation ».',
  })
  expect((await search(w, ines, 'rembousemnet')).numbers).toEqual([2])
  expect((await search(w, ines, 'mendat')).numbers).toEqual([4])
  // Three letters are too few to guess from, numbers are never guessed, nor a word without the first letter.
  expect((await search(w, ines, 'mnd')).numbers).toEqual([])
  expect((await search(w, ines, '21930051200013')).numbers).toEqual([])
  expect((await search(w, ines, 'nandat')).numbers).toEqual([])
  expect(await search(w, ines, 'zzzzzz')).toEqual({ numbers: [], mended: undefined })
})

test('a word of somebody else’s tickets is never proposed', async () => {
  const { w, ines } = await furnished()
  expect(await search(w, ines, 'certificta')).toEqual({ numbers: [], mended: undefined })
  expect((await search(w, w.emma, 'certificta')).numbers).toEqual([3])
  // What agents said among themselves is no word of the writer's.
  const writers = { scope: '"w1"', withNotes: false }
  expect(await findNearWords(w.db, 'tresorreie', writers)).toBeNull()
})

test('a writer searches their own, without the notes of agents', async () => {
  const { w, lucie } = await furnished()
  const mine = { scope: `"w${lucie.id}"`, withNotes: false }
  const found = async (q: string) => {
    const match = await findMatch(w.db, q, mine)
    return match
      ? w.dbs.sqlite
          .prepare('select rowid % 1000 as n from ticket_search where ticket_search match ? order by rowid')
          .pluck()
          .all(match.all)
      : []
  }
  expect(await found('tresorerie')).toEqual([])
  expect(await found('facturation')).toEqual([2])
  expect(await found('')).toEqual([1, 2, 3, 4])
  expect(await findNearWords(w.db, 'facutration', mine)).toBe('facturation')
})

/** Words that many tickets might have, all with the same first letter. */
const SYLLABLES = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'xo']
const manyWords = () =>
  SYLLABLES.flatMap((a) => SYLLABLES.flatMap((b) => SYLLABLES.map((c) => `f${a}${b}${c}`))).join(' ')

/** How often the index is read, and how often others are served meanwhile. */
async function watched(w: TestWorld, search: (db: TestWorld['db']) => Promise<unknown>) {
  const seen = { reads: 0, turns: 0, ms: 0, isOver: false }
  const began = performance.now()
  const db = w.db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      seen.reads++
      return Promise.resolve(result)
    },
  })
  const count = () => {
    seen.turns++
    if (!seen.isOver) setImmediate(count)
  }
  setImmediate(count)
  await search(db)
  seen.isOver = true
  seen.ms = performance.now() - began
  return seen
}

test('looking for near words is bounded for all words together, and lets others in meanwhile', async () => {
  const { w, lucie } = await furnished()
  const insert = w.dbs.sqlite.prepare('insert into ticket_search(rowid, scope, words, notes) values (?, ?, ?, ?)')
  insert.run(1, `w${lucie.id}`, manyWords(), '')
  w.dbs.sqlite.prepare('insert into ticket_vocabulary(rowid, words) values (1, ?)').run(manyWords())
  const where = { scope: `"w${lucie.id}"`, withNotes: false }
  // A letter left out of each of them: every word has a near one.
  const q = ['fbacedi', 'fcedifo', 'fdifogu', 'ffogula', 'fgulame', 'flameni', 'fmenipo', 'fnpoouru'].map(
    (word) => `${word.slice(0, 3)}${word.slice(4)}`,
  )
  const free = await watched(w, (db) => findNearWords(db, q.join(' '), where))
  expect(free.turns).toBeGreaterThanOrEqual(Math.floor(free.ms / 40))
  const bounded = await watched(w, (db) => findNearWords(db, q.join(' '), { ...where, nearReads: 30 }))
  // Beside these each word is looked up once, and the nearest tried.
  expect(bounded.reads).toBeLessThan(30 + 8 * 3)
  expect(free.reads).toBeGreaterThan(100)
})

test('slips are letters left out, added, changed, or turned round', () => {
  expect([slipsIn('mandat'), slipsIn('facturation'), slipsIn('art'), slipsIn('t2026')]).toEqual([1, 2, 0, 0])
  expect(nearnessOf('facture', 'facutre', 1)).toEqual({ slips: 1 })
  expect(nearnessOf('facture', 'factures', 1)).toEqual({ slips: 1 })
  expect(nearnessOf('facture', 'factre', 1)).toEqual({ slips: 1 })
  expect(nearnessOf('facture', 'facteur', 1)).toEqual({ deadAt: 8 })
  expect(nearnessOf('facture', 'fromage', 1)).toEqual({ deadAt: 3 })
})
