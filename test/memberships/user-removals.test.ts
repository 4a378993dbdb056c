import { expect, test } from 'vitest'
import { carryOutUserRun, openUserRun } from '../../src/memberships/user-running.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

/** So many members of the town hall, every other of the finance service alone. */
async function open(count = 4) {
  const w = await openWorld()
  const ids: string[] = []
  for (let at = 0; at < count; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: 'Durand' })
    const services = at % 2 ? [w.finances] : []
    ids.push(String(await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user', services })))
  }
  return { w, ids, alice: await w.as(w.alice) }
}
const membershipOf = async (w: TestWorld, { id }: { id: number }) =>
  String((await w.db.selectFrom('membership').select('id').where('user_id', '=', id).executeTakeFirstOrThrow()).id)
const query = (ids: string[]) => ids.map((id) => `id=${id}`).join('&')
const left = async (w: TestWorld, ids: string[]) =>
  (await w.db.selectFrom('membership').select('id').where('id', 'in', ids.map(Number)).execute()).length

test('before anything ends the page says for whom and what; after, who is removed and who is not and why', async () => {
  const { w, ids, alice } = await open()
  const all = [...ids, await membershipOf(w, w.alice)]
  const html = await (await alice.get(`${paths.memberRemovals}?${query(all)}`)).text()
  expect(html).toContain('<h1>Supprimer 4 rattachements</h1>')
  expect(html).toMatch(
    /Alice Martin.*Ne change pas :.*Prénom0 Durand.*utilisateur simple \(Toute la structure\), \d abonnements/s,
  )
  expect(await (await alice.get(`${paths.memberRemovals}?${query(all)}`, htmx)).text()).toContain('id="dialog-title"')
  const answer = await alice.post(paths.memberRemovals, {
    id: all,
    comment: 'Fin de mission',
    back: '/manager/users?last=dur',
  })
  const to = answer.headers.get('location') ?? ''
  expect(answer.status).toBe(303)
  const result = await (await alice.get(to)).text()
  expect(result).toMatch(/4 rattachements supprimés, 1 rattachement n’a pas changé/)
  expect(result).toMatch(/Alice Martin – Commune de Noisy-le-Grand.*se remplace.*Prénom0 Durand/s)
  expect(result).toContain('href="/manager/users?last=dur"')
  expect(await left(w, ids)).toBe(0)
  const { history, mails } = await traces(w.dbs)
  expect(history).toEqual(Array(4).fill(['subscription.disabled', 'membership.removed']).flat())
  expect(mails).toHaveLength(4)
  const { data } = await w.db.selectFrom('mail').select('data').executeTakeFirstOrThrow()
  expect(data).toContain('Fin de mission')
})
test('a double click removes once', async () => {
  const { w, ids, alice } = await open()
  const fields = { id: ids, once: 'a-token-of-twenty-letters' }
  const answers = await Promise.all([
    alice.post(paths.memberRemovals, fields),
    alice.post(paths.memberRemovals, fields),
  ])
  expect(new Set(answers.map((one) => one.headers.get('location'))).size).toBe(1)
  expect((await traces(w.dbs)).mails).toHaveLength(4)
})
test('a comment that is too long comes back with the list', async () => {
  const { w, ids, alice } = await open(2)
  const answer = await alice.post(paths.memberRemovals, { id: ids, comment: 'x'.repeat(2001) })
  expect([answer.status, await answer.text()]).toEqual([
    422,
    expect.stringMatching(/2 000 caractères au plus.*Prénom1 Durand.*xxxxx/s),
  ])
  expect(await left(w, ids)).toBe(2)
})
test('Gaël removes those of his service alone, and the others stay', async () => {
  const { w, ids } = await open()
  const gael = await w.as(w.gael)
  expect(await (await gael.get(`${paths.memberRemovals}?${query(ids)}`)).text()).toContain('Supprimer 2 rattachements')
  await gael.post(paths.memberRemovals, { id: ids })
  expect(await left(w, ids)).toBe(2)
})
test('a secondary manager removes no other one, nor the primary', async () => {
  const { w, ids } = await open(1)
  const bruno = await w.as(w.bruno)
  const managers = [await membershipOf(w, w.alice), await membershipOf(w, w.gael), await membershipOf(w, w.bruno)]
  await bruno.post(paths.memberRemovals, { id: [...managers, ...ids] })
  expect([await left(w, managers), await left(w, ids)]).toEqual([3, 0])
})
test('Farid’s forged list removes nobody, and who manages nothing has no such page', async () => {
  const { w, ids, alice } = await open()
  for (const person of [w.farid, w.chloe, w.nadia, w.emma])
    expect((await (await w.as(person)).post(paths.memberRemovals, { id: ids })).status).toBe(404)
  expect(await (await (await w.as(w.farid)).get(`${paths.memberRemovals}?${query(ids)}`)).text()).not.toContain(
    'Durand',
  )
  expect(await left(w, ids)).toBe(4)
  const answer = await alice.post(paths.memberRemovals, { id: ids })
  const to = answer.headers.get('location') ?? ''
  for (const person of [w.bruno, w.farid]) expect((await (await w.as(person)).get(to)).status).toBe(404)
})
test('all of a search, beyond the page, can be taken', async () => {
  const { alice } = await open(30)
  const html = await (await alice.get(`${paths.memberRemovals}?all=1&last=durand`)).text()
  expect(html).toContain('<h1>Supprimer 30 rattachements</h1>')
})
test('what a stopped run left is shown and can be resumed', async () => {
  const { w, ids, alice } = await open()
  const input = { comment: '', back: paths.userSearch }
  const opened = await openUserRun(await w.actOf(w.alice), { kind: 'membership.remove', ids: ids.map(Number), input })
  const to = url(paths.userRun, { id: opened.ok ? opened.value : 0 })
  expect(await (await alice.get(to)).text()).toMatch(/4 rattachements restent à traiter.*Reprendre le traitement/s)
  expect((await alice.post(to)).status).toBe(303)
  expect(await left(w, ids)).toBe(0)
})
test('one that fails unexpectedly is left to do, and the others go through', async () => {
  const { w, ids } = await open()
  const act = await w.actOf(w.alice)
  const input = { comment: '', back: paths.userSearch }
  const opened = await openUserRun(act, { kind: 'membership.remove', ids: ids.map(Number), input })
  const run = opened.ok ? opened.value : 0
  w.dbs.sqlite.exec(
    `create trigger broken before delete on membership when old.id = ${ids[0]} begin select raise(abort, 'broken'); end`,
  )
  const errors: unknown[] = []
  await carryOutUserRun(act, run, { kind: 'membership.remove', failed: (error) => errors.push(error) })
  expect([await left(w, ids), errors.length]).toEqual([1, 1])
})
