import { performance } from 'node:perf_hooks'
import { paths } from '../../src/urls.ts'
import { ask } from '../fault/client.ts'
import { serveIn } from '../fault/server-process.ts'
import type { Database } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { medianOf } from './load.ts'

const ROUNDS = 5

/** From the start of the process to its first sign of life, and to the first page of the queue. */
export async function measureStart({ dataDir, session, scale }: Database): Promise<Figure[]> {
  const [alive, page]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now()
    const served = await serveIn({ dataDir })
    alive.push(served.startedInMs / 1000)
    const { status } = await ask({ port: served.port, path: paths.membershipRequests, session })
    page.push((performance.now() - begin) / 1000)
    await served.stop()
    if (status !== 200) throw new Error(`the queue answers ${status}`)
  }
  const over = `over ${scale.toLocaleString('en')} requests`
  return [
    atMost(1, { name: `Start to first answer ${over}`, value: rounded(medianOf(alive)), unit: 's' }),
    { name: `Start to first page of the queue ${over}`, value: rounded(medianOf(page)), unit: 's' },
  ]
}
