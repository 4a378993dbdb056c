import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { openWorld, PUBLIC_URL, type TestWorld } from '../world.ts'

const WARNING = 'Continuer sans mandat de facturation'

/** Alice adds a mandate by the form at this address, as a browser sends it. */
async function sendMandate(w: TestWorld, path: string) {
  const form = new FormData()
  const typed = { mandatary: 'Facture Service', siret: '', startsOn: '01/11/2026', endsOn: '' }
  for (const [name, value] of Object.entries({ once: crypto.randomUUID(), ...typed })) form.append(name, value)
  form.append('document', new File(['%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'], 'Mandat.pdf'))
  const { cookie } = await w.as(w.alice)
  const headers = { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL }
  return w.app.request(PUBLIC_URL + path, { method: 'POST', body: form, headers })
}

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

test('opening a service again is a modification too: Alice is warned, until there is a mandate', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const place = { id: w.mairie, service: w.archives }
  const closed = withQuery(url(paths.managedServices, { id: w.mairie }), { state: 'closed' })
  const reopens = `action="${url(paths.managedServiceOpening, place)}"`
  const list = await (await alice.get(closed)).text()
  expect(list).not.toContain(reopens)
  const page = withQuery(url(paths.managedService, place), { back: closed })
  expect(list).toMatch(new RegExp(`href="${page.replaceAll('?', '\\?')}">Rouvrir<`))
  const warning = await (await alice.get(page)).text()
  expect(warning).toContain(WARNING)
  expect(warning).not.toContain(reopens)
  const after = await (await alice.get(`${page}&mandate=none`)).text()
  expect(after).toContain(reopens)
  const answer = await alice.post(url(paths.managedServiceOpening, place), { back: closed })
  expect(answer.headers.get('location')).toBe(closed)
  await alice.post(url(paths.managedServiceClosing, place), { back: closed })
  await sendMandate(w, url(paths.managedMandates, { id: w.mairie }))
  const calm = await (await alice.get(closed)).text()
  expect(calm).toContain(reopens)
})

test('whoever adds a mandate on the way to a change lands on that change, and is warned no more', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const edit = url(paths.managedStructureEdit, { id: w.mairie })
  const warning = await (await alice.get(edit)).text()
  const [, mandates = ''] = /href="([^"]*mandates[^"]*)"/.exec(warning) ?? []
  const path = mandates.replaceAll('&amp;', '&')
  expect(await (await alice.get(path)).text()).toContain(`action="${mandates}"`)
  const answer = await sendMandate(w, path)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, edit])
  const landed = await (await alice.get(edit)).text()
  expect(landed).not.toContain(WARNING)
  expect(landed).toContain(`action="${edit}`)
  // Nobody is led to another site.
  const elsewhere = await sendMandate(w, withQuery(url(paths.managedMandates, { id: w.mairie }), { back: '//x.test/' }))
  expect(elsewhere.headers.get('location')).toBe(url(paths.managedMandates, { id: w.mairie }))
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
