import { expect, test } from 'vitest'
import { deactivateAccount } from '../../src/memberships/deactivating.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { givePassword, openBrowser, PASSWORD, sessionsOf } from '../auth/browser.ts'
import { addStructure } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const start = async () => {
  const w = await openWorld()
  for (const person of [w.alice, w.chloe, w.emma]) await givePassword(w, person)
  return { w, alice: await w.as(w.alice), chloe: await w.as(w.chloe) }
}
const stateOf = (w: TestWorld, { id }: { id: number }) =>
  w.db.selectFrom('user').select(['state', 'deactivated_at']).where('id', '=', id).executeTakeFirstOrThrow()
const primaryOf = (w: TestWorld, id: number) =>
  w.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select('login')
    .where('structure.id', '=', id)
    .executeTakeFirstOrThrow()
const own = (w: TestWorld, name: string, identifier: string) =>
  addStructure(w.dbs, { name, identifier, kind: 'private', primary: w.alice })

test('Chloé deactivates her account: she is told until when, signed out, mailed, and keeps her attachments for now', async () => {
  const { w, chloe } = await start()
  expect(await (await chloe.get(paths.account)).text()).toContain(`href="${paths.deactivation}"`)
  const page = await (await chloe.get(paths.deactivation)).text()
  expect(page).toContain('pendant 60 jours, jusqu’au 22 janv. 2027')
  const answer = await chloe.post(paths.deactivation, { currentPassword: PASSWORD })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.signIn])
  expect(await stateOf(w, w.chloe)).toEqual({ state: 'deactivated', deactivated_at: w.clock.now.toISOString() })
  expect(await sessionsOf(w, w.chloe)).toEqual([])
  expect(await traces(w.dbs)).toEqual({
    // One line for the platform, one in the structure that she is attached to.
    history: ['account.deactivated', 'account.deactivated'],
    mails: [`account-deactivated → ${w.chloe.login}`],
  })
  expect((await chloe.get(paths.account)).status).toBe(303)
  const held = w.db.selectFrom('membership').select('id').where('user_id', '=', w.chloe.id)
  expect(await held.execute()).toHaveLength(1)
})

test.each([
  ['', 'Indiquez votre mot de passe actuel.'],
  ['wrong horse', 'Ce n’est pas votre mot de passe actuel.'],
])('the password “%s” closes nothing', async (currentPassword, sentence) => {
  const { w, chloe } = await start()
  const answer = await chloe.post(paths.deactivation, { currentPassword })
  const text = await answer.text()
  expect([answer.status, text.includes(sentence)]).toEqual([422, true])
  expect(text).not.toContain('wrong horse')
  expect((await stateOf(w, w.chloe)).state).toBe('active')
})

test('an open session is no way to guess the password', async () => {
  const { chloe } = await start()
  const answers = []
  for (let time = 0; time < 11; time++)
    answers.push((await chloe.post(paths.deactivation, { currentPassword: 'wrong horse' })).status)
  expect(answers.at(-1)).toBe(429)
})

test('Alice is primary manager: she cannot leave before each structure has another one', async () => {
  const { w, alice } = await start()
  const firm = await own(w, 'Atelier Martin', '55208131766522')
  const page = await (await alice.get(paths.deactivation)).text()
  for (const text of ['Commune de Noisy-le-Grand', 'Atelier Martin', 'Désigner un nouveau gestionnaire principal'])
    expect(page).toContain(text)
  expect(page).not.toContain('currentPassword')
  const early = await alice.post(paths.deactivation, { currentPassword: PASSWORD })
  expect([early.status, (await stateOf(w, w.alice)).state]).toEqual([409, 'active'])

  const found = await (await alice.get(withQuery(paths.deactivationSuccessors, { q: 'leroy' }))).text()
  expect(found).toContain(`login=${encodeURIComponent(w.bruno.login)}`)
  const answer = await alice.post(paths.deactivationSuccessors, { login: w.bruno.login })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.deactivation])
  for (const id of [w.mairie, firm]) expect(await primaryOf(w, id)).toEqual({ login: w.bruno.login })
  expect((await alice.post(paths.deactivation, { currentPassword: PASSWORD })).status).toBe(303)
  expect((await stateOf(w, w.alice)).state).toBe('deactivated')
})

