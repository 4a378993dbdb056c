import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn } from '../../src/auth/signing-in.ts'
import { ACCOUNTS } from '../../src/cli/demo-cast.ts'
import { openDatabases } from '../../src/db/open.ts'
import { verifyHistory } from '../../src/history/verifying.ts'
import { dump, lookAt, make, putCopy, SUNDAY, THURSDAY } from './demonstration.ts'
import { openFolder } from './guichet.ts'

const place = { dataDir: '' }
beforeAll(async () => {
  place.dataDir = openFolder({ keep: true })
  await putCopy(place.dataDir)
})
afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }))

const NOISY = `(select id from structure where identifier = '21930051400011')`
const list = (query: string) => lookAt(place.dataDir).prepare(query).raw().all()
const value = (query: string) => lookAt(place.dataDir).prepare(query).pluck().get()

test('made twice at one moment it is the same to the letter', async () => {
  const other = openFolder()
  await make(other)
  const made = dump(lookAt(other))
  expect([made['user']?.length, made['mail']?.length].every((rows) => rows && rows > 100)).toBe(true)
  expect(made).toEqual(dump(lookAt(place.dataDir)))
})

test('made on another day it has the same people, places and requests under the same numbers', async () => {
  const other = openFolder()
  await make(other, { now: SUNDAY })
  const undated = [
    'select id, login, first_name, last_name, state from user',
    'select id, name, identifier, state, primary_membership_id from structure',
    'select id, user_id, structure_id, role, whole_structure, witness_service_id from membership',
    'select id, user_id, structure_id, whole_structure, comment, state, corrects_id, decided_by_id, role_given, reason from membership_request',
    'select id, action, subject, actor_id, person_id from history',
  ]
  const read = (dataDir: string) => undated.map((query) => lookAt(dataDir).prepare(query).all())
  expect(read(other)).toEqual(read(place.dataDir))
})

test.each(ACCOUNTS.map(({ login }) => login))('%s signs in with the published password, here alone', async (login) => {
  const dbs = await openDatabases(place.dataDir)
  const act = { db: dbs.write, actor: null, now: THURSDAY }
  const enter = (demo: boolean) => signIn(act, { login, password: 'demonstration-2026' }, { demo })
  const answers = [await enter(true), await enter(false)]
  await dbs.close()
  expect(answers.map(({ ok }) => ok)).toEqual([true, false])
})

test('the commune of the principal manager has a queue of several pages, some of it older than a week', () => {
  const waiting = list(
    `select created_at from membership_request where state = 'pending' and structure_id = ${NOISY} order by id`,
  )
  const days = waiting.flat().map((at) => (THURSDAY.getTime() - Date.parse(String(at))) / 86_400_000)
  expect(days).toHaveLength(37)
  expect(days.toSorted((a, b) => b - a)).toEqual(days)
  expect(days[0]).toBeGreaterThan(7)
  expect(days[0]).toBeLessThan(14)
  expect(days.at(-1)).toBeLessThan(1)
})

test('it has members in every role, one of them a manager of services alone, and requests in every state', () => {
  const roles = list(
    `select distinct role, whole_structure from membership where structure_id = ${NOISY} order by 1, 2`,
  )
  expect(roles).toEqual([
    ['primary_manager', 1],
    ['secondary_manager', 0],
    ['secondary_manager', 1],
    ['simple_user', 0],
    ['simple_user', 1],
  ])
  const states = list(
    `select state, count(*) from membership_request where structure_id = ${NOISY} group by 1 order by 1`,
  )
  expect(states).toEqual([
    ['pending', 37],
    ['refused', 9],
    ['validated', 24],
    ['withdrawn', 4],
  ])
  expect(value(`select count(*) from membership_request where corrects_id is not null`)).toBe(1)
  const kinds = list('select kind, state, count(*) from structure group by 1, 2 order by 1, 2')
  expect(kinds).toEqual([
    ['private', 'active', 9],
    ['private', 'inactive', 1],
    ['public', 'active', 13],
    ['public', 'inactive', 4],
  ])
})

test('everybody has the part that the printed table says', () => {
  const held = list(
    `select login, role, whole_structure, structure.kind, (select group_concat(code) from service, membership_service
       where service.id = service_id and membership_id = membership.id)
     from user join membership on user_id = user.id join structure on structure.id = structure_id
     where login in (${ACCOUNTS.map(({ login }) => `'${login}'`).join()}) order by user.id, structure_id`,
  )
  expect(held).toEqual([
    ['principal@demo.test', 'primary_manager', 1, 'public', null],
    ['principal@demo.test', 'primary_manager', 1, 'private', null],
    // The firm that moved, before; two neighbours; that firm after.
    ['principal@demo.test', 'primary_manager', 1, 'private', null],
    ['principal@demo.test', 'primary_manager', 1, 'public', null],
    ['principal@demo.test', 'primary_manager', 1, 'public', null],
    ['principal@demo.test', 'primary_manager', 1, 'private', null],
    ['secondaire@demo.test', 'secondary_manager', 1, 'public', null],
    ['simple@demo.test', 'simple_user', 0, 'public', 'ETAT-CIVIL,CULTURE'],
    ['agent@demo.test', 'simple_user', 0, 'public', 'FIN'],
  ])
  expect(list('select login from user where is_operator = 1')).toEqual([['operateur@demo.test']])
})

test('the history is one unbroken chain, and time only goes forward in it', async () => {
  const dbs = await openDatabases(place.dataDir)
  const chain = await verifyHistory(dbs.read)
  await dbs.close()
  expect(chain.broken).toBeNull()
  const backwards =
    'select count(*) from (select at, lag(at) over (order by id) as before from history) where before > at'
  expect([chain.rows > 500, value(backwards)]).toEqual([true, 0])
})

test('the mails of the past have left without their links; those of today wait for the server', () => {
  expect(
    value(`select count(*) from mail where state = 'sent' and (data like '%"secret":"%' or sent_at < created_at)`),
  ).toBe(0)
  const waiting = list(`select kind, count(*) from mail where state = 'waiting' group by 1`)
  expect(waiting).toEqual([
    ['request-arrived', 7],
    // Each of the two of today went to the five who answer there.
    ['ticket-arrived', 10],
    ['ticket-sent', 2],
  ])
  const reminded = `select count(*) from mail where kind = 'requests-reminder' and to_address = 'principal@demo.test'`
  expect(value(reminded)).toBeGreaterThan(0)
})
