import { expect, test } from 'vitest'
import { eraseAccount } from '../../src/memberships/erasing.ts'
import { changeIdentity } from '../../src/accounts/changing-identity.ts'
import { findReceivedTicket, listActivities } from '../../src/tickets/queries.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

const found = ({ dbs }: TestWorld, word: string) =>
  dbs.sqlite.prepare('select rowid from ticket_search where ticket_search match ?').pluck().all(`words : ${word}`)

test('a ticket is found by its writer’s name of today', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie })
  expect([found(w, 'lucie'), found(w, 'lucienne')]).toEqual([[ticket.position], []])
  const identity = { civility: null, lastName: 'Ørsted', firstName: 'Lucienne', phone: null, language: 'fr' } as const
  await changeIdentity(await w.actOf(lucie), { ...identity, contactEmail: lucie.login, managerMails: 'daily' })
  expect(found(w, 'lucienne')).toEqual([ticket.position])
})

test('an erased account leaves its tickets and its thread, under a neutral name that alone finds them', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, assignee: driss, status: 'resolved' })
  await w.db
    .updateTable('ticket')
    .set({ phone: '01 23 45 67 89', browser: 'Firefox' })
    .where('id', '=', ticket.id)
    .execute()
  const at = w.clock.now.toISOString()
  await w.db
    .insertInto('ticket_draft')
    .values({ ticket_id: ticket.id, user_id: lucie.id, kind: 'answer', body: 'À moitié', at })
    .execute()
  const gone = { state: 'deactivated', deactivated_at: '2026-01-01T00:00:00.000Z' } as const
  for (const { id } of [lucie, driss]) {
    await w.db.updateTable('user').set(gone).where('id', '=', id).execute()
    expect(await eraseAccount({ db: w.db, actor: null, now: w.clock.now }, id)).toMatchObject({ ok: true })
  }
  expect([found(w, 'lucie'), found(w, 'efface')]).toEqual([[], [ticket.position]])
  expect(await w.db.selectFrom('ticket_draft').selectAll().execute()).toEqual([])
  const seen = await findReceivedTicket(await w.actOf(ines), ticket.id)
  expect(seen).toMatchObject({
    phone: '',
    browser: '',
    writer: { name: 'Compte effacé' },
    assignee_folded: 'efface compte',
  })
  const thread = await listActivities(w, ticket.id, { withNotes: true })
  expect(thread.map(({ author }) => author?.name)).toEqual(['Compte effacé', 'Compte effacé', 'Compte effacé'])
})
