import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addRequest, addStructure } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

const newest = (w: TestWorld) =>
  w.db.selectFrom('membership_request').selectAll().orderBy('id', 'desc').executeTakeFirst()

async function openRefused() {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  const joining = url(paths.joining, { id: w.mairie })
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie, services: [w.marches], comment: 'Première' })
  const decided = { state: 'refused', reason: 'Précisez votre fonction', decided_by_id: w.alice.id } as const
  await w.db
    .updateTable('membership_request')
    .set({ ...decided, decided_at: '2026-11-23T10:00:00.000Z' })
    .where('id', '=', id)
    .execute()
  return { w, nadia, joining, id, correction: withQuery(joining, { corrects: id }) }
}

test('“Corriger et renvoyer” fills the form in, and the new request is linked to the refused one', async () => {
  const { w, nadia, id, joining, correction } = await openRefused()
  const page = await (await nadia.get(correction)).text()
  expect(page).toContain('Précisez votre fonction')
  expect(page).toMatch(new RegExp(`<input[^>]*value="${w.marches}"[^>]*checked=""`))
  expect(page).toContain('Première</textarea>')
  const answer = await nadia.post(joining, {
    scope: 'services',
    services: String(w.marches),
    comment: 'Acheteuse',
    corrects: String(id),
  })
  expect(answer.status).toBe(303)
  expect(await newest(w)).toMatchObject({ state: 'pending', corrects_id: id, comment: 'Acheteuse' })
})

test('a wrong correction keeps its link to the refused request', async () => {
  const { nadia, id, joining } = await openRefused()
  const text = await (await nadia.post(joining, { scope: 'services', corrects: String(id) })).text()
  expect(text).toContain(`<input type="hidden" name="corrects" value="${id}"/>`)
})

test('nobody corrects somebody else’s request, another structure’s, or one that was not refused', async () => {
  const { w, id, joining, correction } = await openRefused()
  const farid = await w.as(w.farid)
  expect(await (await farid.get(correction)).text()).not.toContain('Précisez votre fonction')
  expect((await farid.post(joining, { scope: 'whole', corrects: String(id) })).status).toBe(404)
  const other = await addStructure(w.dbs, { name: 'Autre', identifier: '1', kind: 'private', primary: w.farid })
  const nadia = await w.as(w.nadia)
  const elsewhere = await nadia.post(url(paths.joining, { id: other }), { scope: 'whole', corrects: String(id) })
  expect(elsewhere.status).toBe(404)
})
