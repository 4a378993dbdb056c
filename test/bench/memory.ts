import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { paths, url, withQuery } from '../../src/urls.ts'
import { cookieOf } from '../fault/client.ts'
import { serveIn } from '../fault/server-process.ts'
import type { Database } from './databases.ts'
import { atMost, type Figure } from './figures.ts'
import { askEach } from './load.ts'

const REQUESTS = 10_000
const CONNECTIONS = 10
const GOAL_MB = 150

/** The pages of managers. */
export function measureMemory({ dataDir, session, start, requestId }: Database): Promise<Figure[]> {
  const mix = [
    withQuery(paths.membershipRequests, { rows: 50 }),
    paths.manager,
    withQuery(paths.membershipRequests, { page: 3 }),
    url(paths.membershipRequest, { id: requestId }),
    withQuery(paths.membershipRequests, { q: start }),
    withQuery(paths.membershipRequests, { rows: 100, page: 50, sort: 'name' }),
    url(paths.membershipRequestRefusal, { id: requestId }),
    paths.history,
    withQuery(paths.structureSearch, { q: 'commune' }),
    paths.ownMemberships,
    paths.account,
    paths.accountSecurity,
    paths.home,
  ]
  const paced = mix.map((path) => ({ path, session }))
  return measureHeld(dataDir, { mix: paced, name: 'Memory (RSS) after 10,000 mixed requests' })
}

/** What the server and the processes that it started hold, after many pages of all kinds. */
export async function measureHeld(
  dataDir: string,
  { mix, name }: { mix: { path: string; session: string }[]; name: string },
): Promise<Figure[]> {
  if (!existsSync('/proc/self/status')) {
    process.stderr.write('Memory: this system has no /proc to read it from, it is not measured\n')
    return []
  }
  const served = await serveIn({ dataDir })
  try {
    const atStart = megabytesOf(served.pid)
    const paced = mix.map(({ path, session }, at) => ({
      port: served.port,
      path,
      headers: { cookie: cookieOf(served.port, session), 'accept-encoding': at % 2 === 0 ? 'br' : 'identity' },
    }))
    await askEach(paced, { connections: CONNECTIONS, requests: REQUESTS })
    const after = megabytesOf(served.pid)
    return [
      { name: 'Memory (RSS) at start', value: atStart, unit: 'MB' },
      atMost(GOAL_MB, { name, value: after, unit: 'MB' }),
      { name: `${name}: of it its own`, value: megabytesOf(served.pid, 'RssAnon'), unit: 'MB' },
      { name: `${name}: of it Node’s file in huge pages`, value: hugePagesOf(served.pid), unit: 'MB' },
    ]
  } finally {
    await served.stop()
  }
}

/**
 * Where a system had read Node's file in large pieces, it maps pieces of two megabytes of which a page is needed: 25 to 30
 * more are counted then, which no process holds alone and which another start may not have.
 */
function hugePagesOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Math.round(Number(/^FilePmdMapped:\s*(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024)
}

/** Of a process and its children, in megabytes, as Linux tells it. */
export function megabytesOf(pid: number, what: 'VmRSS' | 'RssAnon' = 'VmRSS'): number {
  const family = new Set([pid])
  let kilobytes = 0
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .toSorted((a, b) => Number(a) - Number(b))
  for (const id of processes) {
    const status = readStatus(id)
    if (Number(id) !== pid && !family.has(Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]))) continue
    family.add(Number(id))
    kilobytes += Number(new RegExp(`^${what}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  }
  return Math.round(kilobytes / 1024)
}

function readStatus(id: string): string {
  try {
    return readFileSync(`/proc/${id}/status`, 'utf8')
  } catch {
    return '' // It ended meanwhile.
  }
}
