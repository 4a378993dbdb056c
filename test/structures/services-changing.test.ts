import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addRequest } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

const list = (w: TestWorld) => withQuery(url(paths.managedServices, { id: w.mairie }), { mandate: 'none' })
const of = (w: TestWorld, path: (typeof SERVICE_PATHS)[number], service: number) =>
  withQuery(url(path, { id: w.mairie, service }), { mandate: 'none' })
const SERVICE_PATHS = [paths.managedService, paths.managedServiceClosing, paths.managedServiceOpening] as const
const kept = (w: TestWorld, id: number) =>
  w.db.selectFrom('service').select(['code', 'name', 'state']).where('id', '=', id).executeTakeFirst()

test('Alice adds a service; htmx gets the list with it', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const answer = await alice.post(list(w), { code: ' rh ', name: 'Ressources  humaines' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.managedServices, { id: w.mairie })])
  const panel = await (await alice.post(list(w), { code: 'CUL', name: 'Culture' }, htmx)).text()
  expect(panel).toContain('Ressources humaines')
  expect(panel).toContain('Le service Culture est ajouté.')
  expect(panel).not.toContain('<html')
  expect((await traces(w.dbs)).history).toEqual(['structure.services_added', 'structure.services_added'])
})

test('a code that differs only in case is taken, also by a closed service', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  for (const code of ['fin', 'ArC']) {
    const answer = await alice.post(list(w), { code, name: 'Double' })
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain('déjà celui d’un autre service')
    expect(html).toContain(`value="${code}"`)
  }
  const wrong = await alice.post(list(w), { code: '', name: 'x'.repeat(201) })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Écrivez le code du service.')
  expect((await traces(w.dbs)).history).toEqual([])
})

test('Alice gives a service another code and name, in its own case too, and comes back to her place', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const back = `${list(w)}&page=2`
  const page = of(w, paths.managedService, w.finances)
  expect(
    await (
      await alice.get(
        withQuery(url(paths.managedService, { id: w.mairie, service: w.finances }), { mandate: 'none', back }),
      )
    ).text(),
  ).toContain('page=2')
  const answer = await alice.post(page, { code: 'fin', name: 'Finances et budget', back })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, back])
  expect(await kept(w, w.finances)).toEqual({ code: 'fin', name: 'Finances et budget', state: 'open' })
  expect((await alice.post(page, { code: 'MAR', name: 'Finances' })).status).toBe(409)
  expect((await alice.post(page, { code: 'fin', name: 'Finances et budget' })).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual(['structure.service_changed'])
})

test('closing says who is concerned; the service stays with Gaël and can be asked for no more', async () => {
  const w = await openWorld()
  const request = await addRequest(w.dbs, w.nadia, { structureId: w.mairie, services: [w.finances] })
  const alice = await w.as(w.alice)
  const page = of(w, paths.managedServiceClosing, w.finances)
  const dialog = await (await alice.get(page, htmx)).text()
  expect(dialog).toContain('1 utilisateur y est rattaché.')
  expect(dialog).toContain('1 demande de rattachement en attente le nomme.')
  const fields = { once: 'closing-the-finances' }
  for (const _ of ['first', 'again']) expect((await alice.post(page, fields)).status).toBe(303)
  expect(await kept(w, w.finances)).toMatchObject({ state: 'closed' })
  expect((await traces(w.dbs)).history).toEqual(['structure.service_closed'])
  expect((await w.actOf(w.gael)).actor.memberships[0]?.services).toEqual([w.finances])
  const joining = { scope: 'services', services: String(w.finances) }
  expect((await (await w.as(w.emma)).post(url(paths.joining, { id: w.mairie }), joining)).status).toBe(409)
  const approval = { role: 'simple_user', service: String(w.finances) }
  expect((await alice.post(url(paths.membershipRequestApproval, { id: request }), approval)).status).toBe(409)
  const { total } = await w.db
    .selectFrom('membership_service')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  expect(total).toBe(1)
})

test('a closed service is opened again; neither is done twice', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  expect((await alice.post(of(w, paths.managedServiceClosing, w.archives))).status).toBe(409)
  expect((await alice.post(of(w, paths.managedServiceOpening, w.archives))).status).toBe(303)
  expect((await alice.post(of(w, paths.managedServiceOpening, w.archives))).status).toBe(409)
  expect(await kept(w, w.archives)).toMatchObject({ state: 'open' })
  expect((await traces(w.dbs)).history).toEqual(['structure.service_opened'])
})

test('the last open service stays while the structure asks for a service code', async () => {
  const w = await openWorld()
  await w.db.updateTable('structure').set({ requires_service_code: 1 }).where('id', '=', w.mairie).execute()
  const alice = await w.as(w.alice)
  expect((await alice.post(of(w, paths.managedServiceClosing, w.marches))).status).toBe(303)
  const answer = await alice.post(of(w, paths.managedServiceClosing, w.finances))
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Modifiez d’abord les paramètres')
})

test('Gaël reads the one service that he manages and changes none; strangers find no page', async () => {
  const w = await openWorld()
  const gael = await w.as(w.gael)
  const answer = await gael.get(url(paths.managedServices, { id: w.mairie }))
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toContain('Finances')
  expect(html).not.toContain('Marchés publics')
  expect(html).not.toContain('Ajouter le service')
  expect((await gael.post(list(w), { code: 'X', name: 'X' })).status).toBe(403)
  for (const path of SERVICE_PATHS) expect((await gael.post(of(w, path, w.finances))).status).toBe(403)
  const farid = await w.as(w.farid)
  expect((await farid.get(list(w))).status).toBe(404)
  for (const path of SERVICE_PATHS) expect((await farid.post(of(w, path, w.finances))).status).toBe(404)
  // Through his own structure the service of another is not there either.
  const through = url(paths.managedServiceClosing, { id: w.elsewhere, service: w.finances })
  expect((await farid.post(through)).status).toBe(404)
  expect(await kept(w, w.finances)).toMatchObject({ state: 'open' })
})
