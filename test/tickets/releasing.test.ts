import { expect, test } from 'vitest'
import { changeMember } from '../../src/memberships/changing-member.ts'
import { deactivateAccount } from '../../src/memberships/deactivating.ts'
import { endDueMemberships } from '../../src/memberships/ending.ts'
import { changeSubscriptions } from '../../src/memberships/member-subscribing.ts'
import { removeMembership } from '../../src/memberships/removing.ts'
import { eraseAccount } from '../../src/memberships/erasing.ts'
import { releaseTickets } from '../../src/tickets/releasing.ts'
import { takeStep } from '../../src/tickets/stepping.ts'
import { paths, url } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { openWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

async function openStage() {
  const w = await openWorld()
  const people = await addAgents(w)
  const run = () => releaseTickets({ db: w.db, actor: null, now: w.clock.now })
  const holds = async (who: Person) =>
    (await w.db.selectFrom('ticket').select('id').where('assignee_id', '=', who.id).orderBy('id').execute()).map(
      ({ id }) => id,
    )
  const waiting = async () => (await w.db.selectFrom('ticket_agent_changed').select('user_id').execute()).length
  const membershipOf = async (who: Person) =>
    (await w.db.selectFrom('membership').select('id').where('user_id', '=', who.id).executeTakeFirstOrThrow()).id
  const leave = async (who: Person) =>
    void (await removeMembership(await w.actOf(w.alice), await membershipOf(who), ''))
  return { w, ...people, run, holds, waiting, membershipOf, leave }
}

type Stage = Awaited<ReturnType<typeof openStage>>
const RECEIVED = 'requests_received'

/** What may happen to Driss, agent of the finance service, by the commands that do it. */
const HAPPENINGS: Record<string, (stage: Stage) => Promise<{ ok: boolean }>> = {
  'removed from the structure': async ({ w, driss, membershipOf }) =>
    removeMembership(await w.actOf(w.alice), await membershipOf(driss), ''),
  'limited to Consultation': async ({ w, driss }) =>
    changeSubscriptions(await w.actOf(w.alice), { structureId: w.mairie, userId: driss.id }, (held) =>
      held.map((one) => (one.space === RECEIVED ? { ...one, access: 'read' } : one)),
    ),
  'without "Sollicitations reçues"': async ({ w, driss }) =>
    changeSubscriptions(await w.actOf(w.alice), { structureId: w.mairie, userId: driss.id }, (held) =>
      held.filter(({ space }) => space !== RECEIVED),
    ),
  'moved to another service': async ({ w, driss }) =>
    changeMember(
      await w.actOf(w.alice),
      { structureId: w.mairie, userId: driss.id },
      { role: 'simple_user', whole: false, services: [w.marches], endsOn: null, comment: '' },
    ),
  'whose last day is over': async ({ w, driss, membershipOf }) => {
    const id = await membershipOf(driss)
    await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('id', '=', id).execute()
    return { ok: (await endDueMemberships({ db: w.db, actor: null, now: w.clock.now })) === 1 }
  },
  'who closed their account': async ({ w, driss }) => {
    const user = w.db.selectFrom('user').select('password_hash').where('id', '=', driss.id)
    const { password_hash } = await user.executeTakeFirstOrThrow()
    return deactivateAccount(await w.actOf(driss), { checked: password_hash ?? '' })
  },
}

test.each(Object.entries(HAPPENINGS))(
  'an agent %s loses the tickets they had; the thread says so once',
  async (_, happen) => {
    const stage = await openStage()
    const { w, driss, ines, lucie, run, holds, waiting } = stage
    const open = await addTicket(w, { writer: lucie, assignee: driss })
    const asked = await addTicket(w, { writer: lucie, assignee: driss, status: 'awaiting_information' })
    const other = await addTicket(w, { writer: lucie, assignee: ines })
    expect(await run()).toBe(0)
    expect((await happen(stage)).ok).toBe(true)
    expect([await waiting(), await run(), await waiting(), await run()]).toEqual([1, 2, 0, 0])
    expect([await holds(driss), await holds(ines)]).toEqual([[], [other.id]])
    for (const { id, status } of [open, asked]) {
      const now = await w.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      expect(now).toMatchObject({ status, assignee_id: null, assignee_folded: '' })
      const last = w.db.selectFrom('ticket_activity').selectAll().where('id', '=', now.last_activity_id)
      const said = await last.executeTakeFirstOrThrow()
      expect(said).toMatchObject({ kind: 'released', side: 'platform', author_id: null })
      expect(JSON.parse(said.details)).toEqual({ from_user: driss.id })
      const mails = w.db.selectFrom('mail').select(['kind', 'user_id']).where('event_key', 'like', `ticket/${id}/%`)
      // Whoever is left of the desk is told, each once.
      const told = (await mails.execute()).map(({ kind, user_id }) => `${kind} → ${user_id}`)
      const desk = [w.alice, w.bruno, w.gael, ines].map((one) => `ticket-arrived → ${one.id}`)
      expect(told.toSorted()).toEqual(desk.toSorted())
    }
  },
)

test('an operator who is one no longer loses the support’s tickets', async () => {
  const { w, lucie, run, holds } = await openStage()
  const ticket = await addTicket(w, { writer: lucie, to: null, assignee: w.emma })
  expect(await holds(w.emma)).toEqual([ticket.id])
  await w.db.updateTable('user').set({ is_operator: 0 }).where('id', '=', w.emma.id).execute()
  expect([await run(), await holds(w.emma)]).toEqual([1, []])
})

test('rights that changed and still suffice take nothing away', async () => {
  const { w, ines, lucie, run, holds, waiting } = await openStage()
  const ticket = await addTicket(w, { writer: lucie, assignee: ines })
  await w.db.updateTable('membership').set({ ends_on: '2027-12-31' }).where('user_id', '=', ines.id).execute()
  expect([await waiting(), await run(), await waiting(), await holds(ines)]).toEqual([1, 0, 0, [ticket.id]])
})

test('a closed ticket keeps the name of who had it, until an acceptance is undone', async () => {
  const { w, driss, lucie, run, holds, leave } = await openStage()
  const ticket = await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  await leave(driss)
  expect([await run(), await holds(driss)]).toEqual([0, [ticket.id]])
  const undone = {
    status: 'resolved',
    waiting_since: w.clock.now.toISOString(),
    closed_at: null,
    closed_how: null,
  } as const
  await takeStep(await w.actOf(lucie), ticket, { kind: 'acceptance_undone', side: 'writer', set: undone })
  expect([await run(), await holds(driss)]).toEqual([1, []])
})

test('an agent of many tickets loses them all, in several transactions', async () => {
  const { w, driss, lucie, run, holds, waiting, leave } = await openStage()
  for (let n = 0; n < 101; n++) await addTicket(w, { writer: lucie, assignee: driss })
  await leave(driss)
  const stopping = new AbortController()
  stopping.abort()
  // A server that stops leaves off between two transactions, and knows afterwards that there is more.
  expect(await releaseTickets({ db: w.db, actor: null, now: w.clock.now }, stopping.signal)).toBe(50)
  expect([(await holds(driss)).length, await waiting()]).toEqual([51, 1])
  expect([await run(), await holds(driss), await waiting()]).toEqual([51, [], 0])
})

test('agents read from whom it was taken back, until that account is erased', async () => {
  const { w, driss, ines, lucie, run, leave } = await openStage()
  const ticket = await addTicket(w, { writer: lucie, assignee: driss })
  await leave(driss)
  expect(await run()).toBe(1)
  const thread = async () => (await (await w.as(ines)).get(`${url(paths.ticket, ticket)}?tab=activities`)).text()
  expect(await thread()).toContain('Affectation retirée de Driss Amrani')
  const gone = { state: 'deactivated', deactivated_at: '2026-01-01T00:00:00.000Z' } as const
  await w.db.updateTable('user').set(gone).where('id', '=', driss.id).execute()
  expect(await eraseAccount({ db: w.db, actor: null, now: w.clock.now }, driss.id)).toMatchObject({ ok: true })
  expect(await thread()).toContain('Affectation retirée de Compte effacé')
  const kept = JSON.stringify(await w.db.selectFrom('ticket_activity').selectAll().execute())
  expect(kept).not.toContain('Driss')
})
