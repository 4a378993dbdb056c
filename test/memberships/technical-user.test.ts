import { expect, test } from 'vitest'
import { verifyHistory } from '../../src/history/verifying.ts'
import { paths } from '../../src/urls.ts'
import { findTechnicalUser } from '../../src/memberships/technical-queries.ts'
import { createTechnicalUser } from '../../src/memberships/technical-creating.ts'
import { addPerson } from '../people.ts'
import { htmx, traces } from '../world.ts'
import { LOGIN, openTechnical, secretIn } from './technical.ts'

test('Alice creates the technical user: an account of the Mairie alone, its secret shown once and kept as a hash', async () => {
  const { w, alice, at } = await openTechnical()
  const form = await (await alice.get(at.here)).text()
  expect(form).toContain('Créer un utilisateur technique')
  expect(form).toContain('peut différer de l’adresse électronique de contact')
  expect(form).toContain('Créer l’utilisateur technique</button>')
  const answer = await alice.post(at.here, { login: ` ${LOGIN.toUpperCase()} ` })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
  const html = await answer.text()
  const secret = secretIn(html)
  for (const fact of ['Commune de Noisy-le-Grand', LOGIN, '23 nov. 2026', '21 janv. 2028', 'Alice Martin'])
    expect(html).toContain(fact)
  const user = await w.db.selectFrom('user').selectAll().where('login', '=', LOGIN).executeTakeFirstOrThrow()
  expect(user).toMatchObject({ kind: 'technical', state: 'active', is_operator: 0, contact_email: LOGIN })
  const held = await w.db.selectFrom('membership').selectAll().where('user_id', '=', user.id).execute()
  expect(held).toMatchObject([{ structure_id: w.mairie, role: 'simple_user', whole_structure: 1, ends_on: null }])
  const spaces = w.db
    .selectFrom('subscription')
    .select('space')
    .where('membership_id', '=', held[0]?.id ?? 0)
  expect((await spaces.execute()).map(({ space }) => space)).toContain('invoices_issued')
  expect(await traces(w.dbs)).toEqual({
    history: ['technical_user.created'],
    mails: [`technical-user-changed → ${w.alice.login}`, `technical-address-used → ${LOGIN}`],
  })
  expect(await findTechnicalUser(await w.actOf(w.alice), LOGIN, secret)).toMatchObject({
    ok: true,
    value: { userId: user.id, structureId: w.mairie },
  })
  expect((await verifyHistory(w.db)).broken).toBeNull()
})

test('the secret is nowhere in the database, and a secret has no letters that are mistaken for others', async () => {
  const { w, create, reset } = await openTechnical()
  const secrets = [await create(), await reset('24'), await reset('0')]
  const tables = ['technical_secret', 'mail', 'history_detail', 'form_submission', 'user', 'kept_form'] as const
  for (const table of tables) {
    const text = JSON.stringify(await w.db.selectFrom(table).selectAll().execute())
    for (const secret of secrets) expect(text).not.toContain(secret)
    for (const secret of secrets) expect(text).not.toContain(secret.replaceAll('-', ''))
  }
  for (const secret of secrets) expect(secret).not.toMatch(/[01IOL]/)
  expect(new Set(secrets).size).toBe(3)
})

test('the same form sent again shows nothing, makes nothing, and offers to reset', async () => {
  const { w, alice, at } = await openTechnical()
  const fields = { login: LOGIN, once: 'the-same-form-of-alice' }
  const secret = secretIn(await (await alice.post(at.here, fields)).text())
  const again = await alice.post(at.here, fields)
  expect([again.status, again.headers.get('location')]).toEqual([303, at.here])
  const [notice = ''] = again.headers.getSetCookie()
  const shown = await (await alice.get(at.here, { cookie: `${alice.cookie}; ${notice.split(';')[0] ?? ''}` })).text()
  expect(shown).toContain('a été montré une fois')
  expect(shown).toContain(`href="${at.reset}"`)
  expect(shown).not.toContain(secret)
  expect((await traces(w.dbs)).history).toEqual(['technical_user.created'])
})

