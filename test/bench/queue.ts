import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { paths } from '../../src/urls.ts'
import { ask, cookieOf } from '../fault/client.ts'
import { freePort, serveIn } from '../fault/server-process.ts'
import type { Database } from './databases.ts'
import { type Figure, rounded } from './figures.ts'
import { load, loadByClients, medianOf, percentile, type Target } from './load.ts'

const BURST = { connections: 10, seconds: 3 }
const READERS = 50
const ROUNDS = 5
const GOAL = 0.08

/** The manager's queue of membership requests. */
export const measureQueue = ({ dataDir, session }: Database): Promise<Figure[]> =>
  measureBeside(dataDir, { name: 'Queue, 50 rows', path: `${paths.membershipRequests}?rows=50`, session })

/**
 * A page beside a server that does nothing but send the same bytes: each in a process of its own, in turns,
 * asked by Node's own http client on kept connections. That client is what bounds the bare server; bare sockets, which
 * cost less than the server, are told apart.
 */
export async function measureBeside(
  dataDir: string,
  { name, path, session }: { name: string; path: string; session: string },
): Promise<Figure[]> {
  const served = await serveIn({ dataDir })
  const cookie = cookieOf(served.port, session)
  const plain = { cookie, 'accept-encoding': 'identity' }
  const answer = await ask({ port: served.port, path, headers: plain })
  const { date: _date, connection: _connection, 'keep-alive': _keep, ...headers } = answer.headers
  const file = join(dataDir, 'bare-answer.json')
  writeFileSync(file, JSON.stringify({ headers, body: answer.body.toString('base64') }))
  const bare = await startBare(file)
  const ours = { port: served.port, path, headers: plain }
  const least = { port: bare.port, path, headers: plain }
  try {
    const rates = await rateInTurns(ours, least)
    const packed = await loadByClients({ ...ours, headers: { cookie, 'accept-encoding': 'br' } }, BURST)
    const leanOurs = await load(ours, BURST)
    const leanLeast = await load(least, BURST)
    const crowd = await load(ours, { ...BURST, connections: READERS })
    const ratio = rounded(medianOf(rates.map((rate) => rate.ours / rate.least)), 3)
    const lean = rounded(leanOurs.requestsPerSecond / leanLeast.requestsPerSecond, 3)
    const rateOf = (name: string, rate: number): Figure => ({ name, value: Math.round(rate), unit: 'requests/s' })
    return [
      { name: `${name}: ours ÷ bare node:http`, value: ratio, unit: '×', goal: `≥ ${GOAL}`, met: ratio >= GOAL },
      rateOf(name, medianOf(rates.map((rate) => rate.ours))),
      rateOf('Bare node:http, the same bytes', medianOf(rates.map((rate) => rate.least))),
      rateOf(`${name}, brotli`, packed),
      { name: `${name}: ours ÷ bare, asked by bare sockets`, value: lean, unit: '×' },
      { name: `${name}: bytes before packing`, value: answer.body.length, unit: 'bytes' },
      {
        name: `${name}: p99 with ${READERS} readers`,
        value: Math.round(percentile(crowd.latencies, 0.99)),
        unit: 'ms',
      },
    ]
  } finally {
    bare.child.kill()
    await served.stop()
    rmSync(file)
  }
}

async function rateInTurns(ours: Target, least: Target): Promise<{ ours: number; least: number }[]> {
  await loadByClients(ours, BURST)
  await loadByClients(least, { ...BURST, seconds: 1 })
  const rates: { ours: number; least: number }[] = []
  for (let round = 0; round < ROUNDS; round++)
    rates.push({ ours: await loadByClients(ours, BURST), least: await loadByClients(least, BURST) })
  return rates
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
