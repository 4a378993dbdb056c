import { expect, test } from 'vitest'
import type { Act } from '../../src/act.ts'
import { eachHistoryEntry, type HistoryEntry, searchHistory } from '../../src/history/queries.ts'
import { record } from '../../src/history/record.ts'
import type { HistorySearch } from '../../src/history/search-queries.ts'
import { inTransaction } from '../../src/db/transaction.ts'
import { accept } from '../../src/values/result.ts'
import { addMember, addPerson } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import type { Person } from '../moment.ts'
import { openWorld, type TestWorld } from '../world.ts'

const ALL: HistorySearch = {
  structureId: null,
  family: null,
  list: null,
  person: '',
  from: null,
  to: null,
  paging: { page: 1, size: 25 },
}

/** One line for each, in one transaction. */
const addLines = (act: Act, lines: { structureId: number; person: Person | null }[]) =>
  inTransaction(act, async (act) => {
    for (const line of lines)
      await record(act, { action: 'membership_request.validated', subject: 'membership_request/1', ...line })
    return accept(null)
  })

const addNamesakes = ({ db, dbs }: TestWorld, count: number): Promise<Person[]> =>
  db.transaction().execute(async (write) => {
    const people: Person[] = []
    for (let n = 0; n < count; n++)
      people.push(await addPerson({ ...dbs, write }, { first: `Jean ${n}`, last: 'Dupont' }))
    return people
  })

/** Structures that Bruno manages as a secondary manager, each with one line of its history. */
async function addManaged(w: TestWorld, count: number): Promise<void> {
  const act = await w.actOf(w.emma)
  w.dbs.sqlite.transaction(() => {
    const structure = w.dbs.sqlite.prepare(
      `insert into structure (kind, identifier_kind, identifier, name, name_folded, state, created_at)
       values ('public', 'SIRET', ?, ?, ?, 'inactive', '2026-01-01') returning id`,
    )
    const membership = w.dbs.sqlite.prepare(
      `insert into membership (user_id, structure_id, role, whole_structure, starts_on, created_at)
       values (?, ?, 'secondary_manager', 1, '2026-01-01', '2026-01-01')`,
    )
    const manages = w.dbs.sqlite.prepare(
      `insert into subscription (membership_id, structure_id, space, access, created_at) values (?, ?, 'manager', 'write', '2026-01-01')`,
    )
    for (let n = 0; n < count; n++) {
      const { id } = structure.get(String(10 ** 13 + n), `Commune ${n}`, `commune ${n}`) as { id: number }
      manages.run(membership.run(w.bruno.id, id).lastInsertRowid, id)
    }
  })()
  const rows = await w.db.selectFrom('membership').select('structure_id').where('user_id', '=', w.bruno.id).execute()
  await addLines(
    act,
    rows.map(({ structure_id }) => ({ structureId: structure_id, person: w.chloe })),
  )
}

async function exported(act: Act, search: HistorySearch): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  for await (const part of eachHistoryEntry(act, search)) entries.push(...part)
  return entries
}

test.each([199, 203])('of %d namesakes each line is found, on the pages and in the export', async (count) => {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const people = [...(await addNamesakes(w, count)), w.chloe, null]
  await addLines(
    act,
    people.map((person) => ({ structureId: w.mairie, person })),
  )
  const search = { ...ALL, person: 'dupont' }
  const first = await searchHistory(act, search)
  expect([first.total, first.rows.length]).toEqual([count, 25])
  expect(await exported(act, search)).toHaveLength(count)
  const last = await searchHistory(act, { ...search, paging: { page: 99, size: 25 } })
  expect(last.rows.at(-1)?.detail?.personName).toBe('Jean 0 Dupont')
  // Elsewhere there is none of them.
  expect((await searchHistory(await w.actOf(w.farid), search)).rows).toEqual([])
  expect((await searchHistory(act, { ...search, from: '2026-11-24' })).total).toBe(0)
  expect((await searchHistory(act, { ...search, family: 'structure' })).total).toBe(0)
})

test('who manages more than 500 structures reads the history of all of them, newest first', async () => {
  const w = await openWorld()
  await addManaged(w, 501)
  const act = await w.actOf(w.bruno)
  const page = await searchHistory(act, { ...ALL, paging: { page: 6, size: 100 } })
  expect([page.total, page.rows.length, page.hasNext]).toEqual([502, 2, false])
  const ids = (await exported(act, ALL)).map(({ id }) => id)
  expect(ids).toEqual(Array.from({ length: 502 }, (_, n) => 502 - n))
  expect((await searchHistory(act, { ...ALL, person: 'bernard' })).total).toBe(502)
  expect((await searchHistory(act, { ...ALL, paging: { page: 99, size: 25 } })).paging.page).toBe(21)
})

test('beyond the thousand lines that are counted, a page past the end answers the last one counted', async () => {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const line = { structureId: w.mairie, person: null }
  await addLines(
    act,
    Array.from({ length: 1030 }, () => line),
  )
  const at = async (page: number) => {
    const { rows, paging, total } = await searchHistory(act, { ...ALL, paging: { page, size: 25 } })
    return [paging.page, rows.length, total]
  }
  expect(await at(42)).toEqual([42, 5, null])
  expect(await at(90)).toEqual([40, 25, null])
})

const FILTERS: [string, Partial<HistorySearch>, string][] = [
  ['nothing', {}, 'history_of_structure (structure_id=?)'],
  ['a kind', { family: 'membership' }, 'history_of_family (structure_id=? AND family=?)'],
  ['decisions alone', { list: 'memberships' }, 'history_of_structure (structure_id=?)'],
  ['a person', { person: 'bernard' }, 'history_of_person (structure_id=? AND person_id=?)'],
  [
    'a person and a kind',
    { person: 'bernard', family: 'membership' },
    'history_of_person (structure_id=? AND person_id=?)',
  ],
  ['many people', { person: 'dupont' }, 'history_of_person (structure_id=?)'],
  ['dates', { from: '2026-11-01', to: '2026-11-30' }, 'history_of_structure (structure_id=? AND id>? AND id<?)'],
  ['one structure', { structureId: 1 }, 'history_of_structure (structure_id=?)'],
]
test('each filter reads the structures’ lines from an index, and scans no table', async () => {
  const w = await openWorld()
  await addMember(w.dbs, w.alice, { structureId: w.elsewhere, role: 'secondary_manager' })
  await addNamesakes(w, 201)
  const act = await w.actOf(w.alice)
  await addLines(act, [{ structureId: w.mairie, person: w.chloe }])
  for (const [name, filter, index] of FILTERS) {
    const plans = await plansOf(w, act, (act) => searchHistory(act, { ...ALL, ...filter }))
    const steps = plans.flatMap(({ plan }) => plan)
    expect(
      steps.some((step) => step.startsWith('SEARCH history USING') && step.endsWith(index)),
      `${name}: ${steps.join('\n')}`,
    ).toBe(true)
    expect(
      steps.filter((step) => /^SCAN (history|user|structure)( |$)/.test(step)),
      name,
    ).toEqual([])
  }
})
