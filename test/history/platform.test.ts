import { expect, test } from 'vitest'
import { deactivateAccount } from '../../src/memberships/deactivating.ts'
import { record } from '../../src/history/record.ts'
import { searchHistory } from '../../src/history/queries.ts'
import { paths, url } from '../../src/urls.ts'
import { inTransaction } from '../../src/db/transaction.ts'
import { accept } from '../../src/values/result.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'

const linesOf = (w: TestWorld) =>
  w.db.selectFrom('history').select(['id', 'action', 'structure_id']).orderBy('id').execute()

async function openDeactivated() {
  const w = await openWorld()
  const done = await deactivateAccount(await w.actOf(w.chloe), { checked: 'none' })
  if (!done.ok) throw new Error(done.refusal)
  return w
}

test('Alice reads that Chloé, a member of her structure, has closed her account; so does the platform support', async () => {
  const w = await openDeactivated()
  expect(await linesOf(w)).toMatchObject([
    { action: 'account.deactivated', structure_id: null },
    { action: 'account.deactivated', structure_id: w.mairie },
  ])
  const alice = await w.as(w.alice)
  expect(await (await alice.get(paths.history)).text()).toContain('Désactivation du compte – Chloé Bernard')
  expect((await alice.get(url(paths.historyEntry, { id: 1 }))).status).toBe(404)
  expect((await alice.get(url(paths.historyEntry, { id: 2 }))).status).toBe(200)
})

test('Emma, of the platform support, reads, narrows and exports what concerns no structure', async () => {
  const w = await openDeactivated()
  await inTransaction(await w.actOf(w.emma), async (act) => {
    await record(act, { action: 'space.rule_changed', subject: 'space/commitments', structureId: null, person: null })
    return accept(null)
  })
  const emma = await w.as(w.emma)
  expect(await (await emma.get(paths.operator)).text()).toContain(
    `<a href="${paths.history}">Historique de la plateforme`,
  )
  const page = await (await emma.get(paths.history)).text()
  expect(page).toContain('<h1>Historique de la plateforme</h1>')
  expect(page.match(/Plateforme<\/td>/g)).toHaveLength(2)
  expect(await (await emma.get(`${paths.history}?kind=account`)).text()).not.toContain('règles d’un espace –')
  expect((await (await emma.get(paths.historyExport)).text()).trim().split('\n')).toHaveLength(3)
  expect(await (await emma.get(`${paths.history}?person=chloe`)).text()).toContain('Désactivation du compte – Chloé')
  const entry = await (await emma.get(url(paths.historyEntry, { id: 1 }))).text()
  expect(entry).toContain('<dd>Plateforme</dd>')
})

test('the platform’s lines are read by the index of structures', async () => {
  const w = await openDeactivated()
  const nothing = { structureId: null, family: null, list: null, person: '', from: null, to: null }
  const plans = await plansOf(w, await w.actOf(w.emma), (act) =>
    searchHistory(act, { ...nothing, paging: { page: 1, size: 25 } }),
  )
  const steps = plans.flatMap(({ plan }) => plan).filter((step) => / history /.test(step))
  expect(steps.join('\n')).toMatch(/SEARCH history USING .*history_of_structure \(structure_id=\?\)/)
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
})

test('a kind beside a list does not narrow it unseen, and the synthesis shows acts, not what others asked', async () => {
  const w = await openWorld()
  await inTransaction(await w.actOf(w.alice), async (act) => {
    const about = { structureId: w.mairie, person: w.chloe }
    for (const action of ['membership_request.sent', 'membership.changed', 'membership.left'] as const)
      await record(act, { ...about, action, subject: 'membership/1' })
    return accept(null)
  })
  const alice = await w.as(w.alice)
  const decided = await (await alice.get(`${paths.history}?list=memberships&kind=structure`)).text()
  for (const text of ['Modification du rattachement', 'Départ de la structure']) expect(decided).toContain(text)
  expect(decided).not.toContain('Demande de rattachement envoyée')
  const synthesis = await (await alice.get(paths.manager)).text()
  expect(synthesis).toContain('Départ de la structure')
  expect(synthesis).not.toContain('Demande de rattachement envoyée')
})
