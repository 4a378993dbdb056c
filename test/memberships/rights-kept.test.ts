import { expect, test } from 'vitest'
import { attachUser } from '../../src/memberships/attaching.ts'
import { changeMember } from '../../src/memberships/changing-member.ts'
import { copyRights, planCopy } from '../../src/memberships/copying-rights.ts'
import { validateRequest } from '../../src/memberships/deciding.ts'
import { removeMembership } from '../../src/memberships/removing.ts'
import { asAsked } from '../../src/memberships/rules.ts'
import { setSubscriptions } from '../../src/subscriptions/giving.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { reachOf } from '../../src/values/reach.ts'
import type { Person } from '../moment.ts'
import { addMember, addPerson, addRequest } from '../people.ts'
import { membershipId } from '../subscriptions/space.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { membershipOf } from './request.ts'

const SIMPLE = { role: 'simple_user', whole: true, services: [] as number[] } as const
const attach = async (w: TestWorld, person: Person, more: { startsOn?: string; role?: 'secondary_manager' } = {}) =>
  attachUser(await w.actOf(w.alice), w.mairie, {
    who: { userId: person.id },
    grant: { ...SIMPLE, role: more.role ?? 'simple_user' },
    startsOn: more.startsOn ?? parisDate(w.clock.now),
    endsOn: null,
    comment: '',
  })
const copy = async (w: TestWorld, by: Person, [from, to]: [Person, Person]) => {
  const act = await w.actOf(by)
  const plan = await planCopy(act, { from: from.login, to: to.login })
  if (!plan.ok) return { why: plan.refusal, given: false }
  const [line] = plan.value.lines
  const done = await copyRights(act, { from: from.login, to: to.login, fingerprint: plan.value.fingerprint })
  return { why: line?.why ?? null, given: done.ok }
}
const spacesOf = async (w: TestWorld, person: Person) => {
  const { actor } = await w.actOf(person)
  return actor.memberships.flatMap(({ spaces }) => spaces)
}

test('the number of a membership that is gone is never given to another: a confirmation sent late removes nobody', async () => {
  const w = await openWorld()
  await attach(w, w.nadia)
  const nadia = await membershipId(w, w.nadia)
  expect((await removeMembership(await w.actOf(w.alice), nadia, '')).ok).toBe(true)
  await attach(w, w.farid)
  expect(await membershipId(w, w.farid)).toBeGreaterThan(nadia)
  const alice = await w.as(w.alice)
  expect((await alice.post(paths.memberRemovals, { id: String(nadia), comment: 'Au revoir Nadia' })).status).toBe(404)
  expect(await membershipOf(w, w.farid.id)).toBeDefined()
  const about = w.db.selectFrom('history').select('person_id').where('subject', '=', `membership/${nadia}`).execute()
  expect(new Set((await about).map(({ person_id }) => person_id))).toEqual(new Set([w.nadia.id]))
})

test('what starts later is not started by a request, alone, in bulk or by a copy; the page says when and where', async () => {
  const w = await openWorld()
  await attach(w, w.nadia, { startsOn: '2027-06-01', role: 'secondary_manager' })
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie, services: [w.marches] })
  const single = await validateRequest(await w.actOf(w.alice), id, (request, held) =>
    asAsked(request, 'simple_user', held),
  )
  expect(single).toEqual({ ok: false, refusal: 'starts-later' })
  const alice = await w.as(w.alice)
  const page = await (await alice.get(url(paths.membershipRequest, { id }))).text()
  expect(page).toMatch(/déjà rattachée, à partir du.*1er juin 2027/s)
  expect(page).toContain(url(paths.member, { id: w.mairie, user: w.nadia.id }))
  expect(page).toContain(url(paths.membershipRequestRefusal, { id }))
  expect(page).not.toContain(`action="${url(paths.membershipRequestApproval, { id })}"`)
  const forged = await alice.post(url(paths.membershipRequestApproval, { id }), { role: 'simple_user', whole: '1' })
  expect(forged.status).toBe(409)
  const run = await alice.post(paths.membershipRequestApprovals, { id: String(id), role: 'simple_user' })
  const result = await (await alice.get(run.headers.get('location') ?? '')).text()
  expect(result).toMatch(/déjà rattachée, à partir du.*1er juin 2027/s)
  expect(result).toContain(`href="${url(paths.member, { id: w.mairie, user: w.nadia.id })}"`)
  expect(result).not.toContain('à partir d’un jour à venir')
  const addresses = { from: w.chloe.login, to: w.nadia.login }
  const plan = await (await alice.get(withQuery(paths.rightsCopy, addresses))).text()
  expect(plan).toMatch(/déjà rattachée, à partir du.*1er juin 2027/s)
  expect(plan).toContain(`href="${url(paths.member, { id: w.mairie, user: w.nadia.id })}"`)
  expect(await copy(w, w.alice, [w.chloe, w.nadia])).toEqual({ why: 'starts-later', given: false })
  expect(await membershipOf(w, w.nadia.id)).toMatchObject({ role: 'secondary_manager', starts: '2027-06-01' })
})

