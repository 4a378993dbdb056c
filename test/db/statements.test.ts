import { expect, test } from 'vitest'
import { INDEXED_WORDS } from '../../src/db/sqlite.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld } from '../world.ts'

type Index = { name: string; sql: string }

test('every word that a partial index asks for is written out in the statements', async () => {
  const { dbs } = await openWorld()
  const indexes = dbs.sqlite
    .prepare<[], Index>(`select name, sql from sqlite_schema where type = 'index' and sql like '% where %'`)
    .all()
  const words = indexes.flatMap(({ sql }) => [...sql.matchAll(/'([^']*)'/g)].map(([, word]) => word))
  expect(words).toContain('pending')
  expect(words.filter((word) => !INDEXED_WORDS.has(word))).toEqual([])
})

test('a word of an index finds that index; any other value is one that no plan looks at', async () => {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const waiting = (state: 'pending' | 'withdrawn') =>
    plansOf(w, act, ({ db }) =>
      db
        .selectFrom('membership_request')
        .select('id')
        .where('state', '=', state)
        .where('reminded_at', 'is', null)
        .where('created_at', '<', '2026-01-01')
        .execute(),
    )
  const [[pending], [withdrawn]] = [await waiting('pending'), await waiting('withdrawn')]
  expect(pending?.sql).toContain(`"state" = 'pending'`)
  expect(pending?.plan.join()).toContain('membership_request_waiting')
  expect(withdrawn?.sql).toContain('"state" = +?')
})
