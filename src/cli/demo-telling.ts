import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { DEMONSTRATION_PASSWORD } from '../auth/choosing-password.ts'
import type { Db } from '../db/tables.ts'
import { withoutSecret } from '../notifications/rules.ts'
import { openFileStore } from '../outside/files.ts'
import { hashPassword } from '../outside/password.ts'
import { openLocalRegister, registerFile } from '../sirene/queries.ts'
import { perform } from './demo-acting.ts'
import { ACCOUNTS, MAIN_PLACE } from './demo-cast.ts'
import type { Making } from './demo-making.ts'
import { findAnchors } from './demo-mass-crowd.ts'
import { keepMassFiles } from './demo-mass-ticket-files.ts'
import { letTicketsCome } from './demo-mass-tickets.ts'
import { amountsFor, REQUESTS_MOST } from './demo-mass-plan.ts'
import type { Step } from './demo-plot.ts'
import type { Scene } from './demo-scene.ts'
import { crowdBegins, letCrowdCome } from './demo-scale.ts'
import { planTimeline } from './demo-timeline.ts'

/** Mails of these last hours wait for the server, which sends them when it starts. */
const STILL_WAITING_MS = 4 * 3_600_000

type Opened = { db: Db; sqlite: Database.Database }

/** Plays the story into an empty database, and lets the crowd come in between where a scale is asked for. */
export async function tellStory({ db, sqlite }: Opened, { dataDir, scale, now, say }: Making): Promise<void> {
  const register = openLocalRegister(registerFile(dataDir))
  const hashes = await hashPasswords()
  const kept = {
    logins: new Map(),
    activations: new Map(),
    requests: new Map(),
    spaceRequests: new Map(),
    tickets: new Map(),
  }
  // A file lies under the hash of what it holds: that of a demonstration left unfinished is the next one's.
  const files = openFileStore(join(dataDir, 'files'))
  const scene: Scene = { db, register, files, hashes, ...kept }
  const steps = planTimeline(now)
  const turn = crowdBegins(now)
  for (const step of steps.filter(({ at }) => at < turn)) await perform(scene, step)
  if (scale !== null) {
    const amounts = amountsFor(Math.min(scale, REQUESTS_MOST), countRequests(steps))
    const crowd = { amounts, anchors: findAnchors(sqlite), hash: hashes.of(''), now }
    letCrowdCome(sqlite, crowd, tenths(say, 'Requests'))
    const kept = await keepMassFiles({ db, files, now: turn })
    letTicketsCome(sqlite, { amount: scale, files: kept, now }, tenths(say, 'Tickets'))
  }
  for (const step of steps.filter(({ at }) => at >= turn)) await perform(scene, step)
  register.close()
  sqlite.pragma(`user_version = ${scale ?? 0}`)
  markSent(sqlite, new Date(now.getTime() - STILL_WAITING_MS))
}

/** The printed accounts have a hash each, everybody else shares one; all are of the same published password. */
async function hashPasswords(): Promise<Scene['hashes']> {
  const shared = await hashPassword(DEMONSTRATION_PASSWORD)
  const own = ACCOUNTS.map(async ({ key }) => [key, await hashPassword(DEMONSTRATION_PASSWORD)] as const)
  const byKey = new Map(await Promise.all(own))
  return { of: (key) => byKey.get(key) ?? shared }
}

function countRequests(steps: Step[]): { requests: number; waitingInMain: number } {
  const asked = steps.filter((step) => step.does === 'asks')
  const decided = new Set(steps.flatMap((step) => ('request' in step && step.does !== 'asks' ? [step.request] : [])))
  const waiting = asked.filter(({ request, ask }) => ask.siret === MAIN_PLACE.siret && !decided.has(request))
  return { requests: asked.length, waitingInMain: waiting.length }
}

/** Says each tenth of the way once. */
function tenths(say: (text: string) => void, of: string): (percent: number) => void {
  let said = 0
  return (percent) => {
    if (percent < said + 10) return
    said = percent - (percent % 10)
    say(`  ${of}: ${said} %`)
  }
}

/** Mails of the past left at their time, as they would have; their links have served. */
function markSent(sqlite: Database.Database, before: Date): void {
  const past = sqlite.prepare('select id, data, created_at from mail where created_at < ?').all(before.toISOString())
  const mark = sqlite.prepare(`update mail set state = 'sent', attempts = 1, sent_at = ?, data = ? where id = ?`)
  sqlite.transaction(() => {
    for (const { id, data, created_at } of past as { id: number; data: string; created_at: string }[])
      mark.run(new Date(Date.parse(created_at) + 2000).toISOString(), withoutSecret(data), id)
  })()
}
