import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember } from '../people.ts'
import { openWorld, traces } from '../world.ts'
import { heldBy } from './space.ts'

/** On private structures a simple user adds "Factures émises" alone: Nadia, in Farid's firm. */
const open = async () => {
  const w = await openWorld()
  await addMember(w.dbs, w.nadia, { structureId: w.elsewhere, role: 'simple_user' })
  const at = { own: url(paths.ownSpaces, { id: w.elsewhere }), page: url(paths.subscribing, { id: w.elsewhere }) }
  return { w, nadia: await w.as(w.nadia), ...at }
}
const held = (w: Awaited<ReturnType<typeof openWorld>>) =>
  heldBy(w, w.nadia, { space: 'invoices_issued', at: w.elsewhere })

test('Nadia adds a space at once and gives it back; each leaves one line in the history and no mail', async () => {
  const { w, nadia, own, page } = await open()
  expect(await (await nadia.get(page)).text()).toMatch(/Ajouter<span class="vh"> l’espace Factures émises/)
  const add = { space: 'invoices_issued', act: 'add', once: 'once-once-once-once' }
  const [first, again] = [await nadia.post(own, add), await nadia.post(own, add)]
  expect([first.status, again.status, first.headers.get('location')]).toEqual([303, 303, page])
  expect(await held(w)).toEqual(['write'])
  const mine = await (await nadia.get(paths.ownSubscriptions)).text()
  expect(mine).toMatch(/Rendre<span class="vh">[\s\S]*?Factures émises/)
  const back = `${own}?back=${encodeURIComponent(paths.ownSubscriptions)}`
  const given = await nadia.post(back, { space: 'invoices_issued', act: 'give-back' })
  expect([given.status, given.headers.get('location')]).toEqual([303, paths.ownSubscriptions])
  expect(await held(w)).toEqual([])
  expect(await traces(w.dbs)).toEqual({ history: ['subscription.added', 'subscription.disabled'], mails: [] })
})

test.each([
  { fields: { space: 'invoices_issued', act: 'give-back' }, status: 409, says: 'il n’y a rien à rendre' },
  { fields: { space: 'requests_sent', act: 'add' }, status: 409, says: 'ne s’ajoute pas sans validation' },
  { fields: { space: 'manager', act: 'give-back' }, status: 409, says: 'ne s’ajoute pas sans validation' },
  { fields: { space: 'works_invoices', act: 'add' }, status: 409, says: 'ne s’ajoute pas sans validation' },
  { fields: { space: 'nothing', act: 'add' }, status: 422, says: 'ne s’ajoute pas sans validation' },
  { fields: {}, status: 422, says: 'ne s’ajoute pas sans validation' },
] as const)('$fields is refused with words', async ({ fields, status, says }) => {
  const { w, nadia, own } = await open()
  const answer = await nadia.post(own, { ...fields })
  expect([answer.status, (await answer.text()).includes(says)]).toEqual([status, true])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('who has it already is told so, and it cannot be asked for where it needs no approval', async () => {
  const { w, nadia, own, page } = await open()
  await nadia.post(own, { space: 'invoices_issued', act: 'add' })
  const again = await nadia.post(own, { space: 'invoices_issued', act: 'add' })
  expect([again.status, (await again.text()).includes('Vous avez déjà cet espace')]).toEqual([409, true])
  const asked = await nadia.post(page, { spaces: 'invoices_issued' })
  expect([asked.status, (await asked.text()).includes('s’ajoute sans validation')]).toEqual([409, true])
  expect(await held(w)).toEqual(['write'])
})

test('a stranger, a closed space and an inactive structure add nothing', async () => {
  const { w, own, nadia } = await open()
  const add = { space: 'invoices_issued', act: 'add' }
  const alice = await w.as(w.alice)
  expect((await alice.post(own, add)).status).toBe(409)
  expect((await alice.post(url(paths.ownSpaces, { id: 4242 }), add)).status).toBe(404)
  await w.db
    .deleteFrom('structure_space')
    .where('structure_id', '=', w.elsewhere)
    .where('space', '=', 'invoices_issued')
    .execute()
  expect(await (await nadia.post(own, add)).text()).toContain('n’est pas ouvert dans cette structure')
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.elsewhere).execute()
  expect(await (await nadia.post(own, add)).text()).toContain('Cette structure est inactive')
  expect(await held(w)).toEqual([])
})

test.each(['primary_manager', 'secondary_manager'] as const)(
  'a %s of a private structure has it by default',
  async (role) => {
    const { w, own } = await open()
    if (role === 'secondary_manager') await addMember(w.dbs, w.bruno, { structureId: w.elsewhere, role })
    const who = role === 'primary_manager' ? w.farid : w.bruno
    expect(await heldBy(w, who, { space: 'invoices_issued', at: w.elsewhere })).toEqual(['write'])
    const answer = await (await w.as(who)).post(own, { space: 'invoices_issued', act: 'give-back' })
    expect([answer.status, (await answer.text()).includes('ne s’ajoute pas sans validation')]).toEqual([409, true])
  },
)

test('on the Mairie nobody adds it alone: all have it by default', async () => {
  const { w } = await open()
  await addMember(w.dbs, w.nadia, { structureId: w.mairie, role: 'simple_user' })
  const answer = await (
    await w.as(w.nadia)
  ).post(url(paths.ownSpaces, { id: w.mairie }), { space: 'invoices_issued', act: 'give-back' })
  expect(answer.status).toBe(409)
})
