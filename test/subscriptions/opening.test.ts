import { expect, test } from 'vitest'
import { openSpace } from '../../src/subscriptions/opening-spaces.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, traces } from '../world.ts'
import { addressesOf, heldBy, membershipId, openedFor, requestsOf } from './space.ts'

/** Farid's firm has "Factures reçues" closed from the start, and Ines as a simple user. */
async function openFirm() {
  const w = await openWorld()
  const ines = await addPerson(w.dbs, { first: 'Inès', last: 'Roux' })
  await addMember(w.dbs, ines, { structureId: w.elsewhere, role: 'simple_user' })
  return { w, ines, farid: await w.as(w.farid), at: addressesOf(w, 'invoices_received', w.elsewhere) }
}

test('Alice sees which spaces are open and how many members hold each', async () => {
  const w = await openWorld()
  const text = await (await (await w.as(w.alice)).get(addressesOf(w, 'manager').list)).text()
  expect(text).toContain('Espaces de la structure')
  expect(text.match(/Toujours ouvert/g)).toHaveLength(2)
  expect(text).toMatch(/Sollicitations reçues[\s\S]*?Modification : 3 · Consultation : 1/)
  expect(text).not.toContain('Factures de travaux')
  expect(text).toContain(addressesOf(w, 'invoices_issued').closing)
  expect(text).not.toContain(addressesOf(w, 'manager').closing)
})

test('Farid opens a space: it is his at once, and the queue gets a request for each member', async () => {
  const { w, ines, farid, at } = await openFirm()
  const form = await (await farid.get(at.opening)).text()
  expect(form).toContain('Ouvrir l’espace Factures reçues')
  expect(form).toContain('émises automatiquement suite au paramétrage de la structure')
  expect(form).toContain('Inès Roux')
  const fields = { scope: 'whole', who: 'all', once: 'once-once-once-once' }
  const [first, again] = [await farid.post(at.opening, fields), await farid.post(at.opening, fields)]
  expect([first.status, again.status, first.headers.get('location')]).toEqual([303, 303, at.list])
  expect(await openedFor(w, 'invoices_received', w.elsewhere)).toEqual([null])
  expect(await heldBy(w, w.farid, { space: 'invoices_received', at: w.elsewhere })).toEqual(['write'])
  expect(await heldBy(w, ines, { space: 'invoices_received', at: w.elsewhere })).toEqual([])
  expect(await requestsOf(w, ines)).toMatchObject([
    {
      state: 'pending',
      origin: 'structure',
      whole: 1,
      comment: '',
      spaces: [['invoices_received', 'write', null]],
      services: [],
    },
  ])
  expect(await traces(w.dbs)).toEqual({
    history: ['space.opened', 'subscription.added', 'subscription_request.sent'],
    mails: [],
  })
  const own = await (await w.as(ines)).get(paths.ownSubscriptions)
  expect(await own.text()).toContain('Factures reçues')
})

test('those who hold it, wait for it or may never have it are left out, and the notice counts', async () => {
  const { w, ines, farid, at } = await openFirm()
  const paul = await addPerson(w.dbs, { first: 'Paul', last: 'Simple' })
  await addMember(w.dbs, paul, { structureId: w.elsewhere, role: 'secondary_manager' })
  await farid.post(at.opening, {
    scope: 'whole',
    who: 'ticked',
    members: String(await membershipId(w, ines, w.elsewhere)),
  })
  expect([(await requestsOf(w, ines)).length, (await requestsOf(w, paul)).length]).toEqual([1, 0])
  await w.db
    .updateTable('space_rule')
    .set({ rule: 'never' })
    .where('space', '=', 'invoices_received')
    .where('role', '=', 'secondary_manager')
    .execute()
  await farid.post(at.opening, { scope: 'whole', who: 'all' })
  expect([(await requestsOf(w, ines)).length, (await requestsOf(w, paul)).length]).toEqual([1, 0])
  expect((await traces(w.dbs)).history.filter((action) => action === 'space.opened')).toHaveLength(1)
})

test('narrowed to a service, what was held for the whole is held there alone, and what waited for all is taken back', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const { opening, list } = addressesOf(w, 'requests_received')
  const answer = await alice.post(opening, { scope: 'services', services: String(w.marches), who: 'none' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, list])
  expect(await openedFor(w, 'requests_received')).toEqual([w.marches])
  expect(await heldBy(w, w.alice, 'requests_received')).toEqual(['write:MAR'])
  expect(await heldBy(w, w.chloe, 'requests_received')).toEqual(['read:MAR'])
  // Gaël is attached to Finances alone.
  expect(await heldBy(w, w.gael, 'requests_received')).toEqual([])
  expect((await traces(w.dbs)).history.toSorted()).toEqual([
    'space.opened',
    'subscription.changed',
    'subscription.changed',
    'subscription.changed',
    'subscription.disabled',
  ])
  await alice.post(opening, { scope: 'whole', who: 'none' })
  expect(await openedFor(w, 'requests_received')).toEqual([null])
  expect(await heldBy(w, w.alice, 'requests_received')).toEqual(['write', 'write:MAR'])
})

