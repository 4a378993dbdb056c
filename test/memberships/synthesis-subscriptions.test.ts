import { expect, test } from 'vitest'
import { listManagedStructures } from '../../src/memberships/manager-queries.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { addSubscriptionRequest, openSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld } from '../world.ts'

const title = 'Les demandes d’abonnement aux espaces'

test('the second block of the synthesis holds what waits for a subscription, and each leads back there', async () => {
  const { w, id, approval, lines } = await openSubscriptionRequest()
  const alice = await w.as(w.alice)
  const html = await (await alice.get(paths.manager)).text()
  expect(html).toContain(`<a href="${paths.subscriptionRequests}">${title}</a> <span class="count">1</span>`)
  expect(html.indexOf('Les demandes de rattachement à une structure')).toBeLessThan(html.indexOf(title))
  expect(html.indexOf(title)).toBeLessThan(html.indexOf('Mes structures'))
  const page = withQuery(url(paths.subscriptionRequest, { id }), { back: paths.manager })
  expect(html).toContain(`href="${page}"`)
  expect(html).toContain('Sollicitations reçues, Factures émises')
  const queue = withQuery(paths.subscriptionRequests, { structure: w.mairie })
  expect(html).toContain(`<a href="${queue}">1 abonnement<span class="vh"> – Commune de Noisy-le-Grand</span></a>`)
  const answer = await alice.post(approval, { write: lines, back: paths.manager })
  expect(answer.headers.get('location')).toBe(paths.manager)
  expect(await (await alice.get(paths.manager)).text()).toContain('Quand un membre d’une de vos structures')
})
test('each block has a paging of its own, and a decision comes back to the place of all of them', async () => {
  const w = await openWorld()
  for (let at = 0; at < 12; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: 'Durand' })
    await addSubscriptionRequest(w.dbs, person, { structureId: w.mairie })
  }
  const alice = await w.as(w.alice)
  const first = await (await alice.get(paths.manager)).text()
  expect([first.includes('Prénom9 Durand'), first.includes('Prénom10 Durand')]).toEqual([true, false])
  expect(first).toContain(`href="${paths.manager}?subscriptions=2"`)
  const second = await (await alice.get(`${paths.manager}?history=1&subscriptions=2`)).text()
  expect([second.includes('Prénom9 Durand'), second.includes('Prénom11 Durand')]).toEqual([false, true])
  expect(second).toContain('name="back" value="/manager?history=1&amp;subscriptions=2"')
})
test('managers of services see what reaches theirs', async () => {
  const { w } = await openSubscriptionRequest({ services: ['marches'] })
  const lina = await addPerson(w.dbs, { first: 'Lina', last: 'Roux' })
  await addSubscriptionRequest(w.dbs, lina, { structureId: w.mairie, reached: [w.finances] })
  const html = await (await (await w.as(w.gael)).get(paths.manager)).text()
  expect([html.includes('Lina Roux'), html.includes('Jeanne Petit')]).toEqual([true, false])
  expect(html).toContain('1 abonnement<span class="vh">')
})
test('the synthesis leads to the users and their export', async () => {
  const w = await openWorld()
  const html = await (await (await w.as(w.alice)).get(paths.manager)).text()
  expect(html).toContain(`<a class="button" href="${paths.userSearch}">Rechercher un utilisateur</a>`)
  expect(html).toContain(`<a class="button" href="${paths.usersExport}">Exporter les utilisateurs</a>`)
})
test('a structure with a single manager says what to do about it, to the primary manager alone', async () => {
  const w = await openWorld()
  const way = `<a href="${url(paths.memberSearch, { id: w.elsewhere })}">Rattacher un gestionnaire secondaire`
  expect(await (await (await w.as(w.farid)).get(paths.manager)).text()).toContain(way)
  expect(await (await (await w.as(w.alice)).get(paths.manager)).text()).not.toContain('seul gestionnaire')
  const membership = await addMember(w.dbs, w.nadia, { structureId: w.elsewhere, role: 'secondary_manager' })
  expect(await (await (await w.as(w.farid)).get(paths.manager)).text()).not.toContain(way)
  // A secondary manager who does not hold the manager's space decides nothing.
  await w.db.deleteFrom('subscription').where('membership_id', '=', membership).where('space', '=', 'manager').execute()
  expect(await (await (await w.as(w.farid)).get(paths.manager)).text()).toContain(way)
})
test('whether somebody else manages is asked of the few managers, never of all the members', async () => {
  const w = await openWorld()
  const plans = await plansOf(w, await w.actOf(w.alice), (act) => listManagedStructures(act, { limit: 10, offset: 0 }))
  const steps = plans.flatMap(({ plan }) => plan)
  const held = steps.filter((step) => step.startsWith('SEARCH held '))
  expect(held).toEqual([
    'SEARCH held USING COVERING INDEX subscription_with_access (structure_id=? AND space=? AND access=? AND service_id=?)',
  ])
  expect(steps).toContain('SEARCH other USING INTEGER PRIMARY KEY (rowid=?)')
})
