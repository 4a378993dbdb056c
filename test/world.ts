import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Hono } from 'hono'
import type { Act, Actor, ActorMembership } from '../src/act.ts'
import { createApp } from '../src/app.tsx'
import { openSessions, readActor } from '../src/auth/sessions.ts'
import { readConfig } from '../src/config.ts'
import { type Databases, joinReader, openDatabases } from '../src/db/open.ts'
import { openSqlite } from '../src/db/sqlite.ts'
import type { Env } from '../src/http/page.tsx'
import { openLive } from '../src/http/live.ts'
import { openLimiter } from '../src/http/rate-limit.ts'
import type { World } from '../src/http/world.ts'
import { openLog } from '../src/outside/log.ts'
import { openRephraser } from '../src/outside/rephrasing.ts'
import type { Register } from '../src/sirene/rules.ts'
import { NOW, type Person } from './moment.ts'
import { addMember, addPerson, addService, addStructure } from './people.ts'

export const PUBLIC_URL = 'http://guichet.test'
export const htmx = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

type Fields = Record<string, string | string[]>
export type Visitor = {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Response>
  cookie: string
}
export type TestWorld = Awaited<ReturnType<typeof openWorld>>

/**
 * The cast: Alice primary manager of the Mairie, Bruno secondary manager, Gaël secondary manager of its finance service
 * alone, Chloé simple user there, Emma platform support, Farid primary manager elsewhere (the stranger), Nadia with an
 * account and nothing else. The Mairie has the services Finances, Marchés publics and, closed, Archives.
 */
export async function openWorld(options: { register?: Register; env?: Record<string, string>; keep?: boolean } = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'guichet-'))
  const { dbs, cast } = await openCopy(dataDir)
  const close = async () => {
    await dbs.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  if (!options.keep) onTestFinished(close)
  const config = readConfig({ DATA_DIR: dataDir, PUBLIC_URL, LOG_LEVEL: 'silent', ALLOW_INSECURE: '1', ...options.env })
  const clock = { now: NOW }
  const world: World = {
    config,
    dbs,
    sessions: openSessions(dbs, { idleHours: config.sessionIdleHours, days: config.sessionDays }),
    limiter: openLimiter(),
    live: openLive(),
    log: openLog('silent'),
    rephraser: config.rephrase && openRephraser(config.rephrase),
    register: options.register ?? { find: async () => ({ kind: 'not-found' }), age: async () => null },
    assets: { css: '/built/app.css', js: '/built/app.js' },
    now: () => clock.now,
    wakeMails: () => undefined,
    wakeScanner: () => undefined,
  }
  const app = createApp(world)
  const as = (person: Person | null): Promise<Visitor> => visitor(app, world, person)
  const actOf = async (person: Person): Promise<Act> => {
    const user = await dbs.write.selectFrom('user').selectAll().where('id', '=', person.id).executeTakeFirstOrThrow()
    return { db: dbs.write, actor: await readActor(dbs.write, user, clock.now), now: clock.now }
  }
  return { app, world, dbs, db: dbs.write, config, dataDir, clock, close, as, actOf, ...cast }
}

async function visitor(app: Hono<Env>, world: World, person: Person | null): Promise<Visitor> {
  const cookie = person ? `guichet=${await world.sessions.start(person.id, 'Firefox', world.now())}` : ''
  const headers = (extra: Record<string, string> = {}) => ({ cookie, host: new URL(PUBLIC_URL).host, ...extra })
  return {
    cookie,
    get: async (path, extra) => app.request(PUBLIC_URL + path, { headers: headers(extra) }),
    post: async (path, fields = {}, extra) => {
      const body = new URLSearchParams()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      return app.request(PUBLIC_URL + path, {
        method: 'POST',
        body,
        headers: headers({ origin: PUBLIC_URL, ...extra }),
      })
    },
  }
}

let made: Promise<{ database: Buffer; cast: Awaited<ReturnType<typeof makeCast>> }> | null = null

/** The database of the cast is migrated and filled once per worker; each world has a copy of its file. */
async function openCopy(dataDir: string) {
  made ??= makeOriginal()
  const { database, cast } = await made
  const file = join(dataDir, 'guichet.sqlite')
  writeFileSync(file, database)
  const writer = openSqlite(file)
  // No test of a world cuts the power: nothing need wait for the disk.
  writer.sqlite.pragma('synchronous=OFF')
  // What a migration draws by lot to tell one database of a process from another.
  writer.sqlite.exec('update knowledge set base = lower(hex(randomblob(16)))')
  return { dbs: joinReader(writer), cast: structuredClone(cast) }
}

async function makeOriginal() {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-cast-'))
  try {
    const dbs = await openDatabases(folder)
    const cast = await makeCast(dbs)
    const database = dbs.sqlite.serialize()
    await dbs.close()
    return { database, cast }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function makeCast(dbs: Databases) {
  const alice = await addPerson(dbs, { first: 'Alice', last: 'Martin' })
  const bruno = await addPerson(dbs, { first: 'Bruno', last: 'Leroy' })
  const chloe = await addPerson(dbs, { first: 'Chloé', last: 'Bernard' })
  const emma = await addPerson(dbs, { first: 'Emma', last: 'Faure', isOperator: true })
  const farid = await addPerson(dbs, { first: 'Farid', last: 'Cherif' })
  const gael = await addPerson(dbs, { first: 'Gaël', last: 'Œuvrard' })
  const nadia = await addPerson(dbs, { first: 'Nadia', last: 'Haddad' })
  const mairie = await addStructure(dbs, {
    name: 'Commune de Noisy-le-Grand',
    identifier: '21930051200012',
    kind: 'public',
    primary: alice,
  })
  const elsewhere = await addStructure(dbs, {
    name: 'Ørsted Conseil',
    identifier: '73282932000074',
    kind: 'private',
    primary: farid,
  })
  const finances = await addService(dbs, { structure_id: mairie, code: 'FIN', name: 'Finances' })
  const marches = await addService(dbs, { structure_id: mairie, code: 'MAR', name: 'Marchés publics' })
  const archives = await addService(dbs, { structure_id: mairie, code: 'ARC', name: 'Archives', state: 'closed' })
  await addMember(dbs, bruno, { structureId: mairie, role: 'secondary_manager' })
  await addMember(dbs, chloe, { structureId: mairie, role: 'simple_user' })
  await addMember(dbs, gael, { structureId: mairie, role: 'secondary_manager', services: [finances] })
  return { alice, bruno, chloe, emma, farid, gael, nadia, mairie, elsewhere, finances, marches, archives }
}

/** The actor as the commands see them, for pure rules. */
export const actor = (id: number, memberships: Omit<ActorMembership, 'spaces'>[] = []): Actor => ({
  id,
  name: `Actor ${id}`,
  login: `actor${id}@guichet.test`,
  language: 'fr',
  isOperator: false,
  memberships: memberships.map((one) => ({
    ...one,
    spaces: one.role === 'simple_user' ? [] : [{ space: 'manager', access: 'write', serviceId: null }],
  })),
})

/** The history actions and the mails waiting, in order: what a command left behind. */
export async function traces({ write }: Databases) {
  const history = await write.selectFrom('history').select('action').orderBy('id').execute()
  const mails = await write.selectFrom('mail').select(['kind', 'to_address']).orderBy('id').execute()
  return {
    history: history.map(({ action }) => action),
    mails: mails.map(({ kind, to_address }) => `${kind} → ${to_address}`),
  }
}
