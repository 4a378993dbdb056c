import { expect, test } from 'vitest'
import { whyNotParameters } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const page = (w: TestWorld, id = w.mairie) => url(paths.managedParameters, { id })
const kept = (w: TestWorld, id = w.mairie) =>
  w.db
    .selectFrom('structure')
    .select(['requires_service_code', 'requires_engagement', 'requires_either'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

test('Alice asks for service code and engagement number; the history has one line', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const fields = { serviceCodeRequired: '1', engagementRequired: '1', once: 'parameters-of-the-mairie' }
  for (const _ of ['first', 'again']) expect((await alice.post(page(w), fields)).status).toBe(303)
  expect(await kept(w)).toEqual({ requires_service_code: 1, requires_engagement: 1, requires_either: 0 })
  expect((await traces(w.dbs)).history).toEqual(['structure.parameters_changed'])
  const html = await (await alice.get(`${page(w)}?mandate=none`)).text()
  expect(html.match(/checked/g)).toHaveLength(2)
})

test('either of the two is used alone: what was ticked stays ticked, and nothing is saved', async () => {
  const w = await openWorld()
  const answer = await (await w.as(w.alice)).post(page(w), { engagementRequired: '1', eitherRequired: '1' })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('s’emploie seul')
  expect(html.match(/checked/g)).toHaveLength(2)
  expect(await kept(w)).toEqual({ requires_service_code: 0, requires_engagement: 0, requires_either: 0 })
})

test('a structure without an open service cannot ask for a service code', async () => {
  const w = await openWorld()
  const answer = await (await w.as(w.farid)).post(page(w, w.elsewhere), { serviceCodeRequired: '1' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('aucun service ouvert')
  expect(whyNotParameters({ serviceCodeRequired: false, engagementRequired: false, eitherRequired: true }, 0)).toBe(
    null,
  )
})

test('the database refuses all three at once, whatever the code does', async () => {
  const w = await openWorld()
  const all = { requires_service_code: 1, requires_engagement: 1, requires_either: 1 } as const
  await expect(w.db.updateTable('structure').set(all).where('id', '=', w.mairie).execute()).rejects.toThrow(/CHECK/)
})

test('strangers find nothing, Gaël is told who may, the platform support may', async () => {
  const w = await openWorld()
  expect((await (await w.as(w.farid)).post(page(w), { engagementRequired: '1' })).status).toBe(404)
  expect((await (await w.as(w.gael)).post(page(w), { engagementRequired: '1' })).status).toBe(403)
  expect((await (await w.as(w.emma)).post(page(w), { engagementRequired: '1' })).status).toBe(303)
  expect(await kept(w)).toMatchObject({ requires_engagement: 1 })
})
