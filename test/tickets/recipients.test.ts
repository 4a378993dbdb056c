import { expect, test } from 'vitest'
import { findRecipient, searchRecipients } from '../../src/tickets/recipient-queries.ts'
import { addService, addStructure } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'

const add = (w: TestWorld, name: string, n: number) =>
  addStructure(w.dbs, { name, identifier: String(21_930_051_300_000 + n), kind: 'public', primary: w.alice })
const close = (w: TestWorld, id: number, successor_id: number | null) =>
  w.db
    .updateTable('structure')
    .set({ state: 'inactive', primary_membership_id: null, successor_id })
    .where('id', '=', id)
    .execute()
const names = async (w: TestWorld, q: string) => {
  const { rows } = await searchRecipients(await w.actOf(w.nadia), q)
  return rows.map(({ name, replaces }) => (replaces ? `${name} < ${replaces.name}` : name))
}

test('public structures that receive are found by SIRET and by words of their name', async () => {
  const w = await openWorld()
  for (const q of ['219 300 512 00012', 'noisy', 'Commune de', 'GRAND noisy'])
    expect(await names(w, q)).toEqual(['Commune de Noisy-le-Grand'])
  // A private one, and what nobody has.
  for (const q of ['ørsted', '73282932000074', 'zzzz', '', '"']) expect(await names(w, q)).toEqual([])
})

test('one that does not receive is not offered: closed for the whole, or open for closed services alone', async () => {
  const w = await openWorld()
  const space = w.db
    .updateTable('structure_space')
    .where('structure_id', '=', w.mairie)
    .where('space', '=', 'requests_received')
  await space.set({ service_id: w.marches }).execute()
  expect(await findRecipient(await w.actOf(w.nadia), w.mairie)).toMatchObject({
    whole: false,
    services: [{ id: w.marches, name: 'Marchés publics' }],
  })
  await space.set({ service_id: w.archives }).execute()
  expect(await names(w, 'noisy')).toEqual([])
  expect(await findRecipient(await w.actOf(w.nadia), w.mairie)).toBeUndefined()
  await space.set({ service_id: null }).execute()
  const { whole, services } = (await findRecipient(await w.actOf(w.nadia), w.mairie)) ?? {}
  expect([whole, services?.map(({ name }) => name)]).toEqual([true, ['Finances', 'Marchés publics']])
})

test('instead of an inactive one its successor is offered, along the chain and once', async () => {
  const w = await openWorld()
  const [first, second, third] = [
    await add(w, 'Syndicat Ancien', 1),
    await add(w, 'Syndicat Moyen', 2),
    await add(w, 'Régie Neuve', 3),
  ]
  await close(w, first, second)
  await close(w, second, third)
  expect(await names(w, 'ancien')).toEqual(['Régie Neuve < Syndicat Ancien'])
  expect(await names(w, 'syndicat')).toEqual(['Régie Neuve < Syndicat Ancien'])
  expect(await names(w, 'regie')).toEqual(['Régie Neuve'])
  expect(await findRecipient(await w.actOf(w.nadia), first)).toMatchObject({ id: third, replaces: { id: first } })
  // Round in circles, or nowhere: nobody receives.
  await close(w, third, first)
  expect(await names(w, 'syndicat')).toEqual([])
  await close(w, third, null)
  expect(await names(w, 'regie')).toEqual([])
})

test('a long list is cut, and asks the database as often; nothing is read from one end to the other', async () => {
  const w = await openWorld()
  const sent: number[] = []
  for (const upTo of [10, 30]) {
    for (let n = upTo - 9; n <= upTo; n++)
      await addService(w.dbs, { structure_id: await add(w, `Ville ${n}`, 100 + n), code: 'A', name: 'A' })
    const plans = await plansOf(w, await w.actOf(w.nadia), async (act) => {
      await searchRecipients(act, 'ville')
      await findRecipient(act, w.mairie)
    })
    sent.push(plans.length)
    const scans = plans
      .flatMap(({ plan }) => plan)
      .filter((step) => /^SCAN (structure|service|structure_space|opened)\b/.test(step))
    expect(scans).toEqual([])
  }
  expect(sent[0]).toBe(sent[1])
  expect(await searchRecipients(await w.actOf(w.nadia), 'ville')).toMatchObject({ hasMore: false })
  for (let n = 31; n <= 35; n++) await add(w, `Ville ${n}`, 100 + n)
  const { rows, hasMore } = await searchRecipients(await w.actOf(w.nadia), 'ville')
  expect([rows.length, hasMore]).toEqual([20, true])
})
