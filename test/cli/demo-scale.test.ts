import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { numberedPlace } from '../../src/cli/demo-mass-names.ts'
import { isSiret } from '../../src/values/siret.ts'
import { dump, lookAt, make, putCopy } from './demonstration.ts'
import { guichet, openFolder } from './guichet.ts'

const place = { dataDir: '' }
beforeAll(async () => {
  place.dataDir = openFolder({ keep: true })
  await putCopy(place.dataDir, 1000)
})
afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }))

const list = (query: string) => lookAt(place.dataDir).prepare(query).raw().all()
const value = (query: string) => lookAt(place.dataDir).prepare(query).pluck().get()

test('a thousand requests are a thousand, a hundred of them waiting at the main commune', () => {
  expect(value('select count(*) from membership_request')).toBe(1000)
  const waiting = `select count(*) from membership_request where state = 'pending' and structure_id =
    (select id from structure where identifier = '21930051400011')`
  expect(value(waiting)).toBe(100)
  expect(value('select count(*) from user')).toBeGreaterThan(500)
  expect(value('select count(*) from structure')).toBeGreaterThan(200)
  expect(value('select count(*) from history')).toBeGreaterThan(3000)
})

test('counters and word indexes say what the rows say', () => {
  const counted = 'select structure_id, state, total from membership_request_count where total > 0 order by 1, 2'
  const real = 'select structure_id, state, count(*) from membership_request group by 1, 2 order by 1, 2'
  expect(list(counted)).toEqual(list(real))
  const found = (words: string) =>
    list(`select rowid from membership_request_search where membership_request_search match '${words}' order by rowid`)
  expect(found('scope : "pending"')).toEqual(
    list(`select id from membership_request where state = 'pending' order by id`),
  )
  const service = "(select id from service where code = 'RH' order by id limit 1)"
  const id = String(value(`select ${service}`))
  expect(found(`scope : "v${id}"`)).toEqual(
    list(`select request_id from membership_request_service where service_id = ${service} order by 1`),
  )
})

test('every request has its lines in the history, in the order of time, and every validation its membership', () => {
  const lines = (action: string) => value(`select count(*) from history where action = 'membership_request.${action}'`)
  const states = (state: string) => value(`select count(*) from membership_request where state = '${state}'`)
  expect(lines('sent')).toBe(1000)
  for (const state of ['validated', 'refused', 'withdrawn']) expect(lines(state)).toBe(states(state))
  const without = `select count(*) from membership_request request where state = 'validated' and not exists
    (select 1 from membership where user_id = request.user_id and structure_id = request.structure_id)`
  // The story's manager has removed one.
  expect(value(without)).toBe(value(`select count(*) from history where action = 'membership.removed'`))
  const backwards =
    'select count(*) from (select at, lag(at) over (order by id) as before from history) where before > at'
  expect(value(backwards)).toBe(0)
  const unsorted = `select count(*) from (select created_at, lag(created_at) over (order by id) as before
    from membership_request) where before > created_at`
  expect(value(unsorted)).toBe(0)
})

test('nobody of the crowd waits for a reminder that is due, or asks where they are a member', () => {
  const asksTwice = `select count(*) from membership_request request join membership using (user_id, structure_id)
    where request.state = 'pending' and membership.whole_structure = 1`
  expect(value(asksTwice)).toBe(0)
  const crowd = `select count(*) from membership_request join user on user.id = user_id
    where login like 'u0%' and membership_request.state = 'pending' and reminded_at is null`
  expect(value(crowd)).toBe(0)
})

test('filled twice at one moment it is the same to the letter', async () => {
  const other = openFolder()
  await make(other, { scale: 1000 })
  expect(dump(lookAt(other))).toEqual(dump(lookAt(place.dataDir)))
})

test('check finds nothing wrong with it', async () => {
  const { code, out } = await guichet(['check'], { DATA_DIR: place.dataDir })
  expect([code, out]).toEqual([0, expect.stringMatching(/lines in an unbroken chain, 0 with details erased/)])
  expect(out).not.toContain('FAIL')
})

test('invented places have SIRETs with right keys, and no two the same', () => {
  const sirets = Array.from({ length: 20_000 }, (_, number) => numberedPlace(number).siret)
  expect(new Set(sirets).size).toBe(20_000)
  expect(sirets.filter((siret) => !isSiret(siret) || !/^000[23]/.test(siret))).toEqual([])
})
