import { expect, test } from 'vitest'
import { requestSubscriptions } from '../../src/subscriptions/requesting.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { addressesOf, onRequest, requestsOf, takeAway } from './space.ts'

/** Chloé reads the requests received, and may ask to process them. */
const open = async () => {
  const w = await openWorld()
  return { w, chloe: await w.as(w.chloe), asking: url(paths.subscribing, { id: w.mairie }) }
}
const refuse = (w: TestWorld, id: number, reason: string) =>
  w.db
    .updateTable('subscription_request')
    .set({ state: 'refused', decided_at: w.clock.now.toISOString(), decided_by_id: w.alice.id, reason })
    .where('id', '=', id)
    .execute()

test('Chloé asks for Modification with a comment: one request, one history line, mails to those who may decide', async () => {
  const { w, chloe, asking } = await open()
  const form = await (await chloe.get(asking)).text()
  expect(form).toContain('Demander un abonnement')
  expect(form).toMatch(/Sollicitations reçues[\s\S]*Vous avez déjà : Consultation/)
  expect(form).toMatch(/name="access-requests_received"[^>]*><option value="write" selected="">Modification/)
  expect(form).not.toContain('value="requests_sent"')
  const answer = await chloe.post(asking, { spaces: 'requests_received', comment: ' Je traite les tickets ' })
  const [request] = await requestsOf(w, w.chloe)
  const own = url(paths.ownSubscriptionRequest, request ?? { id: 0 })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, own])
  expect(request).toEqual({
    id: request?.id,
    state: 'pending',
    origin: 'member',
    whole: 1,
    comment: 'Je traite les tickets',
    corrects: null,
    spaces: [['requests_received', 'write', null]],
    services: [],
  })
  // Gaël manages Finances alone: a request for the whole structure is not his to decide.
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription_request.sent'],
    mails: [w.alice, w.bruno].map(({ login }) => `subscription-request-arrived → ${login}`),
  })
  const mail = await w.db.selectFrom('mail').select(['data', 'event_key']).executeTakeFirstOrThrow()
  expect(JSON.parse(mail.data)).toEqual({
    requestId: request?.id,
    structure: 'Commune de Noisy-le-Grand',
    identifier: '21930051200012',
    spaces: [{ space: 'requests_received', access: 'write', service: null }],
    requester: 'Chloé Bernard',
    comment: 'Je traite les tickets',
  })
  expect(mail.event_key).toBe(`subscription_request/${request?.id}/arrived/${w.alice.id}`)
})

test('for one service the managers of that service are told too; those who want a summary are not', async () => {
  const { w, chloe, asking } = await open()
  await w.db.updateTable('user').set({ manager_mails: 'daily' }).where('id', '=', w.bruno.id).execute()
  await chloe.post(asking, { spaces: 'requests_received', 'service-requests_received': String(w.finances) })
  expect(await requestsOf(w, w.chloe)).toMatchObject([
    { whole: 0, spaces: [['requests_received', 'write', w.finances]], services: [w.finances] },
  ])
  expect((await traces(w.dbs)).mails).toEqual(
    [w.alice, w.gael].map(({ login }) => `subscription-request-arrived → ${login}`),
  )
})

test('who manages by role but not by subscription is not told', async () => {
  const { w, chloe, asking } = await open()
  await takeAway(w, w.bruno, 'manager')
  await chloe.post(asking, { spaces: 'requests_received' })
  expect((await traces(w.dbs)).mails).toEqual([`subscription-request-arrived → ${w.alice.login}`])
})

test('a member of some services asks as far as these: the request reaches them', async () => {
  const { w, asking } = await open()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  await addMember(w.dbs, jeanne, { structureId: w.mairie, role: 'simple_user', services: [w.finances] })
  const visitor = await w.as(jeanne)
  const form = await (await visitor.get(asking)).text()
  expect(form).toContain('Finances')
  expect(form).not.toContain('Marchés publics')
  await visitor.post(asking, { spaces: 'requests_received' })
  expect(await requestsOf(w, jeanne)).toMatchObject([
    { whole: 0, spaces: [['requests_received', 'write', null]], services: [w.finances] },
  ])
  expect((await traces(w.dbs)).mails).toHaveLength(3)
})