test('with htmx the panel alone comes back, with the secret in it', async () => {
  const { alice, at } = await openTechnical()
  const html = await (await alice.post(at.here, { login: LOGIN, once: 'a-form-sent-by-htmx-1' }, htmx)).text()
  expect(html).toMatch(/^<section id="technical-panel"/)
  secretIn(html)
  const wrong = await alice.post(at.reset, { overlap: '5' }, htmx)
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toMatch(/^<section id="technical-panel"/)
})

test.each([
  ['', 'Saisissez l’adresse électronique'],
  ['pas une adresse', 'Saisissez une adresse complète'],
])('a wrong address %j is said at its field and stays there', async (login, said) => {
  const { w, alice, at } = await openTechnical()
  const answer = await alice.post(at.here, { login })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain(said)
  expect(html).toContain('id="error-summary"')
  if (login) expect(html).toContain(`value="${login}"`)
  expect((await traces(w.dbs)).history).toEqual([])
})

test('an address that is an account’s already, of whatever kind, is refused and stays typed', async () => {
  const { w, alice, at } = await openTechnical()
  const answer = await alice.post(at.here, { login: w.nadia.login })
  const html = await answer.text()
  expect(answer.status).toBe(409)
  expect(html).toContain('déjà l’adresse de connexion d’un compte')
  expect(html).toContain(`value="${w.nadia.login}"`)
  const farid = await w.actOf(w.farid)
  expect((await createTechnicalUser(farid, w.elsewhere, LOGIN)).ok).toBe(true)
  expect((await alice.post(at.here, { login: LOGIN })).status).toBe(409)
})

test('a structure has one technical user: two created at once are one', async () => {
  const { w, at } = await openTechnical()
  const act = await w.actOf(w.alice)
  const made = await Promise.all(['a@b.test', 'c@d.test'].map((login) => createTechnicalUser(act, w.mairie, login)))
  expect(made.map((one) => (one.ok ? 'made' : one.refusal)).toSorted()).toEqual(['has-technical-user', 'made'])
  const alice = await w.as(w.alice)
  const shown = await (await alice.get(at.here)).text()
  expect(shown).not.toContain('name="login"')
  expect(shown).toContain('Réinitialiser le mot de passe (utilisateur technique)')
})

test.each(['bruno', 'gael'] as const)(
  '%s, a secondary manager, is told that only the primary manager may',
  async (who) => {
    const { w, at, create } = await openTechnical()
    await create()
    const visitor = await w.as(w[who])
    const act = await w.actOf(w[who])
    for (const path of [at.here, at.reset, at.removal]) {
      const answers = [await visitor.get(path), await visitor.post(path, { login: 'x@y.test', overlap: '0' })]
      for (const answer of answers) {
        expect(answer.status).toBe(403)
        expect(await answer.text()).toContain('Seul le gestionnaire principal')
      }
    }
    expect((await visitor.post(at.export, { technicalPassword: 'x' })).status).toBe(403)
    expect(await createTechnicalUser(act, w.mairie, 'x@y.test')).toEqual({ ok: false, refusal: 'primary-only' })
  },
)

test.each(['chloe', 'nadia', 'farid', 'emma'] as const)(
  '%s, who does not manage the Mairie, finds nothing',
  async (who) => {
    const { w, at, create } = await openTechnical()
    await create()
    const visitor = await w.as(w[who])
    // The platform support frees an address, and has nothing else to do with it.
    for (const path of [at.here, at.reset, ...(who === 'emma' ? [] : [at.removal])]) {
      expect((await visitor.get(path)).status).toBe(404)
      expect((await visitor.post(path, { login: 'x@y.test', overlap: '0' })).status).toBe(404)
    }
    expect((await visitor.post(at.export, {})).status).toBe(404)
  },
)

