import { expect, test } from 'vitest'
import { listActivities, findReceivedTicket, findSentTicket } from '../../src/tickets/queries.ts'
import { openWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

test('a ticket has a number of its year, its thread, its counters and its words', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  const first = await addTicket(w, { writer: lucie, structureId: w.elsewhere, assignee: driss, status: 'resolved' })
  const second = await addTicket(w, { writer: lucie, to: null, subject: 'Écran blanc' })
  expect([first.number, second.number]).toEqual(['T-2026-000001', 'T-2026-000002'])
  const kinds = (await listActivities(w, first.id, { withNotes: true })).map(({ kind }) => kind)
  expect(kinds).toEqual(['sent', 'taken', 'solution_proposed'])
  expect(await w.db.selectFrom('ticket_count').selectAll().where('total', '>', 0).orderBy('desk_id').execute()).toEqual(
    [
      { desk_id: 0, service_id: 0, status: 'open', total: 1 },
      { desk_id: w.mairie, service_id: w.finances, status: 'resolved', total: 1 },
    ],
  )
  const found = w.dbs.sqlite
    .prepare(`select rowid from ticket_search where ticket_search match ?`)
    .all('words : (vendredi)')
  expect(found).toEqual([{ rowid: first.position }])
  for (const [person, seen] of [
    [driss, true],
    [ines, true],
    [w.gael, true],
    [w.farid, false],
    [w.emma, false],
    [lucie, false],
  ] as const)
    expect((await findReceivedTicket(await w.actOf(person), first.id)) !== undefined, person.name).toBe(seen)
  expect(await findSentTicket(await w.actOf(lucie), first.id)).toMatchObject({
    id: first.id,
    assignee: { name: 'Driss Amrani' },
  })
  expect(await findSentTicket(await w.actOf(driss), first.id)).toBeUndefined()
  expect(await findReceivedTicket(await w.actOf(w.emma), second.id)).toBeDefined()
})

test('the database lets a ticket go its way alone', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  const closed = await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  const reopen = w.db
    .updateTable('ticket')
    .set({ status: 'open', reason: 'creation', closed_at: null, closed_how: null })
    .where('id', '=', closed.id)
  await expect(reopen.execute()).rejects.toThrow('does not go')
  await expect(w.db.deleteFrom('ticket').where('id', '=', closed.id).execute()).rejects.toThrow('stays')
  await expect(w.db.updateTable('ticket_activity').set({ body: '' }).execute()).rejects.toThrow('never changed')
})
