import type { Db } from './db/tables.ts'

export type Role = 'primary_manager' | 'secondary_manager' | 'simple_user'
export type Language = 'fr' | 'en'

/** A set of functions shown as one tab. In the order of the reference matrix. */
export type Space =
  | 'account'
  | 'manager'
  | 'requests_sent'
  | 'requests_received'
  | 'invoices_issued'
  | 'invoices_received'
  | 'invoices_to_validate'
  | 'works_invoices'
  | 'justice_fees'
  | 'tic_refunds'
  | 'commitments'
  | 'connections'
  | 'flow_tracking'
/** `write` is "Modification", `read` is "Consultation". */
export type Access = 'write' | 'read'

/** A space held in a structure; `serviceId` is null as far as the membership reaches. */
export type HeldSpace = { space: Space; access: Access; serviceId: number | null }

/** A membership in force today. `services` is null when it covers the whole structure. */
export type ActorMembership = { structureId: number; role: Role; services: number[] | null; spaces: HeldSpace[] }

/** Who acts: read anew at every request, so that rights take effect at once. */
export type Actor = {
  id: number
  name: string
  login: string
  language: Language
  isOperator: boolean
  memberships: ActorMembership[]
}

/** On what, by whom, when: the first argument of every command and query. */
export type Act = { db: Db; actor: Actor; now: Date }

/** The same before anybody has signed in, and for scheduled jobs. */
export type AnyAct = { db: Db; actor: Actor | null; now: Date }
