import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { AnyAct } from '../../src/act.ts'
import { inTransaction } from '../../src/db/transaction.ts'
import { record } from '../../src/history/record.ts'
import { accept, refuse } from '../../src/values/result.ts'
import { openWorld } from '../world.ts'

async function start() {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const subjects = () => w.dbs.sqlite.prepare('select subject from history order by id').pluck().all()
  const append = (act: AnyAct, subject: string) =>
    record(act, { action: 'account.activated', subject, structureId: null, person: null })
  const write = (act: AnyAct, subject: string, ok = true) =>
    inTransaction(act, async (act) => {
      await append(act, subject)
      return ok ? accept(1) : refuse('no')
    })
  return { w, act, subjects, append, write }
}

test('a refusal undoes everything, a nested refusal only its own part', async () => {
  const { act, subjects, append, write } = await start()
  await inTransaction(act, async (act) => {
    await write(act, 'kept')
    await write(act, 'undone', false)
    await append(act, 'after')
    return accept(1)
  })
  expect(subjects()).toEqual(['kept', 'after'])
  await inTransaction(act, async (act) => {
    await write(act, 'lost')
    return refuse('no')
  })
  expect(subjects()).toEqual(['kept', 'after'])
})
test('a bug rolls back and is thrown', async () => {
  const { act, subjects, write } = await start()
  const bug = inTransaction(act, async (act) => {
    await write(act, 'lost')
    throw new Error('bug')
  })
  await expect(bug).rejects.toThrow('bug')
  expect(subjects()).toEqual([])
})
test('the outer db inside a transaction throws instead of hanging for ever', async () => {
  const { act, append } = await start()
  const wrong = inTransaction(act, async () => {
    await append(act, 'x')
    return accept(1)
  })
  await expect(wrong).rejects.toThrow('outer db')
})
test('a nested bug that is caught leaves nothing of itself, and a later refusal still undoes all', async () => {
  const { act, subjects, append, write } = await start()
  const failing = (act: AnyAct) =>
    inTransaction(act, async (act): Promise<never> => {
      await append(act, 'stray')
      throw new Error('bug')
    })
  await inTransaction(act, async (act) => {
    await write(act, 'kept')
    await failing(act).catch(() => undefined)
    return accept(1)
  })
  expect(subjects()).toEqual(['kept'])
  await inTransaction(act, async (act) => {
    await failing(act).catch(() => undefined)
    await write(act, 'lost')
    return refuse('no')
  })
  expect(subjects()).toEqual(['kept'])
})
test('a transaction on the outer db inside a transaction throws instead of hanging for ever', async () => {
  const { act, write } = await start()
  const wrong = inTransaction(act, async () => write(act, 'x'))
  await expect(wrong).rejects.toThrow('Transaction on the outer db')
})
test('commands that are ready together share one commit; a refusal or a bug among them undoes its own part alone', async () => {
  const { w, act, subjects, append, write } = await start()
  const readers = () => w.dbs.read.selectFrom('history').select('subject').execute()
  const bug = inTransaction(act, async (act): Promise<never> => {
    await append(act, 'stray')
    throw new Error('bug')
  })
  const last = async () =>
    inTransaction(act, async (act) => {
      const seen = await act.db.selectFrom('history').select('subject').execute()
      await append(act, 'last')
      return accept({ seen, readBesides: await readers() })
    })
  const [first, refused, failed, seen] = await Promise.allSettled([
    write(act, 'first'),
    write(act, 'no', false),
    bug,
    last(),
  ])
  expect([first, refused]).toMatchObject([{ value: { ok: true } }, { value: { ok: false, refusal: 'no' } }])
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'bug' } })
  // Seen by those of the same commit, not yet by anybody else.
  expect(seen).toMatchObject({ value: { value: { seen: [{ subject: 'first' }], readBesides: [] } } })
  expect(subjects()).toEqual(['first', 'last'])
})
test('where the common commit fails, nobody is told that something was done', async () => {
  const { w, act, subjects, write } = await start()
  const orphan = inTransaction(act, async ({ db }) => {
    // A key that is looked at when all is committed.
    await sql`pragma defer_foreign_keys = on`.execute(db)
    await sql`insert into session (id_hash, user_id, device, created_at, seen_at, expires_at)
      values ('x', 999999, '', '', '', '')`.execute(db)
    return accept(1)
  })
  const results = await Promise.allSettled([write(act, 'lost'), orphan])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(subjects()).toEqual([])
  await write(act, 'after')
  expect(subjects()).toEqual(['after'])
  expect(await w.dbs.read.selectFrom('session').select('id_hash').where('id_hash', '=', 'x').execute()).toEqual([])
})
