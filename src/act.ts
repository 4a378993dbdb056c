import type { Db } from './db/tables.ts'

export type Role = 'primary_manager' | 'secondary_manager' | 'simple_user'
export type Language = 'fr' | 'en'

/** A membership in force today. `services` is null when it covers the whole structure. */
export type ActorMembership = { structureId: number; role: Role; services: number[] | null }

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
