import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { htmx, traces } from '../world.ts'
import { membershipOf, openRequest, requestState } from './request.ts'

test('Alice validates a request: membership from today, one history line, one mail', async () => {
  const { w, jeanne, id, approval } = await openRequest()
  const answer = await (await w.as(w.alice)).post(approval, { role: 'simple_user', whole: '1' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.membershipRequests])
  expect(await requestState(w, id)).toEqual({
    state: 'validated',
    decided_by_id: w.alice.id,
    reason: null,
    role_given: 'simple_user',
  })
  expect(await membershipOf(w, jeanne.id)).toEqual({
    role: 'simple_user',
    whole: 1,
    starts: '2026-11-23',
    services: [],
  })
  expect(await traces(w.dbs)).toEqual({
    history: ['membership_request.validated'],
    mails: [`request-validated → ${jeanne.login}`],
  })
})
test('the next page says what was done', async () => {
  const { w, approval } = await openRequest()
  const alice = await w.as(w.alice)
  const answer = await alice.post(approval, { role: 'simple_user', whole: '1' })
  const notice = answer.headers.getSetCookie().find((one) => one.startsWith('guichet_notice')) ?? ''
  const next = await w.app.request(`http://guichet.test${paths.membershipRequests}`, {
    headers: { host: 'guichet.test', cookie: `${alice.cookie}; ${notice.split(';')[0]}` },
  })
  expect(await next.text()).toContain('La demande de Jeanne Petit est validée')
})
test('Alice gives other services and another role than asked', async () => {
  const { w, jeanne, approval } = await openRequest(['finances'])
  const answer = await (
    await w.as(w.alice)
  ).post(approval, { role: 'secondary_manager', service: [String(w.finances), String(w.marches)] })
  expect(answer.status).toBe(303)
  expect(await membershipOf(w, jeanne.id)).toEqual({
    role: 'secondary_manager',
    whole: 0,
    starts: '2026-11-23',
    services: [w.finances, w.marches],
  })
})
test('the services table shows Validé greyed, En attente ticked, and nothing for the others', async () => {
  const { w, jeanne, page } = await openRequest(['marches'])
  const membership = {
    user_id: jeanne.id,
    structure_id: w.mairie,
    role: 'simple_user' as const,
    whole_structure: 0 as const,
    witness_service_id: w.finances,
    starts_on: '2026-01-01',
    ends_on: null,
    created_at: 'x',
  }
  await w.db.transaction().execute(async (db) => {
    const { id } = await db.insertInto('membership').values(membership).returning('id').executeTakeFirstOrThrow()
    await db
      .insertInto('membership_service')
      .values({ membership_id: id, service_id: w.finances, structure_id: w.mairie })
      .execute()
  })
  const html = await (await (await w.as(w.alice)).get(page)).text()
  const row = (name: string) =>
    html.split('<tr>').find((part) => part.includes(`>${name}</th>`) || part.includes(`service ${name}`)) ?? ''
  expect(row('Finances')).toMatch(/checked.*disabled|disabled.*checked/s)
  expect(row('Finances')).toContain('Validé')
  expect(row('Marchés publics')).toContain('checked')
  expect(row('Marchés publics')).toContain('En attente')
  expect(row('Marchés publics')).not.toContain('disabled')
  expect(html).not.toContain('Archives')
})
test('validating widens a membership that is there already', async () => {
  const { w, id, approval } = await openRequest(['marches'])
  await w.db.updateTable('membership_request').set({ user_id: w.gael.id }).where('id', '=', id).execute()
  expect(
    (await (await w.as(w.alice)).post(approval, { role: 'secondary_manager', service: String(w.marches) })).status,
  ).toBe(303)
  expect(await membershipOf(w, w.gael.id)).toEqual({
    role: 'secondary_manager',
    whole: 0,
    starts: '2026-01-01',
    services: [w.finances, w.marches],
  })
})
test('a refusal needs its reason: the page keeps the request and says what is missing, both ways', async () => {
  const { w, id, refusal } = await openRequest()
  const alice = await w.as(w.alice)
  const page = await alice.post(refusal, { reason: '  ' })
  expect([page.status, await page.text()]).toEqual([
    422,
    expect.stringMatching(/<html.*<title>Erreur.*Écrivez le motif du refus/s),
  ])
  const panel = await alice.post(refusal, { reason: '' }, htmx)
  expect([panel.status, await panel.text()]).toEqual([422, expect.not.stringContaining('<html')])
  expect((await requestState(w, id)).state).toBe('pending')
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('Bruno refuses with a reason: history, mail, the reason kept', async () => {
  const { w, jeanne, id, refusal } = await openRequest()
  expect((await (await w.as(w.bruno)).post(refusal, { reason: 'Demandez au service des finances' })).status).toBe(303)
  expect(await requestState(w, id)).toMatchObject({ state: 'refused', reason: 'Demandez au service des finances' })
  expect(await membershipOf(w, jeanne.id)).toBeUndefined()
  expect(await traces(w.dbs)).toEqual({
    history: ['membership_request.refused'],
    mails: [`request-refused → ${jeanne.login}`],
  })
})
test('with htmx over the queue, the refusal answers with the queue and says what was done', async () => {
  const { w, refusal } = await openRequest()
  const over = { ...htmx, 'HX-Current-URL': `http://guichet.test${paths.membershipRequests}?sort=name` }
  const answer = await (
    await w.as(w.alice)
  ).post(refusal, { reason: 'Non', back: `${paths.membershipRequests}?sort=name` }, over)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toMatch(/^<section id="membership-requests-panel"/)
  expect(html).toMatch(/data-hx-swap-oob="innerHTML".*La demande de Jeanne Petit est refusée/s)
})
test('a role that does not exist keeps what was ticked', async () => {
  const { w, approval } = await openRequest(['finances'])
  const answer = await (await w.as(w.alice)).post(approval, { role: 'primary_manager', service: String(w.marches) })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Choisissez un rôle.')
  expect(html.split('<tr>').find((part) => part.includes('service Marchés publics'))).toContain('checked')
})
test('nothing ticked is refused, a closed service too', async () => {
  const { w, approval } = await openRequest()
  const alice = await w.as(w.alice)
  const nothing = await alice.post(approval, { role: 'simple_user' })
  expect([nothing.status, await nothing.text()]).toEqual([422, expect.stringContaining('Cochez au moins un service')])
  const closed = await alice.post(approval, { role: 'simple_user', service: String(w.archives) })
  expect([closed.status, await closed.text()]).toEqual([409, expect.stringContaining('n’est plus ouvert')])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('the second of two deciders is told who was first, and nothing changes', async () => {
  const { w, id, approval, refusal } = await openRequest()
  const [alice, bruno] = [await w.as(w.alice), await w.as(w.bruno)]
  const both = await Promise.all([
    alice.post(approval, { role: 'simple_user', whole: '1' }),
    bruno.post(refusal, { reason: 'Non' }),
  ])
  expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 409])
  const { state } = await requestState(w, id)
  const left = await traces(w.dbs)
  expect(left.history).toEqual([`membership_request.${state}`])
  expect(left.mails).toHaveLength(1)
  const again = await bruno.post(refusal, { reason: 'Encore' })
  const html = await again.text()
  expect([again.status, html.includes('déjà')]).toEqual([409, true])
  if (state === 'validated') expect(html).toContain('Encore')
})
test('the same form sent twice has one effect and lands on the same page', async () => {
  const { w, approval } = await openRequest()
  const alice = await w.as(w.alice)
  const form = { role: 'simple_user', whole: '1', once: 'a-token-of-this-form-1' }
  const answers = await Promise.all([
    alice.post(approval, form),
    alice.post(approval, form),
    alice.post(approval, form),
  ])
  expect(answers.map((answer) => [answer.status, answer.headers.get('location')])).toEqual(
    Array(3).fill([303, paths.membershipRequests]),
  )
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([1, 1])
})
test('a requester whose account is gone, or a structure that is inactive, is not validated', async () => {
  const { w, jeanne, approval, id } = await openRequest()
  await w.db
    .updateTable('user')
    .set({ state: 'deactivated', deactivated_at: 'x' })
    .where('id', '=', jeanne.id)
    .execute()
  const alice = await w.as(w.alice)
  expect((await alice.post(approval, { role: 'simple_user', whole: '1' })).status).toBe(409)
  await w.db.updateTable('user').set({ state: 'active' }).where('id', '=', jeanne.id).execute()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect((await alice.post(approval, { role: 'simple_user', whole: '1' })).status).toBe(409)
  expect((await requestState(w, id)).state).toBe('pending')
})
