import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCurrentActor } from '../../src/auth/sessions.ts'
import { openDatabases } from '../../src/db/open.ts'
import { listCounted } from '../../src/assistant/statistics-queries.ts'
import { lookAt, make, putCopy, SUNDAY, THURSDAY } from './demonstration.ts'
import { openFolder } from './guichet.ts'

const place = { dataDir: '' }
beforeAll(async () => {
  place.dataDir = openFolder({ keep: true })
  await putCopy(place.dataDir)
})
afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }))

const list = (query: string) => lookAt(place.dataDir).prepare(query).raw().all()
const value = (query: string) => lookAt(place.dataDir).prepare(query).pluck().get() as number
const OPERATOR = `(select id from user where login = 'operateur@demo.test')`

test('the assistant knows its articles, and has been asked questions with every outcome', () => {
  expect(value(`select count(*) from article where state = 'public'`)).toBeGreaterThan(50)
  expect(list('select distinct outcome from asked order by 1').flat()).toEqual(
    expect.arrayContaining(['answered', 'handover', 'unknown']),
  )
  const languages = list('select distinct language from asked order by 1').flat()
  expect(languages).toEqual(['en', 'fr'])
})

test('most of what is asked is answered, as it would be today', () => {
  const [answered, all] = [`select count(*) from asked where outcome = 'answered'`, 'select count(*) from asked']
  expect(value(answered) / value(all)).toBeGreaterThan(0.6)
})

test('answers have thumbs up and down, with words on what is wrong', () => {
  expect(value(`select count(*) from asked where vote = 'up'`)).toBeGreaterThan(8)
  expect(value(`select count(*) from asked where vote = 'down' and comment <> ''`)).toBe(3)
})

test('the statistics page has something to show of the last thirty days, on several of them', async () => {
  const dbs = await openDatabases(place.dataDir)
  const actor = await readCurrentActor(dbs.read, value(`select id from ${OPERATOR}`), THURSDAY)
  if (!actor) throw new Error('The platform support has no account')
  const counted = await listCounted({ db: dbs.read, actor, now: THURSDAY }, 30)
  await dbs.close()
  expect(new Set(counted.map(({ day }) => day)).size).toBeGreaterThan(10)
})

test('three chats with the platform support have ended and were rated; nobody waits', () => {
  expect(list('select state, rating, ended_by from chat order by id')).toEqual([
    ['ended', 5, 'advisor'],
    ['ended', 3, 'advisor'],
    ['ended', 4, 'advisor'],
  ])
  expect(value(`select count(*) from chat where advisor_id <> ${OPERATOR}`)).toBe(0)
  expect(value(`select count(*) from message where kind = 'chat' and side = 'advisor'`)).toBeGreaterThan(5)
})

test('everybody begins with a conversation of their own, and the platform support is an available advisor', () => {
  expect(value('select count(*) from conversation where ended_at is null')).toBe(0)
  expect(value('select count(*) from conversation')).toBeGreaterThan(20)
  expect(list(`select user_id = ${OPERATOR}, state from advisor`)).toEqual([[1, 'available']])
})

test('time only goes forward in the conversations', () => {
  const before = 'select at, lag(at) over (order by id) as before from message'
  expect(value(`select count(*) from (${before}) where before > at`)).toBe(0)
  expect(value(`select count(*) from message where at > '${THURSDAY.toISOString()}'`)).toBe(0)
})

test('made on a Sunday it has the same conversations', async () => {
  const other = openFolder()
  await make(other, { now: SUNDAY })
  const said = "select id, conversation_id, side, kind, text from message where kind <> 'answer'"
  expect(lookAt(other).prepare(said).all()).toEqual(lookAt(place.dataDir).prepare(said).all())
})
