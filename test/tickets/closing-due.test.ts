import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { closeDueTickets } from '../../src/tickets/closing-due.ts'
import { closesAt, isToBeClosed, isToBeWarned } from '../../src/tickets/closing-due-rules.ts'
import { takeStep } from '../../src/tickets/stepping.ts'
import { openWorld, traces } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

const DAY = 24 * 3_600_000
const CLOSING = { after: 15, warning: 7 }

async function openStage(closing = CLOSING) {
  const w = await openWorld()
  const { lucie, driss } = await addAgents(w)
  const begun = w.clock.now
  const run = () => closeDueTickets({ db: w.db, actor: null, now: w.clock.now }, closing)
  const onDay = async (day: number) => {
    w.clock.now = new Date(begun.getTime() + day * DAY)
    return run()
  }
  const add = (status: 'open' | 'awaiting_information' | 'resolved' | 'closed', at = begun) =>
    addTicket(w, { writer: lucie, assignee: driss, status, at })
  const now = (id: number) => w.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const kinds = async (ticket: number) =>
    (
      await w.db.selectFrom('ticket_activity').select('kind').where('ticket_id', '=', ticket).orderBy('id').execute()
    ).map(({ kind }) => kind)
  const mails = async () => (await traces(w.dbs)).mails
  return { w, lucie, driss, begun, run, onDay, add, now, kinds, mails }
}

test.each(['awaiting_information', 'resolved'] as const)(
  'a ticket %s: its writer is warned after 7 days, and after 15 it closes by itself',
  async (status) => {
    const { onDay, add, now, kinds, mails, lucie } = await openStage()
    const ticket = await add(status)
    const before = await kinds(ticket.id)
    expect(await onDay(6.9)).toEqual({ warned: 0, closed: 0 })
    expect(await onDay(7)).toEqual({ warned: 1, closed: 0 })
    for (const day of [7, 8, 14.9]) expect([day, await onDay(day)]).toEqual([day, { warned: 0, closed: 0 }])
    expect(await now(ticket.id)).toMatchObject({ status })
    expect(await onDay(15)).toEqual({ warned: 0, closed: 1 })
    expect(await onDay(16)).toEqual({ warned: 0, closed: 0 })
    expect(await now(ticket.id)).toMatchObject({
      status: 'closed',
      reason: '',
      closed_how: 'automatic',
      closed_at: expect.stringMatching(/^2026-12-/),
      waiting_since: null,
      due_at: null,
    })
    expect(await kinds(ticket.id)).toEqual([...before, 'closing_announced', 'closed_automatically'])
    expect(await mails()).toEqual([
      expect.stringMatching(/^ticket-closing-soon → lucie/),
      expect.stringMatching(/^ticket-closed → lucie/),
    ])
    expect(lucie.id).toBe(ticket.writer_id)
  },
)

test('both are said by the platform, not by a person', async () => {
  const { w, onDay, add } = await openStage()
  const { id } = await add('resolved')
  await onDay(7)
  await onDay(15)
  const said = w.db
    .selectFrom('ticket_activity')
    .select(['side', 'author_id', 'is_internal'])
    .where('ticket_id', '=', id)
  const last = await said.orderBy('id', 'desc').limit(2).execute()
  expect(last).toEqual([
    { side: 'platform', author_id: null, is_internal: 0 },
    { side: 'platform', author_id: null, is_internal: 0 },
  ])
})

test('what waits for the agents, or is closed, is left alone', async () => {
  const { onDay, add, mails } = await openStage()
  await add('open')
  await add('closed')
  expect(await onDay(400)).toEqual({ warned: 0, closed: 0 })
  expect(await mails()).toEqual([])
})

test('an answer ends the waiting; waiting anew counts from the start, with a warning of its own', async () => {
  const { w, lucie, driss, onDay, add, now, kinds } = await openStage()
  const ticket = await add('awaiting_information')
  await onDay(7)
  const answered = { status: 'open', reason: 'information_added', waiting_since: null } as const
  await takeStep(await w.actOf(lucie), ticket, { kind: 'answered', side: 'writer', set: answered })
  expect(await onDay(20)).toEqual({ warned: 0, closed: 0 })
  const asked = { status: 'awaiting_information', reason: '', waiting_since: w.clock.now.toISOString() } as const
  await takeStep(await w.actOf(driss), ticket, { kind: 'information_asked', side: 'agent', set: asked })
  expect(await onDay(26)).toEqual({ warned: 0, closed: 0 })
  expect(await onDay(27)).toEqual({ warned: 1, closed: 0 })
  expect(await onDay(34)).toEqual({ warned: 0, closed: 0 })
  expect(await onDay(35)).toEqual({ warned: 0, closed: 1 })
  expect((await kinds(ticket.id)).filter((kind) => kind === 'closing_announced')).toHaveLength(2)
  expect((await now(ticket.id)).closed_how).toBe('automatic')
})

test('a server that was off for weeks warns first, and leaves the days that lie between', async () => {
  const { w, onDay, add, mails, begun } = await openStage()
  await add('resolved')
  expect(await onDay(60)).toEqual({ warned: 1, closed: 0 })
  expect(await onDay(67.9)).toEqual({ warned: 0, closed: 0 })
  expect(await onDay(68)).toEqual({ warned: 0, closed: 1 })
  expect(await mails()).toHaveLength(2)
  const warning = w.db.selectFrom('mail').select('data').where('kind', '=', 'ticket-closing-soon')
  const { data } = await warning.executeTakeFirstOrThrow()
  expect(JSON.parse(data)).toMatchObject({ closesAt: new Date(begun.getTime() + 68 * DAY).toISOString() })
})