test('a secondary manager is widened by the primary manager alone, whether asked for or copied', async () => {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  await addMember(w.dbs, jeanne, { structureId: w.mairie, role: 'simple_user' })
  expect(await copy(w, w.bruno, [jeanne, w.gael])).toEqual({ why: 'role-beyond-you', given: false })
  const id = await addRequest(w.dbs, w.gael, { structureId: w.mairie, services: [w.marches] })
  const decide = async (person: Person) =>
    validateRequest(await w.actOf(person), id, (request, held) => asAsked(request, 'simple_user', held))
  expect(await decide(w.bruno)).toEqual({ ok: false, refusal: 'role-beyond-you' })
  const page = await (await (await w.as(w.bruno)).get(url(paths.membershipRequest, { id }))).text()
  expect(page).toContain('ni davantage à un gestionnaire secondaire')
  expect(page).toContain(url(paths.membershipRequestRefusal, { id }))
  expect(await membershipOf(w, w.gael.id)).toMatchObject({ services: [w.finances] })
  expect((await decide(w.alice)).ok).toBe(true)
  expect(await copy(w, w.alice, [jeanne, w.gael])).toEqual({ why: null, given: true })
})

test('a copy gives just what was shown: Chloé manages no more than Bruno', async () => {
  const w = await openWorld()
  const only = { space: 'manager', access: 'write', serviceId: w.finances } as const
  await setSubscriptions(await w.actOf(w.alice), await membershipId(w, w.bruno), [only])
  const before = await spacesOf(w, w.chloe)
  expect(await copy(w, w.alice, [w.bruno, w.chloe])).toEqual({ why: null, given: true })
  const { actor } = await w.actOf(w.chloe)
  expect(reachOf(actor, w.mairie)).toEqual({ whole: false, services: [w.finances], role: 'secondary_manager' })
  expect(await spacesOf(w, w.chloe)).toEqual(expect.arrayContaining([...before, only]))
  expect(await spacesOf(w, w.chloe)).toHaveLength(before.length + 1)
})

test('in an inactive structure nobody is changed; removing stays possible', async () => {
  const w = await openWorld()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  const alice = await w.as(w.alice)
  const path = url(paths.member, { id: w.mairie, user: w.chloe.id })
  const page = await (await alice.get(path)).text()
  expect(page).toContain('ses rattachements ne se modifient plus')
  expect(page).not.toContain(`action="${path}"`)
  expect((await alice.post(path, { role: 'secondary_manager', whole: '1' })).status).toBe(409)
  const change = { ...SIMPLE, role: 'secondary_manager', endsOn: null, comment: '' } as const
  const changed = await changeMember(await w.actOf(w.alice), { structureId: w.mairie, userId: w.chloe.id }, change)
  expect(changed).toEqual({ ok: false, refusal: 'structure-inactive' })
  const subscriptions = await alice.post(url(paths.memberSubscriptions, { id: w.mairie, user: w.chloe.id }), {
    held: [],
  })
  expect(subscriptions.status).toBe(409)
  expect((await alice.post(url(paths.memberRemoval, { id: w.mairie, user: w.chloe.id }))).status).toBe(303)
})
