import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { givePassword, PASSWORD } from '../auth/browser.ts'
import type { Person } from '../moment.ts'
import { addPerson, addRequest } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { expectOnePrimaryEach, primaryOf } from './last-primary.ts'

test('no form made by hand leaves the Mairie without Alice, whoever sends it', async () => {
  const w = await openWorld()
  await givePassword(w, w.alice)
  await addPerson(w.dbs, { first: 'Gone', last: 'One', state: 'deactivated' })
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', w.farid.id).execute()
  const request = await addRequest(w.dbs, w.alice, { structureId: w.mairie, services: [w.finances] })
  const [id, member] = [w.mairie, { id: w.mairie, user: w.alice.id }]
  const narrower = { role: 'simple_user', service: String(w.finances), comment: '', endsOn: '2026-11-24' }
  const grant = { role: 'simple_user', scope: 'services', services: String(w.finances), service: String(w.finances) }
  const sent: [Person[], string, Record<string, string | string[]>][] = [
    [[w.alice], url(paths.ownDeparture, { id }), {}],
    [[w.alice], paths.deactivation, { currentPassword: PASSWORD }],
    [[w.alice], paths.ownTransfer, { structure: String(id), login: w.alice.login }],
    [[w.alice], paths.ownTransfer, { structure: String(id), login: 'gone.one@guichet.test' }],
    [[w.alice], paths.ownTransfer, { structure: String(id), login: w.farid.login }],
    [[w.alice], paths.deactivationSuccessors, { login: w.alice.login }],
    [[w.bruno, w.gael, w.chloe], paths.ownTransfer, { structure: String(id), login: w.bruno.login }],
    [[w.bruno, w.gael, w.chloe], paths.deactivationSuccessors, { [`login-${id}`]: w.bruno.login }],
    [[w.alice, w.bruno, w.gael], url(paths.memberRemoval, member), { comment: '' }],
    [[w.alice, w.bruno, w.gael], url(paths.member, member), { ...narrower, whole: '1' }],
    [[w.alice, w.bruno, w.gael], url(paths.member, member), narrower],
    [[w.alice, w.bruno, w.gael], paths.memberRemovals, { id: [String(w.alice.id)], comment: '' }],
    [[w.bruno, w.gael], url(paths.membershipRequestApproval, { id: request }), grant],
    [[w.bruno, w.gael], paths.membershipRequestApprovals, { id: String(request), role: 'simple_user' }],
    [[w.emma], url(paths.operatorPrimary, { id }), { login: w.nadia.login }],
    [[w.emma], url(paths.operatorReplacement, { id }), { login: w.farid.login, reason: 'Partie' }],
    [[w.emma], url(paths.operatorReplacement, { id }), { login: 'gone.one@guichet.test', reason: 'Partie' }],
  ]
  for (const [people, path, fields] of sent)
    for (const person of people) {
      const answer = await (await w.as(person)).post(path, fields)
      expect(answer.status, `${person.name} ${path}`).toBeLessThan(500)
      expect(await primaryOf(w, w.mairie), `${person.name} ${path}`).toBe(w.alice.id)
      const held = w.db.selectFrom('membership').select(['role', 'whole_structure', 'ends_on'])
      expect(await held.where('user_id', '=', w.alice.id).execute()).toEqual([
        { role: 'primary_manager', whole_structure: 1, ends_on: null },
      ])
    }
  const user = w.db.selectFrom('user').select('state').where('id', '=', w.alice.id)
  expect(await user.executeTakeFirst()).toEqual({ state: 'active' })
})

/** What two forms sent at once may come to: each order of the two is tried many times by the machine itself. */
async function race(posts: (w: TestWorld) => Promise<[Promise<Response>, Promise<Response>]>) {
  const w = await openWorld()
  for (const person of [w.alice, w.bruno]) await givePassword(w, person)
  const statuses = (await Promise.all(await posts(w))).map(({ status }) => status)
  await expectOnePrimaryEach(w)
  const state = async ({ id }: Person) =>
    (await w.db.selectFrom('user').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
  const primary = await primaryOf(w, w.mairie)
  return { w, statuses, primary, alice: await state(w.alice), bruno: await state(w.bruno) }
}
const handOver = async (w: TestWorld, to: Person) =>
  (await w.as(w.alice)).post(paths.ownTransfer, { structure: String(w.mairie), login: to.login })
const close = async (w: TestWorld, person: Person) =>
  (await w.as(person)).post(paths.deactivation, { currentPassword: PASSWORD })

test('two transfers at once: one of them', async () => {
  const { w, statuses, primary } = await race(async (w) => [handOver(w, w.bruno), handOver(w, w.nadia)])
  expect(new Set(statuses)).toEqual(new Set([303, 409]))
  expect([w.bruno.id, w.nadia.id]).toContain(primary)
  const lines = w.db.selectFrom('history').select('id').where('action', '=', 'structure.primary_transferred')
  expect(await lines.execute()).toHaveLength(1)
})
test('a transfer to Bruno while Alice removes him: he is primary manager all the same', async () => {
  const { w, primary } = await race(async (w) => [
    handOver(w, w.bruno),
    (await w.as(w.alice)).post(url(paths.memberRemoval, { id: w.mairie, user: w.bruno.id }), { comment: '' }),
  ])
  expect(primary).toBe(w.bruno.id)
})
test('a transfer to Bruno while Bruno leaves', async () => {
  const { w, primary } = await race(async (w) => [
    handOver(w, w.bruno),
    (await w.as(w.bruno)).post(url(paths.ownDeparture, { id: w.mairie })),
  ])
  expect(primary).toBe(w.bruno.id)
})
test('a transfer to Bruno while Bruno closes his account: he has one or the other', async () => {
  for (const order of [0, 1]) {
    const { w, primary, bruno } = await race(async (w) => {
      const both: [Promise<Response>, Promise<Response>] = [handOver(w, w.bruno), close(w, w.bruno)]
      return order === 0 ? both : [both[1], both[0]]
    })
    expect(bruno).toBe(primary === w.bruno.id ? 'active' : 'deactivated')
  }
})
test('a transfer while Alice closes her own account, and while the support replaces her', async () => {
  await race(async (w) => [handOver(w, w.bruno), close(w, w.alice)])
  const { w, primary } = await race(async (w) => [
    handOver(w, w.bruno),
    (await w.as(w.emma)).post(url(paths.operatorReplacement, { id: w.mairie }), {
      login: w.nadia.login,
      reason: 'Partie',
    }),
  ])
  expect([w.bruno.id, w.nadia.id]).toContain(primary)
})