test('0 means never, and nobody is warned of what does not happen', async () => {
  const { onDay, add, mails } = await openStage({ after: 0, warning: 7 })
  await add('resolved')
  expect(await onDay(1000)).toEqual({ warned: 0, closed: 0 })
  expect(await mails()).toEqual([])
})

test('a warning configured too late comes a day before all the same', async () => {
  const { onDay, add } = await openStage({ after: 3, warning: 30 })
  await add('resolved')
  expect(await onDay(1.9)).toEqual({ warned: 0, closed: 0 })
  expect(await onDay(2)).toEqual({ warned: 1, closed: 0 })
  expect(await onDay(3)).toEqual({ warned: 0, closed: 1 })
})

test('a clock that jumps ahead and back warns and closes nothing twice, and locks nothing up', async () => {
  const { onDay, add, kinds, now } = await openStage()
  const { id } = await add('resolved')
  expect(await onDay(365)).toEqual({ warned: 1, closed: 0 })
  // Set right: the warning of next year is one of today.
  expect(await onDay(1)).toEqual({ warned: 0, closed: 0 })
  for (const day of [1, 7, 8, 14]) expect(await onDay(day)).toEqual({ warned: 0, closed: 0 })
  expect(await onDay(15)).toEqual({ warned: 0, closed: 1 })
  expect(await onDay(2)).toEqual({ warned: 0, closed: 0 })
  expect(await onDay(400)).toEqual({ warned: 0, closed: 0 })
  expect((await kinds(id)).filter((kind) => kind.startsWith('clos'))).toEqual([
    'closing_announced',
    'closed_automatically',
  ])
  expect((await now(id)).status).toBe('closed')
})

test('one ticket that fails holds up no other, and keeps nothing half done', async () => {
  const { w, onDay, add, now } = await openStage()
  const [first, second, third] = [await add('resolved'), await add('resolved'), await add('resolved')]
  await onDay(7)
  await sql
    .raw(
      `create trigger broken before insert on ticket_activity when new.ticket_id = ${second.id} begin select raise(abort, 'broken'); end`,
    )
    .execute(w.db)
  await expect(onDay(15)).rejects.toThrow('1 tickets could not be closed')
  const statuses = await Promise.all([first, second, third].map(async ({ id }) => (await now(id)).status))
  expect(statuses).toEqual(['closed', 'resolved', 'closed'])
  await sql`drop trigger broken`.execute(w.db)
  expect(await onDay(16)).toEqual({ warned: 0, closed: 1 })
})

test('many are taken in pieces, each once; a server that stops leaves the rest for later', async () => {
  const { w, add, onDay, begun, kinds } = await openStage()
  const ids: number[] = []
  // More than is read at once, many of them at the same instant.
  for (let n = 0; n < 230; n++) ids.push((await add('awaiting_information', new Date(begun.getTime() + (n % 3)))).id)
  const stopping = new AbortController()
  stopping.abort()
  const act = { db: w.db, actor: null, now: new Date(begun.getTime() + 8 * DAY) }
  expect(await closeDueTickets(act, CLOSING, stopping.signal)).toEqual({ warned: 0, closed: 0 })
  expect(await onDay(8)).toEqual({ warned: 230, closed: 0 })
  expect(await onDay(16)).toEqual({ warned: 0, closed: 230 })
  for (const id of [ids[0], ids[229]])
    expect((await kinds(id ?? 0)).slice(-2)).toEqual(['closing_announced', 'closed_automatically'])
})

test('what is due is found by its index', async () => {
  const { w } = await openStage()
  const plan = await sql<{ detail: string }>`explain query plan select id, waiting_since from ticket
    where waiting_since <= +${'2026-01-01'} order by waiting_since, id limit 200`.execute(w.db)
  expect(plan.rows.map(({ detail }) => detail)).toEqual([
    expect.stringContaining('USING COVERING INDEX ticket_waiting'),
  ])
})

test('whatever is configured: never closed unwarned, nor sooner after the warning than was said', () => {
  const days = fc.integer({ min: 0, max: 400 })
  fc.assert(
    fc.property(
      fc.record({ after: days, warning: fc.integer({ min: 1, max: 400 }) }),
      days,
      days,
      (closing, waited, since) => {
        const now = new Date('2026-11-23T10:00:00Z')
        const ago = (n: number) => new Date(now.getTime() - n * DAY).toISOString()
        const ticket = { waiting_since: ago(waited), warned_at: null }
        expect(isToBeClosed(ticket, closing, now)).toBe(false)
        if (!isToBeWarned(ticket, closing, now)) return
        const warned = { ...ticket, warned_at: now.toISOString() }
        expect(isToBeClosed(warned, closing, now)).toBe(false)
        const promised = new Date(closesAt(warned, closing, now))
        const later = new Date(now.getTime() + since * DAY)
        expect(isToBeClosed(warned, closing, later)).toBe(later >= promised)
      },
    ),
  )
})
