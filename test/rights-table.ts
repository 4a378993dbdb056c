import { createTechnicalUser } from '../src/memberships/technical-creating.ts'
import type { Action } from '../src/history/rules.ts'
import type { Register } from '../src/sirene/rules.ts'
import { addMember, addPerson, addStructure } from './people.ts'
import { sampleRegister } from './structures/sample-register.ts'
import { openWorld, type TestWorld, type Visitor } from './world.ts'

/** The columns of the reference table of rights. Each does the same thing with a form that is right in itself. */
export const ROLES = ['primary', 'secondary', 'simple', 'operator'] as const
export type Role = (typeof ROLES)[number]
/** Done or shown; forbidden (403: it knows of the thing); unknown (404); or a 409 that says this. */
type Outcome = 'yes' | 'forbidden' | 'unknown' | { conflict: string }
export type Expected = Record<Role, Outcome>
/** `records`: the line that the act leaves in the history, by whom it was done, and by nobody else. A page leaves none. */
export type Row = { right: string; expected: Expected; records?: Action; tries: (stage: Stage) => Promise<Response> }
export type Stage = { w: TestWorld; who: Visitor; person: TestWorld['alice']; structure: number; firm: number }

export const all = (outcome: Outcome): Expected => ({
  primary: outcome,
  secondary: outcome,
  simple: outcome,
  operator: outcome,
})
export const managers: Expected = { ...all('unknown'), primary: 'yes', secondary: 'yes' }
export const managersAndOperator: Expected = { ...managers, operator: 'yes' }
/** The technical user is the primary manager's alone; the secondary one knows of it. */
export const primaryOnly: Expected = { ...managers, secondary: 'forbidden' }
export const operatorOnly: Expected = { ...all('unknown'), operator: 'yes' }

/** Imported for the rows that ask it alone. */
const register: Register = {
  find: async (siret) => (await sampleRegister()).find(siret),
  age: async () => (await sampleRegister()).age(),
}

/** Alice primary, Bruno secondary, Chloé simple: the same three in the Mairie and in a private firm; Emma of the support. */
export async function openStage(role: Role): Promise<Stage> {
  const w = await openWorld({ register })
  const on = { name: 'Ørsted Atelier', identifier: '55208131766522', kind: 'private', primary: w.alice } as const
  const firm = await addStructure(w.dbs, on)
  await addMember(w.dbs, w.bruno, { structureId: firm, role: 'secondary_manager' })
  await addMember(w.dbs, w.chloe, { structureId: firm, role: 'simple_user' })
  const person = { primary: w.alice, secondary: w.bruno, simple: w.chloe, operator: w.emma }[role]
  return { w, person, firm, structure: w.mairie, who: await w.as(person) }
}

export const somebody = (w: TestWorld) => addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })

/** Jeanne, a simple user of the whole structure. */
export async function jeanneOf(w: TestWorld, structureId: number) {
  const jeanne = await somebody(w)
  const membership = await addMember(w.dbs, jeanne, { structureId, role: 'simple_user' })
  return { user: jeanne.id, membership, jeanne }
}

/** The same, who has not opened the activation mail yet. */
export async function pendingJeanneOf(w: TestWorld, structureId: number) {
  const made = await jeanneOf(w, structureId)
  const pending = { state: 'pending_activation', password_hash: null } as const
  await w.db.updateTable('user').set(pending).where('id', '=', made.user).execute()
  return made
}

export async function addTechnical(w: TestWorld, structureId: number): Promise<void> {
  const made = await createTechnicalUser(await w.actOf(w.alice), structureId, 'machine@guichet.test')
  if (!made.ok) throw new Error(made.refusal)
}
