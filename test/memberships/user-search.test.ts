import { expect, test } from 'vitest'
import { searchUsers } from '../../src/memberships/user-queries.ts'
import { EVERYBODY } from '../../src/memberships/user-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { sha256 } from '../../src/values/random.ts'
import { addMember, addPerson, addRequest, addStructure } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld, type Visitor } from '../world.ts'

const names = (html: string) =>
  [...html.matchAll(/data-label="Utilisateur">(?:<a[^>]*>)?([^<]+)/g)].map(([, name]) => name)
const searched = async (visitor: Visitor, query: string) => (await visitor.get(`${paths.userSearch}?${query}`)).text()

/** Alice manages a school besides: Chloé is there too, as are Théo, and Léa of the finance service in the town hall. */
async function open() {
  const w = await openWorld()
  const ecole = await addStructure(w.dbs, {
    name: 'École des Lilas',
    identifier: '21930051200020',
    kind: 'public',
    primary: w.alice,
  })
  const theo = await addPerson(w.dbs, { first: 'Théo', last: 'De la Tour' })
  const lea = await addPerson(w.dbs, { first: 'Léa', last: 'Bernard' })
  await addMember(w.dbs, theo, { structureId: ecole, role: 'simple_user' })
  await addMember(w.dbs, w.chloe, { structureId: ecole, role: 'simple_user' })
  await addMember(w.dbs, lea, { structureId: w.mairie, role: 'simple_user', services: [w.finances] })
  return { w, ecole, theo, lea, alice: await w.as(w.alice) }
}

const lock = (w: TestWorld, login: string) =>
  w.db
    .insertInto('sign_in_failure')
    .values({
      login_hash: sha256(login),
      failures: 5,
      last_at: w.clock.now.toISOString(),
      locked_until: '2026-11-23T09:45:00.000Z',
    })
    .execute()

test('before a search the page says what it does; an empty search finds everybody of Alice’s structures, by name', async () => {
  const { alice } = await open()
  const html = await (await alice.get(paths.userSearch)).text()
  expect(html).toContain('<h1>Rechercher un utilisateur</h1>')
  expect(html).toContain('Donnez un ou plusieurs critères')
  expect(names(html)).toEqual([])
  expect(names(await searched(alice, 'asked=1'))).toEqual([
    'Chloé Bernard',
    'Chloé Bernard',
    'Léa Bernard',
    'Théo De la Tour',
    'Bruno Leroy',
    'Alice Martin',
    'Alice Martin',
    'Gaël Œuvrard',
  ])
})
test.each([
  ['last=tour', ['Théo De la Tour']],
  ['last=oeuv', ['Gaël Œuvrard']],
  ['first=chlo&last=BERN', ['Chloé Bernard', 'Chloé Bernard']],
  ['first=bernard', []],
  ['login=lea.bernard@guichet.test', ['Léa Bernard']],
  ['login=LEA.Bern', ['Léa Bernard']],
  ['login=nobody@guichet.test', []],
  ['structure=lilas', ['Chloé Bernard', 'Théo De la Tour', 'Alice Martin']],
  ['structure=21930051200020', ['Chloé Bernard', 'Théo De la Tour', 'Alice Martin']],
  ['structure=ailleurs', []],
  ['service=fin', ['Léa Bernard', 'Gaël Œuvrard']],
  ['service=finances&last=b', ['Léa Bernard']],
  ['service=archives', []],
  ['last=%22%20OR%20%2A', []],
])('%s finds %j', async (query, found) => {
  const { alice } = await open()
  expect(names(await searched(alice, query))).toEqual(found)
})
test('the state of the account is a criterion, Bloqué too', async () => {
  const { w, lea, alice } = await open()
  await w.db
    .updateTable('user')
    .set({ state: 'pending_activation', password_hash: null })
    .where('id', '=', lea.id)
    .execute()
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.bruno.id).execute()
  await lock(w, w.chloe.login)
  expect(names(await searched(alice, 'status=pending_activation'))).toEqual(['Léa Bernard'])
  expect(names(await searched(alice, 'status=deactivated'))).toEqual(['Bruno Leroy'])
  const html = await searched(alice, 'status=locked&structure=noisy')
  expect(names(html)).toEqual(['Chloé Bernard'])
  expect(html).toContain('<span class="tag bad">Bloqué</span>')
  w.clock.now = new Date('2026-11-23T12:00:00.000Z')
  expect(names(await searched(alice, 'status=locked'))).toEqual([])
})
test('Gaël, of the finance service alone, finds its people; Farid finds none of the town hall', async () => {
  const { w } = await open()
  expect(names(await searched(await w.as(w.gael), 'asked=1'))).toEqual(['Léa Bernard', 'Gaël Œuvrard'])
  expect(names(await searched(await w.as(w.gael), 'last=bernard'))).toEqual(['Léa Bernard'])
  expect(names(await searched(await w.as(w.gael), `login=${w.chloe.login}`))).toEqual([])
  expect(names(await searched(await w.as(w.farid), 'last=bernard'))).toEqual([])
})
test('Chloé, Nadia and Emma have no such page', async () => {
  const { w } = await open()
  for (const person of [w.chloe, w.nadia, w.emma])
    expect((await (await w.as(person)).get(`${paths.userSearch}?asked=1`)).status).toBe(404)
})
test('with htmx the panel alone comes, with its title and the words kept', async () => {
  const { alice } = await open()
  const html = await (await alice.get(`${paths.userSearch}?last=tour&rows=10`, htmx)).text()
  expect(html.startsWith('<section id="users-panel"')).toBe(true)
  expect(html).toContain('value="tour"')
  expect(html).toContain('Réinitialiser')
})
test('a row offers what can be done: the request, the activation mail, the removal', async () => {
  const { w, lea, alice } = await open()
  const request = await addRequest(w.dbs, lea, { structureId: w.mairie, services: [w.marches] })
  await w.db
    .updateTable('user')
    .set({ state: 'pending_activation', password_hash: null })
    .where('id', '=', lea.id)
    .execute()
  const html = await searched(alice, 'first=léa')
  expect(html).toContain(url(paths.membershipRequest, { id: request }))
  expect(html).toContain(`formaction="${url(paths.userActivation, lea)}"`)
  expect(html).toContain(url(paths.memberRemoval, { id: w.mairie, user: lea.id }))
  expect(html).toContain(url(paths.user, lea))
  const own = await searched(alice, 'last=martin&structure=lilas')
  expect(own).not.toContain('Supprimer le rattachement')
  expect(own).not.toContain('Modifier l’utilisateur')
})
test('somebody who waits to be attached is told of, with the way to the queue', async () => {
  const { w, alice } = await open()
  await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const html = await searched(alice, 'last=haddad')
  expect(html).toContain('1 demande de rattachement en attente correspond.')
  expect(html).toContain(`${paths.membershipRequests}?q=haddad`)
  expect(await searched(alice, `login=${w.nadia.login}`)).toContain('1 demande de rattachement')
  expect(await searched(await w.as(w.farid), 'last=haddad')).not.toContain('demande de rattachement en attente')
})
test('all structures of one user among the manager’s own, as a page and in the dialog', async () => {
  const { w, alice } = await open()
  const elsewhere = await addMember(w.dbs, w.chloe, { structureId: w.elsewhere, role: 'simple_user' })
  expect(elsewhere).toBeGreaterThan(0)
  const html = await (await alice.get(url(paths.userStructures, w.chloe))).text()
  expect(html).toContain('Structures de Chloé Bernard')
  expect(html).toMatch(/Commune de Noisy-le-Grand.*École des Lilas/s)
  expect(html).not.toContain('Ørsted')
  expect(await (await alice.get(url(paths.userStructures, w.chloe), htmx)).text()).toContain('id="dialog-title"')
  expect((await alice.get(url(paths.userStructures, w.nadia))).status).toBe(404)
})
test('English has words for all of it', async () => {
  const { w } = await open()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  const html = await searched(await w.as(w.alice), 'asked=1')
  expect(html).toContain('<h1>Search for a user</h1>')
  expect(html).toMatch(/Being activated.*Users: 8, by name.*Remove attachments/s)
})
test('pages follow one another, and one past the end is the last', async () => {
  const { w, alice } = await open()
  for (let at = 0; at < 22; at++) {
    const person = await addPerson(w.dbs, { first: `P${at}`, last: 'Zola' })
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' })
  }
  expect(names(await searched(alice, 'asked=1&rows=10&page=3'))).toHaveLength(10)
  expect(names(await searched(alice, 'last=zola&rows=10&page=9'))).toHaveLength(2)
})

