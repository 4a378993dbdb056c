import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson, addStructure } from '../people.ts'
import { openWorld } from '../world.ts'

/** Alice manages a second structure too; the memberships of the town hall, by person. */
async function open() {
  const w = await openWorld()
  const school = await addStructure(w.dbs, {
    name: 'École des Lilas',
    identifier: '21930051200020',
    kind: 'public',
    primary: w.alice,
  })
  const rows = await w.db
    .selectFrom('membership')
    .select(['id', 'user_id'])
    .where('structure_id', '=', w.mairie)
    .execute()
  const of = ({ id }: { id: number }) => rows.find((row) => row.user_id === id)?.id ?? 0
  return { w, school, of, alice: await w.as(w.alice) }
}

test('the search leads Alice to attaching: with ticked rows, from its head, and where nothing was found', async () => {
  const { alice } = await open()
  const found = await (await alice.get(`${paths.userSearch}?last=bernard`)).text()
  expect(found).toMatch(new RegExp(`href="${paths.userAttaching}">\\s*Rattacher un utilisateur`))
  expect(found).toMatch(new RegExp(`formaction="${paths.userAttaching}">\\s*Rattacher\\s*<`))
  const none = await (await alice.get(`${paths.userSearch}?last=zzzz`)).text()
  expect(none.split(`href="${paths.userAttaching}"`)).toHaveLength(3)
})
test('without anybody Alice chooses among her active structures, and then looks for the person there', async () => {
  const { w, school, alice } = await open()
  const html = await (await alice.get(paths.userAttaching)).text()
  expect(html).toContain('Commune de Noisy-le-Grand (219')
  expect(html).toContain('École des Lilas')
  expect(html).not.toContain('Ørsted')
  const answer = await alice.get(`${paths.userAttaching}?structure=${school}`)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.memberSearch, { id: school })])
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', school).execute()
  expect(await (await alice.get(paths.userAttaching)).text()).not.toContain('École des Lilas')
})
test('Chloé and Bruno, ticked in the town hall, are attached to the school next; Alice herself is left out', async () => {
  const { w, school, of, alice } = await open()
  const ids = [of(w.chloe), of(w.bruno), of(w.alice)].map((id) => `id=${id}`).join('&')
  const html = await (await alice.get(`${paths.userAttaching}?${ids}`)).text()
  expect(html).toContain('<h1>Choisir la structure de rattachement de 2 utilisateurs</h1>')
  expect(html).toContain(w.chloe.login)
  const { headers } = await alice.get(`${paths.userAttaching}?${ids}&structure=${school}`)
  const to = headers.get('location') ?? ''
  expect(new URL(to, 'http://x').searchParams.getAll('login')).toEqual([w.chloe.login, w.bruno.login])
  expect(to.startsWith(`${url(paths.attaching, { id: school })}?`)).toBe(true)
  expect(await (await alice.get(to)).text()).toContain('<h1>Rattacher 2 utilisateurs</h1>')
})
test('no structure chosen is said at the field; one of somebody else is not there, nor are their people', async () => {
  const { w, of, alice } = await open()
  const missing = await alice.get(`${paths.userAttaching}?id=${of(w.chloe)}&structure=`)
  expect([missing.status, await missing.text()]).toEqual([
    422,
    expect.stringMatching(/id="error-summary".*Choisissez une/s),
  ])
  expect((await alice.get(`${paths.userAttaching}?structure=${w.elsewhere}`)).status).toBe(404)
  const farid = await w.db
    .selectFrom('membership')
    .select('id')
    .where('user_id', '=', w.farid.id)
    .executeTakeFirstOrThrow()
  const html = await (await alice.get(`${paths.userAttaching}?id=${farid.id}`)).text()
  expect(html).not.toContain(w.farid.login)
  expect(html).toContain('ne peut être rattaché')
})
test('who is ticked twice is attached once, and no more than 100 at a time', async () => {
  const { w, school, of, alice } = await open()
  const again = await addMember(w.dbs, w.chloe, { structureId: school, role: 'simple_user' })
  const more: number[] = []
  for (let at = 0; at < 101; at++) {
    const person = await addPerson(w.dbs, { first: `Zoé${at}`, last: 'Zola' })
    more.push(await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' }))
  }
  const twice = await (await alice.get(`${paths.userAttaching}?id=${of(w.chloe)}&id=${again}`)).text()
  expect(twice).toContain('<h1>Choisir la structure de rattachement</h1>')
  const many = await (await alice.get(`${paths.userAttaching}?${more.map((id) => `id=${id}`).join('&')}`)).text()
  expect(many).toContain('100 personnes au plus à la fois')
  expect(many.split('name="id"')).toHaveLength(101)
})
