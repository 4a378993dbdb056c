import { expect, test } from 'vitest'
import { openCachingRegister } from '../../src/sirene/caching.ts'
import { openRegister } from '../../src/sirene/opening.ts'
import type { RemoteSource } from '../../src/sirene/remote-register.ts'
import type { Unreachable } from '../../src/sirene/rules.ts'
import { NOW } from '../moment.ts'
import { openWorld } from '../world.ts'
import { inseeAnswer, inseeNotFound, rechercheAnswer, registerAt, says, startService } from './remote-server.ts'

const SIRET = '21930051200012'
const HOUR = 3_600_000

async function open() {
  const w = await openWorld()
  const service = await startService(says(200, inseeAnswer()))
  const reported: Unreachable[] = []
  const make = (source: RemoteSource = 'insee') =>
    openCachingRegister({
      remote: registerAt(service.url, source),
      dbs: w.dbs,
      now: () => w.clock.now,
      report: (why) => reported.push(why),
    })
  const later = (hours: number) => void (w.clock.now = new Date(w.clock.now.getTime() + hours * HOUR))
  return { w, service, register: make(), make, later, reported }
}

test('an answer is kept a day with its date, and asked for again after it', async () => {
  const { service, register, later } = await open()
  const first = await register.find(SIRET)
  expect(first).toMatchObject({ kind: 'found', readAt: NOW.toISOString() })
  later(23)
  expect(await register.find(SIRET)).toEqual(first)
  expect(service.asked).toHaveLength(1)
  later(2)
  service.answer(says(200, inseeAnswer({ state: 'F' })))
  expect(await register.find(SIRET)).toMatchObject({ establishment: { state: 'closed' } })
  expect(service.asked).toHaveLength(2)
})

test('where something is decided the source is asked each time, and no kept answer stands in for it', async () => {
  const { service, register, reported } = await open()
  await register.find(SIRET)
  service.answer(says(200, inseeAnswer({ state: 'F' })))
  expect(await register.find(SIRET, { fresh: true })).toMatchObject({ establishment: { state: 'closed' } })
  // What was learnt is what others are told.
  expect(await register.find(SIRET)).toMatchObject({ establishment: { state: 'closed' } })
  service.answer(says(503, ''))
  expect(await register.find(SIRET, { fresh: true })).toEqual({ kind: 'unreachable', why: 'failing' })
  expect(reported).toEqual(['failing'])
  expect(await register.find(SIRET)).toMatchObject({ kind: 'found' })
})

test('what was not found may appear: it is asked for again after ten minutes', async () => {
  const { service, register, later } = await open()
  service.answer(says(404, inseeNotFound(SIRET)))
  expect(await register.find(SIRET)).toEqual({ kind: 'not-found', readAt: NOW.toISOString() })
  await register.find(SIRET)
  expect(service.asked).toHaveLength(1)
  later(0.2)
  service.answer(says(200, inseeAnswer()))
  expect(await register.find(SIRET)).toMatchObject({ kind: 'found' })
})

test('what cannot be reached is not kept', async () => {
  const { service, register } = await open()
  service.answer(says(500, ''))
  expect(await register.find(SIRET)).toEqual({ kind: 'unreachable', why: 'failing' })
  service.answer(says(200, inseeAnswer()))
  expect(await register.find(SIRET)).toMatchObject({ kind: 'found' })
})

test('ten who ask at once are one question', async () => {
  const { service, register } = await open()
  const found = await Promise.all(Array.from({ length: 10 }, () => register.find(SIRET, { fresh: true })))
  expect(found.every(({ kind }) => kind === 'found')).toBe(true)
  expect(service.asked).toHaveLength(1)
})

test('the answers of one source are none of the other', async () => {
  const { service, register, make } = await open()
  await register.find(SIRET)
  service.answer(says(200, rechercheAnswer({ state: 'F' })))
  expect(await make('recherche-entreprises').find(SIRET)).toMatchObject({ establishment: { state: 'closed' } })
  expect(await register.find(SIRET)).toMatchObject({ establishment: { state: 'open' } })
})

test('after a month nothing is left of an answer; a clock put back believes none of the future', async () => {
  const { w, service, register, later } = await open()
  await register.find(SIRET)
  later(31 * 24)
  service.answer(says(200, inseeAnswer({ siret: '73282932000074' })))
  await register.find('73282932000074')
  const left = await w.db.selectFrom('sirene_answer').select('siret').execute()
  expect(left.map(({ siret }) => siret)).toEqual(['73282932000074'])
  later(-5)
  await register.find('73282932000074')
  expect(service.asked).toHaveLength(3)
})

test('a database that takes no writes costs nobody an answer', async () => {
  const { w, register } = await open()
  w.dbs.sqlite.pragma('query_only=ON')
  expect(await register.find(SIRET)).toMatchObject({ kind: 'found' })
})

test('the configuration chooses the source, and what does not answer is in the log', async () => {
  const service = await startService(says(503, ''))
  const env = { SIRENE_SOURCE: 'insee', SIRENE_API_KEY: 'k', SIRENE_URL: service.url }
  const { world, dbs } = await openWorld({ env })
  const lines: unknown[] = []
  const log = Object.assign(Object.create(world.log) as typeof world.log, { warn: (line: unknown) => lines.push(line) })
  const register = openRegister({ config: world.config, dbs, log, now: world.now })
  expect(await register.find(SIRET)).toEqual({ kind: 'unreachable', why: 'failing' })
  expect(lines).toEqual([{ source: 'insee', why: 'failing' }])
  expect(await register.age()).toBeNull()
})
