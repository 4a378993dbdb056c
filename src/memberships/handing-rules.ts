import type { Selectable } from 'kysely'
import type { StructureTable } from '../db/tables.ts'

/** Why the role of primary manager cannot go to this person. `pigp` only for those who leave: the structure is managed elsewhere. */
export type HandOverRefusal =
  | 'not-found'
  | 'not-primary'
  | 'unknown-address'
  | 'not-active'
  | 'already-primary'
  | 'pigp'

export type LeaveRefusal = 'not-found' | 'primary-manager'

/** A structure that the actor is primary manager of. */
export type PrimaryOf = Pick<Selectable<StructureTable>, 'id' | 'name' | 'identifier_kind' | 'identifier'> & {
  isPigp: boolean
}

/** What several structures at once came to: the successor's name, or why not, by structure. */
export type HandedOver = {
  done: { id: number; name: string; successor: string }[]
  refused: { id: number; name: string; refusal: HandOverRefusal }[]
}

/** Somebody who could take over, with the structures among those asked for that they belong to. */
export type Candidate = { id: number; name: string; login: string; structures: string[] }
/** `isCut`: there are more, and the search should be narrower. */
export type Candidates = { people: Candidate[]; isCut: boolean }
