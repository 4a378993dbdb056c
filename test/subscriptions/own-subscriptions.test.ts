import { expect, test } from 'vitest'
import { listOwnSubscriptionRequests, listOwnSubscriptions } from '../../src/subscriptions/own-queries.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson, addStructure } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { requestsOf } from './space.ts'

/** Chloé waits for a decision on the requests received. */
const openPending = async () => {
  const w = await openWorld()
  const chloe = await w.as(w.chloe)
  await chloe.post(url(paths.subscribing, { id: w.mairie }), { spaces: 'requests_received', comment: 'Svp' })
  const [{ id } = { id: 0 }] = await requestsOf(w, w.chloe)
  const page = url(paths.ownSubscriptionRequest, { id })
  return { w, chloe, id, page, withdrawal: url(paths.ownSubscriptionRequestWithdrawal, { id }) }
}
const refuse = (w: TestWorld, id: number) =>
  w.db
    .updateTable('subscription_request')
    .set({ state: 'refused', decided_at: w.clock.now.toISOString(), decided_by_id: w.alice.id, reason: 'Non' })
    .where('id', '=', id)
    .execute()

test('Chloé sees what she holds in each structure, what she has asked for, and where to ask', async () => {
  const { chloe, page, w } = await openPending()
  const text = await (await chloe.get(paths.ownSubscriptions)).text()
  expect(text).toContain('Mes abonnements aux espaces')
  expect(text).toMatch(/Sollicitations reçues<\/th><td data-label="Accès">Consultation/)
  expect(text).toContain('Toute la structure')
  expect(text).toContain(`href="${url(paths.subscribing, { id: w.mairie })}"`)
  expect(text).toContain(`href="${page}"`)
  expect(text).toContain('En attente')
  expect(await (await chloe.get(paths.account)).text()).toContain(`href="${paths.ownSubscriptions}"`)
})

test('Nadia, who is attached nowhere, is told what to do first', async () => {
  const w = await openWorld()
  const text = await (await (await w.as(w.nadia)).get(paths.ownSubscriptions)).text()
  expect(text).toContain('Vous n’êtes rattaché à aucune structure')
  expect(text).toContain(paths.structureSearch)
  expect(text).toContain('Vous n’avez demandé aucun abonnement')
})

test.each([{}, htmx])('Chloé takes her request back: one line in the history, no mail', async (as) => {
  const { w, chloe, page, withdrawal } = await openPending()
  const before = await traces(w.dbs)
  const confirm = await (await chloe.get(withdrawal, as)).text()
  expect(confirm).toContain('n’auront plus à décider')
  const fields = { once: 'once-once-once-once' }
  const [first, again] = [await chloe.post(withdrawal, fields, as), await chloe.post(withdrawal, fields, as)]
  expect([first.status, again.status]).toEqual(as === htmx ? [200, 200] : [303, 303])
  expect(await requestsOf(w, w.chloe)).toMatchObject([{ state: 'withdrawn' }])
  expect(await traces(w.dbs)).toEqual({
    history: [...before.history, 'subscription_request.withdrawn'],
    mails: before.mails,
  })
  const text = await (await chloe.get(page)).text()
  expect(text).toContain('Annulé')
  expect(text).not.toContain(withdrawal)
  expect((await chloe.post(url(paths.subscribing, { id: w.mairie }), { spaces: 'requests_received' })).status).toBe(303)
})

test('a request that was decided meanwhile cannot be taken back: the page says so', async () => {
  const { w, chloe, id, withdrawal } = await openPending()
  await refuse(w, id)
  for (const answer of [await chloe.get(withdrawal), await chloe.post(withdrawal), await chloe.get(withdrawal, htmx)])
    expect([answer.status, (await answer.text()).includes('déjà été traitée')]).toEqual([409, true])
  expect(await requestsOf(w, w.chloe)).toMatchObject([{ state: 'refused' }])
})

test('nobody else meets the request there, not even who decides it', async () => {
  const { w, page, withdrawal } = await openPending()
  for (const person of [w.alice, w.farid, w.emma]) {
    const visitor = await w.as(person)
    const answers = [await visitor.get(page), await visitor.get(withdrawal), await visitor.post(withdrawal)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  }
})

test('a request that waits tells the usual delay once the structure has decided five', async () => {
  const { w, chloe, page } = await openPending()
  expect(await (await chloe.get(page)).text()).not.toContain('Délai habituel')
  for (let n = 0; n < 5; n++) {
    const person = await addPerson(w.dbs, { first: 'Membre', last: `Numéro ${n}` })
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' })
    await (await w.as(person)).post(url(paths.subscribing, { id: w.mairie }), { spaces: 'requests_received' })
    const [{ id } = { id: 0 }] = await requestsOf(w, person)
    await refuse(w, id)
  }
  expect(await (await chloe.get(page)).text()).toContain('en général le jour même')
})

test('what a validated request gave, by which side and with which comment, is on its page', async () => {
  const { w, chloe, id, page } = await openPending()
  await w.db.updateTable('subscription_request_space').set({ given: 'read' }).where('request_id', '=', id).execute()
  await w.db
    .updateTable('subscription_request')
    .set({ state: 'validated', decided_at: w.clock.now.toISOString(), decided_by_id: w.alice.id })
    .set({ decision_comment: 'Consultation pour commencer' })
    .where('id', '=', id)
    .execute()
  const text = await (await chloe.get(page)).text()
  expect(text).toMatch(/data-label="Accordé">Consultation/)
  expect(text).toContain('Consultation pour commencer')
  expect(text).toContain('un gestionnaire de la structure Commune de Noisy-le-Grand')
  expect(text).not.toContain('Alice Martin')
})

test('ten structures and twenty take the same number of queries, each by an index', async () => {
  const w = await openWorld()
  const sent: number[] = []
  for (const many of [10, 20]) {
    for (let n = sent.length * 10; n < many; n++) {
      const identifier = String(10_000_000_000_000 + n)
      const id = await addStructure(w.dbs, { name: `Mairie ${n}`, identifier, kind: 'public', primary: w.alice })
      await addMember(w.dbs, w.nadia, { structureId: id, role: 'simple_user' })
      await (await w.as(w.nadia)).post(url(paths.subscribing, { id }), { spaces: 'requests_received' })
    }
    const plans = await plansOf(w, await w.actOf(w.nadia), async (act) => {
      await listOwnSubscriptions(act, { page: 1, size: 25 })
      await listOwnSubscriptionRequests(act, { page: 1, size: 25 })
    })
    sent.push(plans.length)
    const scans = plans.flatMap(({ plan }) => plan).filter((step) => step.startsWith('SCAN'))
    expect(scans.filter((step) => !/space|rule/.test(step))).toEqual([])
  }
  expect(sent[0]).toBe(sent[1])
  const page = await (await (await w.as(w.nadia)).get(paths.ownSubscriptions)).text()
  expect(page).toContain(`${paths.ownSubscriptions}?structures=2`)
})

test('in English the pages are English', async () => {
  const { w, chloe, page } = await openPending()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.chloe.id).execute()
  expect(await (await chloe.get(paths.ownSubscriptions)).text()).toContain('My subscriptions to spaces')
  expect(await (await chloe.get(page)).text()).toContain('Withdraw my request')
})
