import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { openWorld } from '../world.ts'

const WARNING = 'Continuer sans mandat de facturation'

test('Alice reads the services unwarned; to add, change or close one she is warned each time', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const services = url(paths.managedServices, { id: w.mairie })
  const place = { id: w.mairie, service: w.finances }
  const list = await (await alice.get(services)).text()
  expect(list).not.toContain(WARNING)
  expect(list).not.toContain('mandate=none')
  expect(list).toContain(`href="${services}?add=1"`)
  for (const path of [`${services}?add=1`, url(paths.managedService, place), url(paths.managedServiceClosing, place)])
    expect(await (await alice.get(path)).text(), path).toContain(WARNING)
  expect(await (await alice.get(`${services}?add=1&mandate=none`)).text()).toContain('<h2 id="add">')
  const added = await alice.post(services, { code: 'CUL', name: 'Culture' })
  expect(added.headers.get('location')).toBe(services)
})

test('who leaves a change for a mandate is led back to it', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const edit = url(paths.managedStructureEdit, { id: w.mairie })
  const mandates = withQuery(url(paths.managedMandates, { id: w.mairie }), { back: edit })
  expect(await (await alice.get(edit)).text()).toContain(`href="${mandates}"`)
  expect(await (await alice.get(mandates)).text()).toContain(`action="${mandates}"`)
})

test('the edit page offers what concerns users; the technical user to the primary manager alone', async () => {
  const w = await openWorld()
  const edit = withQuery(url(paths.managedStructureEdit, { id: w.mairie }), { mandate: 'none' })
  const forAlice = await (await (await w.as(w.alice)).get(edit)).text()
  for (const text of [
    'Utilisateurs rattachés à la structure',
    'Rattacher un utilisateur',
    'Créer un utilisateur technique',
  ])
    expect(forAlice).toContain(text)
  const forBruno = await (await (await w.as(w.bruno)).get(edit)).text()
  expect(forBruno).toContain('Rattacher un utilisateur')
  expect(forBruno).not.toContain('Créer un utilisateur technique')
})

test('the synthesis leads to « Modifier » in words; the warning of a single manager is for active structures', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await w.db
    .deleteFrom('subscription')
    .where('space', '=', 'manager')
    .where('membership_id', 'in', (eb) => eb.selectFrom('membership').select('id').where('user_id', '=', w.bruno.id))
    .execute()
  const active = await (await alice.get(paths.manager)).text()
  expect(active).toContain(`href="${url(paths.managedStructureEdit, { id: w.mairie })}"`)
  expect(active).toContain('⚠')
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  const inactive = await (await alice.get(paths.manager)).text()
  expect(inactive).not.toContain('⚠')
  expect(inactive).not.toContain(`href="${url(paths.managedStructureEdit, { id: w.mairie })}"`)
})

test('Emma sees in the menu how many mails were given up', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  expect(await (await emma.get(paths.operator)).text()).not.toContain('abandonné<')
  const mail = {
    event_key: 'x',
    kind: 'activation',
    to_address: 'a@b.test',
    user_id: null,
    language: 'fr',
    data: '{}',
  } as const
  const at = w.clock.now.toISOString()
  await w.db
    .insertInto('mail')
    .values({ ...mail, state: 'given_up', next_attempt_at: at, created_at: at })
    .execute()
  expect(await (await emma.get(paths.operator)).text()).toContain('<span class="vh"> courriel abandonné</span>')
  expect(await (await (await w.as(w.alice)).get(paths.manager)).text()).not.toContain('abandonné')
})
