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
  return { act, subjects, append, write }
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
