import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson, addRequest } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const open = async () => {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  return { w, nadia, joining: url(paths.joining, { id: w.mairie }) }
}
const requestsOf = async (w: TestWorld, userId: number) => {
  const rows = await w.db
    .selectFrom('membership_request')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute()
  const services = await w.db.selectFrom('membership_request_service').selectAll().execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    whole: row.whole_structure,
    comment: row.comment,
    corrects: row.corrects_id,
    folded: row.requester_folded,
    services: services.filter((one) => one.request_id === row.id).map((one) => one.service_id),
  }))
}

test('Nadia asks for a service with a comment: one request, one history line, mails to those who may decide', async () => {
  const { w, nadia, joining } = await open()
  const answer = await nadia.post(joining, {
    scope: 'services',
    services: String(w.finances),
    comment: ' Je suis comptable ',
  })
  const [request] = await requestsOf(w, w.nadia.id)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.ownRequest, request ?? { id: 0 })])
  expect(request).toEqual({
    id: request?.id,
    state: 'pending',
    whole: 0,
    comment: 'Je suis comptable',
    corrects: null,
    folded: 'haddad nadia',
    services: [w.finances],
  })
  expect(await traces(w.dbs)).toEqual({
    history: ['membership_request.sent'],
    mails: [w.alice, w.bruno, w.gael].map(({ login }) => `request-arrived → ${login}`),
  })
})

test('the mail tells who asks for what and why; the page after it says that it is sent', async () => {
  const { w, nadia, joining } = await open()
  const answer = await nadia.post(joining, {
    scope: 'services',
    services: String(w.marches),
    comment: 'Pour les marchés',
  })
  const mail = await w.db.selectFrom('mail').select(['data', 'event_key', 'user_id']).executeTakeFirstOrThrow()
  const [request] = await requestsOf(w, w.nadia.id)
  expect(JSON.parse(mail.data)).toEqual({
    requestId: request?.id,
    structure: 'Commune de Noisy-le-Grand',
    identifier: '21930051200012',
    services: ['Marchés publics'],
    requester: 'Nadia Haddad',
    comment: 'Pour les marchés',
  })
  expect(mail.event_key).toBe(`membership_request/${request?.id}/arrived/${mail.user_id}`)
  const notice = answer.headers.getSetCookie().find((one) => one.startsWith('guichet_notice')) ?? ''
  const next = await w.app.request(`http://guichet.test${answer.headers.get('location')}`, {
    headers: { host: 'guichet.test', cookie: `${nadia.cookie}; ${notice.split(';')[0]}` },
  })
  expect(await next.text()).toContain('est envoyée')
})

test('for the whole structure managers of services alone are not told', async () => {
  const { w, nadia, joining } = await open()
  await nadia.post(joining, { scope: 'whole', services: String(w.finances) })
  expect(await requestsOf(w, w.nadia.id)).toMatchObject([{ whole: 1, services: [] }])
  expect((await traces(w.dbs)).mails).toEqual([w.alice, w.bruno].map(({ login }) => `request-arrived → ${login}`))
})

test('nor for services that they manage only in part; nor managers who prefer a summary, are gone or not yet there', async () => {
  const { w, nadia, joining } = await open()
  const hugo = await addPerson(w.dbs, { first: 'Hugo', last: 'Roy' })
  const ines = await addPerson(w.dbs, { first: 'Inès', last: 'Roy' })
  const jules = await addPerson(w.dbs, { first: 'Jules', last: 'Roy', state: 'deactivated' })
  for (const person of [hugo, ines, jules])
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'secondary_manager' })
  await w.db.updateTable('membership').set({ starts_on: '2026-11-24' }).where('user_id', '=', hugo.id).execute()
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('user_id', '=', ines.id).execute()
  await w.db.updateTable('user').set({ manager_mails: 'daily' }).where('id', '=', w.bruno.id).execute()
  await nadia.post(joining, { scope: 'services', services: [String(w.finances), String(w.marches)] })
  expect((await traces(w.dbs)).mails).toEqual([`request-arrived → ${w.alice.login}`])
})

test('mails go to the contact address in the manager’s own language, never to the requester', async () => {
  const { w } = await open()
  await w.db
    .updateTable('user')
    .set({ contact_email: 'bureau@noisy.test', language: 'en' })
    .where('id', '=', w.alice.id)
    .execute()
  await (
    await w.as(w.gael)
  ).post(url(paths.joining, { id: w.mairie }), {
    scope: 'services',
    services: String(w.marches),
  })
  const mails = await w.db.selectFrom('mail').select(['to_address', 'language']).orderBy('id').execute()
  expect(mails).toEqual([
    { to_address: 'bureau@noisy.test', language: 'en' },
    { to_address: w.bruno.login, language: 'fr' },
  ])
})

test('Gaël sees his service ticked and greyed, and asks only for what he does not hold', async () => {
  const { w, joining } = await open()
  const gael = await w.as(w.gael)
  const text = await (await gael.get(joining)).text()
  expect(text).toMatch(new RegExp(`<input[^>]*value="${w.finances}"[^>]*checked=""[^>]*disabled=""`))
  expect(text).toMatch(new RegExp(`<input[^>]*value="${w.marches}"(?![^>]*checked)`))
  await gael.post(joining, { scope: 'services', services: [String(w.finances), String(w.marches)] })
  expect(await requestsOf(w, w.gael.id)).toMatchObject([{ whole: 0, services: [w.marches] }])
})

test('Gaël may also ask for the whole', async () => {
  const { w, joining } = await open()
  expect((await (await w.as(w.gael)).post(joining, { scope: 'whole' })).status).toBe(303)
})

