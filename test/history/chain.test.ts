import { expect, test } from 'vitest'
import { record } from '../../src/history/record.ts'
import { verifyHistory } from '../../src/history/verifying.ts'
import { openWorld } from '../world.ts'

async function open() {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  for (const comment of ['premier', 'deuxième', 'troisième'])
    await record(act, {
      action: 'membership_request.refused',
      subject: 'membership_request/1',
      structureId: w.mairie,
      person: w.chloe,
      comment,
    })
  return { w, sqlite: w.dbs.sqlite }
}

test('an untouched chain holds', async () => {
  const { w } = await open()
  expect(await verifyHistory(w.db)).toEqual({ rows: 3, erased: 0, broken: null })
})
test('the database itself refuses to change, delete or reorder a line', async () => {
  const { sqlite } = await open()
  for (const statement of [
    'update history set action = action',
    'delete from history',
    'delete from history_detail',
    'insert or replace into history select * from history where id = 1',
    "insert or replace into history_detail values (1, 's', '{}', null)",
    "update history_detail set content = '{}'",
  ])
    expect(() => sqlite.exec(statement)).toThrow('append-only')
})
test('a line changed behind the triggers’ back is found', async () => {
  const { w, sqlite } = await open()
  sqlite.exec('drop trigger history_is_append_only_1; update history set actor_id = 99 where id = 2')
  expect((await verifyHistory(w.db)).broken).toEqual({ id: 2, why: 'chain' })
})
test('a line taken out is found at the next one', async () => {
  const { w, sqlite } = await open()
  sqlite.exec('pragma foreign_keys=off; drop trigger history_is_append_only_2; delete from history where id = 2')
  expect((await verifyHistory(w.db)).broken).toEqual({ id: 3, why: 'chain' })
})
test('a comment rewritten is found, one erased for a person’s sake is not called broken', async () => {
  const { w, sqlite } = await open()
  sqlite.exec("update history_detail set content = null, salt = null, erased_at = '2026-11-23' where history_id = 1")
  expect(await verifyHistory(w.db)).toEqual({ rows: 3, erased: 1, broken: null })
  sqlite.exec(
    "drop trigger history_detail_is_only_erased; update history_detail set content = '{}' where history_id = 3",
  )
  expect((await verifyHistory(w.db)).broken).toEqual({ id: 3, why: 'detail' })
})
test('many writers at once keep one chain', async () => {
  const { w } = await open()
  const act = await w.actOf(w.bruno)
  const { inTransaction } = await import('../../src/db/transaction.ts')
  const { accept } = await import('../../src/values/result.ts')
  await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      inTransaction(act, async (act) => {
        await record(act, { action: 'account.activated', subject: `user/${at}`, structureId: null, person: null })
        return accept(null)
      }),
    ),
  )
  expect(await verifyHistory(w.db)).toEqual({ rows: 23, erased: 0, broken: null })
})
