import { expect, test } from 'vitest'
import type { Lookup } from '../../src/sirene/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const establishment = {
  siret: '21930051200012',
  siren: '219300512',
  name: 'Commune de Noisy-le-Grand',
  state: 'open',
  address: '5 rue Neuve',
  postcode: '93160',
  city: 'Noisy-le-Grand',
  legalCategory: '7210',
  isSeat: true,
  isDisclosed: true,
} as const
const found: Lookup = { kind: 'found', establishment }
const open = (answer: Lookup) => openWorld({ register: { find: async () => answer, age: async () => null } })
const page = (w: TestWorld) => url(paths.managedStructureRegister, { id: w.mairie })
const kept = (w: TestWorld) =>
  w.db.selectFrom('structure').selectAll().where('id', '=', w.mairie).executeTakeFirstOrThrow()

test('Alice sees what the register would change, then changes it, once', async () => {
  const w = await open(found)
  const alice = await w.as(w.alice)
  const html = await (await alice.get(page(w))).text()
  expect(html).toContain('1 place de la Mairie')
  expect(html).toContain('5 rue Neuve')
  expect(html).not.toContain('<th scope="row">Commune</th>')
  expect((await kept(w)).address).toBe('1 place de la Mairie')
  const fields = { once: 'update-of-the-mairie-1' }
  for (const _ of ['first', 'again']) expect((await alice.post(page(w), fields)).status).toBe(303)
  expect(await kept(w)).toMatchObject({ address: '5 rue Neuve', register_read_at: w.clock.now.toISOString() })
  expect((await traces(w.dbs)).history).toEqual(['structure.register_read'])
})

test('a structure that is up to date says so, offers no button, and a form made by hand changes nothing', async () => {
  const w = await open({ kind: 'found', establishment: { ...establishment, address: '1 place de la Mairie' } })
  const alice = await w.as(w.alice)
  const html = await (await alice.get(page(w))).text()
  expect(html).toContain('il n’y a rien à mettre à jour')
  expect(html).not.toContain(`action="${page(w)}"`)
  expect((await alice.post(page(w))).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual([])
})

test('the name that was typed for somebody undisclosed stays, and an address that may not be shown goes', async () => {
  const hidden = {
    ...establishment,
    name: 'SIREN 219\u00A0300\u00A0512',
    address: '',
    postcode: '',
    city: '',
    isDisclosed: false,
  }
  const w = await open({ kind: 'found', establishment: hidden })
  await (await w.as(w.alice)).post(page(w))
  expect(await kept(w)).toMatchObject({ name: 'Commune de Noisy-le-Grand', address: '', city: '' })
})

test.each([
  [{ kind: 'unreachable', why: 'no-register' }, 503, 'ne répond pas pour l’instant'],
  [{ kind: 'not-found' }, 409, 'n’est pas dans la base SIRENE'],
  [{ kind: 'found', establishment: { ...establishment, state: 'closed' } }, 409, 'est fermé dans la base SIRENE'],
] as [Lookup, number, string][])('%o is said in words, and nothing changes', async (answer, status, text) => {
  const w = await open(answer)
  const alice = await w.as(w.alice)
  for (const response of [await alice.get(page(w)), await alice.post(page(w))]) {
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(text)
  }
  expect((await kept(w)).address).toBe('1 place de la Mairie')
  expect((await traces(w.dbs)).history).toEqual([])
})

test('Gaël, who manages one service, may not update the whole structure', async () => {
  const w = await open(found)
  const gael = await w.as(w.gael)
  expect((await gael.get(page(w))).status).toBe(403)
  expect((await gael.post(page(w))).status).toBe(403)
})

test('the register is asked while no transaction is open', async () => {
  const w = await openWorld({
    register: {
      find: async () => {
        await w.db.updateTable('structure').set({ phone: '01' }).where('id', '=', w.mairie).execute()
        return found
      },
      age: async () => null,
    },
  })
  expect((await (await w.as(w.alice)).post(page(w))).status).toBe(303)
  expect(await kept(w)).toMatchObject({ phone: '01', address: '5 rue Neuve' })
})
