import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { membershipOf, openRequest } from './request.ts'

test.each(['farid', 'chloe', 'nadia', 'emma'] as const)(
  '%s, who manages nothing here, finds no such request, even with a bad form',
  async (name) => {
    const { w, page, approval, refusal } = await openRequest()
    const stranger = await w.as(w[name])
    expect((await stranger.get(page)).status).toBe(404)
    expect((await stranger.post(approval, {})).status).toBe(404)
    expect((await stranger.post(refusal, { reason: '' })).status).toBe(404)
    expect((await stranger.get(refusal)).status).toBe(404)
  },
)
test('somebody who is not signed in is sent to sign in', async () => {
  const { w, page, approval } = await openRequest()
  const nobody = await w.as(null)
  expect((await nobody.get(page)).headers.get('location')).toContain(paths.signIn)
  expect((await nobody.post(approval, {})).headers.get('location')).toContain(paths.signIn)
})
test('Gaël sees and decides only what concerns his service, and gives no more than he has', async () => {
  const { w, jeanne, page, approval } = await openRequest(['finances'])
  const gael = await w.as(w.gael)
  const html = await (await gael.get(page)).text()
  expect(html).not.toContain('Rattacher à la structure')
  expect(html).not.toContain('gestionnaire secondaire</span>')
  expect((await gael.post(approval, { role: 'simple_user', whole: '1' })).status).toBe(403)
  expect((await gael.post(approval, { role: 'secondary_manager', service: String(w.finances) })).status).toBe(403)
  expect(
    (await gael.post(approval, { role: 'simple_user', service: [String(w.finances), String(w.marches)] })).status,
  ).toBe(403)
  expect((await gael.post(approval, { role: 'simple_user', service: String(w.finances) })).status).toBe(303)
  expect(await membershipOf(w, jeanne.id)).toMatchObject({ role: 'simple_user', services: [w.finances] })
})
test('Gaël does not see a request for the whole structure or for other services', async () => {
  const { w, page } = await openRequest()
  expect((await (await w.as(w.gael)).get(page)).status).toBe(404)
  const other = await openRequest(['marches'])
  expect((await (await other.w.as(other.w.gael)).get(other.page)).status).toBe(404)
})
test('Gaël sees a request that also concerns another service, and is told who decides it', async () => {
  const { w, page, approval } = await openRequest(['finances', 'marches'])
  const gael = await w.as(w.gael)
  expect(await (await gael.get(page)).text()).toContain('dépasse les services que vous gérez')
  expect((await gael.post(approval, { role: 'simple_user', service: String(w.finances) })).status).toBe(403)
})
test('Bruno does not decide his own request', async () => {
  const { w, id, page, approval, refusal } = await openRequest()
  await w.db.updateTable('membership_request').set({ user_id: w.bruno.id }).where('id', '=', id).execute()
  const bruno = await w.as(w.bruno)
  expect(await (await bruno.get(page)).text()).toContain('Personne ne décide de sa propre demande')
  expect((await bruno.post(approval, { role: 'secondary_manager', whole: '1' })).status).toBe(403)
  expect((await bruno.post(refusal, { reason: 'x' })).status).toBe(403)
})
test('rights follow at the next request: Bruno, removed meanwhile, no longer sees it', async () => {
  const { w, page } = await openRequest()
  const bruno = await w.as(w.bruno)
  expect((await bruno.get(page)).status).toBe(200)
  await w.db.deleteFrom('membership').where('user_id', '=', w.bruno.id).execute()
  expect((await bruno.get(page)).status).toBe(404)
})
