import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Grant, type Held, isManagedBy, widened, whyNotDecide, whyNotGrant } from '../../src/memberships/rules.ts'
import { REQUEST_STATES } from '../../src/values/request-queue.ts'
import { actor } from '../world.ts'

const role = fc.constantFrom('secondary_manager' as const, 'simple_user' as const)
const services = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 })
const grant: fc.Arbitrary<Grant> = fc.record({ role, whole: fc.boolean(), services })
const held: fc.Arbitrary<Held> = fc.option(
  fc.record({
    role: fc.constantFrom('secondary_manager' as const, 'simple_user' as const),
    whole: fc.boolean(),
    services,
  }),
)
const membership = fc.record({
  structureId: fc.constantFrom(1, 2),
  role: fc.constantFrom('primary_manager' as const, 'secondary_manager' as const, 'simple_user' as const),
  services: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 })),
})
const request = fc.record({
  structure_id: fc.constantFrom(1, 2),
  whole_structure: fc.constantFrom(0 as const, 1 as const),
  user_id: fc.integer({ min: 1, max: 3 }),
  state: fc.constantFrom(...REQUEST_STATES),
  services: services.map((ids) => ids.map((id) => ({ id }))),
})

test('nobody decides their own request, whatever their role', () => {
  fc.assert(
    fc.property(request, fc.array(membership, { maxLength: 2 }), (asked, memberships) => {
      expect(whyNotDecide(asked, actor(asked.user_id, memberships))).not.toBeNull()
    }),
  )
})
test('only a pending request is decided, and only by who may see it', () => {
  fc.assert(
    fc.property(request, membership, (asked, mine) => {
      const someone = actor(9, [mine])
      if (whyNotDecide(asked, someone) !== null) return
      expect(asked.state).toBe('pending')
      expect(mine.role).not.toBe('simple_user')
      if (asked.services.length > 0 || asked.whole_structure === 1) expect(isManagedBy(asked, someone)).toBe(true)
    }),
  )
})
test('Gaël, manager of services alone, never grants the whole structure, another service or a manager’s role', () => {
  fc.assert(
    fc.property(grant, held, fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }), (wish, has, mine) => {
      const gael = actor(9, [{ structureId: 1, role: 'secondary_manager', services: mine }])
      if (whyNotGrant(wish, gael, { structureId: 1, held: has }) !== null) return
      expect(wish.whole).toBe(false)
      expect(wish.role).toBe('simple_user')
      expect(wish.services.every((id) => mine.includes(id))).toBe(true)
    }),
  )
})
test('Bruno, secondary manager, never takes a secondary manager’s role away', () => {
  const bruno = actor(9, [{ structureId: 1, role: 'secondary_manager', services: null }])
  const on = { structureId: 1, held: { role: 'secondary_manager' as const, whole: true, services: [] } }
  expect(whyNotGrant({ role: 'simple_user', whole: true, services: [] }, bruno, on)).toBe('role-beyond-you')
  const alice = actor(8, [{ structureId: 1, role: 'primary_manager', services: null }])
  expect(whyNotGrant({ role: 'simple_user', whole: true, services: [] }, alice, on)).toBeNull()
})
test('a membership is only ever widened, and always covers something', () => {
  fc.assert(
    fc.property(held, grant, (has, wish) => {
      fc.pre(wish.whole || wish.services.length > 0)
      fc.pre(has === null || has.whole || has.services.length > 0)
      const after = widened(has, wish)
      expect(after.whole || after.services.length > 0).toBe(true)
      if (has?.whole) expect(after.whole).toBe(true)
      if (!after.whole)
        for (const id of [...(has?.services ?? []), ...wish.services]) expect(after.services).toContain(id)
    }),
  )
})
test('nothing granted is refused', () => {
  const alice = actor(8, [{ structureId: 1, role: 'primary_manager', services: null }])
  expect(whyNotGrant({ role: 'simple_user', whole: false, services: [] }, alice, { structureId: 1, held: null })).toBe(
    'nothing-granted',
  )
})
