import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCurrentActor } from '../../src/auth/sessions.ts'
import { openDatabases } from '../../src/db/open.ts'
import { openFileStore } from '../../src/outside/files.ts'
import { sniff } from '../../src/outside/sniffing.ts'
import { processes } from '../../src/tickets/rules.ts'
import { lookAt, putCopy, THURSDAY } from './demonstration.ts'
import { openFolder } from './guichet.ts'

const place = { dataDir: '' }
beforeAll(async () => {
  place.dataDir = openFolder({ keep: true })
  await putCopy(place.dataDir)
})
afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }))

const list = (query: string) => lookAt(place.dataDir).prepare(query).raw().all()
const value = (query: string) => lookAt(place.dataDir).prepare(query).pluck().get()
const idOf = (login: string) => `(select id from user where login = '${login}')`
const FINANCE = `(select service.id from service join structure on structure.id = structure_id
  where identifier = '21930051400011' and code = 'FIN')`

test('the agent of the finance service has open tickets of his own, and others wait to be taken, some of them late', () => {
  const open = `select count(*) from ticket where status = 'open' and recipient_service_id = ${FINANCE}`
  expect(value(`${open} and assignee_id = ${idOf('agent@demo.test')}`)).toBe(8)
  expect(value(`${open} and assignee_id is null`)).toBeGreaterThan(8)
  expect(value(`${open} and due_at < '${THURSDAY.toISOString()}'`)).toBeGreaterThan(3)
  expect(value(`${open} and due_at > '${THURSDAY.toISOString()}'`)).toBeGreaterThan(3)
  expect(value(`select count(*) from ticket_draft where user_id = ${idOf('agent@demo.test')}`)).toBe(1)
})

test('there are tickets in every status, closed in every way, and drafts of the simple user', () => {
  expect(list('select status, reason, closed_how from ticket group by 1, 2, 3 order by 1, 2, 3')).toEqual([
    ['awaiting_information', '', null],
    ['closed', '', 'accepted'],
    ['closed', '', 'automatic'],
    ['closed', '', 'writer'],
    ['draft', '', null],
    ['open', 'creation', null],
    ['open', 'information_added', null],
    ['open', 'solution_refused', null],
    ['resolved', '', null],
  ])
  expect(value(`select count(*) from ticket where status = 'draft' and writer_id = ${idOf('simple@demo.test')}`)).toBe(
    2,
  )
  expect(value('select count(*) from ticket')).toBe(72)
  expect(value('select count(*) from ticket where writer_id is null')).toBeGreaterThan(4)
  expect(value('select count(*) from ticket_rating')).toBeGreaterThan(3)
})

test.each([
  'sent',
  'answered',
  'information_asked',
  'solution_proposed',
  'solution_accepted',
  'solution_refused',
  'acceptance_undone',
  'closed',
  'closed_automatically',
  'closing_announced',
  'taken',
  'assigned',
  'transferred_to_support',
  'transferred_to_service',
  'noted',
  'followed_up',
  'rated',
])('in some thread the line %s is to be seen', (kind) => {
  expect(value(`select count(*) from ticket_activity where kind = '${kind}'`)).not.toBe(0)
})

test('the platform support has tickets of its own in every state, some of them taken', () => {
  const own = `select count(distinct status) from ticket where route = 'support' and status <> 'draft'`
  expect(value(own)).toBe(4)
  const mine = `select count(*) from ticket where route = 'support' and assignee_id = ${idOf('operateur@demo.test')}`
  expect(value(mine)).toBeGreaterThan(4)
})

test('whoever has a ticket may still process it', async () => {
  const dbs = await openDatabases(place.dataDir)
  const tickets = await dbs.read
    .selectFrom('ticket')
    .select(['id', 'assignee_id', 'route', 'recipient_structure_id', 'recipient_service_id'])
    .where('assignee_id', 'is not', null)
    .where('status', '<>', 'closed')
    .execute()
  const wrong: number[] = []
  for (const ticket of tickets) {
    const actor = await readCurrentActor(dbs.read, ticket.assignee_id ?? 0, THURSDAY)
    if (!actor || !processes(actor, ticket)) wrong.push(ticket.id)
  }
  await dbs.close()
  expect([tickets.length > 15, wrong]).toEqual([true, []])
})

test('two services have answers kept ready', () => {
  expect(
    list('select code, count(*) from canned_answer join service on service.id = service_id group by 1 order by 1'),
  ).toEqual([
    ['FIN', 3],
    ['MARCHES', 1],
  ])
})

test('attached files lie in the store under their hashes, and are what their names say', async () => {
  const files = list('select distinct file.hash, file.size, ticket_file.name from file join ticket_file using (hash)')
  const store = openFileStore(join(place.dataDir, 'files'))
  expect(files.length).toBeGreaterThan(20)
  for (const [hash, size, name] of files as [string, number, string][]) {
    const found = await store.find(hash)
    const bytes = new Uint8Array(await new Response(found?.stream).arrayBuffer())
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([size, hash])
    const read = (at: number, length: number) => Promise.resolve(bytes.subarray(at, at + length))
    expect(await sniff({ size, read }, name)).toMatchObject({ ok: true, value: name.split('.').at(-1) })
  }
})

test('time only goes forward in the threads', () => {
  const backwards = `select count(*) from (select at, lag(at) over (order by id) as before from ticket_activity) where before > at`
  expect(value(backwards)).toBe(0)
  expect(value(`select count(*) from ticket_activity where at > '${THURSDAY.toISOString()}'`)).toBe(0)
})
