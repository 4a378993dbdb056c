import { expect, test } from 'vitest'
import { carryOutRun, openRun } from '../../src/memberships/deciding-in-bulk.ts'
import { paths } from '../../src/urls.ts'
import { addPerson, addRequest } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

async function open(count = 4) {
  const w = await openWorld()
  const ids: number[] = []
  for (let at = 0; at < count; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: 'Durand' })
    ids.push(await addRequest(w.dbs, person, { structureId: w.mairie, services: at % 2 ? [w.finances] : [] }))
  }
  return { w, ids, texts: ids.map(String) }
}
const states = async (w: TestWorld) =>
  (await w.db.selectFrom('membership_request').select('state').orderBy('id').execute()).map(({ state }) => state)
const query = (ids: string[]) => ids.map((id) => `id=${id}`).join('&')

test('the confirmation lists what will happen, and changes nothing', async () => {
  const { w, texts } = await open()
  const answer = await (await w.as(w.alice)).get(`${paths.membershipRequestApprovals}?${query(texts)}`)
  const html = await answer.text()
  expect(html).toContain('<h1>Valider 4 demandes</h1>')
  expect(html.match(/Sera rattaché/g)).toHaveLength(4)
  expect(await states(w)).toEqual(Array(4).fill('pending'))
})
test('Alice validates four at once: the result page tells each, one mail and one line each', async () => {
  const { w, texts } = await open()
  const alice = await w.as(w.alice)
  const answer = await alice.post(paths.membershipRequestApprovals, { id: texts, role: 'simple_user' })
  expect(answer.status).toBe(303)
  const result = await alice.get(answer.headers.get('location') ?? '')
  expect(await result.text()).toContain('4 demandes validées.')
  expect(await states(w)).toEqual(Array(4).fill('validated'))
  const left = await traces(w.dbs)
  expect([left.history, left.mails.length]).toEqual([Array(4).fill('membership_request.validated'), 4])
})
test('one that Bruno decided meanwhile is reported by name, the others go through', async () => {
  const { w, texts } = await open()
  const [alice, bruno] = [await w.as(w.alice), await w.as(w.bruno)]
  await bruno.post(paths.membershipRequestRefusals, { id: texts[1] ?? '', reason: 'Doublon' })
  const answer = await alice.post(paths.membershipRequestApprovals, { id: texts, role: 'simple_user' })
  const html = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(html).toContain('3 demandes validées, 1 demande n’a pas changé.')
  expect(html).toMatch(/Prénom1 Durand.*déjà été refusée.*Par Bruno Leroy/s)
  expect(await states(w)).toEqual(['validated', 'refused', 'validated', 'validated'])
})
test('refusing asks one reason for all; without it everything typed stays', async () => {
  const { w, texts } = await open(2)
  const alice = await w.as(w.alice)
  const missing = await alice.post(paths.membershipRequestRefusals, { id: texts, reason: ' ' })
  const html = await missing.text()
  expect([missing.status, html.match(/name="id"/g)?.length]).toEqual([422, 2])
  expect(html).toContain('Écrivez le motif du refus')
  await alice.post(paths.membershipRequestRefusals, { id: texts, reason: 'Hors du périmètre' })
  const rows = await w.db.selectFrom('membership_request').select('reason').execute()
  expect(rows.map(({ reason }) => reason)).toEqual(['Hors du périmètre', 'Hors du périmètre'])
})
test('nothing ticked is said, at the confirmation and at the decision', async () => {
  const { w } = await open(1)
  const alice = await w.as(w.alice)
  expect(await (await alice.get(paths.membershipRequestApprovals)).text()).toContain(
    'Cochez d’abord les demandes à traiter.',
  )
  expect((await alice.post(paths.membershipRequestApprovals, { role: 'simple_user' })).status).toBe(422)
})
test('the same bulk form sent three times decides each request once and lands on one result', async () => {
  const { w, texts } = await open()
  const alice = await w.as(w.alice)
  const form = { id: texts, role: 'simple_user', once: 'token-of-the-bulk-form' }
  const answers = await Promise.all([1, 2, 3].map(() => alice.post(paths.membershipRequestApprovals, form)))
  expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1)
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([4, 4])
  expect(await w.db.selectFrom('decision_run').selectAll().execute()).toHaveLength(1)
})
test('two managers decide the same requests at once: one transition and one mail each', async () => {
  const { w, texts } = await open(6)
  const [alice, bruno] = [await w.as(w.alice), await w.as(w.bruno)]
  await Promise.all([
    alice.post(paths.membershipRequestApprovals, { id: texts, role: 'simple_user' }),
    bruno.post(paths.membershipRequestRefusals, { id: texts.toReversed(), reason: 'Non' }),
  ])
  const decided = await states(w)
  const left = await traces(w.dbs)
  expect(decided).not.toContain('pending')
  expect([left.history.length, left.mails.length]).toEqual([6, 6])
  const outcomes = await w.db.selectFrom('decision_run_item').select('outcome').execute()
  expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(6)
  expect(outcomes.filter(({ outcome }) => outcome?.startsWith('already'))).toHaveLength(6)
})
test('Farid’s forged list decides nothing', async () => {
  const { w, texts } = await open()
  const farid = await w.as(w.farid)
  expect((await farid.post(paths.membershipRequestApprovals, { id: texts, role: 'simple_user' })).status).toBe(404)
  expect(await (await farid.get(`${paths.membershipRequestApprovals}?${query(texts)}`)).text()).not.toContain('Durand')
  expect(await states(w)).toEqual(Array(4).fill('pending'))
})
test('Gaël decides his part of a mixed list', async () => {
  const { w, texts } = await open()
  await (await w.as(w.gael)).post(paths.membershipRequestApprovals, { id: texts, role: 'simple_user' })
  expect(await states(w)).toEqual(['pending', 'validated', 'pending', 'validated'])
})
test('who is not a manager finds no such page', async () => {
  const { w, texts } = await open(1)
  for (const person of [w.chloe, w.nadia, w.emma]) {
    const visitor = await w.as(person)
    expect((await visitor.get(`${paths.membershipRequestApprovals}?${query(texts)}`)).status).toBe(404)
    expect((await visitor.post(paths.membershipRequestRefusals, { id: texts, reason: 'x' })).status).toBe(404)
  }
})
test('another manager’s result page does not exist for me', async () => {
  const { w, texts } = await open(1)
  const answer = await (await w.as(w.alice)).post(paths.membershipRequestApprovals, { id: texts, role: 'simple_user' })
  const to = answer.headers.get('location') ?? ''
  expect((await (await w.as(w.bruno)).get(to)).status).toBe(404)
  expect((await (await w.as(w.farid)).post(to)).status).toBe(404)
})
test('with htmx over the queue the answer is the queue and the sentence with its link', async () => {
  const { w, texts } = await open()
  const over = { ...htmx, 'HX-Current-URL': `http://guichet.test${paths.membershipRequests}` }
  const alice = await w.as(w.alice)
  const dialog = await (await alice.get(`${paths.membershipRequestApprovals}?${query(texts)}`, over)).text()
  expect(dialog).toContain('id="dialog-title"')
  const answer = await alice.post(paths.membershipRequestApprovals, { id: texts, role: 'simple_user' }, over)
  const html = await answer.text()
  expect([answer.status, html.startsWith('<section id="membership-requests-panel"')]).toEqual([200, true])
  expect(html).toMatch(/4 demandes validées\..*Voir le détail/s)
})
test('all of a search, beyond the page, can be taken', async () => {
  const { w } = await open(12)
  const html = await (await (await w.as(w.alice)).get(`${paths.membershipRequestApprovals}?all=1&q=durand`)).text()
  expect(html).toContain('<h1>Valider 12 demandes</h1>')
})
test('what a stopped run left is shown and can be resumed', async () => {
  const { w, ids } = await open()
  const act = await w.actOf(w.alice)

  const opened = await openRun(act, ids, { decision: 'validate', role: 'simple_user' })
  const to = `/membership-requests/decisions/${opened.ok ? opened.value : 0}`
  const alice = await w.as(w.alice)
  expect(await (await alice.get(to)).text()).toMatch(/4 demandes restent à traiter.*Reprendre le traitement/s)
  expect((await alice.post(to)).status).toBe(303)
  expect(await states(w)).toEqual(Array(4).fill('validated'))
})
test('Gaël, a secondary manager who asked for more services, stays one when validated in bulk', async () => {
  const { w } = await open(1)
  const id = await addRequest(w.dbs, w.gael, { structureId: w.mairie, services: [w.marches] })
  await (await w.as(w.alice)).post(paths.membershipRequestApprovals, { id: String(id), role: 'simple_user' })
  const membership = await w.db
    .selectFrom('membership')
    .select('role')
    .where('user_id', '=', w.gael.id)
    .executeTakeFirstOrThrow()
  expect(membership.role).toBe('secondary_manager')
})
test('Bruno, removed in the middle of his run, decides nothing more', async () => {
  const { w, ids } = await open(8)
  const act = await w.actOf(w.bruno)
  const opened = await openRun(act, ids, { decision: 'refuse', reason: 'Non' })
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('user_id', '=', w.bruno.id).execute()
  await carryOutRun(act, opened.ok ? opened.value : 0, () => undefined)
  expect(await states(w)).toEqual(Array(8).fill('pending'))
})
test('one that fails unexpectedly is left to do, and the others go through', async () => {
  const { w, ids } = await open(3)
  const act = await w.actOf(w.alice)
  w.dbs.sqlite.exec(
    `create trigger broken before update on membership_request when old.id = ${ids[0]} begin select raise(abort, 'broken'); end`,
  )
  const opened = await openRun(act, ids, { decision: 'refuse', reason: 'Non' })
  const run = opened.ok ? opened.value : 0
  const errors: unknown[] = []
  await carryOutRun(act, run, (error) => errors.push(error))
  expect([await states(w), errors.length]).toEqual([['pending', 'refused', 'refused'], 1])
  w.dbs.sqlite.exec('drop trigger broken')
  await carryOutRun(act, run, (error) => errors.push(error))
  expect([await states(w), errors.length]).toEqual([['refused', 'refused', 'refused'], 1])
})
