import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { readOwnData } from '../../src/accounts/own-data.ts'
import { addAgents, addTicket } from '../tickets/furnishing.ts'
import { openWorld, traces } from '../world.ts'

const of = ({ db }: Awaited<ReturnType<typeof openWorld>>, id: number) =>
  db.selectFrom('user').select(['ticket_mails', 'shortcuts']).where('id', '=', id).executeTakeFirstOrThrow()

test('Alice chooses of which tickets she is mailed, and that single keys do nothing; one history line', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const before = await (await alice.get(paths.accountPreferences)).text()
  expect(before).toMatch(/value="mine" checked/)
  expect(before).toContain('<body data-keys="">')
  const answer = await alice.post(paths.accountPreferences, { ticketMails: 'all', once: 'a-token-of-preferences' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.accountPreferences])
  await alice.post(paths.accountPreferences, { ticketMails: 'all', once: 'a-token-of-preferences' })
  expect(await of(w, w.alice.id)).toEqual({ ticket_mails: 'all', shortcuts: 0 })
  expect(await traces(w.dbs)).toEqual({ history: ['account.identity_changed'], mails: [] })
  expect(await (await alice.get(paths.accountPreferences)).text()).not.toContain('data-keys')
  await alice.post(paths.accountPreferences, { shortcuts: '1' })
  expect(await of(w, w.alice.id)).toEqual({ ticket_mails: 'all', shortcuts: 1 })
})
test('who receives no tickets is not asked about them; nonsense changes nothing', async () => {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  expect(await (await nadia.get(paths.accountPreferences)).text()).not.toContain('ticketMails')
  expect((await nadia.post(paths.accountPreferences, { ticketMails: 'none' })).status).toBe(422)
  expect(await of(w, w.nadia.id)).toEqual({ ticket_mails: 'mine', shortcuts: 1 })
})
test('the keys are listed for everybody', async () => {
  const w = await openWorld()
  const page = await (await (await w.as(null)).get(paths.shortcuts)).text()
  expect(page).toContain('<h1>Raccourcis clavier</h1>')
  expect(page).toContain('M’affecter le ticket')
})
test('Lucie takes her tickets and what she said away; not what the agent answered', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  await addTicket(w, { writer: lucie, assignee: driss, status: 'resolved', subject: 'Facture perdue' })
  const data = await readOwnData(await w.actOf(lucie))
  expect(data['tickets']).toMatchObject([{ number: 'T-2026-000001', subject: 'Facture perdue', status: 'resolved' }])
  expect(data['ticketTexts']).toEqual([])
  expect((await readOwnData(await w.actOf(driss)))['ticketTexts']).toMatchObject([
    { number: 'T-2026-000001', kind: 'solution_proposed', body: 'La facture sera payée vendredi.' },
  ])
})
