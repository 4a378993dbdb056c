import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { paths, url, withQuery } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { ask } from '../fault/client.ts'
import { type Served, serveIn } from '../fault/server-process.ts'
import { type Database, pendingIds } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { medianOf } from './load.ts'
import { atRest } from './resting.ts'

const BULK = 500
const ROUNDS = 3
const SINGLES = 150
const POLL_MS = 3
const WORST_WAIT_MS = 50

/** Decisions in bulk and one by one, while somebody else reads the queue. Uses the database up a little. */
export async function measureBulk({ dataDir, session }: Database): Promise<Figure[]> {
  const ids = await pendingIds(dataDir, 2 * ROUNDS * BULK + 2 * SINGLES)
  const served = await serveIn({ dataDir })
  try {
    const calm = await worstWait(served, session, () => wait(1000))
    const approvals = await decideInTurns(served, session, {
      path: paths.membershipRequestApprovals,
      fields: { role: 'simple_user' },
      take: () => ids.splice(0, BULK),
    })
    const refusals = await decideInTurns(served, session, {
      path: paths.membershipRequestRefusals,
      fields: { reason: 'Merci de préciser votre service.' },
      take: () => ids.splice(0, BULK),
    })
    // The single decisions are measured alone: the mails of those in bulk leave first.
    await atRest(served, dataDir)
    const alone = await singlesPerSecond(served, session, { ids: ids.splice(0, SINGLES), connections: 1 })
    const together = await singlesPerSecond(served, session, { ids: ids.splice(0, SINGLES), connections: 10 })
    const worst = Math.max(...approvals.waits, ...refusals.waits)
    return [
      atMost(1, { name: `${BULK} requests validated in bulk`, value: rounded(medianOf(approvals.seconds)), unit: 's' }),
      atMost(1, { name: `${BULK} requests refused in bulk`, value: rounded(medianOf(refusals.seconds)), unit: 's' }),
      atMost(WORST_WAIT_MS, { name: 'Longest wait of a reader meanwhile', value: rounded(worst, 1), unit: 'ms' }),
      { name: 'Longest wait of a reader otherwise', value: rounded(calm, 1), unit: 'ms' },
      {
        name: 'Longest wait of a reader while the mails leave',
        value: rounded(Math.max(...approvals.after, ...refusals.after), 1),
        unit: 'ms',
      },
      { name: 'Single decisions, durable, one after the other', value: Math.round(alone), unit: 'decisions/s' },
      { name: 'Single decisions, durable, ten at a time', value: Math.round(together), unit: 'decisions/s' },
    ]
  } finally {
    await served.stop()
  }
}

type Bulk = { path: string; fields: Record<string, string>; take: () => number[] }

async function decideInTurns(served: Served, session: string, { path, fields, take }: Bulk) {
  const measured = { seconds: [] as number[], waits: [] as number[], after: [] as number[] }
  for (let round = 0; round < ROUNDS; round++) {
    const form = new URLSearchParams({ ...fields, once: randomToken() })
    for (const id of take()) form.append('id', String(id))
    const posting = ask({ port: served.port, path, form, session })
    measured.waits.push(await worstWait(served, session, () => posting))
    const answer = await posting
    if (answer.status !== 303) throw new Error(`${path} answers ${answer.status}`)
    measured.seconds.push(answer.ms / 1000)
    measured.after.push(await worstWait(served, session, () => wait(1000)))
  }
  return measured
}

/** The slowest of the pages that a reader asks for, a few milliseconds apart, until something is over. */
async function worstWait({ port }: Served, session: string, until: () => Promise<unknown>): Promise<number> {
  const reading = { isOver: false, worst: 0 }
  const over = until().then(() => (reading.isOver = true))
  while (!reading.isOver) {
    const { ms } = await ask({ port, path: withQuery(paths.membershipRequests, { page: 2 }), session })
    reading.worst = Math.max(reading.worst, ms)
    await wait(POLL_MS)
  }
  await over
  return reading.worst
}

async function singlesPerSecond(
  { port }: Served,
  session: string,
  { ids, connections }: { ids: number[]; connections: number },
): Promise<number> {
  const begin = performance.now()
  const count = ids.length
  const worker = async () => {
    for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
      const form = new URLSearchParams({ role: 'simple_user', whole: '1', once: randomToken() })
      const { status } = await ask({ port, path: url(paths.membershipRequestApproval, { id }), form, session })
      if (status !== 303) throw new Error(`the decision about request ${id} is answered ${status}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return count / ((performance.now() - begin) / 1000)
}
