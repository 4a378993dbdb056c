import { expect, test } from 'vitest'
import { remindOfLate } from '../../src/tickets/reminding-late.ts'
import { renderRow } from '../../views/mails/all.ts'
import { openWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

const DAY = 24 * 3_600_000
const RUNNING = { aborted: false }

async function openStage() {
  const w = await openWorld()
  const people = await addAgents(w)
  const run = (stopping = RUNNING) => remindOfLate({ db: w.db, actor: null, now: w.clock.now }, stopping)
  const mails = async () => {
    const rows = await w.db.selectFrom('mail').selectAll().where('kind', '=', 'ticket-late').orderBy('id').execute()
    return Object.fromEntries(rows.map(({ to_address, data }) => [to_address, JSON.parse(data) as unknown]))
  }
  const later = (days: number) => void (w.clock.now = new Date(w.clock.now.getTime() + days * DAY))
  return { w, ...people, run, mails, later }
}

test('while nothing is late nobody is mailed', async () => {
  const { w, driss, lucie, run, mails } = await openStage()
  await addTicket(w, { writer: lucie, assignee: driss })
  await addTicket(w, { writer: lucie })
  expect(await run()).toBe(0)
  expect(await mails()).toEqual({})
})

test('each agent is told once a day of their own late tickets, and of those that nobody took', async () => {
  const { w, driss, lucie, run, mails, later } = await openStage()
  await addTicket(w, { writer: lucie, assignee: driss })
  await addTicket(w, { writer: lucie, assignee: driss, status: 'resolved' })
  await addTicket(w, { writer: lucie, to: { structureId: w.mairie, serviceId: w.marches } })
  await addTicket(w, { writer: lucie })
  await addTicket(w, { writer: lucie, to: null })
  later(14)
  const first = await run()
  expect(await mails()).toEqual({
    'driss.amrani@guichet.test': { own: 1, free: 1 },
    'ines.moreau@guichet.test': { own: 0, free: 2 },
    [w.alice.login]: { own: 0, free: 2 },
    [w.bruno.login]: { own: 0, free: 2 },
    [w.gael.login]: { own: 0, free: 1 },
    [w.emma.login]: { own: 0, free: 1 },
  })
  expect(first).toBe(6)
  await run()
  expect(await w.db.selectFrom('mail').select('id').where('kind', '=', 'ticket-late').execute()).toHaveLength(6)
  later(1)
  await run()
  expect(await w.db.selectFrom('mail').select('id').where('kind', '=', 'ticket-late').execute()).toHaveLength(12)
})

test('who lost the right is told nothing, and a server that stops does not go on', async () => {
  const { w, driss, lucie, run, mails, later } = await openStage()
  await addTicket(w, { writer: lucie, assignee: driss })
  const at = w.db.selectFrom('membership').select('id').where('user_id', '=', driss.id)
  await w.db.deleteFrom('subscription').where('membership_id', 'in', at).execute()
  later(14)
  expect(await run({ aborted: true })).toBe(0)
  expect(await run()).toBe(0)
  expect(await mails()).toEqual({})
})

test('the mail leads Driss to the very tickets that it counts', async () => {
  const { w, driss, lucie, run, later } = await openStage()
  await addTicket(w, { writer: lucie, assignee: driss, subject: 'Le sien' })
  await addTicket(w, { writer: lucie, subject: 'À personne' })
  later(14)
  await addTicket(w, { writer: lucie, assignee: driss, subject: 'Pas en retard' })
  await run()
  const row = await w.db
    .selectFrom('mail')
    .selectAll()
    .where('user_id', '=', driss.id)
    .where('kind', '=', 'ticket-late')
    .executeTakeFirstOrThrow()
  const { subject, text } = renderRow(row, { brand: 'Guichet', publicUrl: 'https://guichet.test' })
  expect(subject).toContain('2 tickets en retard')
  const links = text
    .match(/https:\/\/guichet\.test\/tickets\S+/g)
    ?.map((one) => one.slice('https://guichet.test'.length))
  const agent = await w.as(driss)
  const shown = await Promise.all((links ?? []).map(async (link) => (await agent.get(link)).text()))
  expect(shown).toHaveLength(2)
  expect(shown[0]).toContain('Le sien')
  expect(shown[1]).toContain('À personne')
  for (const page of shown) expect(page).not.toContain('Pas en retard')
  expect(shown[0]).not.toContain('À personne')
})
