import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addPerson, addRequest } from '../people.ts'
import { htmx, openWorld } from '../world.ts'

async function open() {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const karim = await addPerson(w.dbs, { first: 'Karim', last: '=cmd|calc' })
  const first = await addRequest(w.dbs, jeanne, { structureId: w.mairie })
  const second = await addRequest(w.dbs, karim, { structureId: w.mairie, services: [w.finances] })
  await (
    await w.as(w.alice)
  ).post(url(paths.membershipRequestApproval, { id: first }), { role: 'simple_user', whole: '1' })
  w.clock.now = new Date('2026-11-24T10:00:00Z')
  const alice = await w.as(w.alice)
  await alice.post(url(paths.membershipRequestRefusal, { id: second }), { reason: '=HYPERLINK("x")' })
  return { w, alice, jeanne, karim }
}

test('Alice reads what was done, newest first, in the seed’s words', async () => {
  const { alice } = await open()
  const html = await (await alice.get(paths.history)).text()
  expect(html.indexOf('Refus du rattachement')).toBeGreaterThan(0)
  expect(html.indexOf('Refus du rattachement')).toBeLessThan(html.indexOf('Validation du rattachement'))
  expect(html).toContain('Commentaires')
})
test('filters by person, kind and dates are in the address; the panel comes alone with htmx', async () => {
  const { alice } = await open()
  const actions = async (query: string) =>
    [
      ...(await (await alice.get(`${paths.history}?${query}`)).text()).matchAll(
        /<a[^>]*>((?:Refus|Validation) du rattachement)<\/a>/g,
      ),
    ].map(([, text]) => text)
  expect(await actions('person=jeanne')).toEqual(['Validation du rattachement'])
  expect(await actions('person=nobody')).toEqual([])
  expect(await actions('from=2026-11-24')).toEqual(['Refus du rattachement'])
  expect(await actions('to=2026-11-23')).toEqual(['Validation du rattachement'])
  expect(await actions('from=24/11/2026&to=24/11/2026')).toEqual(['Refus du rattachement'])
  expect(await actions('kind=structure')).toEqual([])
  expect(await actions('kind=membership')).toHaveLength(2)
  expect(await actions('kind=account')).toEqual([])
  expect(await actions('kind=nonsense')).toHaveLength(2)
  expect(await actions('list=memberships')).toHaveLength(2)
  expect(await actions('list=subscriptions')).toEqual([])
  expect(await (await alice.get(paths.history, htmx)).text()).toMatch(/^<section id="history-panel"/)
})
test('a line opens what was asked and decided, before and after', async () => {
  const { alice } = await open()
  const html = await (await alice.get(url(paths.historyEntry, { id: 1 }))).text()
  expect(html).toMatch(/Jeanne Petit/)
  expect(html).toMatch(/Rôle.*—.*utilisateur simple/s)
  expect(html).toMatch(/Services.*Toute la structure/s)
})
test('Bruno reads it too; Gaël, Chloé, Nadia and Farid do not', async () => {
  const { w } = await open()
  expect((await (await w.as(w.bruno)).get(paths.history)).status).toBe(200)
  for (const person of [w.gael, w.chloe, w.nadia]) {
    const visitor = await w.as(person)
    for (const path of [paths.history, paths.historyExport, url(paths.historyEntry, { id: 1 })])
      expect((await visitor.get(path)).status).toBe(404)
  }
  const farid = await w.as(w.farid)
  expect((await farid.get(url(paths.historyEntry, { id: 1 }))).status).toBe(404)
  expect(await (await farid.get(`${paths.history}?structure=${w.mairie}`)).text()).not.toContain('Jeanne')
})
test('the CSV opens in a French spreadsheet and runs no formula', async () => {
  const { alice } = await open()
  const answer = await alice.get(`${paths.historyExport}?list=memberships`)
  expect([answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([
    'text/csv; charset=utf-8',
    'attachment; filename="historique-2026-11-24.csv"',
  ])
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
  const text = bytes.toString()
  expect(text.split('\r\n')).toHaveLength(4)
  const rows = parse(text, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[]
  expect(rows.map((row) => [row['commentaires'], row['par'], row['motif']])).toEqual([
    ['Refus du rattachement', 'Alice Martin', `'=HYPERLINK("x")`],
    ['Validation du rattachement', 'Alice Martin', ''],
  ])
})
test('the CSV has heads with their accents, dates as they are kept, and a name and words in the reader’s language', async () => {
  const { w, alice } = await open()
  const french = await (await alice.get(paths.historyExport)).text()
  const [head = '', , second = ''] = french.split('\r\n')
  expect(head).toContain('"avant";"après"')
  expect(second).toContain('Début : 2026-11-23')
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  const english = await (await w.as(w.alice)).get(paths.historyExport)
  expect(english.headers.get('content-disposition')).toBe('attachment; filename="history-2026-11-24.csv"')
  expect(await english.text()).toContain('"before";"after"')
})
test('Emma, platform support, reads the history of one structure at a time', async () => {
  const { w } = await open()
  const emma = await w.as(w.emma)
  expect(await (await emma.get(`${paths.history}?structure=${w.mairie}`)).text()).toContain('Jeanne Petit')
  expect(await (await emma.get(paths.history)).text()).not.toContain('Jeanne Petit')
  expect((await emma.get(url(paths.historyEntry, { id: 1 }))).status).toBe(200)
})
test('Emma’s filters stay on the structure, which the page names', async () => {
  const { w } = await open()
  const emma = await w.as(w.emma)
  const html = await (await emma.get(withQuery(paths.history, { structure: w.mairie, person: 'jeanne' }))).text()
  expect(html).toMatch(/<h1[^>]*>Historique – Commune de Noisy-le-Grand<\/h1>/)
  expect(html).toContain(`<input type="hidden" name="structure" value="${w.mairie}"`)
  expect(html).toContain(`<a href="${withQuery(paths.history, { structure: w.mairie })}"`)
  expect(html).toContain('Jeanne Petit')
  expect(html).not.toContain('calc')
  const nobody = await (await emma.get(withQuery(paths.history, { structure: w.mairie, person: 'zzzz' }))).text()
  expect(nobody).toContain('Aucune action ne correspond à ces filtres.')
  expect(nobody).toContain(`<input type="hidden" name="structure" value="${w.mairie}"`)
  // A structure without a line is no search without a result.
  expect(await (await emma.get(withQuery(paths.history, { structure: w.elsewhere }))).text()).toContain(
    'Aucune action pour l’instant.',
  )
})
test('a page past the end answers the last one', async () => {
  const { alice } = await open()
  const html = await (await alice.get(`${paths.history}?page=7`)).text()
  expect(html).toContain('Refus du rattachement')
  expect(html).toMatch(/aria-current="page">1</)
})
