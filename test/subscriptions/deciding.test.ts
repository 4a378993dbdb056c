import { expect, test } from 'vitest'
import { validateSubscriptions } from '../../src/subscriptions/deciding.ts'
import { paths } from '../../src/urls.ts'
import { addSubscriptionRequest, heldBy, openSubscriptionRequest, subscriptionState } from '../subscription-requests.ts'
import { htmx, traces } from '../world.ts'

test('Alice validates a request: the subscriptions hold at once, one history line, one mail', async () => {
  const { w, jeanne, id, approval, lines, membershipId } = await openSubscriptionRequest()
  const answer = await (await w.as(w.alice)).post(approval, { write: lines, comment: 'Bienvenue' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.subscriptionRequests])
  expect(await subscriptionState(w, id)).toEqual({
    state: 'validated',
    decided_by_id: w.alice.id,
    reason: null,
    decision_comment: 'Bienvenue',
  })
  expect(await heldBy(w, membershipId)).toEqual(['invoices_issued:write', 'requests_received:write'])
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription_request.validated'],
    mails: [`subscription-validated → ${jeanne.login}`],
  })
})
test('the history keeps before and after, the mail names each space, the structure, the side and the comment', async () => {
  const { w, approval, lines } = await openSubscriptionRequest()
  await (await w.as(w.alice)).post(approval, { write: lines[0] ?? '', comment: 'Bienvenue' })
  const { content } = await w.db.selectFrom('history_detail').select('content').executeTakeFirstOrThrow()
  expect(JSON.parse(content ?? '')).toMatchObject({
    actorName: 'Alice Martin',
    personName: 'Jeanne Petit',
    comment: 'Bienvenue',
    before: { spaces: [] },
    after: { spaces: ['requests_received:write', 'invoices_issued:read'] },
  })
  const { data } = await w.db.selectFrom('mail').select('data').executeTakeFirstOrThrow()
  expect(JSON.parse(data)).toMatchObject({
    structure: 'Commune de Noisy-le-Grand',
    decidedBy: 'Commune de Noisy-le-Grand',
    comment: 'Bienvenue',
    spaces: [
      { space: 'requests_received', access: 'write', service: null },
      { space: 'invoices_issued', access: 'read', service: null },
    ],
  })
})
test('the page says who asks for what, with Modification ticked as asked', async () => {
  const { w, page, lines } = await openSubscriptionRequest({
    spaces: [{ space: 'requests_received' }, { space: 'invoices_issued', access: 'read' }],
  })
  const html = await (await (await w.as(w.alice)).get(page)).text()
  expect(html).toContain('Demande d’abonnement de Jeanne Petit</h1>')
  expect(html).toContain('Pour mes dossiers')
  expect(html).not.toContain('émise automatiquement')
  expect(html).toMatch(
    new RegExp(`value="${lines[0]}" checked[^>]*aria-label="Modification\u00a0: Sollicitations reçues"`),
  )
  expect(html).toMatch(new RegExp(`value="${lines[1]}" aria-label="Modification\u00a0: Factures émises"`))
  expect(html).toContain('Tous les services')
  for (const word of ['Valider', 'Refuser', 'Commentaire du gestionnaire', 'Revenir à la liste'])
    expect(html).toContain(word)
})
test('a request that the settings made says so', async () => {
  const { w, page } = await openSubscriptionRequest({ origin: 'structure' })
  expect(await (await (await w.as(w.alice)).get(page)).text()).toContain(
    'Demande émise automatiquement suite au paramétrage de la structure',
  )
})
test('unticking Modification limits to Consultation; a request never narrows what is held', async () => {
  const { w, id, approval, membershipId } = await openSubscriptionRequest()
  await w.db
    .insertInto('subscription')
    .values({
      membership_id: membershipId,
      structure_id: w.mairie,
      space: 'invoices_issued',
      service_id: null,
      access: 'write',
      created_at: 'x',
    })
    .execute()
  expect((await (await w.as(w.alice)).post(approval, {})).status).toBe(303)
  expect(await heldBy(w, membershipId)).toEqual(['invoices_issued:write', 'requests_received:read'])
  const given = await w.db
    .selectFrom('subscription_request_space')
    .select('given')
    .where('request_id', '=', id)
    .orderBy('id')
    .execute()
  expect(given.map((line) => line.given)).toEqual(['read', 'write'])
})
test('the rights that were given hold at the requester’s next request', async () => {
  const { w, approval, jeanne, lines } = await openSubscriptionRequest()
  await (await w.as(w.alice)).post(approval, { write: lines })
  const { actor } = await w.actOf(jeanne)
  expect(actor.memberships[0]?.spaces.map(({ space }) => space).toSorted()).toEqual([
    'invoices_issued',
    'requests_received',
  ])
})
test('a comment that is too long keeps what was typed and ticked', async () => {
  const { w, approval, lines } = await openSubscriptionRequest()
  const alice = await w.as(w.alice)
  const form = { write: lines[1] ?? '', comment: 'é'.repeat(2001) }
  const answer = await alice.post(approval, form)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toMatch(/<title>Erreur.*<a href="#comment">2 000 caractères au plus/s)
  expect(html).toContain('é'.repeat(2001))
  expect(html).toMatch(new RegExp(`value="${lines[1]}" checked`))
  expect(html).not.toMatch(new RegExp(`value="${lines[0]}" checked`))
})
test('a refusal needs its reason: the page keeps the request and says what is missing, both ways', async () => {
  const { w, id, refusal } = await openSubscriptionRequest()
  const alice = await w.as(w.alice)
  const page = await alice.post(refusal, { reason: '  ' })
  expect([page.status, await page.text()]).toEqual([
    422,
    expect.stringMatching(/<html.*<title>Erreur.*Écrivez le motif du refus/s),
  ])
  const panel = await alice.post(refusal, { reason: '' }, htmx)
  expect([panel.status, await panel.text()]).toEqual([422, expect.not.stringContaining('<html')])
  expect((await subscriptionState(w, id)).state).toBe('pending')
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('Bruno refuses with a reason: history, mail, the reason kept, nothing given', async () => {
  const { w, jeanne, id, refusal, membershipId } = await openSubscriptionRequest()
  expect((await (await w.as(w.bruno)).post(refusal, { reason: 'Voyez avec Alice' })).status).toBe(303)
  expect(await subscriptionState(w, id)).toMatchObject({ state: 'refused', reason: 'Voyez avec Alice' })
  expect(await heldBy(w, membershipId)).toEqual([])
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription_request.refused'],
    mails: [`subscription-refused → ${jeanne.login}`],
  })
})
test('with htmx over the queue, the refusal answers with the queue, what was done and what still waits', async () => {
  const { w, jeanne, refusal } = await openSubscriptionRequest()
  await addSubscriptionRequest(w.dbs, jeanne, { structureId: w.mairie, spaces: [{ space: 'requests_sent' }] })
  const over = { ...htmx, 'HX-Current-URL': `http://guichet.test${paths.subscriptionRequests}?sort=name` }
  const back = `${paths.subscriptionRequests}?sort=name`
  const answer = await (await w.as(w.alice)).post(refusal, { reason: 'Non', back }, over)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toMatch(/^<section id="subscription-requests-panel"/)
  expect(html).toMatch(/id="waiting-count"[^>]*>1</)
  expect(html).toMatch(/data-hx-swap-oob="innerHTML".*La demande de Jeanne Petit est refusée/s)
})
test('the second of two deciders is told who was first, and nothing changes', async () => {
  const { w, id, approval, refusal, lines } = await openSubscriptionRequest()
  const [alice, bruno] = [await w.as(w.alice), await w.as(w.bruno)]
  const both = await Promise.all([alice.post(approval, { write: lines }), bruno.post(refusal, { reason: 'Non' })])
  expect(both.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([303, 409])
  const { state } = await subscriptionState(w, id)
  const left = await traces(w.dbs)
  expect(left.history).toEqual([`subscription_request.${state}`])
  expect(left.mails).toHaveLength(1)
  const again = await bruno.post(refusal, { reason: 'Encore' })
  expect([again.status, await again.text()]).toEqual([409, expect.stringMatching(/déjà.*Rien n’a changé.*Encore/s)])
})
test('the same form sent three times has one effect and lands on the same page', async () => {
  const { w, approval, lines } = await openSubscriptionRequest()
  const alice = await w.as(w.alice)
  const form = { write: lines, once: 'a-token-of-this-form-1' }
  const answers = await Promise.all([1, 2, 3].map(() => alice.post(approval, form)))
  expect(answers.map((answer) => [answer.status, answer.headers.get('location')])).toEqual(
    Array(3).fill([303, paths.subscriptionRequests]),
  )
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([1, 1])
})
test('a failure in the middle leaves nothing behind', async () => {
  const { w, id, membershipId } = await openSubscriptionRequest()
  await w.db.schema.alterTable('mail').renameTo('mail_gone').execute()
  const act = await w.actOf(w.alice)
  await expect(validateSubscriptions(act, id, { accesses: new Map(), comment: '' })).rejects.toThrow('mail')
  await w.db.schema.alterTable('mail_gone').renameTo('mail').execute()
  expect((await subscriptionState(w, id)).state).toBe('pending')
  expect(await heldBy(w, membershipId)).toEqual([])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
test('in English, every page of a decision is English', async () => {
  const { w, page, refusal, id } = await openSubscriptionRequest({ origin: 'structure' })
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  const alice = await w.as(w.alice)
  for (const [path, says] of [
    [paths.subscriptionRequests, 'Subscription requests</h1>'],
    [page, 'Request made automatically by the settings of the entity'],
    [refusal, 'Reason of the refusal'],
    [`${paths.subscriptionRequestApprovals}?id=${id}`, 'Will be validated: Requests received – Modification'],
  ] as const) {
    const html = await (await alice.get(path)).text()
    expect(html).toContain(says)
    expect(html).not.toMatch(/demande|Valider|Espace/)
  }
})
