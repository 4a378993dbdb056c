import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { paths, url } from '../../../src/urls.ts'
import { randomToken } from '../../../src/values/random.ts'
import { type Answer, ask } from '../client.ts'
import { serveIn } from '../server-process.ts'
import { openTown, withDatabases } from '../town.ts'
import { readTraces, whatIsWrong } from '../traces.ts'

const IN_BULK = 200
const SINGLES = 200

test('told to stop under load, the server answers what it has taken on, and ends', async () => {
  const town = await openTown(IN_BULK + SINGLES)
  const served = await serveIn({ dataDir: town.dataDir })
  const { port } = served
  const session = town.alice
  const agent = new Agent({ keepAlive: true, maxSockets: 20 })
  const bulkForm = new URLSearchParams({ role: 'simple_user', once: randomToken() })
  for (const id of town.ids.slice(0, IN_BULK)) bulkForm.append('id', String(id))
  const bulk = ask({ port, path: paths.membershipRequestApprovals, form: bulkForm, session })
  const singles = town.ids.slice(IN_BULK)
  const answered: { id: number; answer: Answer }[] = []
  let isOver = false
  const decider = async () => {
    for (let id = singles.shift(); id !== undefined; id = singles.shift()) {
      const form = new URLSearchParams({ role: 'simple_user', whole: '1', once: randomToken() })
      try {
        answered.push({
          id,
          answer: await ask({ port, path: url(paths.membershipRequestApproval, { id }), form, session, agent }),
        })
      } catch {
        return // The line is closed: nothing was promised.
      }
    }
  }
  const reader = async () => {
    while (!isOver) {
      try {
        expect((await ask({ port, path: paths.membershipRequests, session, agent })).status).toBe(200)
      } catch (error) {
        if (error instanceof Error && 'code' in error) return // The line is closed.
        throw error
      }
    }
  }
  const clients = Promise.all([decider(), decider(), reader(), reader(), reader()])
  while (answered.length < 5) await ask({ port, path: paths.alive })
  const begin = performance.now()
  const code = await served.stop()
  const seconds = (performance.now() - begin) / 1000
  isOver = true
  await clients
  agent.destroy()
  expect(code, served.output()).toBe(0)
  expect(seconds).toBeLessThan(15)
  expect((await bulk).status).toBe(303)
  await withDatabases(town.dataDir, async (dbs) => {
    expect(await whatIsWrong(dbs)).toEqual([])
    const validated = new Set((await readTraces(dbs)).filter(({ state }) => state === 'validated').map(({ id }) => id))
    const lost = answered.filter(({ id, answer }) => answer.status === 303 && !validated.has(id))
    expect(lost).toEqual([])
    expect(answered.map(({ answer }) => answer.status).filter((status) => status !== 303)).toEqual([])
    expect(town.ids.slice(0, IN_BULK).filter((id) => !validated.has(id))).toEqual([])
  })
})
