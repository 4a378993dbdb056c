import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

const waits = (w: TestWorld, { id }: { id: number }) =>
  w.db.updateTable('user').set({ state: 'pending_activation', password_hash: null }).where('id', '=', id).execute()

/** Hugo and Inès wait for their activation, Chloé is active. `ids` are their memberships. */
async function open() {
  const w = await openWorld()
  const hugo = await addPerson(w.dbs, { first: 'Hugo', last: 'Petit' })
  const ines = await addPerson(w.dbs, { first: 'Inès', last: 'Roux' })
  const ids: string[] = []
  for (const person of [hugo, ines])
    ids.push(String(await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' })))
  await waits(w, hugo)
  await waits(w, ines)
  const { id } = await w.db
    .selectFrom('membership')
    .select('id')
    .where('user_id', '=', w.chloe.id)
    .executeTakeFirstOrThrow()
  return { w, hugo, ines, ids: [...ids, String(id)], alice: await w.as(w.alice) }
}

test('the activation mail leaves again, once for two clicks, and Alice is back in her search', async () => {
  const { w, hugo, alice } = await open()
  const fields = { back: '/manager/users?last=pet', once: 'a-token-of-twenty-letters' }
  const answers = [
    await alice.post(url(paths.userActivation, hugo), fields),
    await alice.post(url(paths.userActivation, hugo), fields),
  ]
  expect(answers.map((one) => one.headers.get('location'))).toEqual(Array(2).fill('/manager/users?last=pet'))
  expect(await traces(w.dbs)).toEqual({ history: ['account.activation_resent'], mails: [`activation → ${hugo.login}`] })
  const line = await w.db.selectFrom('history').selectAll().executeTakeFirstOrThrow()
  expect([line.structure_id, line.person_id]).toEqual([w.mairie, hugo.id])
})
test('the same person gets one in ten minutes, whoever sends it', async () => {
  const { w, hugo, alice } = await open()
  await alice.post(url(paths.userActivation, hugo))
  const again = await (await w.as(w.bruno)).post(url(paths.userActivation, hugo), {}, htmx)
  expect(again.status).toBe(200)
  expect((await traces(w.dbs)).mails).toHaveLength(1)
  w.clock.now = new Date(w.clock.now.getTime() + 10 * 60_000)
  await alice.post(url(paths.userActivation, hugo))
  expect((await traces(w.dbs)).mails).toHaveLength(2)
})
test('an active account gets no such mail, and strangers find nobody', async () => {
  const { w, hugo, alice } = await open()
  expect((await alice.post(url(paths.userActivation, w.chloe))).status).toBe(303)
  for (const person of [w.farid, w.gael, w.chloe, w.emma])
    expect((await (await w.as(person)).post(url(paths.userActivation, hugo))).status).toBe(404)
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('many at once: the page says who gets one, the result tells sent from not sent', async () => {
  const { w, hugo, ids, alice } = await open()
  const query = ids.map((id) => `id=${id}`).join('&')
  const html = await (await alice.get(`${paths.userActivations}?${query}`)).text()
  expect(html).toContain('<h1>Renvoyer 2 courriels d’activation</h1>')
  expect(html).toContain('1 autre personne de la sélection n’attend pas d’activation')
  expect(await (await alice.get(`${paths.userActivations}?${query}`, htmx)).text()).toContain('id="dialog-title"')
  await alice.post(url(paths.userActivation, hugo))
  const answer = await alice.post(paths.userActivations, { id: ids, back: '/manager/users?asked=1' })
  const result = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(result).toMatch(/1 courriel envoyé, 2 personnes n’ont rien reçu/)
  expect(result).toMatch(/Hugo Petit.*vient de lui être envoyé.*Inès Roux.*Courriel envoyé/s)
  expect(result).toContain('href="/manager/users?asked=1"')
  expect((await traces(w.dbs)).mails).toHaveLength(2)
})
test('nothing ticked: the page says so, and the form is refused', async () => {
  const { alice } = await open()
  expect(await (await alice.get(paths.userActivations)).text()).toContain('Vous n’avez coché aucun utilisateur.')
  expect((await alice.post(paths.userActivations, {})).status).toBe(422)
})
test('all that a search found can be taken', async () => {
  const { alice } = await open()
  const html = await (await alice.get(`${paths.userActivations}?all=1&status=pending_activation`)).text()
  expect(html).toContain('<h1>Renvoyer 2 courriels d’activation</h1>')
})
test('Farid’s forged list reaches nobody', async () => {
  const { w, ids } = await open()
  expect((await (await w.as(w.farid)).post(paths.userActivations, { id: ids })).status).toBe(404)
  expect((await traces(w.dbs)).mails).toEqual([])
})
