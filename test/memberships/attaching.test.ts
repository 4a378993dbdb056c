import { expect, test } from 'vitest'
import { carryOutAttaching, openAttaching } from '../../src/memberships/attaching.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { membershipOf } from './request.ts'

const TODAY = '2026-11-23'
const form = { role: 'simple_user', whole: '1', startsOn: TODAY, endsOn: '', comment: '' }

async function open() {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  return { w, jeanne, ...addressesOf(w) }
}
const addressesOf = (w: TestWorld) => ({
  search: url(paths.memberSearch, { id: w.mairie }),
  attaching: url(paths.attaching, { id: w.mairie }),
})
const accessOf = async (w: TestWorld, userId: number) =>
  (
    await w.db
      .selectFrom('subscription')
      .innerJoin('membership', 'membership.id', 'subscription.membership_id')
      .select(['space', 'access'])
      .where('user_id', '=', userId)
      .orderBy('subscription.id')
      .execute()
  ).map(({ space, access }) => `${space}:${access}`)

test('a search without a criterion says what is missing, and "Créer le compte utilisateur" is greyed', async () => {
  const { w, search } = await open()
  const alice = await w.as(w.alice)
  const first = await (await alice.get(search)).text()
  expect(first).toMatch(/<button type="button" disabled[^>]*>Créer le compte utilisateur/)
  expect(first).not.toContain('Saisissez au moins un critère')
  const empty = await (await alice.get(`${search}?lastName=+&firstName=&login=`)).text()
  expect(empty).toContain('Saisissez au moins un critère')
  expect(empty).toContain('<title>Erreur')
  expect(empty).toMatch(/disabled[^>]*>Créer le compte utilisateur/)
})
test('after a search the account can be made, with what was looked for', async () => {
  const { w, search } = await open()
  const html = await (await (await w.as(w.alice)).get(`${search}?lastName=Inconnu&firstName=Zoé`)).text()
  expect(html).toContain('Aucun compte ne correspond')
  expect(html).toContain(
    `href="${url(paths.newMemberAccount, { id: w.mairie })}?lastName=Inconnu&amp;firstName=Zo%C3%A9"`,
  )
})
test('beyond her structures Alice finds Jeanne by the exact address or the whole name, not by a part of it', async () => {
  const { w, jeanne, search } = await open()
  const alice = await w.as(w.alice)
  const finds = async (query: Record<string, string>) =>
    (await (await alice.get(withQuery(search, query))).text()).includes('Sélectionner Jeanne Petit')
  expect(await finds({ lastName: 'pet' })).toBe(false)
  expect(await finds({ lastName: 'petit' })).toBe(false)
  expect(await finds({ lastName: 'PETIT', firstName: 'jeanné' })).toBe(true)
  expect(await finds({ lastName: 'petit', firstName: 'jean' })).toBe(false)
  expect(await finds({ login: 'JEANNE.petit@guichet.test' })).toBe(true)
  expect(await finds({ login: jeanne.login, lastName: 'Autre' })).toBe(false)
})
test('among the members that she manages a beginning is enough; who is attached says so, with a link', async () => {
  const { w, search } = await open()
  const html = await (await (await w.as(w.alice)).get(`${search}?lastName=bern`)).text()
  expect(html).toContain(w.chloe.login)
  expect(html).toContain('Déjà rattaché')
  expect(html).toContain(url(paths.member, { id: w.mairie, user: w.chloe.id }))
  expect(html).not.toContain('name="login" value=')
})
test('Gaël finds by a part only those of his service', async () => {
  const { w, search } = await open()
  const karim = await addPerson(w.dbs, { first: 'Karim', last: 'Bernier' })
  await addMember(w.dbs, karim, { structureId: w.mairie, role: 'simple_user', services: [w.finances] })
  const html = await (await (await w.as(w.gael)).get(`${search}?lastName=bern`)).text()
  expect([html.includes(karim.login), html.includes(w.chloe.login)]).toEqual([true, false])
})
test('deactivated and technical accounts are never found, nor attached', async () => {
  const { w, search, attaching } = await open()
  const gone = await addPerson(w.dbs, { first: 'Gone', last: 'Away', state: 'deactivated' })
  const robot = await addPerson(w.dbs, { first: 'Robot', last: 'Machine' })
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', robot.id).execute()
  const alice = await w.as(w.alice)
  for (const { login } of [gone, robot]) {
    expect(await (await alice.get(withQuery(search, { login }))).text()).not.toContain(`value="${login}" aria-label`)
    expect((await alice.post(attaching, { ...form, login })).status).toBe(422)
  }
  expect((await traces(w.dbs)).history).toEqual([])
})
test('looking beyond one’s structures is counted, and stops', async () => {
  const { w, search } = await open()
  const alice = await w.as(w.alice)
  const look = () => alice.get(`${search}?login=nobody%40nowhere.test`)
  for (let at = 0; at < 120; at++) await look()
  expect((await look()).status).toBe(429)
  expect((await alice.get(`${search}?lastName=bern`)).status).toBe(200)
  expect((await (await w.as(w.bruno)).get(`${search}?login=nobody%40nowhere.test`)).status).toBe(200)
})
test('with htmx a search answers the panel alone', async () => {
  const { w, search } = await open()
  const html = await (await (await w.as(w.alice)).get(`${search}?lastName=bern`, htmx)).text()
  expect(html.startsWith('<section id="attach-search-panel"')).toBe(true)
})
test('Alice attaches two at once: memberships, usual spaces, a history line and a mail each', async () => {
  const { w, jeanne, attaching } = await open()
  const alice = await w.as(w.alice)
  const logins = [jeanne.login, w.nadia.login]
  const page = await (await alice.get(`${attaching}?login=${logins[0]}&login=${logins[1]}`)).text()
  expect(page).toContain('<h1>Rattacher 2 utilisateurs</h1>')
  const answer = await alice.post(attaching, { ...form, login: logins, comment: 'Bienvenue' })
  expect(answer.status).toBe(303)
  const result = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(result).toContain('2 utilisateurs rattachés.')
  expect(await membershipOf(w, jeanne.id)).toEqual({ role: 'simple_user', whole: 1, starts: TODAY, services: [] })
  expect(await accessOf(w, jeanne.id)).toContain('requests_received:read')
  expect(await traces(w.dbs)).toEqual({
    history: ['membership.attached', 'membership.attached'],
    mails: expect.arrayContaining([`membership-attached → ${jeanne.login}`, `membership-attached → ${w.nadia.login}`]),
  })
})
test('who is attached already is reported by name, with the way to their membership; the others go through', async () => {
  const { w, jeanne, attaching } = await open()
  const alice = await w.as(w.alice)
  const answer = await alice.post(attaching, { ...form, login: [jeanne.login, w.chloe.login, w.alice.login] })
  const html = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(html).toContain('1 utilisateur rattaché, 2 utilisateurs n’ont pas été rattachés.')
  expect(html).toMatch(/Chloé Bernard<\/a>.*déjà rattachée/s)
  expect(html).toMatch(/Alice Martin.*Personne ne se rattache soi-même/s)
  expect((await traces(w.dbs)).history).toEqual(['membership.attached'])
})
test('a start in the future takes effect on its day', async () => {
  const { w, attaching } = await open()
  const dates = { startsOn: '24/11/2026', endsOn: '2026-11-25' }
  await (await w.as(w.alice)).post(attaching, { ...form, ...dates, role: 'secondary_manager', login: w.nadia.login })
  const manages = async () => (await (await w.as(w.nadia)).get(paths.manager)).status === 200
  expect(await manages()).toBe(false)
  w.clock.now = new Date('2026-11-24T08:00:00Z')
  expect(await manages()).toBe(true)
  w.clock.now = new Date('2026-11-26T08:00:00Z')
  expect(await manages()).toBe(false)
})
test.each([
  [{ role: '' }, 'Choisissez un rôle'],
  [{ startsOn: '' }, 'Indiquez la date de début'],
  [{ startsOn: '2026-02-31' }, 'Cette date n’existe pas'],
  [{ startsOn: '2026-11-22' }, 'commence aujourd’hui ou plus tard'],
  [{ endsOn: '2026-11-22' }, 'La date de fin est déjà passée'],
  [{ startsOn: '2026-12-10', endsOn: '2026-12-09' }, 'La date de fin vient avant'],
  [{ whole: '0' }, 'Cochez au moins un service'],
])('bad input %j keeps what was typed', async (wrong, says) => {
  const { w, jeanne, attaching } = await open()
  const answer = await (
    await w.as(w.alice)
  ).post(attaching, { ...form, login: jeanne.login, comment: 'Gardez-moi', ...wrong })
  const html = await answer.text()
  expect([answer.status, html.includes('Gardez-moi'), html.includes(jeanne.login)]).toEqual([422, true, true])
  expect(html).toContain(says)
  expect((await traces(w.dbs)).history).toEqual([])
})
test('Gaël attaches to his service alone, as simple users', async () => {
  const { w, jeanne, attaching } = await open()
  const gael = await w.as(w.gael)
  const page = await (await gael.get(`${attaching}?login=${jeanne.login}`)).text()
  expect(page).not.toContain('Rattacher à la structure')
  expect(page).not.toContain('value="secondary_manager"')
  const post = (wrong: Record<string, string>) =>
    gael.post(attaching, { ...form, whole: '', service: String(w.finances), login: jeanne.login, ...wrong })
  expect((await post({ whole: '1' })).status).toBe(403)
  expect((await post({ service: String(w.marches) })).status).toBe(403)
  expect((await post({ role: 'secondary_manager' })).status).toBe(403)
  expect(await membershipOf(w, jeanne.id)).toBeUndefined()
  expect((await post({})).status).toBe(303)
  expect((await membershipOf(w, jeanne.id))?.services).toEqual([w.finances])
})
test('a closed service, or one of another structure, is refused', async () => {
  const { w, jeanne, attaching } = await open()
  const answer = await (
    await w.as(w.alice)
  ).post(attaching, { ...form, whole: '', service: String(w.archives), login: jeanne.login })
  expect([answer.status, await membershipOf(w, jeanne.id)]).toEqual([409, undefined])
})
test('the same form sent twice attaches once and lands on one result', async () => {
  const { w, jeanne, attaching } = await open()
  const alice = await w.as(w.alice)
  const sent = { ...form, login: jeanne.login, once: 'token-of-the-attaching' }
  const answers = await Promise.all([alice.post(attaching, sent), alice.post(attaching, sent)])
  expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([1, 1])
})
test('an inactive structure takes nobody', async () => {
  const { w, jeanne, attaching } = await open()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect((await (await w.as(w.alice)).post(attaching, { ...form, login: jeanne.login })).status).toBe(409)
})
test('strangers, simple users and the support find no such pages', async () => {
  const { w, jeanne, search, attaching } = await open()
  for (const person of [w.farid, w.chloe, w.emma, w.nadia]) {
    const visitor = await w.as(person)
    expect((await visitor.get(`${search}?lastName=petit`)).status).toBe(404)
    expect((await visitor.get(`${attaching}?login=${jeanne.login}`)).status).toBe(404)
    expect((await visitor.post(attaching, { ...form, login: jeanne.login })).status).toBe(404)
  }
})
test('what a stopped run left can be resumed, and belongs to its manager', async () => {
  const { w, jeanne } = await open()
  const act = await w.actOf(w.alice)
  const input = {
    structureId: w.mairie,
    grant: { role: 'simple_user' as const, whole: true, services: [] },
    startsOn: TODAY,
    endsOn: null,
    comment: '',
  }
  const opened = await openAttaching(act, input, [{ ...jeanne, state: 'active' }])
  const run = opened.ok ? opened.value : 0
  const to = url(paths.attachingRun, { id: w.mairie, run })
  const alice = await w.as(w.alice)
  expect(await (await alice.get(to)).text()).toMatch(/1 utilisateur reste à rattacher.*Reprendre le traitement/s)
  expect((await (await w.as(w.bruno)).get(to)).status).toBe(404)
  expect((await (await w.as(w.farid)).get(url(paths.attachingRun, { id: w.elsewhere, run }))).status).toBe(404)
  expect((await alice.post(to)).status).toBe(303)
  await carryOutAttaching(act, run, () => undefined)
  expect((await traces(w.dbs)).history).toEqual(['membership.attached'])
})
