import { findPerson } from '../accounts/queries.ts'
import type { Act, AnyAct } from '../act.ts'
import { readActor } from '../auth/sessions.ts'
import type { Db } from '../db/tables.ts'
import type { FileStore } from '../outside/files.ts'
import type { Register } from '../sirene/rules.ts'
import { listOpenServices } from '../structures/queries.ts'
import type { Result } from '../values/result.ts'
import type { Person } from './demo-cast.ts'
import type { Ask, Step } from './demo-plot.ts'
import { SERVICES } from './demo-words.ts'

/** Where the story happens, and what its steps have left for later ones. `hashes`: of the passwords, by key of the cast. */
export type Scene = {
  db: Db
  register: Register
  files: FileStore
  hashes: { of(key: string): string }
  logins: Map<string, string>
  activations: Map<string, string>
  requests: Map<number, number>
  spaceRequests: Map<number, number>
  /** Ids by the number of their tale. */
  tickets: Map<number, number>
}

/** A refusal is a bug of the plan. */
export type Done = Result<unknown, string> | void
export type Part<D extends Step['does']> = (scene: Scene, step: Extract<Step, { does: D }>) => Promise<Done>

/** What an account of the story says of its owner. */
export const identityOf = (person: Person) => ({ ...person, contactEmail: person.login, phone: null })

/** The person with the memberships of that moment, as the session of a request would read them. */
export async function actOf(scene: Scene, key: string, now: Date): Promise<Act> {
  const { db } = scene
  const user = await findPerson({ db, actor: null, now }, loginOf(scene, key))
  if (!user) throw new Error(`${key} has no account yet`)
  return { db, actor: await readActor(db, user, now), now }
}

export function loginOf(scene: Scene, key: string): string {
  const login = scene.logins.get(key)
  if (login === undefined) throw new Error(`${key} has no account yet`)
  return login
}

export function requestId(scene: Scene, request: number): number {
  const id = scene.requests.get(request)
  if (id === undefined) throw new Error(`Request ${request} has not been sent yet`)
  return id
}

export async function structureId({ db }: AnyAct, siret: string): Promise<number> {
  const found = await db.selectFrom('structure').select('id').where('identifier', '=', siret).executeTakeFirst()
  if (!found) throw new Error(`${siret} has not been made yet`)
  return found.id
}

/** Of a service by its code, open or closed. */
export async function serviceId({ db }: Pick<Act, 'db'>, structureId: number, code: string): Promise<number> {
  const service = db.selectFrom('service').select('id').where('structure_id', '=', structureId).where('code', '=', code)
  return (await service.executeTakeFirstOrThrow()).id
}

export async function inputOf(act: Act, scene: Scene, { siret, services, comment, corrects }: Ask) {
  const { services: open } = await listOpenServices(act, await structureId(act, siret), SERVICES.length)
  const ids = open.filter(({ code }) => services?.some((asked) => asked === code)).map(({ id }) => id)
  const correctsId = corrects === null ? null : requestId(scene, corrects)
  return { whole: services === null, services: ids, comment, correctsId }
}