/** Statements that a search sends for so many rows. */
async function sentFor(size: 10 | 25) {
  const w = await openWorld()
  for (let at = 0; at < 30; at++) {
    const person = await addPerson(w.dbs, { first: `P${at}`, last: 'Zola' })
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user', services: at % 2 ? [w.finances] : [] })
    await addRequest(w.dbs, person, { structureId: w.mairie })
  }
  const act = await w.actOf(w.alice)
  const plain = await plansOf(w, act, (act) => searchUsers(act, { ...EVERYBODY, paging: { page: 1, size } }))
  const words = await plansOf(w, act, (act) =>
    searchUsers(act, { ...EVERYBODY, last: 'zola', paging: { page: 1, size } }),
  )
  return { plain, words }
}
test('10 and 25 rows take the same number of queries, and the list comes sorted from its index', async () => {
  const [few, more] = [await sentFor(10), await sentFor(25)]
  expect([few.plain.length, few.words.length]).toEqual([more.plain.length, more.words.length])
  const list = few.plain.find(({ sql }) => sql.includes('member_folded, id limit'))
  expect(list?.plan.join('\n')).toContain('membership_by_name')
  expect(list?.plan.join('\n')).not.toContain('TEMP B-TREE')
})
test('a name that 1,200 people have is found without sorting, and the page says so', async () => {
  const w = await openWorld()
  w.dbs.sqlite.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1200)
    insert into user (state, login, contact_email, last_name, first_name, name_folded, password_hash, created_at)
    select 'active', 'zola' || i || '@guichet.test', 'z@guichet.test', 'Zola', 'P' || i, 'zola p' || i, 'none', '2026-01-01' from n`)
  w.dbs.sqlite.exec(`insert into membership (user_id, structure_id, role, whole_structure, starts_on, created_at)
    select id, ${w.mairie}, 'simple_user', 1, '2026-01-01', '2026-01-01' from user where last_name = 'Zola'`)
  const alice = await w.as(w.alice)
  const html = await searched(alice, 'last=zola')
  expect(html).toContain('plus de 1\u202f000')
  expect(html).toContain('précisez la recherche')
  expect(names(html)).toHaveLength(25)
  expect(names(await searched(alice, 'last=zola&rows=100&page=12'))).toHaveLength(100)
})