test.each([
  { who: 'chloe', fields: { scope: 'whole' }, status: 409, says: 'Vous avez déjà tout' },
  { who: 'gael', fields: { scope: 'services', services: 'finances' }, status: 409, says: 'Vous avez déjà tout' },
  { who: 'nadia', fields: { scope: 'services', services: 'archives' }, status: 409, says: 'n’est plus ouvert' },
  { who: 'nadia', fields: { scope: 'services', services: '99999' }, status: 409, says: 'n’est plus ouvert' },
  { who: 'nadia', fields: { scope: 'services' }, status: 422, says: 'Cochez au moins un service' },
  { who: 'nadia', fields: { scope: 'services', services: 'x' }, status: 422, says: 'Cochez au moins un service' },
  { who: 'nadia', fields: { scope: 'tout' }, status: 422, says: 'Choisissez des services ou toute la structure' },
  { who: 'nadia', fields: {}, status: 422, says: 'Choisissez des services ou toute la structure' },
  { who: 'nadia', fields: { scope: 'whole', comment: 'c'.repeat(1001) }, status: 422, says: '000 caractères au plus' },
  {
    who: 'nadia',
    fields: { scope: 'whole', corrects: '4242' },
    status: 404,
    says: 'la demande à corriger n’est plus là',
  },
] as const)('$who asking for $fields is told why not and keeps the text', async ({ who, fields, status, says }) => {
  const { w, joining } = await open()
  const named = 'services' in fields && fields.services in w ? String(w[fields.services as 'finances']) : undefined
  const comment = 'comment' in fields ? fields.comment : 'Mon <commentaire>'
  const answer = await (await w.as(w[who])).post(joining, { ...fields, ...(named && { services: named }), comment })
  const text = await answer.text()
  expect([answer.status, text.includes(says)]).toEqual([status, true])
  expect(text).toContain(comment.replace('<', '&lt;').replace('>', '&gt;'))
  expect(text).toContain('role="alert"')
  expect(text).toMatch(/<title>Erreur\s: /)
  expect(await requestsOf(w, w[who].id)).toEqual([])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('a service of another structure cannot be asked for', async () => {
  const { w, nadia } = await open()
  const answer = await nadia.post(url(paths.joining, { id: w.elsewhere }), {
    scope: 'services',
    services: String(w.finances),
  })
  expect(answer.status).toBe(409)
})

test('an inactive structure cannot be joined: the page says so and has no form', async () => {
  const { w, nadia, joining } = await open()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  const page = await (await nadia.get(joining)).text()
  expect(page).toContain('Cette structure est inactive')
  expect(page).not.toContain('name="scope"')
  const answer = await nadia.post(joining, { scope: 'whole', comment: 'Tout ce que j’ai écrit' })
  expect([answer.status, (await answer.text()).includes('Tout ce que j’ai écrit')]).toEqual([409, true])
})

test('one pending request at a time: the page shows the one that waits', async () => {
  const { w, nadia, joining } = await open()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const link = `href="${url(paths.ownRequest, { id })}"`
  const page = await (await nadia.get(joining)).text()
  expect(page).toContain(link)
  expect(page).not.toContain('name="scope"')
  const answer = await nadia.post(joining, { scope: 'whole' })
  expect([answer.status, (await answer.text()).includes(link)]).toEqual([409, true])
  expect(await requestsOf(w, w.nadia.id)).toHaveLength(1)
})

test('two tabs at once make one request', async () => {
  const { w, nadia, joining } = await open()
  const answers = await Promise.all([1, 2, 3].map(() => nadia.post(joining, { scope: 'whole' })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409, 409])
  expect(await requestsOf(w, w.nadia.id)).toHaveLength(1)
})

test('the same form sent twice makes one request, one mail each, and lands on it twice', async () => {
  const { w, nadia, joining } = await open()
  const fields = { scope: 'whole', once: 'once-once-once-once' }
  const [first, again] = [await nadia.post(joining, fields), await nadia.post(joining, fields)]
  expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
  expect(await requestsOf(w, w.nadia.id)).toHaveLength(1)
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([1, 2])
})

test('a structure without services has nothing to choose', async () => {
  const { w, nadia } = await open()
  const joining = url(paths.joining, { id: w.elsewhere })
  const page = await (await nadia.get(joining)).text()
  expect(page).toContain('<input type="hidden" name="scope" value="whole"/>')
  expect(page).not.toContain('type="radio"')
  expect((await nadia.post(joining, { scope: 'whole' })).status).toBe(303)
  expect((await traces(w.dbs)).mails).toEqual([`request-arrived → ${w.farid.login}`])
})

test('of very many services the first five hundred can be ticked, and the page says so', async () => {
  const { w, nadia, joining } = await open()
  const rows = Array.from({ length: 600 }, (_, n) => ({
    structure_id: w.mairie,
    code: `S${n}`,
    name: `Service ${n}`,
    name_folded: `service ${n}`,
  }))
  await w.db.insertInto('service').values(rows).execute()
  const page = await (await nadia.get(joining)).text()
  expect(page.match(/type="checkbox"/g)).toHaveLength(500)
  expect(page).toContain('Seuls les 500 premiers')
})

test.each([null, 'nadia'] as const)('%s meets no structure 4242 to join', async (who) => {
  const { w } = await open()
  const visitor = await w.as(who && w[who])
  const path = url(paths.joining, { id: 4242 })
  const statuses = [(await visitor.get(path)).status, (await visitor.post(path, { scope: 'whole' })).status]
  expect(statuses).toEqual(who ? [404, 404] : [303, 303])
})

test('in English the form and its mistakes are English', async () => {
  const { w, nadia, joining } = await open()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.nadia.id).execute()
  expect(await (await nadia.post(joining, { scope: 'services' })).text()).toContain('Tick at least one service')
})
