import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refuseRequest, validateRequest } from '../../src/memberships/deciding.ts'
import { requestMembership, withdrawRequest } from '../../src/memberships/joining.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'

const people = ['nadia', 'chloe', 'gael', 'bruno', 'alice', 'farid', 'emma'] as const
const who = fc.constantFrom(...people)
/** Which request is meant: the nth that exists, so that most steps meet one. */
const which = fc.nat(5)
const step = fc.oneof(
  fc.record({ act: fc.constant('ask' as const), who, whole: fc.boolean(), mine: fc.boolean() }),
  fc.record({ act: fc.constant('withdraw' as const), who, which }),
  fc.record({ act: fc.constant('validate' as const), who, which, whole: fc.boolean(), manager: fc.boolean() }),
  fc.record({ act: fc.constant('refuse' as const), who, which }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function take(w: TestWorld, one: Step): Promise<boolean> {
  const act = await w.actOf(w[one.who])
  if (one.act === 'ask') {
    const services = one.whole ? [] : [one.mine ? w.finances : w.marches]
    return (await requestMembership(act, w.mairie, { whole: one.whole, services, comment: '' })).ok
  }
  const ids = await w.db.selectFrom('membership_request').select('id').orderBy('id').execute()
  const id = ids[one.which % Math.max(1, ids.length)]?.id ?? 0
  if (one.act === 'withdraw') return (await withdrawRequest(act, id)).ok
  if (one.act === 'refuse') return (await refuseRequest(act, id, { reason: 'Non' })).ok
  const role = one.manager ? 'secondary_manager' : 'simple_user'
  return (await validateRequest(act, id, { role, whole: one.whole, services: one.whole ? [] : [w.finances] })).ok
}

/** What must hold whatever was done, by whomever, in whatever order. */
async function checkInvariants(w: TestWorld, before: Map<number, string>, done: number) {
  const requests = await w.db.selectFrom('membership_request').selectAll().execute()
  for (const request of requests) {
    const was = before.get(request.id)
    // Only a pending request changes, and once.
    if (was !== undefined && was !== 'pending') expect(request.state).toBe(was)
    if (request.state === 'validated' || request.state === 'refused')
      expect(request.decided_by_id).not.toBe(request.user_id)
    if (request.state === 'withdrawn') expect(request.decided_by_id).toBe(request.user_id)
    before.set(request.id, request.state)
  }
  const pendingUsers = requests.filter(({ state }) => state === 'pending').map((request) => request.user_id)
  expect(new Set(pendingUsers).size).toBe(pendingUsers.length)
  const members = await w.db
    .selectFrom('membership')
    .select(['user_id', 'role'])
    .where('structure_id', '=', w.mairie)
    .execute()
  for (const request of requests.filter(({ state }) => state === 'validated'))
    expect(members.map((member) => member.user_id)).toContain(request.user_id)
  expect(members.filter(({ role }) => role === 'primary_manager').map((member) => member.user_id)).toEqual([w.alice.id])
  // One line of history for each thing that happened, one mail for each decision.
  const left = await traces(w.dbs)
  expect(left.history).toHaveLength(done)
  const decisions = requests.filter(({ state }) => state === 'validated' || state === 'refused').length
  expect(left.mails.filter((mail) => /^request-(validated|refused)/.test(mail))).toHaveLength(decisions)
  const counted = await w.db.selectFrom('membership_request_count').selectAll().where('total', '>', 0).execute()
  for (const { state, total } of counted)
    expect(total).toBe(requests.filter((request) => request.state === state).length)
}

test('no sequence of acts breaks a request, a membership, a counter, the history or the mails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const w = await openWorld({ keep: true })
      try {
        const before = new Map<number, string>()
        let done = 0
        for (const one of steps) {
          if (await take(w, one)) done++
          await checkInvariants(w, before, done)
        }
      } finally {
        await w.close()
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)
