import fc from 'fast-check'
import type { Access, Space } from '../../src/act.ts'
import type { GivenRole } from '../../src/memberships/rules.ts'

export const PEOPLE = ['alice', 'bruno', 'gael', 'chloe', 'farid', 'nadia', 'emma'] as const
export type Name = (typeof PEOPLE)[number]

/** Who usually does it: the primary manager, the platform support, or anybody. */
export const KINDS = {
  attach: 'manager',
  'create-and-attach': 'manager',
  change: 'manager',
  remove: 'manager',
  'remove-in-bulk': 'manager',
  transfer: 'manager',
  'transfer-leaving': 'manager',
  validate: 'manager',
  refuse: 'manager',
  copy: 'manager',
  'give-space': 'manager',
  'take-space': 'manager',
  'validate-space': 'manager',
  'refuse-space': 'manager',
  'open-space': 'manager',
  'close-space': 'manager',
  'close-service': 'manager',
  'open-service': 'manager',
  'change-siret': 'manager',
  'create-technical': 'manager',
  'remove-technical': 'manager',
  'correct-login': 'manager',
  replace: 'operator',
  appoint: 'operator',
  pigp: 'operator',
  leave: 'anybody',
  deactivate: 'anybody',
  reactivate: 'anybody',
  ask: 'anybody',
  withdraw: 'anybody',
  'ask-space': 'anybody',
  'withdraw-space': 'anybody',
  'add-own-space': 'anybody',
  'give-back-own-space': 'anybody',
  wait: 'anybody',
} as const
export type Kind = keyof typeof KINDS

export type Step = {
  kind: Kind
  /** By who usually does it, or by `by`, whoever that is. */
  isUsual: boolean
  by: Name
  to: Name
  where: 'mairie' | 'elsewhere'
  role: GivenRole
  space: Space
  access: Access
  whole: boolean
  lasts: boolean
  days: number
}

export const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...(Object.keys(KINDS) as Kind[])),
  isUsual: fc.constantFrom(true, true, true, false),
  // Managers act more often than others.
  by: fc.constantFrom(...PEOPLE, 'alice', 'alice', 'bruno', 'farid'),
  to: fc.constantFrom(...PEOPLE),
  where: fc.constantFrom('mairie', 'mairie', 'elsewhere'),
  role: fc.constantFrom('simple_user', 'secondary_manager'),
  space: fc.constantFrom('manager', 'requests_sent', 'requests_received', 'invoices_issued', 'invoices_received'),
  access: fc.constantFrom('write', 'read'),
  whole: fc.boolean(),
  lasts: fc.boolean(),
  days: fc.constantFrom(1, 30, 61),
})

const usual = {
  isUsual: true,
  to: 'bruno',
  role: 'simple_user',
  access: 'write',
  whole: true,
  lasts: true,
  days: 1,
} as const
const opening = (kind: Kind, by: Name, where: Step['where']): Step => ({
  ...usual,
  kind,
  by,
  where,
  space: 'invoices_received',
})

/** What chance alone seldom meets, one after the other: each run begins with it, and goes on from there. */
export const OPENING: Step[] = [
  ...(['ask-space', 'withdraw-space', 'ask-space', 'refuse-space', 'ask-space', 'validate-space'] as const).map(
    (kind) => opening(kind, 'chloe', 'mairie'),
  ),
  ...(['ask', 'withdraw', 'ask', 'refuse', 'ask', 'validate'] as const).map((kind) => opening(kind, 'farid', 'mairie')),
  ...(
    ['give-space', 'take-space', 'create-technical', 'remove-technical', 'close-service', 'open-service'] as const
  ).map((kind) => opening(kind, 'alice', 'mairie')),
  ...(['add-own-space', 'give-back-own-space'] as const).map((kind) => opening(kind, 'nadia', 'elsewhere')),
]
