import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '../../src/urls.ts'
import { ask } from '../fault/client.ts'
import { freePort, serveIn } from '../fault/server-process.ts'
import type { Database } from './databases.ts'
import { type Figure, rounded } from './figures.ts'
import { load, medianOf, percentile } from './load.ts'

const CONNECTIONS = 10
const SECONDS = 3
const READERS = 50
const ROUNDS = 3
const GOAL = 0.08

/** The queue of 50 rows beside a server that does nothing but send the same bytes. Each in a process of its own, in turns. */
export async function measureQueue({ dataDir, cookie }: Database): Promise<Figure[]> {
  const path = `${paths.membershipRequests}?rows=50`
  const served = await serveIn({ dataDir })
  const plain = { cookie, 'accept-encoding': 'identity' }
  const answer = await ask({ port: served.port, path, headers: plain })
  const { date: _date, connection: _connection, 'keep-alive': _keep, ...headers } = answer.headers
  const file = join(dataDir, 'bare-answer.json')
  writeFileSync(file, JSON.stringify({ headers, body: answer.body.toString('base64') }))
  const bare = await startBare(file)
  const rates = { ours: [] as number[], packed: [] as number[], bare: [] as number[], ratio: [] as number[] }
  const burst = { connections: CONNECTIONS, seconds: SECONDS }
  try {
    await load({ port: served.port, path, headers: plain }, { connections: CONNECTIONS, seconds: 2 })
    await load({ port: bare.port, path, headers: plain }, { connections: CONNECTIONS, seconds: 1 })
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await load({ port: served.port, path, headers: plain }, burst)
      const least = await load({ port: bare.port, path, headers: plain }, burst)
      const packed = await load({ port: served.port, path, headers: { cookie, 'accept-encoding': 'br' } }, burst)
      rates.ours.push(ours.requestsPerSecond)
      rates.bare.push(least.requestsPerSecond)
      rates.packed.push(packed.requestsPerSecond)
      rates.ratio.push(ours.requestsPerSecond / least.requestsPerSecond)
    }
    const crowd = await load({ port: served.port, path, headers: plain }, { connections: READERS, seconds: SECONDS })
    const ratio = rounded(medianOf(rates.ratio), 3)
    return [
      { name: 'Queue, 50 rows: ours ÷ bare node:http', value: ratio, unit: '×', goal: `≥ ${GOAL}`, met: ratio >= GOAL },
      { name: 'Queue, 50 rows', value: Math.round(medianOf(rates.ours)), unit: 'requests/s' },
      { name: 'Queue, 50 rows, brotli', value: Math.round(medianOf(rates.packed)), unit: 'requests/s' },
      { name: 'Bare node:http, the same bytes', value: Math.round(medianOf(rates.bare)), unit: 'requests/s' },
      { name: 'Queue, 50 rows: bytes before packing', value: answer.body.length, unit: 'bytes' },
      { name: `Queue: p99 with ${READERS} readers`, value: Math.round(percentile(crowd.latencies, 0.99)), unit: 'ms' },
    ]
  } finally {
    bare.child.kill()
    await served.stop()
    rmSync(file)
  }
}

async function startBare(file: string): Promise<{ port: number; child: ChildProcess }> {
  const port = await freePort()
  const script = join(import.meta.dirname, 'bare-server.ts')
  const child = spawn(process.execPath, [script, file, String(port)], { stdio: 'inherit' })
  for (;;) {
    try {
      await ask({ port, path: '/' })
      return { port, child }
    } catch (error) {
      if (child.exitCode !== null) throw error
      await wait(10) // Nobody listens yet.
    }
  }
}
