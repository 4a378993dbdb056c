import { expect, test } from 'vitest'
import { listOwnMemberships, listOwnRequests } from '../../src/memberships/joining-queries.ts'
import { withdrawRequest } from '../../src/memberships/joining.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addRequest, addStructure } from '../people.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'

const open = async () => {
  const w = await openWorld()
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie, services: [w.finances], comment: 'Bonjour' })
  const [page, withdrawal] = [url(paths.ownRequest, { id }), url(paths.ownRequestWithdrawal, { id })]
  return { w, id, page, withdrawal, nadia: await w.as(w.nadia) }
}
const stateOf = async (w: TestWorld, id: number) =>
  await w.db
    .selectFrom('membership_request')
    .select(['state', 'decided_by_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const refuse = (w: TestWorld, id: number) =>
  w.db
    .updateTable('membership_request')
    .set({
      state: 'refused',
      reason: 'Mauvais service',
      decided_by_id: w.alice.id,
      decided_at: '2026-11-24T09:00:00.000Z',
    })
    .where('id', '=', id)
    .execute()

test('Nadia sees her pending request: state, services, comment, and that she can take it back', async () => {
  const { nadia, page, withdrawal } = await open()
  const text = await (await nadia.get(page)).text()
  for (const shown of ['En attente', 'Finances', 'Bonjour', 'Commune de Noisy-le-Grand', `href="${withdrawal}"`])
    expect(text).toContain(shown)
  expect(text).not.toContain('Corriger et renvoyer')
  expect(text).not.toContain('Délai habituel')
})

test.each(['alice', 'gael', 'chloe', 'farid', 'emma'] as const)(
  '%s does not see it there, nor withdraws it',
  async (who) => {
    const { w, id, page, withdrawal } = await open()
    const visitor = await w.as(w[who])
    const answers = [await visitor.get(page), await visitor.get(withdrawal), await visitor.post(withdrawal)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(await stateOf(w, id)).toMatchObject({ state: 'pending' })
  },
)

test('whoever is not signed in is sent to sign in', async () => {
  const { w, page, withdrawal } = await open()
  const nobody = await w.as(null)
  for (const answer of [await nobody.get(page), await nobody.get(withdrawal), await nobody.get(paths.ownMemberships)])
    expect([answer.status, answer.headers.get('location')?.startsWith(paths.signIn)]).toEqual([303, true])
})

test('withdrawing asks first, then is done once, with one history line and no mail', async () => {
  const { w, id, nadia, page, withdrawal } = await open()
  const asked = await (await nadia.get(withdrawal)).text()
  expect(asked).toContain('n’auront plus à décider')
  expect(asked).toContain(`<form method="post" action="${withdrawal}"`)
  const done = await nadia.post(withdrawal, { once: 'once-once-once-once' })
  const again = await nadia.post(withdrawal, { once: 'once-once-once-once' })
  expect([done.status, done.headers.get('location'), again.status]).toEqual([303, page, 303])
  expect(await stateOf(w, id)).toEqual({ state: 'withdrawn', decided_by_id: w.nadia.id })
  expect(await traces(w.dbs)).toEqual({ history: ['membership_request.withdrawn'], mails: [] })
  const text = await (await nadia.get(page)).text()
  expect(text).toContain('Annulé')
  expect(text).toContain('Annulée le')
  expect(text).not.toContain(`href="${withdrawal}"`)
})

test('with htmx the question comes alone, and the answer is the fresh panel with its notice', async () => {
  const { nadia, withdrawal } = await open()
  const dialog = await (await nadia.get(withdrawal, htmx)).text()
  expect(dialog).toContain('<h2 id="dialog-title"')
  expect(dialog).toContain('data-hx-target="#own-request-panel"')
  expect(dialog).not.toContain('<html')
  const done = await nadia.post(withdrawal, {}, htmx)
  const text = await done.text()
  expect(done.status).toBe(200)
  expect(text).toMatch(/^<section id="own-request-panel"/)
  expect(text).toContain('Annulé')
  expect(text).toContain('est annulée')
  expect(text).toContain('id="flash"')
})

test('on a page of its own the form is a plain one, even where JavaScript runs', async () => {
  const { nadia, withdrawal } = await open()
  const main = (await (await nadia.get(withdrawal)).text()).split('<main')[1]?.split('</main>')[0] ?? ''
  expect(main).not.toContain('data-hx-post')
})

test('once decided it cannot be withdrawn: the page shows what was decided', async () => {
  const { w, id, nadia, withdrawal } = await open()
  await refuse(w, id)
  for (const answer of [
    await nadia.get(withdrawal),
    await nadia.post(withdrawal),
    await nadia.post(withdrawal, {}, htmx),
  ]) {
    const text = await answer.text()
    expect(answer.status).toBe(409)
    expect(text).toContain('déjà été traitée')
    expect(text).toContain('Mauvais service')
  }
  const dialog = await nadia.get(withdrawal, htmx)
  expect([dialog.status, (await dialog.text()).includes('déjà été traitée')]).toEqual([409, true])
  expect(await stateOf(w, id)).toMatchObject({ state: 'refused' })
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('the command tells a manager who sees the request from a stranger', async () => {
  const { w, id } = await open()
  const refusalFor = async (person: TestWorld['alice']) => {
    const result = await withdrawRequest(await w.actOf(person), id)
    return result.ok ? 'done' : result.refusal
  }
  expect(await refusalFor(w.alice)).toBe('not-yours')
  expect(await refusalFor(w.farid)).toBe('not-found')
})

test('a refused request shows its reason, by which side, and can be corrected while nothing else waits', async () => {
  const { w, id, nadia, page } = await open()
  await refuse(w, id)
  const text = await (await nadia.get(page)).text()
  for (const shown of ['Refusé', 'Mauvais service', 'un gestionnaire de la structure', 'Corriger et renvoyer'])
    expect(text).toContain(shown)
  expect(text).toContain(`${url(paths.joining, { id: w.mairie })}?corrects=${id}`)
  expect(text).not.toContain('Alice')
  await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  expect(await (await nadia.get(page)).text()).not.toContain('Corriger et renvoyer')
})

test('a validated request shows the role given', async () => {
  const { w, id, nadia, page } = await open()
  await w.db
    .updateTable('membership_request')
    .set({
      state: 'validated',
      role_given: 'secondary_manager',
      decided_by_id: w.alice.id,
      decided_at: '2026-11-24T09:00:00.000Z',
    })
    .where('id', '=', id)
    .execute()
  const text = await (await nadia.get(page)).text()
  expect(text).toContain('Validé')
  expect(text).toContain('gestionnaire secondaire')
})

test('a correction leads to what it corrects', async () => {
  const { w, id, nadia } = await open()
  await refuse(w, id)
  const next = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  await w.db.updateTable('membership_request').set({ corrects_id: id }).where('id', '=', next).execute()
  expect(await (await nadia.get(url(paths.ownRequest, { id: next }))).text()).toContain(
    `href="${url(paths.ownRequest, { id })}">Voir la demande refusée`,
  )
})

test('“Mes rattachements” lists memberships and requests in every state, with the reason of a refusal', async () => {
  const { w, id, nadia } = await open()
  await refuse(w, id)
  await addMember(w.dbs, w.nadia, { structureId: w.elsewhere, role: 'secondary_manager' })
  await w.db.updateTable('membership').set({ ends_on: '2026-12-31' }).where('user_id', '=', w.nadia.id).execute()
  const second = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const text = await (await nadia.get(paths.ownMemberships)).text()
  for (const shown of ['Mes rattachements aux structures', 'Ørsted Conseil', 'gestionnaire secondaire', 'jusqu’au'])
    expect(text).toContain(shown)
  expect(text).toContain('Mauvais service')
  for (const request of [id, second]) expect(text).toContain(`href="${url(paths.ownRequest, { id: request })}"`)
})

test('somebody without anything is told what to do', async () => {
  const w = await openWorld()
  const text = await (await (await w.as(w.nadia)).get(paths.ownMemberships)).text()
  expect(text).toContain('Vous n’êtes rattaché à aucune structure')
  expect(text).toContain(`href="${paths.newStructure}"`)
  expect(text).toContain('Vous n’avez fait aucune demande')
})

test('ended memberships are left out, and services of the others are named', async () => {
  const { w } = await open()
  const page = async (person: TestWorld['alice']) => listOwnMemberships(await w.actOf(person), { page: 1, size: 25 })
  expect((await page(w.gael)).rows).toMatchObject([{ whole: false, services: ['Finances'] }])
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('user_id', '=', w.chloe.id).execute()
  expect(await page(w.chloe)).toMatchObject({ rows: [], total: 0 })
})

test('both lists have pages of their own', async () => {
  const w = await openWorld()
  for (let n = 0; n < 30; n++) {
    const primary = w.farid
    const number = String(n).padStart(2, '0')
    const structureId = await addStructure(w.dbs, {
      name: `Firme ${number}`,
      identifier: `F${number}`,
      kind: 'private',
      primary,
    })
    if (n % 2 === 0) await addMember(w.dbs, w.nadia, { structureId, role: 'simple_user' })
    await addRequest(w.dbs, w.nadia, { structureId })
  }
  const act = await w.actOf(w.nadia)
  const requests = await listOwnRequests(act, { page: 2, size: 25 })
  expect([requests.rows.length, requests.total, requests.hasNext]).toEqual([5, 30, false])
  const farid = await w.as(w.farid)
  const first = await (await farid.get(paths.ownMemberships)).text()
  expect(first).toContain('Firme 00')
  expect(first).toContain('href="/account/memberships?structures=2"')
  const second = await (await farid.get(`${paths.ownMemberships}?structures=2`)).text()
  expect(second).toContain('Firme 29')
  expect(second).not.toContain('Firme 00')
  expect((await farid.get(`${paths.ownMemberships}?structures=-3&page=x`)).status).toBe(200)
})
