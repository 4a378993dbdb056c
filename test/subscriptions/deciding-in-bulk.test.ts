import { expect, test } from 'vitest'
import { carryOutSubscriptionRun, openSubscriptionRun } from '../../src/subscriptions/deciding-in-bulk.ts'
import { readSubscriptionBulk } from '../../src/subscriptions/decision-queries.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

async function open(count = 4) {
  const w = await openWorld()
  const ids: number[] = []
  for (let at = 0; at < count; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: 'Durand' })
    const services = at % 2 ? [w.finances] : []
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user', services })
    ids.push(await addSubscriptionRequest(w.dbs, person, { structureId: w.mairie, reached: services }))
  }
  return { w, ids, texts: ids.map(String) }
}
const states = async (w: TestWorld) =>
  (await w.db.selectFrom('subscription_request').select('state').orderBy('id').execute()).map(({ state }) => state)
const query = (ids: string[]) => ids.map((id) => `id=${id}`).join('&')

test('the confirmation lists what will happen, and changes nothing', async () => {
  const { w, texts } = await open()
  await w.db
    .deleteFrom('membership')
    .where('user_id', '=', w.nadia.id + 1)
    .execute()
  const html = await (await (await w.as(w.alice)).get(`${paths.subscriptionRequestApprovals}?${query(texts)}`)).text()
  expect(html).toContain('<h1>Valider 3 demandes</h1>')
  expect(html.match(/Sera validée\u00a0: Factures émises – Modification/g)).toHaveLength(3)
  expect(html).toMatch(/Prénom0 Durand.*Ne changera pas <small>Le demandeur n’est plus rattaché/s)
  expect(await states(w)).toEqual(Array(4).fill('pending'))
})
test('Alice validates four at once, as asked: the result page tells each, one mail and one line each', async () => {
  const { w, texts } = await open()
  const alice = await w.as(w.alice)
  const answer = await alice.post(paths.subscriptionRequestApprovals, { id: texts })
  expect(answer.status).toBe(303)
  const result = await alice.get(answer.headers.get('location') ?? '')
  expect(await result.text()).toContain('4 demandes validées.')
  expect(await states(w)).toEqual(Array(4).fill('validated'))
  const left = await traces(w.dbs)
  expect([left.history, left.mails.length]).toEqual([Array(4).fill('subscription_request.validated'), 4])
})
test('one that Bruno decided meanwhile is reported by name, the others go through', async () => {
  const { w, texts } = await open()
  const [alice, bruno] = [await w.as(w.alice), await w.as(w.bruno)]
  await bruno.post(paths.subscriptionRequestRefusals, { id: texts[1] ?? '', reason: 'Doublon' })
  const answer = await alice.post(paths.subscriptionRequestApprovals, { id: texts })
  const html = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(html).toContain('3 demandes validées, 1 demande n’a pas changé.')
  expect(html).toMatch(/Prénom1 Durand.*déjà été refusée.*Par Bruno Leroy/s)
  expect(await states(w)).toEqual(['validated', 'refused', 'validated', 'validated'])
})
test('refusing asks one reason for all; without it everything typed stays', async () => {
  const { w, texts } = await open(2)
  const alice = await w.as(w.alice)
  const missing = await alice.post(paths.subscriptionRequestRefusals, { id: texts, reason: ' ' })
  const html = await missing.text()
  expect([missing.status, html.match(/name="id"/g)?.length]).toEqual([422, 2])
  expect(html).toContain('Écrivez le motif du refus')
  await alice.post(paths.subscriptionRequestRefusals, { id: texts, reason: 'Hors du périmètre' })
  const rows = await w.db.selectFrom('subscription_request').select('reason').execute()
  expect(rows.map(({ reason }) => reason)).toEqual(['Hors du périmètre', 'Hors du périmètre'])
})
test('nothing ticked is said, at the confirmation and at the decision', async () => {
  const { w } = await open(1)
  const alice = await w.as(w.alice)
  expect(await (await alice.get(paths.subscriptionRequestApprovals)).text()).toContain(
    'Cochez d’abord les demandes à traiter.',
  )
  const posted = await alice.post(paths.subscriptionRequestApprovals, {})
  expect([posted.status, await posted.text()]).toEqual([422, expect.stringContaining('Cochez au moins une demande.')])
})
test('the same bulk form sent three times decides each request once and lands on one result', async () => {
  const { w, texts } = await open()
  const alice = await w.as(w.alice)
  const form = { id: texts, once: 'token-of-the-bulk-form' }
  const answers = await Promise.all([1, 2, 3].map(() => alice.post(paths.subscriptionRequestApprovals, form)))
  expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([4, 4])
  expect(await w.db.selectFrom('bulk_run').selectAll().execute()).toHaveLength(1)
})
test('two managers decide the same requests at once: one transition and one mail each', async () => {
  const { w, texts } = await open(6)
  const [alice, bruno] = [await w.as(w.alice), await w.as(w.bruno)]
  await Promise.all([
    alice.post(paths.subscriptionRequestApprovals, { id: texts }),
    bruno.post(paths.subscriptionRequestRefusals, { id: texts.toReversed(), reason: 'Non' }),
  ])
  const left = await traces(w.dbs)
  expect(await states(w)).not.toContain('pending')
  expect([left.history.length, left.mails.length]).toEqual([6, 6])
})
test('Farid’s forged list decides nothing; who manages nothing finds no such page', async () => {
  const { w, texts } = await open()
  const farid = await w.as(w.farid)
  expect((await farid.post(paths.subscriptionRequestApprovals, { id: texts })).status).toBe(404)
  expect(await (await farid.get(`${paths.subscriptionRequestApprovals}?${query(texts)}`)).text()).not.toContain(
    'Durand',
  )
  for (const person of [w.chloe, w.nadia, w.emma]) {
    const visitor = await w.as(person)
    expect((await visitor.get(`${paths.subscriptionRequestApprovals}?${query(texts)}`)).status).toBe(404)
    expect((await visitor.post(paths.subscriptionRequestRefusals, { id: texts, reason: 'x' })).status).toBe(404)
  }
  expect(await states(w)).toEqual(Array(4).fill('pending'))
})
test('Gaël decides his part of a mixed list', async () => {
  const { w, texts } = await open()
  await (await w.as(w.gael)).post(paths.subscriptionRequestApprovals, { id: texts })
  expect(await states(w)).toEqual(['pending', 'validated', 'pending', 'validated'])
})
test('a run cut short is seen on its page and resumed there; to others it does not exist', async () => {
  const { w, ids } = await open()
  const alice = await w.actOf(w.alice)
  const opened = await openSubscriptionRun(alice, ids, { decision: 'refuse', reason: 'Non' })
  const page = url(paths.subscriptionRun, { id: opened.ok ? opened.value : 0 })
  const visitor = await w.as(w.alice)
  expect(await (await visitor.get(page)).text()).toMatch(/4 demandes restent à traiter.*Reprendre le traitement/s)
  for (const person of [w.bruno, w.farid]) {
    expect((await (await w.as(person)).get(page)).status).toBe(404)
    expect((await (await w.as(person)).post(page)).status).toBe(404)
  }
  expect((await visitor.post(page)).status).toBe(303)
  expect(await states(w)).toEqual(Array(4).fill('refused'))
  await carryOutSubscriptionRun(alice, opened.ok ? opened.value : 0, () => undefined)
  expect((await traces(w.dbs)).mails).toHaveLength(4)
})
test('who stops being a manager in the middle decides no more', async () => {
  const { w, ids } = await open(2)
  const bruno = await w.actOf(w.bruno)
  const opened = await openSubscriptionRun(bruno, ids, { decision: 'validate' })
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('user_id', '=', w.bruno.id).execute()
  await carryOutSubscriptionRun(bruno, opened.ok ? opened.value : 0, () => undefined)
  expect(await states(w)).toEqual(['pending', 'pending'])
})
test('the other pages of the list can be taken too', async () => {
  const { w, texts } = await open(3)
  const html = await (
    await (await w.as(w.alice)).get(`${paths.subscriptionRequestRefusals}?id=${texts[2]}&all=1`)
  ).text()
  expect(html).toContain('<h1>Refuser 3 demandes</h1>')
})
test('with htmx over the queue the answer is the queue and the sentence with its link', async () => {
  const { w, texts } = await open(2)
  const over = { ...htmx, 'HX-Current-URL': `http://guichet.test${paths.subscriptionRequests}` }
  const form = { id: texts, back: paths.subscriptionRequests }
  const html = await (await (await w.as(w.alice)).post(paths.subscriptionRequestApprovals, form, over)).text()
  expect(html).toMatch(/^<section id="subscription-requests-panel"/)
  expect(html).toMatch(/2 demandes validées\..*Voir le détail/s)
})
test('the confirmation of six takes as many queries as that of two', async () => {
  const { w, ids } = await open(6)
  const alice = await w.actOf(w.alice)
  const queries = async (some: number[]) =>
    (await plansOf(w, alice, (act) => readSubscriptionBulk(act, some, 'validate'))).length
  expect(await queries(ids)).toBe(await queries(ids.slice(0, 2)))
})
