import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { AnyAct } from '../../src/act.ts'
import { doInTurns } from '../../src/auth/running-in-bulk.ts'
import { inTransaction } from '../../src/db/transaction.ts'
import { record } from '../../src/history/record.ts'
import { accept } from '../../src/values/result.ts'
import { openWorld } from '../world.ts'

const IDS = Array.from({ length: 40 }, (_, at) => at + 1)

async function start() {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const tell = (act: AnyAct, subject: string) =>
    record(act, { action: 'account.activated', subject, structureId: null, person: null })
  const told = async () =>
    (await w.dbs.read.selectFrom('history').select('subject').orderBy('id').execute()).map(({ subject }) => subject)
  return { act, tell, told }
}

/** An item that has much to do. */
function work(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('Chloé is served again and again while Alice’s run goes on, and reads only what was committed', async () => {
  const { act, tell, told } = await start()
  let begun = 0
  const running = doInTurns(act, IDS, {
    each: async (act, id) => {
      begun++
      work(2)
      await tell(act, `item/${id}`)
    },
    failed: (error) => expect.unreachable(String(error)),
  })
  const served: { begun: number; read: number }[] = []
  while (begun < IDS.length) {
    served.push({ begun, read: (await told()).length })
    await setImmediate()
  }
  await running
  const most = Math.max(...served.map((one, at) => one.begun - (served[at - 1]?.begun ?? 0)))
  expect(most).toBeLessThan(10)
  expect(served.some(({ begun, read }) => read < begun)).toBe(true)
  expect(served.some(({ read }) => read > 0)).toBe(true)
  expect(await told()).toEqual(IDS.map((id) => `item/${id}`))
})

test('what Bruno writes meanwhile waits, and is not undone with an item that fails', async () => {
  const { act, tell, told } = await start()
  const errors: unknown[] = []
  let begun = 0
  const running = doInTurns(act, IDS, {
    each: async (act, id) => {
      begun++
      work(2)
      await tell(act, `item/${id}`)
      if (id === 20) throw new Error('broken')
    },
    failed: (error) => errors.push(error),
  })
  while (begun < 3) await setImmediate()
  await inTransaction(act, async (act) => {
    await tell(act, 'bruno')
    return accept(null)
  })
  await running
  expect(errors).toEqual([new Error('broken')])
  const items = IDS.filter((id) => id !== 20).map((id) => `item/${id}`)
  expect((await told()).toSorted()).toEqual(['bruno', ...items].toSorted())
})
