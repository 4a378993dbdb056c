import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replacePrimary } from '../../src/admin/appointing-primary.ts'
import type { Act, Role } from '../../src/act.ts'
import { reactivateAccount } from '../../src/auth/reactivating.ts'
import { verifyHistory } from '../../src/history/verifying.ts'
import { attachUser } from '../../src/memberships/attaching.ts'
import { changeMember } from '../../src/memberships/changing-member.ts'
import { copyRights, planCopy } from '../../src/memberships/copying-rights.ts'
import { deactivateAccount } from '../../src/memberships/deactivating.ts'
import { validateRequest } from '../../src/memberships/deciding.ts'
import { endDueMemberships } from '../../src/memberships/ending.ts'
import { eraseDueAccounts } from '../../src/memberships/erasing.ts'
import { requestMembership } from '../../src/memberships/joining.ts'
import { leaveStructure } from '../../src/memberships/leaving.ts'
import { removeMembership } from '../../src/memberships/removing.ts'
import type { GivenRole } from '../../src/memberships/rules.ts'
import { transferBeforeLeaving, transferPrimary } from '../../src/memberships/transferring-primary.ts'
import { hashPassword } from '../../src/outside/password.ts'
import { parisDate } from '../../src/values/dates.ts'
import { PASSWORD } from '../auth/browser.ts'
import type { Person } from '../moment.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { expectOnePrimaryEach, rolesOf } from './last-primary.ts'

const PEOPLE = ['alice', 'bruno', 'gael', 'chloe', 'farid', 'nadia', 'emma'] as const
type Name = (typeof PEOPLE)[number]
const KINDS = [
  'attach',
  'change',
  'remove',
  'transfer',
  'transfer-leaving',
  'leave',
  'deactivate',
  'reactivate',
  'ask',
  'validate',
  'copy',
  'replace',
  'wait',
] as const
type Step = {
  kind: (typeof KINDS)[number]
  by: Name
  to: Name
  where: 'mairie' | 'elsewhere'
  role: GivenRole
  whole: boolean
  lasts: boolean
  days: number
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  // Managers act more often than others.
  by: fc.constantFrom(...PEOPLE, 'alice', 'alice', 'bruno', 'farid'),
  to: fc.constantFrom(...PEOPLE),
  where: fc.constantFrom('mairie', 'mairie', 'elsewhere'),
  role: fc.constantFrom('simple_user', 'secondary_manager'),
  whole: fc.boolean(),
  lasts: fc.boolean(),
  days: fc.constantFrom(1, 30, 61),
})
type Doing = { w: TestWorld; act: Act; hash: string; structureId: number; to: Person; services: number[] }

/** Each act as its command; what it answers is the rules' business, what it leaves behind is looked at after it. */
const ACTS: Record<Exclude<Step['kind'], 'wait'>, (step: Step, doing: Doing) => Promise<unknown>> = {
  attach: ({ role, whole, lasts }, { act, structureId, to, services }) =>
    attachUser(act, structureId, {
      who: { userId: to.id },
      grant: { role, whole, services: whole ? [] : services },
      startsOn: parisDate(act.now),
      endsOn: lasts ? null : parisDate(new Date(act.now.getTime() + 5 * 24 * 3_600_000)),
      comment: '',
    }),
  change: ({ role, whole, lasts }, { act, structureId, to, services }) =>
    changeMember(
      act,
      { structureId, userId: to.id },
      { role, whole, services: whole ? [] : services, endsOn: lasts ? null : parisDate(act.now), comment: '' },
    ),
  remove: async (_, { w, act, structureId, to }) => {
    const row = w.db.selectFrom('membership').select('id').where('user_id', '=', to.id)
    const membership = await row.where('structure_id', '=', structureId).executeTakeFirst()
    return removeMembership(act, membership?.id ?? 0, '')
  },
  transfer: (_, { act, structureId, to }) => transferPrimary(act, structureId, to.login),
  'transfer-leaving': (_, { act, structureId, to }) => transferBeforeLeaving(act, structureId, to.login),
  leave: (_, { act, structureId }) => leaveStructure(act, structureId),
  deactivate: (_, { act, hash }) => deactivateAccount(act, { checked: hash }),
  reactivate: (_, { act, to }) =>
    reactivateAccount({ ...act, actor: null }, { login: to.login, password: PASSWORD }, { demo: false }),
  ask: ({ whole }, { act, structureId, services }) =>
    requestMembership(act, structureId, { whole, services: whole ? [] : services, comment: '' }),
  validate: async ({ role, whole }, { w, act, structureId, services }) => {
    const waiting = w.db.selectFrom('membership_request').select('id').where('state', '=', 'pending')
    const request = await waiting.where('structure_id', '=', structureId).executeTakeFirst()
    return validateRequest(act, request?.id ?? 0, { role, whole, services: whole ? [] : services })
  },
  copy: async ({ by }, { w, act, to }) => {
    const addresses = { from: w[by === 'bruno' ? 'chloe' : 'bruno'].login, to: to.login }
    const plan = await planCopy(act, addresses)
    return plan.ok ? copyRights(act, { ...addresses, fingerprint: plan.value.fingerprint }) : plan
  },
  replace: (_, { act, structureId, to }) => replacePrimary(act, structureId, { login: to.login, reason: 'Parti' }),
}

const RANK: Record<Role, number> = { simple_user: 1, secondary_manager: 2, primary_manager: 3 }

async function take(w: TestWorld, hash: string, step: Step): Promise<void> {
  if (step.kind === 'wait') {
    w.clock.now = new Date(w.clock.now.getTime() + step.days * 24 * 3_600_000)
    await endDueMemberships({ db: w.db, actor: null, now: w.clock.now })
    await eraseDueAccounts({ db: w.db, actor: null, now: w.clock.now })
    return
  }
  w.clock.now = new Date(w.clock.now.getTime() + 1000)
  const by = w[step.by]
  const { state } = await w.db.selectFrom('user').select('state').where('id', '=', by.id).executeTakeFirstOrThrow()
  // Nobody is signed in to an account that is closed.
  if (state !== 'active' && step.kind !== 'reactivate') return
  const before = await rolesOf(w)
  const structureId = w[step.where]
  const services = step.where === 'mairie' ? [w.finances] : []
  const doing = { w, act: await w.actOf(by), hash, structureId, to: w[step.to], services }
  await ACTS[step.kind](step, doing)
  const after = await rolesOf(w)
  const mine = `${by.id} ${structureId}`
  const rank = (roles: Map<string, Role>): number => RANK[roles.get(mine) ?? 'simple_user']
  expect(rank(after), JSON.stringify(step)).toBeLessThanOrEqual(rank(before))
}

test('whatever people do in whatever order, every structure has its one primary manager, and nobody raises themself', async () => {
  const hash = await hashPassword(PASSWORD)
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
      const w = await openWorld({ keep: true })
      try {
        await w.db.updateTable('user').set({ password_hash: hash }).execute()
        for (const one of steps) {
          await take(w, hash, one)
          await expectOnePrimaryEach(w)
        }
        expect((await verifyHistory(w.db)).broken).toBeNull()
        expect(w.dbs.sqlite.pragma('foreign_key_check')).toEqual([])
        for (const { action } of await w.db.selectFrom('history').select('action').execute()) seen.add(action)
      } finally {
        await w.close()
      }
    }),
    { numRuns: 30 },
  )
  // None of the acts may have been refused every time.
  const often = [
    'structure.primary_transferred',
    'structure.primary_replaced',
    'account.deactivated',
    'membership.left',
  ]
  expect([...seen]).toEqual(expect.arrayContaining(often))
}, 120_000)
