import { expect, test } from 'vitest'
import { addPerson, addRequest, htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { paths, url } from '../../src/urls.ts'

async function open(services: ('finances' | 'marches')[] = []) {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const id = await addRequest(w.dbs, jeanne, {
    structureId: w.mairie,
    services: services.map((name) => w[name]),
    comment: 'Je rejoins le service',
  })
  return {
    w,
    jeanne,
    id,
    page: url(paths.membershipRequest, { id }),
    approval: url(paths.membershipRequestApproval, { id }),
    refusal: url(paths.membershipRequestRefusal, { id }),
  }
}
const requestState = async (w: TestWorld, id: number) =>
  w.db
    .selectFrom('membership_request')
    .select(['state', 'decided_by_id', 'reason', 'role_given'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const membershipOf = async (w: TestWorld, userId: number) => {
  const row = await w.db
    .selectFrom('membership')
    .selectAll()
    .where('user_id', '=', userId)
    .where('structure_id', '=', w.mairie)
    .executeTakeFirst()
  const services = row
    ? await w.db.selectFrom('membership_service').select('service_id').where('membership_id', '=', row.id).execute()
    : []
  return (
    row && {
      role: row.role,
      whole: row.whole_structure,
      starts: row.starts_on,
      services: services.map((one) => one.service_id),
    }
  )
}

test('Alice validates a request: membership from today, one history line, one mail', async () => {
  const { w, jeanne, id, approval } = await open()
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
  const { w, approval } = await open()
  const alice = await w.as(w.alice)
  const answer = await alice.post(approval, { role: 'simple_user', whole: '1' })
  const notice = answer.headers.getSetCookie().find((one) => one.startsWith('guichet_notice')) ?? ''
  const next = await w.app.request(`http://guichet.test${paths.membershipRequests}`, {
    headers: { host: 'guichet.test', cookie: `${alice.cookie}; ${notice.split(';')[0]}` },
  })
  expect(await next.text()).toContain('La demande de Jeanne Petit est validée')
})
test('Alice gives other services and another role than asked', async () => {
  const { w, jeanne, approval } = await open(['finances'])
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
  const { w, jeanne, page } = await open(['marches'])
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
  const { w, id, approval } = await open(['marches'])
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
  const { w, id, refusal } = await open()
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
  const { w, jeanne, id, refusal } = await open()
  expect((await (await w.as(w.bruno)).post(refusal, { reason: 'Demandez au service des finances' })).status).toBe(303)
  expect(await requestState(w, id)).toMatchObject({ state: 'refused', reason: 'Demandez au service des finances' })
  expect(await membershipOf(w, jeanne.id)).toBeUndefined()
  expect(await traces(w.dbs)).toEqual({
    history: ['membership_request.refused'],
    mails: [`request-refused → ${jeanne.login}`],
  })
})
test('with htmx over the queue, the refusal answers with the queue and says what was done', async () => {
  const { w, refusal } = await open()
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
  const { w, approval } = await open(['finances'])
  const answer = await (await w.as(w.alice)).post(approval, { role: 'primary_manager', service: String(w.marches) })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Choisissez un rôle.')
  expect(html.split('<tr>').find((part) => part.includes('service Marchés publics'))).toContain('checked')
})
test('nothing ticked is refused, a closed service too', async () => {
  const { w, approval } = await open()
  const alice = await w.as(w.alice)
  const nothing = await alice.post(approval, { role: 'simple_user' })
  expect([nothing.status, await nothing.text()]).toEqual([422, expect.stringContaining('Cochez au moins un service')])
  const closed = await alice.post(approval, { role: 'simple_user', service: String(w.archives) })
  expect([closed.status, await closed.text()]).toEqual([409, expect.stringContaining('n’est plus ouvert')])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test.each(['farid', 'chloe', 'nadia', 'emma'] as const)(
  '%s, who manages nothing here, finds no such request, even with a bad form',
  async (name) => {
    const { w, page, approval, refusal } = await open()
    const stranger = await w.as(w[name])
    expect((await stranger.get(page)).status).toBe(404)
    expect((await stranger.post(approval, {})).status).toBe(404)
    expect((await stranger.post(refusal, { reason: '' })).status).toBe(404)
    expect((await stranger.get(refusal)).status).toBe(404)
  },
)
test('somebody who is not signed in is sent to sign in', async () => {
  const { w, page, approval } = await open()
  const nobody = await w.as(null)
  expect((await nobody.get(page)).headers.get('location')).toContain(paths.signIn)
  expect((await nobody.post(approval, {})).headers.get('location')).toContain(paths.signIn)
})
test('Gaël sees and decides only what concerns his service, and gives no more than he has', async () => {
  const { w, jeanne, page, approval } = await open(['finances'])
  const gael = await w.as(w.gael)
  const html = await (await gael.get(page)).text()
  expect(html).not.toContain('Rattacher à la structure')
  expect(html).not.toContain('gestionnaire secondaire</span>')
  expect((await gael.post(approval, { role: 'simple_user', whole: '1' })).status).toBe(403)
  expect((await gael.post(approval, { role: 'secondary_manager', service: String(w.finances) })).status).toBe(403)
  expect(
    (await gael.post(approval, { role: 'simple_user', service: [String(w.finances), String(w.marches)] })).status,
  ).toBe(403)
  expect((await gael.post(approval, { role: 'simple_user', service: String(w.finances) })).status).toBe(303)
  expect(await membershipOf(w, jeanne.id)).toMatchObject({ role: 'simple_user', services: [w.finances] })
})
test('Gaël does not see a request for the whole structure or for other services', async () => {
  const { w, page } = await open()
  expect((await (await w.as(w.gael)).get(page)).status).toBe(404)
  const other = await open(['marches'])
  expect((await (await other.w.as(other.w.gael)).get(other.page)).status).toBe(404)
})
test('Gaël sees a request that also concerns another service, and is told who decides it', async () => {
  const { w, page, approval } = await open(['finances', 'marches'])
  const gael = await w.as(w.gael)
  expect(await (await gael.get(page)).text()).toContain('dépasse les services que vous gérez')
  expect((await gael.post(approval, { role: 'simple_user', service: String(w.finances) })).status).toBe(403)
})
test('Bruno does not decide his own request', async () => {
  const { w, id, page, approval, refusal } = await open()
  await w.db.updateTable('membership_request').set({ user_id: w.bruno.id }).where('id', '=', id).execute()
  const bruno = await w.as(w.bruno)
  expect(await (await bruno.get(page)).text()).toContain('Personne ne décide de sa propre demande')
  expect((await bruno.post(approval, { role: 'secondary_manager', whole: '1' })).status).toBe(403)
  expect((await bruno.post(refusal, { reason: 'x' })).status).toBe(403)
})
test('the second of two deciders is told who was first, and nothing changes', async () => {
  const { w, id, approval, refusal } = await open()
  const [alice, bruno] = [await w.as(w.alice), await w.as(w.bruno)]
  const both = await Promise.all([
    alice.post(approval, { role: 'simple_user', whole: '1' }),
    bruno.post(refusal, { reason: 'Non' }),
  ])
  expect(both.map((answer) => answer.status).toSorted()).toEqual([303, 409])
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
  const { w, approval } = await open()
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
  const { w, jeanne, approval, id } = await open()
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
test('rights follow at the next request: Bruno, removed meanwhile, no longer sees it', async () => {
  const { w, page } = await open()
  const bruno = await w.as(w.bruno)
  expect((await bruno.get(page)).status).toBe(200)
  await w.db.deleteFrom('membership').where('user_id', '=', w.bruno.id).execute()
  expect((await bruno.get(page)).status).toBe(404)
})