test('one by one: what can be is done, a wrong address stands at its structure, what was typed stays', async () => {
  const { w, alice } = await start()
  const firm = await own(w, 'Atelier Martin', '55208131766522')
  const third = await own(w, 'Zinc et Cie', '40483304800022')
  const fields = { [`login-${w.mairie}`]: w.bruno.login, [`login-${firm}`]: 'nobody@nulle.part' }
  const answer = await alice.post(paths.deactivationSuccessors, fields)
  const text = await answer.text()
  expect(answer.status).toBe(409)
  expect(text).toContain('1 structure a été transmise.')
  expect(text).toContain(`href="#login-${firm}"`)
  expect(text).toContain('value="nobody@nulle.part"')
  expect(text).not.toContain(`name="login-${w.mairie}"`)
  expect(await primaryOf(w, w.mairie)).toEqual({ login: w.bruno.login })
  // The address for all goes where there is no other.
  await alice.post(paths.deactivationSuccessors, { login: w.farid.login, [`login-${third}`]: w.nadia.login })
  expect([await primaryOf(w, firm), await primaryOf(w, third)]).toEqual([
    { login: w.farid.login },
    { login: w.nadia.login },
  ])
})

test.each([
  [{}, 422, 'Indiquez au moins une adresse'],
  [{ login: 'bruno' }, 422, 'Écrivez une adresse complète'],
  [{ login: 'nobody@nulle.part' }, 409, 'Aucune personne n’a de compte'],
  [{ login: 'alice.martin@guichet.test' }, 409, 'déjà le gestionnaire principal'],
])('%j changes nothing and is answered in words', async (fields, status, sentence) => {
  const { w, alice } = await start()
  const answer = await alice.post(paths.deactivationSuccessors, fields)
  expect([answer.status, (await answer.text()).includes(sentence)]).toEqual([status, true])
  expect(await primaryOf(w, w.mairie)).toEqual({ login: w.alice.login })
  expect((await traces(w.dbs)).history).toEqual([])
})

test('a structure that goes through the PIGP: she is told whom to ask, and cannot name a successor here', async () => {
  const { w, alice } = await start()
  await w.db.updateTable('structure').set({ is_pigp: 1 }).where('id', '=', w.mairie).execute()
  const page = await (await alice.get(paths.deactivation)).text()
  expect(page).toContain('correspondant PIGP')
  expect(page).not.toContain(`href="${paths.deactivationSuccessors}"`)
  const byHand = await alice.post(paths.deactivationSuccessors, { [`login-${w.mairie}`]: w.bruno.login })
  expect([byHand.status, (await byHand.text()).includes('toutes vos structures')]).toEqual([409, false])
  await alice.post(paths.deactivationSuccessors, { login: w.bruno.login })
  expect(await primaryOf(w, w.mairie)).toEqual({ login: w.alice.login })
  expect((await alice.post(paths.deactivation, { currentPassword: PASSWORD })).status).toBe(409)
})

test('Emma, alone in the support, stays; with a second one she may go', async () => {
  const { w } = await start()
  const emma = await w.as(w.emma)
  expect(await (await emma.get(paths.deactivation)).text()).toContain('dernier membre du support')
  expect((await emma.post(paths.deactivation, { currentPassword: PASSWORD })).status).toBe(409)
  await w.db.updateTable('user').set({ is_operator: 1 }).where('id', '=', w.nadia.id).execute()
  expect((await emma.post(paths.deactivation, { currentPassword: PASSWORD })).status).toBe(303)
})

test('the command asks by itself, and a password changed meanwhile closes nothing', async () => {
  const { w } = await start()
  const refusalOf = async (person: TestWorld['alice'], checked: string) => {
    const result = await deactivateAccount(await w.actOf(person), { checked })
    return result.ok ? 'done' : result.refusal
  }
  expect(await refusalOf(w.bruno, 'another hash')).toBe('current-wrong')
  expect(await refusalOf(w.farid, 'none')).toBe('still-primary')
  expect(await refusalOf(w.bruno, 'none')).toBe('done')
})

test('twice is once', async () => {
  const { w, chloe } = await start()
  const fields = { currentPassword: PASSWORD, once: 'once-once-once-once' }
  const answers = await Promise.all([chloe.post(paths.deactivation, fields), chloe.post(paths.deactivation, fields)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await traces(w.dbs)).history).toEqual(['account.deactivated', 'account.deactivated'])
})

test('nobody signs in with it, and a form sent with the old session does nothing', async () => {
  const { w, chloe } = await start()
  const browser = openBrowser(w)
  await browser.post(paths.signIn, { login: w.chloe.login, password: PASSWORD })
  await chloe.post(paths.deactivation, { currentPassword: PASSWORD })
  expect((await browser.get(paths.account)).status).toBe(303)
})
