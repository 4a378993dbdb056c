import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { fold } from '../../src/values/text.ts'
import { NOW } from '../moment.ts'
import { addMember, addPerson, addRequest } from '../people.ts'
import { htmx, openWorld } from '../world.ts'

const names = (html: string) => [...html.matchAll(/>(Prénom\d+ Durand)<small>/g)].map(([, name]) => name)
async function open(count: number) {
  const w = await openWorld()
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: 'Durand' })
    ids.push(String(await addRequest(w.dbs, person, { structureId: w.mairie, services: at % 2 ? [w.finances] : [] })))
  }
  return { w, ids, alice: await w.as(w.alice) }
}

test('the last page emptied by a decision shows the page before, not an empty queue', async () => {
  const { ids, alice } = await open(12)
  const back = `${paths.membershipRequests}?rows=10&page=2`
  const over = { ...htmx, 'HX-Current-URL': `http://guichet.test${back}` }
  const answer = await alice.post(paths.membershipRequestRefusals, { id: ids.slice(10), reason: 'Non', back }, over)
  const html = await answer.text()
  expect(html).not.toContain('Aucune demande n’attend')
  expect(names(html)).toHaveLength(10)
})
test('a page far past the end shows the last one', async () => {
  const { alice } = await open(12)
  const html = await (await alice.get(`${paths.membershipRequests}?rows=10&page=99`)).text()
  expect(names(html)).toEqual(['Prénom10 Durand', 'Prénom11 Durand'])
  expect(html).toContain('(2/2)')
})
test('a manager of 501 structures sees one queue of them all', async () => {
  const { w, alice } = await open(2)
  await w.db.transaction().execute(async (db) => {
    for (let at = 0; at < 501; at++) {
      const name = `Structure ${at}`
      const row = {
        kind: 'private',
        identifier_kind: 'AUTRE',
        identifier: `X${at}`,
        name,
        name_folded: fold(name),
      } as const
      const rest = {
        legal_category: null,
        state: 'inactive',
        primary_membership_id: null,
        successor_id: null,
        created_at: NOW.toISOString(),
      } as const
      const { id } = await db
        .insertInto('structure')
        .values({ ...row, city_folded: '', ...rest })
        .returning('id')
        .executeTakeFirstOrThrow()
      const membership = {
        user_id: w.alice.id,
        structure_id: id,
        role: 'secondary_manager',
        whole_structure: 1,
        witness_service_id: null,
      } as const
      await db
        .insertInto('membership')
        .values({ ...membership, starts_on: '2026-01-01', ends_on: null, created_at: NOW.toISOString() })
        .execute()
    }
  })
  for (const path of [paths.manager, paths.membershipRequests, `${paths.membershipRequests}?sort=name`, paths.history])
    expect((await alice.get(path)).status).toBe(200)
  expect(names(await (await alice.get(paths.membershipRequests)).text())).toEqual(['Prénom0 Durand', 'Prénom1 Durand'])
})
test('the confirmation does not promise what will be refused', async () => {
  const { w, ids, alice } = await open(2)
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('login', 'like', 'prenom0%').execute()
  await w.db.updateTable('service').set({ state: 'closed' }).where('id', '=', w.finances).execute()
  const html = await (await alice.get(`${paths.membershipRequestApprovals}?id=${ids.join('&id=')}`)).text()
  expect(html).not.toContain('Sera rattaché')
  const refusing = await (await alice.get(`${paths.membershipRequestRefusals}?id=${ids.join('&id=')}`)).text()
  expect(refusing).toContain('<h1>Refuser 2 demandes</h1>')
})
test('with "the other pages too" the ticked ones come first', async () => {
  const { ids, alice } = await open(3)
  const html = await (await alice.get(`${paths.membershipRequestApprovals}?all=1&id=${ids[2]}`)).text()
  const listed = [...html.matchAll(/name="id" value="(\d+)"/g)].map(([, id]) => id)
  expect(listed).toEqual([ids[2], ids[0], ids[1]])
})
test('Gaël’s menu counts what waits for his service; tabs beside a search do not mislead', async () => {
  const { w, alice } = await open(4)
  const html = await (await (await w.as(w.gael)).get(paths.manager)).text()
  expect(html).toMatch(/id="waiting-count" class="count">2</)
  expect(await (await alice.get(`${paths.membershipRequests}?q=prenom1`)).text()).not.toMatch(
    /En attente <span class="count">/,
  )
})
test('a second manager of services alone, gone or not yet there, leaves the primary manager warned', async () => {
  const w = await openWorld()
  const text = async () => (await (await w.as(w.alice)).get(paths.manager)).text()
  expect(await text()).not.toContain('seul gestionnaire')
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.bruno.id).execute()
  expect(await text()).toContain('seul gestionnaire')
  await addMember(w.dbs, w.nadia, { structureId: w.mairie, role: 'secondary_manager' })
  expect(await text()).not.toContain('seul gestionnaire')
})
test('opening the refusal of a decided request leads to the request, which says why not', async () => {
  const { ids, alice } = await open(1)
  await alice.post(`/membership-requests/${ids[0]}/refusal`, { reason: 'Non' })
  const answer = await alice.get(`/membership-requests/${ids[0]}/refusal`)
  expect([answer.status, answer.headers.get('location')?.startsWith(`/membership-requests/${ids[0]}`)]).toEqual([
    303,
    true,
  ])
})