test('several spaces are one request, each with its access and its service', async () => {
  const { w, chloe, asking } = await open()
  await onRequest(w, 'invoices_received')
  await takeAway(w, w.chloe, 'invoices_received')
  await chloe.post(asking, {
    spaces: ['requests_received', 'invoices_received'],
    'access-invoices_received': 'read',
    'service-invoices_received': String(w.marches),
  })
  expect(await requestsOf(w, w.chloe)).toMatchObject([
    {
      whole: 1,
      spaces: [
        ['requests_received', 'write', null],
        ['invoices_received', 'read', w.marches],
      ],
      services: [w.marches],
    },
  ])
})

test.each([
  { fields: {}, status: 422, says: 'Cochez au moins un espace' },
  { fields: { spaces: 'nothing' }, status: 422, says: 'Cochez au moins un espace' },
  { fields: { spaces: 'requests_sent' }, status: 409, says: 'Vous avez déjà un des accès' },
  { fields: { spaces: 'manager' }, status: 409, says: 'jamais donné à votre rôle' },
  { fields: { spaces: 'works_invoices' }, status: 409, says: 'n’est pas ouvert ici' },
  { fields: { spaces: 'requests_received', 'access-requests_received': 'read' }, status: 409, says: 'Vous avez déjà' },
  {
    fields: { spaces: 'requests_received', 'service-requests_received': '99999' },
    status: 409,
    says: 'n’est plus ouvert',
  },
  {
    fields: { spaces: 'requests_received', corrects: '4242' },
    status: 404,
    says: 'la demande à corriger n’est plus là',
  },
  { fields: { spaces: 'requests_received', comment: 'c'.repeat(1001) }, status: 422, says: '000 caractères au plus' },
])('$fields is refused with words and keeps what was typed', async ({ fields, status, says }) => {
  const { w, chloe, asking } = await open()
  const comment = fields.comment ?? 'Mon <commentaire>'
  const answer = await chloe.post(asking, { ...Object.fromEntries(Object.entries(fields)), comment })
  const text = await answer.text()
  expect([answer.status, text.includes(says)]).toEqual([status, true])
  expect(text).toContain(comment.replace('<', '&lt;').replace('>', '&gt;'))
  expect(text).toContain('role="alert"')
  expect(text).toMatch(/<title>Erreur\s: /)
  if (fields.spaces === 'requests_received') expect(text).toMatch(/value="requests_received"[^>]*checked/)
  expect(await requestsOf(w, w.chloe)).toEqual([])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('one pending request per space: asking again shows the one that waits', async () => {
  const { w, chloe, asking } = await open()
  await chloe.post(asking, { spaces: 'requests_received', 'service-requests_received': String(w.finances) })
  const [request] = await requestsOf(w, w.chloe)
  const link = `href="${url(paths.ownSubscriptionRequest, request ?? { id: 0 })}"`
  const page = await (await chloe.get(asking)).text()
  expect(page).toContain(link)
  expect(page).not.toContain('value="requests_received"')
  const again = await chloe.post(asking, { spaces: 'requests_received', comment: 'Encore moi' })
  const text = await again.text()
  expect([again.status, text.includes(link), text.includes('Une demande attend déjà')]).toEqual([409, true, true])
  expect(text).toContain('Encore moi')
  expect(await requestsOf(w, w.chloe)).toHaveLength(1)
})

test('the same form sent twice, or from two tabs at once, makes one request', async () => {
  const { w, chloe, asking } = await open()
  const fields = { spaces: 'requests_received', once: 'once-once-once-once' }
  const [first, again] = [await chloe.post(asking, fields), await chloe.post(asking, fields)]
  expect([again.status, again.headers.get('location')]).toEqual([303, first.headers.get('location')])
  const gael = await w.as(w.gael)
  await takeAway(w, w.gael, 'requests_received')
  const answers = await Promise.all([1, 2, 3].map(() => gael.post(asking, { spaces: 'requests_received' })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409, 409])
  expect([(await requestsOf(w, w.chloe)).length, (await requestsOf(w, w.gael)).length]).toEqual([1, 1])
})

test('who is no member, or no member yet, asks for a membership first', async () => {
  const { w, asking } = await open()
  const nadia = await w.as(w.nadia)
  const page = await (await nadia.get(asking)).text()
  expect(page).toContain(url(paths.joining, { id: w.mairie }))
  const answer = await nadia.post(asking, { spaces: 'requests_received', comment: 'S’il vous plaît' })
  const text = await answer.text()
  expect([answer.status, text.includes('pas rattaché'), text.includes('S’il vous plaît')]).toEqual([409, true, true])
  await addMember(w.dbs, w.nadia, { structureId: w.mairie, role: 'simple_user' })
  await w.db.updateTable('membership').set({ starts_on: '2026-12-01' }).where('user_id', '=', w.nadia.id).execute()
  expect((await nadia.post(asking, { spaces: 'requests_received' })).status).toBe(409)
  expect((await nadia.get(url(paths.subscribing, { id: 4242 }))).status).toBe(404)
})

test('an inactive structure is asked for nothing', async () => {
  const { w, chloe, asking } = await open()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect(await (await chloe.get(asking)).text()).not.toContain('<form method="post" action="/structures')
  expect((await chloe.post(asking, { spaces: 'requests_received' })).status).toBe(409)
})

test('a service that the member is not attached to cannot be asked for, nor a space for a service where it is closed', async () => {
  const { w } = await open()
  await takeAway(w, w.gael, 'requests_received')
  const ask = async (serviceId: number | null) =>
    requestSubscriptions(await w.actOf(w.gael), w.mairie, {
      spaces: [{ space: 'requests_received', access: 'write', serviceId }],
      comment: '',
    })
  expect(await ask(w.marches)).toEqual({ ok: false, refusal: 'service-not-held' })
  const { opening } = addressesOf(w, 'requests_received')
  await (await w.as(w.alice)).post(opening, { scope: 'services', services: String(w.marches), who: 'none' })
  expect(await ask(w.finances)).toEqual({ ok: false, refusal: 'space-closed' })
  expect(await ask(null)).toEqual({ ok: false, refusal: 'space-closed' })
})

test('after twenty requests in an hour the twenty-first waits', async () => {
  const { chloe, asking } = await open()
  for (let n = 0; n < 20; n++) await chloe.post(asking, { spaces: 'requests_sent' })
  expect((await chloe.post(asking, { spaces: 'requests_received' })).status).toBe(429)
})

test('a refused request is corrected: the form is filled in, and the new one is linked to it', async () => {
  const { w, chloe, asking } = await open()
  const fields = { spaces: 'requests_received', 'service-requests_received': String(w.marches), comment: 'Svp' }
  await chloe.post(asking, fields)
  const [{ id } = { id: 0 }] = await requestsOf(w, w.chloe)
  await refuse(w, id, 'Précisez pourquoi')
  const own = await (await chloe.get(url(paths.ownSubscriptionRequest, { id }))).text()
  expect(own).toContain('Précisez pourquoi')
  expect(own).toContain('Corriger et renvoyer')
  const form = await (await chloe.get(`${asking}?corrects=${id}`)).text()
  expect(form).toMatch(/value="requests_received"[^>]*checked/)
  expect(form).toMatch(new RegExp(`<option value="${w.marches}" selected`))
  expect(form).toContain('Précisez pourquoi')
  await chloe.post(asking, { ...fields, corrects: String(id), comment: 'Pour les marchés' })
  const [, corrected] = await requestsOf(w, w.chloe)
  expect(corrected?.corrects).toBe(id)
  const page = await (await chloe.get(url(paths.ownSubscriptionRequest, corrected ?? { id: 0 }))).text()
  expect(page).toContain(`href="${url(paths.ownSubscriptionRequest, { id })}"`)
})
