import type { Lookup, Register } from '../../src/sirene/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addService, addStructure } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

export const SIRETS = { mairie: '21930051200012', library: '21930051200031', town: '21750001600019' }

const establishment = (siret: string, state: 'open' | 'closed') => ({
  siret,
  siren: siret.slice(0, 9),
  name: 'COMMUNE',
  state,
  address: '1 PLACE DE LA MAIRIE',
  postcode: '93160',
  city: 'NOISY-LE-GRAND',
  legalCategory: '7210',
  isSeat: true,
  isDisclosed: true,
})
export type RegisterState = 'open' | 'closed' | 'unknown' | Extract<Lookup, { kind: 'unreachable' }>['why']

/** A register that says what the test says; it counts how often it was asked, and whether a fresh answer was wanted. */
export function scriptRegister(state: RegisterState = 'open') {
  const script = { state, asked: [] as { siret: string; fresh: boolean | undefined }[] }
  const lookUp = (siret: string): Lookup => {
    if (script.state === 'unknown') return { kind: 'not-found' }
    if (script.state !== 'open' && script.state !== 'closed') return { kind: 'unreachable', why: script.state }
    return { kind: 'found', establishment: establishment(siret, script.state), readAt: '2026-11-23T08:30:00.000Z' }
  }
  const register: Register = {
    find: async (siret, wish) => {
      script.asked.push({ siret, fresh: wish?.fresh })
      return lookUp(siret)
    },
    age: async () => null,
  }
  return { script, register, lookUp }
}

/**
 * The Mairie, and beside it a library: public, active, Alice its primary manager and Bruno, who manages the Mairie as
 * well, a secondary one; Gaël manages a service of both alone. A third public structure is Nadia's.
 */
export async function openTown(state: RegisterState = 'open') {
  const { script, register, lookUp } = scriptRegister(state)
  const w = await openWorld({ register })
  return { w, script, lookUp, ...(await furnishTown(w)) }
}

/** The structures of the town in a world that stands. */
export async function furnishTown(w: TestWorld) {
  const add = (name: string, identifier: string, primary: typeof w.alice) =>
    addStructure(w.dbs, { name, identifier, kind: 'public', primary })
  const library = await add('Médiathèque de Noisy', SIRETS.library, w.alice)
  const town = await add('Commune de Bu', SIRETS.town, w.nadia)
  const desk = await addService(w.dbs, { structure_id: library, code: 'ACC', name: 'Accueil' })
  await addMember(w.dbs, w.bruno, { structureId: library, role: 'secondary_manager' })
  await addMember(w.dbs, w.gael, { structureId: library, role: 'secondary_manager', services: [desk] })
  await w.db.deleteFrom('mail').execute()
  const at = (id: number) => ({
    structure: url(paths.managedStructure, { id }),
    activation: url(paths.managedActivation, { id }),
    inactivation: url(paths.managedInactivation, { id }),
  })
  const set = (id: number, state: 'active' | 'inactive', successor_id: number | null = null) =>
    w.db.updateTable('structure').set({ state, successor_id }).where('id', '=', id).execute()
  const read = async (id: number) => {
    const { state, successor_id } = await w.db
      .selectFrom('structure')
      .select(['state', 'successor_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { state, successor: successor_id }
  }
  return { library, town, at, set, read }
}
export type Town = Awaited<ReturnType<typeof openTown>>

/** Text as people read it. */
export const plain = (html: string) => html.replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ')

/** What no sequence of acts may leave behind. */
export async function broken({ w }: { w: TestWorld }): Promise<string[]> {
  const rows = await w.db.selectFrom('structure').select(['id', 'kind', 'state', 'successor_id']).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return rows.flatMap(({ id, state, successor_id }) => {
    if (successor_id === null) return []
    const wrong = state === 'active' ? [`${id} is active and has a successor`] : []
    const successor = byId.get(successor_id)
    if (successor?.kind !== 'public') wrong.push(`${id} has a private successor`)
    const seen = new Set([id])
    for (let at: number | null = successor_id; at !== null; at = byId.get(at)?.successor_id ?? null) {
      if (seen.has(at)) return [...wrong, `${id} is in a circle`]
      seen.add(at)
    }
    return wrong
  })
}
