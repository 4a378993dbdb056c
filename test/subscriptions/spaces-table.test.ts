import { expect, test } from 'vitest'
import type { Role, Space } from '../../src/act.ts'
import { appointPrimary } from '../../src/admin/appointing-primary.ts'
import { registerPublicStructure } from '../../src/admin/registering-structures.ts'
import type { SpaceRule } from '../../src/subscriptions/rules.ts'
import { attachUser } from '../../src/memberships/attaching.ts'
import { createPrivateStructure } from '../../src/memberships/founding.ts'
import { parisDate } from '../../src/values/dates.ts'
import { SIRETS, sampleRegister } from '../structures/sample-register.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { openedFor } from './space.ts'

type Rules = [primary: SpaceRule, secondary: SpaceRule, simple: SpaceRule]
type Line = { public: Rules; private: Rules; opened: 'all' | 'public' | 'none' }
const same = (rules: Rules, opened: Line['opened']): Line => ({ public: rules, private: rules, opened })
const write: Rules = ['default_write', 'default_write', 'default_write']
const onRequest: Line = same(['on_request', 'on_request', 'on_request'], 'none')

/** The reference table "Spaces", line by line in its order. */
const TABLE: Record<Space, Line> = {
  account: same(['always', 'always', 'always'], 'all'),
  manager: same(['default_write', 'default_write', 'never'], 'all'),
  requests_sent: same(write, 'all'),
  requests_received: same(['default_write', 'default_write', 'default_read'], 'public'),
  // On private structures each member who has it not by the role adds it alone.
  invoices_issued: { public: write, private: ['default_write', 'default_write', 'self_service'], opened: 'all' },
  invoices_received: same(write, 'public'),
  invoices_to_validate: onRequest,
  works_invoices: onRequest,
  justice_fees: onRequest,
  tic_refunds: onRequest,
  commitments: onRequest,
  connections: onRequest,
  flow_tracking: onRequest,
}
const LINES = Object.entries(TABLE) as [Space, Line][]
const KINDS = ['public', 'private'] as const
const ROLES: Role[] = ['primary_manager', 'secondary_manager', 'simple_user']

test('the database holds the reference table, row by row, and nothing else', async () => {
  const w = await openWorld()
  const rules = await w.db.selectFrom('space_rule').select(['space', 'structure_kind', 'role', 'rule']).execute()
  const spaces = await w.db.selectFrom('space').selectAll().orderBy('position').execute()
  expect(spaces.map(({ code }) => code)).toEqual(LINES.map(([space]) => space))
  expect(rules).toHaveLength(LINES.length * KINDS.length * ROLES.length)
  const ruleOf = new Map(rules.map((row) => [`${row.space} ${row.structure_kind} ${row.role}`, row.rule]))
  for (const [space, line] of LINES)
    for (const kind of KINDS)
      for (const [at, role] of ROLES.entries()) {
        const key = `${space} ${kind} ${role}`
        expect([key, ruleOf.get(key)]).toEqual([key, line[kind][at]])
      }
  for (const { code, opened_public, opened_private } of spaces) {
    const { opened } = TABLE[code]
    expect([code, opened_public, opened_private]).toEqual([code, Number(opened !== 'none'), Number(opened === 'all')])
  }
})

const isOpen = ({ opened }: Line, kind: (typeof KINDS)[number]): boolean =>
  opened === 'all' || (opened === 'public' && kind === 'public')

/** What somebody who was just attached in a role holds, by the table. "Mon compte" is everybody's: no row says so. */
const expectedOf = (kind: (typeof KINDS)[number], role: Role): string[] =>
  LINES.flatMap(([space, line]) => {
    const rule = line[kind][ROLES.indexOf(role)]
    if (!isOpen(line, kind) || !rule?.startsWith('default_')) return []
    return [`${space}:${rule.replace('default_', '')}`]
  })

async function make(w: TestWorld, kind: (typeof KINDS)[number]): Promise<number> {
  const lookup = await w.world.register.find(kind === 'public' ? SIRETS.commune : SIRETS.bakery)
  if (kind === 'private') {
    const made = await createPrivateStructure(await w.actOf(w.nadia), { lookup, name: '', isPrivate: true })
    if (!made.ok) throw new Error(made.refusal)
    return made.value.id
  }
  const act = await w.actOf(w.emma)
  const made = await registerPublicStructure(act, { lookup, name: '', services: [] })
  if (!made.ok) throw new Error(made.refusal)
  expect((await appointPrimary(act, made.value.id, w.nadia.login)).ok).toBe(true)
  return made.value.id
}

const heldAt = async (w: TestWorld, structureId: number, userId: number): Promise<string[]> => {
  const rows = await w.db
    .selectFrom('subscription')
    .innerJoin('membership', 'membership.id', 'subscription.membership_id')
    .innerJoin('space', 'space.code', 'subscription.space')
    .select(['subscription.space', 'subscription.access', 'subscription.service_id'])
    .where('membership.structure_id', '=', structureId)
    .where('membership.user_id', '=', userId)
    .orderBy('space.position')
    .execute()
  return rows.map(
    ({ space, access, service_id }) => `${space}:${access}${service_id === null ? '' : ` in ${service_id}`}`,
  )
}

test.each(KINDS)(
  'a new %s structure has open, and each role holds once attached, what the table says',
  async (kind) => {
    const w = await openWorld({ register: await sampleRegister() })
    const structureId = await make(w, kind)
    for (const [space, line] of LINES) {
      const expected = isOpen(line, kind) && space !== 'account' ? [null] : []
      expect([space, await openedFor(w, space, structureId)]).toEqual([space, expected])
    }
    const act = await w.actOf(w.nadia)
    for (const [person, role] of [
      [w.bruno, 'secondary_manager'],
      [w.chloe, 'simple_user'],
    ] as const) {
      const grant = { role, whole: true, services: [] }
      const period = { startsOn: parisDate(act.now), endsOn: null }
      expect(
        (await attachUser(act, structureId, { who: { userId: person.id }, grant, ...period, comment: '' })).ok,
      ).toBe(true)
      expect([role, await heldAt(w, structureId, person.id)]).toEqual([role, expectedOf(kind, role)])
    }
    expect(await heldAt(w, structureId, w.nadia.id)).toEqual(expectedOf(kind, 'primary_manager'))
  },
)