test('an inactive structure gets no technical user, and the one it has can only be removed', async () => {
  const { w, alice, at, create } = await openTechnical()
  const close = (state: 'active' | 'inactive') =>
    w.db.updateTable('structure').set({ state }).where('id', '=', w.mairie)
  await close('inactive').execute()
  expect((await alice.post(at.here, { login: LOGIN })).status).toBe(409)
  expect(await (await alice.get(at.here)).text()).not.toContain('name="login"')
  await close('active').execute()
  const secret = await create()
  await close('inactive').execute()
  expect(await findTechnicalUser(await w.actOf(w.alice), LOGIN, secret)).toEqual({ ok: false, refusal: 'unknown' })
  expect((await alice.post(at.reset, { overlap: '0' })).status).toBe(409)
  const page = await (await alice.get(at.here)).text()
  expect(page).toContain('Refusé : structure inactive')
  expect(page).not.toContain(`href="${at.reset}"`)
  expect((await alice.post(at.removal)).status).toBe(303)
})

test('Alice removes the technical user: it opens nothing, is attached to nothing, and its address is free', async () => {
  const { w, alice, at, create } = await openTechnical()
  const secret = await create()
  expect(await (await alice.get(at.removal)).text()).toContain('Tous les appels API')
  const inDialog = await (await alice.get(at.removal, htmx)).text()
  expect(inDialog).toContain('id="dialog-title"')
  const fields = { once: 'the-removal-form-of-alice' }
  for (const answer of [await alice.post(at.removal, fields), await alice.post(at.removal, fields)])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, at.here])
  const act = await w.actOf(w.alice)
  expect(await findTechnicalUser(act, LOGIN, secret)).toEqual({ ok: false, refusal: 'unknown' })
  const users = await w.db.selectFrom('user').select(['state', 'login']).where('kind', '=', 'technical').execute()
  expect(users).toMatchObject([{ state: 'erased', login: expect.stringMatching(/invalid$/) as string }])
  expect(await w.db.selectFrom('technical_secret').selectAll().execute()).toEqual([])
  expect((await traces(w.dbs)).history).toEqual([
    'technical_user.created',
    'subscription.disabled',
    'membership.removed',
    'technical_user.removed',
  ])
  expect((await traces(w.dbs)).mails).toHaveLength(3)
  expect((await alice.post(at.removal, { once: 'another-removal-form-of-hers' })).status).toBe(409)
  expect((await alice.get(at.removal)).headers.get('location')).toBe(at.here)
  const again = await alice.post(at.here, { login: LOGIN, once: 'a-second-technical-user' })
  expect(again.status).toBe(200)
})

test('a technical user signs in nowhere, and no mail resets its password', async () => {
  const { w, create } = await openTechnical()
  const secret = await create()
  const stranger = await w.as(null)
  for (const password of [secret, '!technical'])
    expect((await stranger.post(paths.signIn, { login: LOGIN, password })).status).not.toBe(303)
  await stranger.post(paths.passwordForgotten, { login: LOGIN })
  const mails = await w.db.selectFrom('mail').select('kind').where('to_address', '=', LOGIN).execute()
  expect(mails).toEqual([{ kind: 'technical-address-used' }])
})

test('it cannot be attached anywhere else, nor become a manager: the database says so too', async () => {
  const { w, create } = await openTechnical()
  await create()
  const { id } = await w.db.selectFrom('user').select('id').where('login', '=', LOGIN).executeTakeFirstOrThrow()
  const row = { user_id: id, role: 'simple_user', whole_structure: 1, witness_service_id: null } as const
  const attach = w.db
    .insertInto('membership')
    .values({ ...row, structure_id: w.elsewhere, starts_on: '2026-01-01', ends_on: null, created_at: '2026' })
  await expect(attach.execute()).rejects.toThrow('exactly one structure')
})

test('addresses tried are counted', async () => {
  const { w, alice, at, once } = await openTechnical()
  const person = await addPerson(w.dbs, { first: 'Karim', last: 'Test' })
  const statuses: number[] = []
  for (let n = 0; n < 21; n++) statuses.push((await alice.post(at.here, { login: person.login, once: once() })).status)
  expect(statuses.slice(0, 20).every((status) => status === 409)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
})

test('Alice reads it all in English when that is her language', async () => {
  const { w, at, create } = await openTechnical()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  await create()
  const page = await (await (await w.as(w.alice)).get(at.here)).text()
  expect(page).toContain('Reset the password (technical user)')
  expect(page).not.toContain('Réinitialiser')
})
