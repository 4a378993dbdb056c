import type { Actor, Role, Space } from '../act.ts'
import { type Extent, reachOf } from '../values/reach.ts'
import type { SpaceRule } from './rules.ts'

export type StructureKind = 'public' | 'private'
export const STRUCTURE_KINDS = ['public', 'private'] as const satisfies StructureKind[]
/** In the order of the reference matrix. */
export const ROLES = ['primary_manager', 'secondary_manager', 'simple_user'] as const satisfies Role[]

/** What an operator may choose; `always` is for "Mon compte" alone. */
export const CHOSEN_RULES = [
  'default_write',
  'default_read',
  'self_service',
  'on_request',
  'never',
] as const satisfies SpaceRule[]

/** One space in the matrix: who has it, and which structures have it open from the start. */
export type SpaceSetting = {
  rules: Record<StructureKind, Record<Role, SpaceRule>>
  opened: Record<StructureKind, boolean>
}
export type MatrixLine = SpaceSetting & { space: Space; isOffered: boolean }

export type ChangeRulesRefusal =
  | 'not-found'
  | 'not-offered'
  | 'always-open'
  | 'primary-keeps-manager'
  | 'simple-never-manages'
  | 'manager-not-by-oneself'

/** Pure. Why the matrix may not say this of a space. Who manages is nobody's own choice, and every structure has its primary manager. */
export function whyNotSetRules(
  line: Pick<MatrixLine, 'space' | 'isOffered'>,
  setting: SpaceSetting,
): ChangeRulesRefusal | null {
  if (!line.isOffered) return 'not-offered'
  if (line.space === 'account') return 'always-open'
  if (line.space !== 'manager') return null
  if (!setting.opened.public || !setting.opened.private) return 'always-open'
  const kinds = Object.values(setting.rules)
  if (kinds.some((rules) => rules.primary_manager !== 'default_write')) return 'primary-keeps-manager'
  if (kinds.some((rules) => rules.simple_user !== 'never')) return 'simple-never-manages'
  const given: SpaceRule[] = ['default_write', 'on_request', 'never']
  return kinds.every((rules) => given.includes(rules.secondary_manager)) ? null : 'manager-not-by-oneself'
}

/** Where a structure has a space open: for the whole of it, or for services. */
export type Opening = { whole: boolean; services: number[] }
/** Spaces that no structure can be without. */
export const ALWAYS_OPEN: readonly Space[] = ['account', 'manager']
/** Members for whom one opening makes requests, at most. */
export const OPENING_MEMBERS = 500

export type OpenRefusal =
  | 'not-found'
  | 'structure-inactive'
  | 'space-always-open'
  | 'beyond-your-services'
  | 'nothing-chosen'
  | 'service-unknown'
  | 'too-many-members'
  | 'member-unknown'
export type CloseRefusal =
  | Extract<OpenRefusal, 'not-found' | 'structure-inactive' | 'space-always-open' | 'beyond-your-services'>
  | 'already-closed'

/** Pure. How far the actor decides which spaces a structure has open: managers, and the platform support. */
export const spacesReach = (actor: Actor, structureId: number): Extent | null =>
  reachOf(actor, structureId) ?? (actor.isOperator ? { whole: true, services: [] } : null)

/** Pure. What a structure has open once this is wanted; a manager of services alone leaves the others as they are. */
export const openedAfter = (before: Opening, wanted: Opening, reach: Extent): Opening =>
  reach.whole
    ? { whole: wanted.whole, services: wanted.whole ? [] : wanted.services }
    : {
        whole: before.whole,
        services: [...before.services.filter((id) => !reach.services.includes(id)), ...wanted.services],
      }

/** Pure. What an opening adds to where a space was open; nothing where it only narrows. */
export const openedNow = (before: Opening, wanted: Opening): Opening => ({
  whole: wanted.whole && !before.whole,
  services: before.whole || wanted.whole ? [] : wanted.services.filter((id) => !before.services.includes(id)),
})

/** Pure. Those of the services that somebody reaches. */
export const within = (services: number[], reach: Extent): number[] =>
  reach.whole ? services : services.filter((id) => reach.services.includes(id))

/** Pure. Why this actor may not change where the space is open at all. */
export function whyNotTouch(
  space: Space,
  { before, reach, isActive }: { before: Opening; reach: Extent; isActive: boolean },
) {
  if (!isActive) return 'structure-inactive'
  if (ALWAYS_OPEN.includes(space)) return 'space-always-open'
  return before.whole && !reach.whole ? 'beyond-your-services' : null
}

/** Pure. Why this actor may not have the space open just there. */
export function whyNotOpen(
  space: Space,
  { before, wanted, reach }: { before: Opening; wanted: Opening; reach: Extent },
) {
  if (ALWAYS_OPEN.includes(space)) return 'space-always-open'
  if (!wanted.whole && wanted.services.length === 0) return 'nothing-chosen'
  if (reach.whole) return null
  const mine = !before.whole && !wanted.whole && wanted.services.every((id) => reach.services.includes(id))
  return mine ? null : 'beyond-your-services'
}

/** Pure. Why this actor may not close the space, as far as they reach. */
export function whyNotClose(space: Space, { before, reach }: { before: Opening; reach: Extent }) {
  if (ALWAYS_OPEN.includes(space)) return 'space-always-open'
  if (!before.whole && before.services.length === 0) return 'already-closed'
  if (reach.whole) return null
  if (before.whole) return 'beyond-your-services'
  return before.services.some((id) => reach.services.includes(id)) ? null : 'already-closed'
}

/** A space as the page of a structure's spaces shows it. */
export type StructureSpace = Opening & { space: Space; names: string[]; write: number; read: number }
/** Somebody for whom an opening can make a request. */
export type Choosable = { membershipId: number; name: string; login: string; role: Role }
/** What closing, or narrowing, will end. */
export type Ending = { members: number; requests: number }
