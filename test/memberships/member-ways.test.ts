import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const pageOf = (w: TestWorld, { id }: { id: number }) => url(paths.member, { id: w.mairie, user: id })
const shown = async (w: TestWorld, by: Person, path: string) => (await (await w.as(by)).get(path)).text()
const escaped = (path: string) => path.replaceAll('&', '&amp;')

test('from the page of Chloé’s membership Alice changes her data and copies her rights, and comes back', async () => {
  const w = await openWorld()
  const back = `${url(paths.members, { id: w.mairie })}?q=ber`
  const here = withQuery(pageOf(w, w.chloe), { back })
  const html = await shown(w, w.alice, here)
  const edit = withQuery(url(paths.user, w.chloe), { back: here })
  expect(html).toContain(`<a href="${escaped(edit)}">Modifier l’utilisateur</a>`)
  const copy = withQuery(paths.rightsCopy, { from: w.chloe.login, step: 'addresses' })
  expect(html).toContain(`<a href="${escaped(copy)}">Dupliquer ses droits</a>`)
  expect(await shown(w, w.alice, copy)).toContain(`value="${w.chloe.login}"`)
  expect(html).not.toContain('Envoyer le courriel d’activation')
  const user = await shown(w, w.alice, edit)
  expect(user).toContain(`<a href="${escaped(here)}">Revenir</a>`)
  expect(user).toContain(`<li><a href="${paths.userSearch}">Rechercher un utilisateur</a></li>`)
})
test('Bruno may not change Gaël’s data: the page does not offer it', async () => {
  const w = await openWorld()
  expect(await shown(w, w.bruno, pageOf(w, w.gael))).not.toContain('Modifier l’utilisateur')
})
test('Hugo waits for his activation: the mail is sent again from his page, where Alice lands', async () => {
  const w = await openWorld()
  const hugo = await addPerson(w.dbs, { first: 'Hugo', last: 'Petit' })
  await w.db
    .updateTable('user')
    .set({ state: 'pending_activation', password_hash: null })
    .where('id', '=', hugo.id)
    .execute()
  await addMember(w.dbs, hugo, { structureId: w.mairie, role: 'simple_user' })
  const html = await shown(w, w.alice, pageOf(w, hugo))
  const back = /action="\/manager\/users\/\d+\/activation-mail".*?name="back" value="([^"]+)"/s.exec(html)?.[1] ?? ''
  expect(html).toContain('<button>Envoyer le courriel d’activation</button>')
  const answer = await (await w.as(w.alice)).post(url(paths.userActivation, hugo), { back })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, back])
  expect(back.startsWith(pageOf(w, hugo))).toBe(true)
  expect((await traces(w.dbs)).mails).toEqual([`activation → ${hugo.login}`])
})
test('the way to the pages about members passes "Mes structures"', async () => {
  const w = await openWorld()
  const places = { id: w.mairie, user: w.chloe.id }
  const pages = [paths.members, paths.memberSearch, paths.attaching, paths.newMemberAccount, paths.membersSubscriptions]
  for (const path of [
    ...pages.map((one) => url(one, { id: w.mairie })),
    url(paths.member, places),
    url(paths.memberSubscriptions, places),
  ])
    expect([path, await shown(w, w.alice, path)]).toEqual([
      path,
      expect.stringContaining(`<li><a href="${paths.managedStructures}">Mes structures</a></li>`),
    ])
})
test('from the structure’s page a member’s page comes back there; the list stays in its way', async () => {
  const w = await openWorld()
  const structure = url(paths.managedStructure, { id: w.mairie })
  const here = withQuery(pageOf(w, w.chloe), { back: structure })
  expect(await shown(w, w.alice, structure)).toContain(`<a href="${escaped(here)}">Chloé Bernard</a>`)
  const html = await shown(w, w.alice, here)
  expect(html).toContain(`<li><a href="${url(paths.members, { id: w.mairie })}">Utilisateurs rattachés`)
  expect(html).toContain(`<a href="${structure}">Revenir`)
})
test('roles to choose from, the first day and the exports are said in the words of the service', async () => {
  const w = await openWorld()
  const attaching = await shown(w, w.alice, withQuery(url(paths.attaching, { id: w.mairie }), { login: w.nadia.login }))
  expect(attaching).toMatch(/Utilisateur simple.*Gestionnaire secondaire.*Date de début de validité du rattachement/s)
  expect(await shown(w, w.alice, pageOf(w, w.chloe))).toMatch(/Utilisateur simple.*Gestionnaire secondaire/s)
  expect(await shown(w, w.alice, `${paths.userSearch}?asked=1`)).toMatch(
    /Exporter les utilisateurs\s*<span class="vh"> \(fichier CSV, en français\)/,
  )
  expect(await shown(w, w.alice, paths.manager)).toMatch(
    /Exporter les utilisateurs<\/a>\s*<span class="hint">Fichier CSV/,
  )
})
test('more than 20 who could take over are said to be more', async () => {
  const w = await openWorld()
  for (let at = 0; at < 20; at++) {
    const person = await addPerson(w.dbs, { first: `Zoé${at}`, last: 'Zola' })
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' })
  }
  const search = withQuery(paths.ownTransfer, { structure: w.mairie, q: 'zola' })
  expect(await shown(w, w.alice, search)).toContain('20 utilisateurs trouvés')
  const last = await addPerson(w.dbs, { first: 'Zoé20', last: 'Zola' })
  await addMember(w.dbs, last, { structureId: w.mairie, role: 'simple_user' })
  expect(await shown(w, w.alice, search)).toContain('Les 20 premiers utilisateurs trouvés : précisez la recherche')
})
