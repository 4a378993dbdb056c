import { expect, test } from 'vitest'
import { listMembers } from '../../src/memberships/member-queries.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'

const list = (w: TestWorld) => url(paths.members, { id: w.mairie })
const first = { q: '', paging: { page: 1, size: 25 as const } }

async function crowd(w: TestWorld, count: number) {
  for (let at = 0; at < count; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: 'Durand' })
    const services = at % 2 ? [w.finances] : []
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user', services })
  }
}

test('Alice sees all members by name, with role, reach, account and acts', async () => {
  const w = await openWorld()
  const html = await (await (await w.as(w.alice)).get(list(w))).text()
  expect(html).toContain('<h1>Utilisateurs rattachés à la structure</h1>')
  expect(html).toContain('Utilisateurs rattachés : 4, par nom')
  const names = ['Chloé Bernard', 'Bruno Leroy', 'Gaël Œuvrard'].map((name) => html.indexOf(`>${name}<`))
  expect(names).toEqual(names.toSorted((a, b) => a - b))
  expect(names.every((place) => place > 0)).toBe(true)
  expect(html).toMatch(/Gaël Œuvrard.*gestionnaire secondaire.*Finances.*Actif.*Depuis le/s)
  expect(html.match(/Supprimer<span class="vh">/g)).toHaveLength(3)
})
test('the search finds by a beginning, also of the address, and can be taken back', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  for (const q of ['bern', 'chloe', 'chloe.bernard@guichet.test', 'CHLOÉ'])
    expect((await (await alice.get(`${list(w)}?q=${encodeURIComponent(q)}`)).text()).match(/<tr>/g)).toHaveLength(2)
  const none = await (await alice.get(`${list(w)}?q=zzzz`)).text()
  expect(none).toContain('Aucun utilisateur rattaché ne correspond')
  expect(await (await alice.get(`${list(w)}?q=bern`, htmx)).text()).toMatch(/^<section id="members-panel"/)
})
test('dates are said in words: to come, ending, ended', async () => {
  const w = await openWorld()
  const dated = (userId: number, starts_on: string, ends_on: string | null) =>
    w.db.updateTable('membership').set({ starts_on, ends_on }).where('user_id', '=', userId).execute()
  await dated(w.chloe.id, '2027-01-04', null)
  await dated(w.bruno.id, '2026-01-01', '2026-12-31')
  await dated(w.gael.id, '2026-01-01', '2026-11-22')
  const html = await (await (await w.as(w.alice)).get(list(w))).text()
  expect(html).toMatch(/Chloé Bernard.*À partir du <time datetime="2027-01-04"/s)
  expect(html).toMatch(/Bruno Leroy.*jusqu’au <time datetime="2026-12-31"/s)
  expect(html).toMatch(/Gaël Œuvrard.*Terminé le <time datetime="2026-11-22"/s)
})
test('Gaël sees those who have his service, with a true total', async () => {
  const w = await openWorld()
  await crowd(w, 4)
  const act = await w.actOf(w.gael)
  const page = await listMembers(act, w.mairie, first)
  expect([page.total, page.rows.map(({ name }) => name)]).toEqual([
    3,
    ['Prénom1 Durand', 'Prénom3 Durand', w.gael.name],
  ])
  expect((await listMembers(act, w.mairie, { ...first, q: 'durand' })).total).toBe(2)
  expect((await listMembers(act, w.mairie, { ...first, q: 'bernard' })).total).toBe(0)
})
test('a page beyond the last shows the last', async () => {
  const w = await openWorld()
  await crowd(w, 26)
  const page = await listMembers(await w.actOf(w.alice), w.mairie, { q: '', paging: { page: 9, size: 25 } })
  expect([page.paging.page, page.rows.length, page.total]).toEqual([2, 5, 30])
})
test('10 and 20 rows take the same number of queries, from the index by name', async () => {
  const w = await openWorld()
  await crowd(w, 6)
  const act = await w.actOf(w.alice)
  const run = () => plansOf(w, act, (act) => listMembers(act, w.mairie, first))
  const few = await run()
  await crowdMore(w)
  const many = await run()
  expect(many.length).toBe(few.length)
  const rows = many.find(({ sql }) => sql.includes('member_folded'))
  expect(rows?.plan.join('\n')).toContain('USING INDEX membership_by_name')
  expect(rows?.plan.join('\n')).not.toContain('TEMP B-TREE')
})
test('Emma of the support reads the list, and can change nothing in it', async () => {
  const w = await openWorld()
  const html = await (await (await w.as(w.emma)).get(list(w))).text()
  expect(html).toContain('Chloé Bernard')
  expect(html).not.toMatch(/type="checkbox"|Rattacher un utilisateur|Supprimer/)
})
test('strangers and simple users find no such page', async () => {
  const w = await openWorld()
  for (const person of [w.farid, w.chloe, w.nadia]) expect((await (await w.as(person)).get(list(w))).status).toBe(404)
})

async function crowdMore(w: TestWorld) {
  for (let at = 0; at < 10; at++) {
    const person = await addPerson(w.dbs, { first: `Autre${at}`, last: 'Moreau' })
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user', services: at % 2 ? [w.marches] : [] })
  }
}