test('a space open for services is asked of each member for these that they are attached to', async () => {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  await addMember(w.dbs, jeanne, { structureId: w.mairie, role: 'simple_user', services: [w.finances] })
  const alice = await w.as(w.alice)
  const { opening, closing } = addressesOf(w, 'invoices_received')
  await alice.post(closing)
  const both = [String(w.finances), String(w.marches)]
  await alice.post(opening, { scope: 'services', services: both, who: 'all' })
  expect(await requestsOf(w, jeanne)).toMatchObject([
    { whole: 0, spaces: [['invoices_received', 'write', w.finances]], services: [w.finances] },
  ])
  expect(await requestsOf(w, w.chloe)).toMatchObject([
    {
      whole: 0,
      spaces: [
        ['invoices_received', 'write', w.finances],
        ['invoices_received', 'write', w.marches],
      ],
      services: [w.finances, w.marches],
    },
  ])
  expect(await heldBy(w, w.alice, 'invoices_received')).toEqual(['write:FIN', 'write:MAR'])
})

test('Gaël opens and closes for his service alone, and leaves the others as they are', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const gael = await w.as(w.gael)
  const { opening, closing, list } = addressesOf(w, 'invoices_received')
  expect(await (await gael.get(list)).text()).not.toContain(opening)
  expect((await gael.post(opening, { scope: 'services', services: String(w.finances), who: 'none' })).status).toBe(403)
  expect((await gael.post(closing)).status).toBe(403)
  await alice.post(opening, { scope: 'services', services: String(w.marches), who: 'none' })
  const form = await (await gael.get(opening)).text()
  expect(form).toContain('Finances')
  expect(form).not.toContain('Marchés publics')
  expect(form).not.toContain('Toute la structure')
  for (const fields of [{ scope: 'whole' }, { scope: 'services', services: String(w.marches) }])
    expect((await gael.post(opening, { ...fields, who: 'none' })).status).toBe(403)
  await gael.post(opening, { scope: 'services', services: String(w.finances), who: 'none' })
  expect(await openedFor(w, 'invoices_received')).toEqual([w.finances, w.marches])
  // Not his at once: it is asked for him, and Alice decides.
  expect(await heldBy(w, w.gael, 'invoices_received')).toEqual([])
  expect(await requestsOf(w, w.gael)).toMatchObject([
    { state: 'pending', spaces: [['invoices_received', 'write', w.finances]], services: [w.finances] },
  ])
  expect((await gael.post(closing)).status).toBe(303)
  expect(await openedFor(w, 'invoices_received')).toEqual([w.marches])
  expect(await heldBy(w, w.gael, 'invoices_received')).toEqual([])
})

test.each([
  { fields: {}, status: 422, says: 'Choisissez toute la structure ou des services' },
  { fields: { scope: 'services', who: 'none' }, status: 422, says: 'cochez au moins un service' },
  { fields: { scope: 'whole', who: 'ticked' }, status: 422, says: 'Cochez au moins un membre' },
  { fields: { scope: 'whole', who: 'ticked', members: '987654' }, status: 409, says: 'n’est plus rattaché' },
  { fields: { scope: 'services', services: 'archives', who: 'none' }, status: 409, says: 'n’est plus ouvert' },
] as const)('$fields is refused with words and keeps what was ticked', async ({ fields, status, says }) => {
  const w = await openWorld()
  const { opening } = addressesOf(w, 'invoices_issued')
  const named = 'services' in fields ? { services: String(w.archives) } : {}
  const answer = await (await w.as(w.alice)).post(opening, { ...fields, ...named })
  const text = await answer.text()
  expect([answer.status, text.includes(says)]).toEqual([status, true])
  expect(text).toMatch(/<title>Erreur\s: /)
  if ('who' in fields) expect(text).toMatch(new RegExp(`name="who" value="${fields.who}" checked`))
  expect(await openedFor(w, 'invoices_issued')).toEqual([null])
  expect((await traces(w.dbs)).history).toEqual([])
})

test('what every structure needs is not touched, and an inactive structure changes nothing', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  for (const space of ['manager', 'account'] as const) {
    const { opening, closing } = addressesOf(w, space)
    const fields = { scope: 'services', services: String(w.finances), who: 'none' }
    const answers = [await alice.post(opening, fields), await alice.post(closing), await alice.get(closing)]
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 409])
    expect(await answers[1]?.text()).toContain('aucune structure ne peut s’en passer')
  }
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  const { opening, closing, list } = addressesOf(w, 'invoices_issued')
  expect((await alice.post(opening, { scope: 'whole', who: 'none' })).status).toBe(409)
  expect((await alice.post(closing)).status).toBe(409)
  expect(await (await alice.get(list)).text()).not.toContain(opening)
})

test('strangers and simple users meet nothing; the platform support may open', async () => {
  const w = await openWorld()
  const { list, opening, closing } = addressesOf(w, 'invoices_issued')
  for (const person of [w.chloe, w.farid, w.nadia]) {
    const visitor = await w.as(person)
    const answers = [await visitor.get(list), await visitor.get(opening), await visitor.post(closing)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(
      await openSpace(
        await w.actOf(person),
        { structureId: w.mairie, space: 'invoices_issued' },
        { whole: true, services: [], members: 'all' },
      ),
    ).toEqual({ ok: false, refusal: 'not-found' })
  }
  const alice = await w.as(w.alice)
  const unknown = ['nothing', 'works_invoices'].map((space) => url(paths.managedSpaceOpening, { id: w.mairie, space }))
  for (const path of unknown) expect((await alice.get(path)).status).toBe(404)
  const emma = await w.as(w.emma)
  expect((await emma.get(list)).status).toBe(200)
  const at = addressesOf(w, 'invoices_received', w.elsewhere)
  expect((await emma.post(at.opening, { scope: 'whole', who: 'none' })).status).toBe(303)
  expect(await openedFor(w, 'invoices_received', w.elsewhere)).toEqual([null])
})
