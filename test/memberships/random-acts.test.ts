import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../../src/act.ts'
import { verifyHistory } from '../../src/history/verifying.ts'
import { endDueMemberships } from '../../src/memberships/ending.ts'
import { eraseDueAccounts } from '../../src/memberships/erasing.ts'
import { hashPassword } from '../../src/outside/password.ts'
import { PASSWORD } from '../auth/browser.ts'
import type { Person } from '../moment.ts'
import { addMember } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { expectOnePrimaryEach, primaryOf, rolesOf } from './last-primary.ts'
import { ACTS, waitingIn } from './random-doings.ts'
import { KINDS, type Kind, OPENING, PEOPLE, step, type Step } from './random-steps.ts'

const RANK: Record<Role, number> = { simple_user: 1, secondary_manager: 2, primary_manager: 3 }
const DAY = 24 * 3_600_000

/** The structure, or the one that it became by a change of SIRET. */
async function currentOf(w: TestWorld, id: number): Promise<number> {
  const row = await w.db.selectFrom('structure').select('successor_id').where('id', '=', id).executeTakeFirstOrThrow()
  return row.successor_id === null ? id : currentOf(w, row.successor_id)
}

const named = (w: TestWorld, id: number): Person | undefined =>
  PEOPLE.map((name) => w[name]).find((one) => one.id === id)

/** Who does it. Whoever takes a request back is who sent it. */
async function actorOf(w: TestWorld, { kind, isUsual, by }: Step, structureId: number): Promise<Person> {
  if (!isUsual) return w[by]
  if (kind === 'withdraw') return named(w, (await waitingIn(w, structureId, 'membership_request')).user_id) ?? w[by]
  if (kind === 'withdraw-space')
    return named(w, (await waitingIn(w, structureId, 'subscription_request')).user_id) ?? w[by]
  if (KINDS[kind] === 'operator') return w.emma
  return KINDS[kind] === 'manager' ? (named(w, await primaryOf(w, structureId)) ?? w[by]) : w[by]
}

/** What the role has by itself: added alone, opened, carried over to another SIRET, or of the role that one keeps. */
const OWN_GAIN: Kind[] = ['add-own-space', 'open-space', 'change-siret', 'transfer', 'transfer-leaving']
const heldBy = (w: TestWorld, userId: number): Set<string> =>
  new Set(
    w.dbs.sqlite
      .prepare(`select held.structure_id || ' ' || space || ' ' || access || ' ' || coalesce(service_id, '')
        from subscription held join membership on membership.id = membership_id where user_id = ?`)
      .pluck()
      .all(userId) as string[],
  )

type Doing = { w: TestWorld; hash: string; number: number }

/** Takes one step; answers whether it was done. */
async function take({ w, hash, number }: Doing, step: Step): Promise<boolean> {
  if (step.kind === 'wait') {
    w.clock.now = new Date(w.clock.now.getTime() + step.days * DAY)
    await endDueMemberships({ db: w.db, actor: null, now: w.clock.now })
    await eraseDueAccounts({ db: w.db, actor: null, now: w.clock.now })
    return true
  }
  w.clock.now = new Date(w.clock.now.getTime() + 1000)
  const structureId = await currentOf(w, w[step.where])
  const by = await actorOf(w, step, structureId)
  const { state } = await w.db.selectFrom('user').select('state').where('id', '=', by.id).executeTakeFirstOrThrow()
  // Nobody is signed in to an account that is closed.
  if (state !== 'active' && step.kind !== 'reactivate') return false
  const [before, held] = [await rolesOf(w), heldBy(w, by.id)]
  const services = structureId === w.mairie ? [w.finances] : []
  const doing = { w, act: await w.actOf(by), hash, number, structureId, to: w[step.to], services }
  const result = await ACTS[step.kind](step, doing)
  const after = await rolesOf(w)
  const mine = `${by.id} ${structureId}`
  const rank = (roles: Map<string, Role>): number => RANK[roles.get(mine) ?? 'simple_user']
  expect(rank(after), JSON.stringify(step)).toBeLessThanOrEqual(rank(before))
  // Of what they hold nobody gets more by an act of their own, but where the rules say so.
  if (!OWN_GAIN.includes(step.kind)) expect([...heldBy(w, by.id)].filter((one) => !held.has(one))).toEqual([])
  return result.ok
}

/** What no order of acts may leave behind, each as a query that finds nothing. */
const NOWHERE = {
  'a subscription to a space that is closed there': `select * from subscription held where not exists
    (select 1 from structure_space opened where opened.structure_id = held.structure_id and opened.space = held.space
      and (opened.service_id is null or opened.service_id = held.service_id))`,
  'a subscription for a service beyond its membership': `select held.* from subscription held
    join membership on membership.id = held.membership_id and whole_structure = 0
    where held.service_id is not null and not exists (select 1 from membership_service reached
      where reached.membership_id = membership.id and reached.service_id = held.service_id)`,
  'a subscription that the role never has': `select held.* from subscription held
    join membership on membership.id = held.membership_id join structure on structure.id = held.structure_id
    join space_rule using (space, role) where structure_kind = structure.kind and rule = 'never'`,
  'rights that somebody gave themself': `select action, person_id from history where actor_id = person_id and action in
    ('subscription_request.validated', 'membership_request.validated', 'membership.attached', 'membership.rights_copied', 'structure.primary_appointed', 'structure.primary_replaced')`,
  'members counted wrong': `select id from structure where coalesce((select total from member_count
      where structure_id = structure.id), 0) <> (select count(*) from membership where structure_id = structure.id)`,
  'membership requests counted wrong': countedWrong('membership_request'),
  'subscription requests counted wrong': countedWrong('subscription_request'),
}

function countedWrong(table: string): string {
  const real = `select structure_id, state, count(*) as total from ${table} group by 1, 2`
  const counted = `select structure_id, state, total from ${table}_count where total > 0`
  return `select * from (${real}) except select * from (${counted}) union all
    select * from (select * from (${counted}) except select * from (${real}))`
}

/** Everything but the history, after each act: these are what a later act could hide. */
async function expectNothingWrong(w: TestWorld, after: Step): Promise<void> {
  await expectOnePrimaryEach(w)
  for (const [what, query] of Object.entries(NOWHERE))
    expect([what, w.dbs.sqlite.prepare(query).all()], JSON.stringify(after)).toEqual([what, []])
}

test('whatever people do in whatever order, what must hold holds, and each act is possible', async () => {
  const hash = await hashPassword(PASSWORD)
  const done = new Map<Kind, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 45 }), async (steps) => {
      const w = await openWorld({ keep: true })
      try {
        await w.db.updateTable('user').set({ password_hash: hash }).execute()
        await addMember(w.dbs, w.nadia, { structureId: w.elsewhere, role: 'simple_user' })
        await w.db.deleteFrom('subscription').where('space', '=', 'invoices_received').execute()
        for (const [number, one] of [...OPENING, ...steps].entries()) {
          if (await take({ w, hash, number }, one)) done.set(one.kind, (done.get(one.kind) ?? 0) + 1)
          await expectNothingWrong(w, one)
        }
        expect((await verifyHistory(w.db)).broken).toBeNull()
        expect(w.dbs.sqlite.pragma('foreign_key_check')).toEqual([])
      } finally {
        await w.close()
      }
    }),
    { numRuns: 12, seed: 2026 },
  )
  // None of the acts may have been refused every time.
  const never = (Object.keys(KINDS) as Kind[]).filter((kind) => !done.has(kind))
  expect([never, Object.fromEntries(done)]).toEqual([[], Object.fromEntries(done)])
}, 120_000)
