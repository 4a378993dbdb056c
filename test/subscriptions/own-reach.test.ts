import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Act, HeldSpace, Space } from '../../src/act.ts'
import { changeMember } from '../../src/memberships/changing-member.ts'
import { copyRights, planCopy } from '../../src/memberships/copying-rights.ts'
import { validateRequest } from '../../src/memberships/deciding.ts'
import { asAsked } from '../../src/memberships/rules.ts'
import { validateSubscriptions } from '../../src/subscriptions/deciding.ts'
import { setSubscriptions } from '../../src/subscriptions/giving.ts'
import { openSpace } from '../../src/subscriptions/opening-spaces.ts'
import { requestSubscriptions } from '../../src/subscriptions/requesting.ts'
import { addRequest } from '../people.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { membershipId, takeAway } from './space.ts'

const PEOPLE = ['alice', 'bruno', 'gael', 'chloe'] as const
const OPENED = ['manager', 'requests_received', 'invoices_received'] as const satisfies Space[]
const step = fc.record({
  kind: fc.constantFrom('set', 'open', 'copy', 'change', 'ask', 'decide', 'join'),
  by: fc.constantFrom(...PEOPLE),
  to: fc.constantFrom(...PEOPLE),
  space: fc.constantFrom(...OPENED),
  access: fc.constantFrom('read', 'write'),
  role: fc.constantFrom('simple_user', 'secondary_manager'),
  service: fc.constantFrom(null, 'finances', 'marches'),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type Doing = Step & { w: TestWorld; act: Act; serviceId: number | null }

const ACTS: Record<Step['kind'], (doing: Doing) => Promise<{ ok: boolean }>> = {
  set: async ({ w, act, to, space, access, serviceId }) => {
    const kept = await heldOf(w, to)
    const wanted = [...kept.filter((one) => one.space !== space), { space, access, serviceId }]
    return setSubscriptions(act, await membershipId(w, w[to]), wanted)
  },
  // What is open is opened again; closing and opening anew gives its opener what the role has by itself.
  open: async ({ w, act, space, serviceId }) => {
    const open = await w.db
      .selectFrom('structure_space')
      .select('service_id')
      .where('structure_id', '=', w.mairie)
      .where('space', '=', space)
      .execute()
    const services = open.flatMap(({ service_id }) => service_id ?? [])
    const whole = services.length === 0 && serviceId === null
    const chosen = services.length === 0 ? [serviceId ?? 0] : services
    const wanted = { whole, services: whole ? [] : chosen, members: [] }
    return openSpace(act, { structureId: w.mairie, space }, wanted)
  },
  copy: async ({ w, act, by, to }) => {
    const addresses = { from: w[to].login, to: w[by].login }
    const [own, other] = [await planCopy(act, addresses), { from: w[by].login, to: w[to].login }]
    if (own.ok) return copyRights(act, { ...addresses, fingerprint: own.value.fingerprint })
    const plan = await planCopy(act, other)
    return plan.ok ? copyRights(act, { ...other, fingerprint: plan.value.fingerprint }) : plan
  },
  change: async ({ w, act, to, role, serviceId }) => {
    const reach = { whole: serviceId === null, services: serviceId === null ? [] : [serviceId] }
    const change = { role, ...reach, endsOn: null, comment: '' }
    return changeMember(act, { structureId: w.mairie, userId: w[to].id }, change)
  },
  ask: async ({ w, act, space, access, serviceId }) =>
    requestSubscriptions(act, w.mairie, { spaces: [{ space, access, serviceId }], comment: '' }),
  decide: async ({ w, act, to, space }) => {
    const own = await w.db.selectFrom('subscription_request_space').select('id').where('is_pending', '=', 1).execute()
    const waiting = { structureId: w.mairie, spaces: [{ space }] }
    const id = own.length === 0 ? await addSubscriptionRequest(w.dbs, w[to], waiting) : await oldest(w)
    return validateSubscriptions(act, id, { accesses: new Map(), comment: '' })
  },
  join: async ({ w, act, to, role }) => {
    const pending = await w.db.selectFrom('membership_request').select('id').where('state', '=', 'pending').execute()
    const id = pending[0]?.id ?? (await addRequest(w.dbs, w[to], { structureId: w.mairie }))
    return validateRequest(act, id, (request, held) => asAsked(request, role, held))
  },
}

const oldest = async ({ db }: TestWorld): Promise<number> =>
  (
    await db
      .selectFrom('subscription_request')
      .select('id')
      .where('state', '=', 'pending')
      .orderBy('id')
      .executeTakeFirstOrThrow()
  ).id

const membershipOf = async (w: TestWorld, person: Step['by']) => {
  const { actor } = await w.actOf(w[person])
  return actor.memberships.find(({ structureId }) => structureId === w.mairie)
}
const heldOf = async (w: TestWorld, person: Step['by']): Promise<HeldSpace[]> =>
  (await membershipOf(w, person))?.spaces ?? []

/** Each space, access and service that somebody reaches, as a text; a membership of the whole reaches every service. */
async function powerOf(w: TestWorld, person: Step['by']): Promise<Set<string>> {
  const membership = await membershipOf(w, person)
  const all = [w.finances, w.marches]
  const power = new Set<string>()
  for (const { space, access, serviceId } of membership?.spaces ?? []) {
    const mine = membership?.services ?? [...all, 0]
    for (const service of serviceId === null ? mine : mine.filter((one) => one === serviceId)) {
      power.add(`${space}:read:${service}`)
      if (access === 'write') power.add(`${space}:write:${service}`)
    }
  }
  return power
}

test('whatever anybody does in whatever order, nobody raises their own reach', async () => {
  const outcomes = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      const w = await openWorld({ keep: true })
      try {
        // Something is left to ask for, and to regain.
        for (const person of [w.bruno, w.gael, w.chloe]) await takeAway(w, person, 'invoices_received')
        await takeAway(w, w.chloe, 'requests_received')
        for (const one of steps) {
          const before = await powerOf(w, one.by)
          const serviceId = one.service === null ? null : w[one.service]
          const { ok } = await ACTS[one.kind]({ ...one, w, act: await w.actOf(w[one.by]), serviceId })
          outcomes.add(`${one.kind} ${ok}`)
          const after = await powerOf(w, one.by)
          expect(
            [...after].filter((power) => !before.has(power)),
            JSON.stringify(one),
          ).toEqual([])
          expect(await powerOf(w, 'alice')).toContain('manager:write:0')
        }
      } finally {
        await w.close()
      }
    }),
    { numRuns: 60 },
  )
  // None of the acts was refused, or done, every time.
  const both = Object.keys(ACTS).flatMap((kind) => [`${kind} true`, `${kind} false`])
  expect([...outcomes].toSorted()).toEqual(both.toSorted())
}, 120_000)
