import type { Actor, Role } from '../act.ts'
import { type Held as HeldSpace, type Member, type Offer, whyNotHold } from '../subscriptions/rules.ts'
import { reachOf } from '../values/reach.ts'
import type { Openness, Rights } from './member-rights-queries.ts'
import { type Grant, type GrantRefusal, type Held, whyNotGrant, whyNotYet, widened } from './rules.ts'

/** What copying gives in one structure, or why nothing. */
export type CopyLine = {
  structure: { id: number; name: string; identifier: string }
  why: GrantRefusal | 'structure-inactive' | 'starts-later' | 'nothing-new' | null
  grant: Grant
  after: NonNullable<Held>
  /** Names of all services that are held afterwards. */
  serviceNames: string[]
  /** What is added or raised. */
  spaces: HeldSpace[]
  before: { role: Role; services: string[] | null; endsOn: string | null; spaces: HeldSpace[] } | null
  /** Since when, or from which later day on, the other is attached already. */
  startsOn: string | null
  wasPrimary: boolean
  /** Some services are left out: closed, or not the actor's. */
  isPartial: boolean
}
type Copied = { rights: Rights; held: Rights | null; actor: Actor; today: string }

/** Pure. Null where the actor may not even see that the membership exists. */
export function lineOf({ rights, held, actor, today }: Copied, openness: Openness): CopyLine | null {
  const { structure, services } = rights
  const reach = reachOf(actor, structure.id)
  if (!reach) return null
  const mine = services.filter(({ id }) => reach.whole || reach.services.includes(id))
  if (!reach.whole && mine.length === 0) return null
  const granted = mine.filter(({ isOpen }) => isOpen)
  const grant: Grant = {
    role: roleOf(rights, held),
    whole: rights.held.whole,
    services: granted.map(({ id }) => id),
  }
  const after = widened(held?.held ?? null, grant)
  const spaces = added({ rights, held, after }, openness)
  const line = {
    structure: { id: structure.id, name: structure.name, identifier: structure.identifier },
    grant,
    after,
    serviceNames: namesOf(after.services, [...services, ...(held?.services ?? [])]),
    spaces,
    ...standingOf(held),
    wasPrimary: rights.held.role === 'primary_manager' && after.role === 'secondary_manager',
    isPartial: granted.length < services.length,
  }
  return { ...line, why: whyNotCopy({ rights, held, actor, today }, line) }
}

/** What the other has there already, and from which day on. */
function standingOf(rights: Rights | null): Pick<CopyLine, 'before' | 'startsOn'> {
  if (!rights) return { before: null, startsOn: null }
  const { held, services, startsOn, endsOn, spaces } = rights
  const names = held.whole ? null : services.map(({ name }) => name)
  return { before: { role: held.role, services: names, endsOn, spaces }, startsOn }
}

function namesOf(ids: number[], services: { id: number; name: string }[]): string[] {
  const names = new Map(services.map(({ id, name }) => [id, name]))
  return ids.map((id) => names.get(id) ?? '')
}

/** A primary manager is only ever handed over; who is a secondary manager already stays one. */
const roleOf = (rights: Rights, held: Rights | null): Grant['role'] =>
  rights.held.role === 'simple_user' && held?.held.role !== 'secondary_manager' ? 'simple_user' : 'secondary_manager'

function whyNotCopy(copied: Copied, { grant, after, spaces }: Pick<CopyLine, 'grant' | 'after' | 'spaces'>) {
  const { held } = copied
  const isNew = !held || spaces.length > 0 || !isSame(held.held, after)
  return whyNotGive(copied, grant) ?? (isNew ? null : 'nothing-new')
}

function whyNotGive({ rights: { structure }, held, actor, today }: Copied, grant: Grant): CopyLine['why'] {
  if (structure.state === 'inactive') return 'structure-inactive'
  const refusal =
    (held && whyNotYet(held.startsOn, today)) ??
    whyNotGrant(grant, actor, { structureId: structure.id, held: held?.held ?? null })
  return refusal ?? (held && reachesBeyond(held, actor) ? 'beyond-your-services' : null)
}

/** A subscription reaches as far as the membership: beyond the actor's services it would be more than they may give. */
function reachesBeyond({ held, structure }: Rights, actor: Actor): boolean {
  const reach = reachOf(actor, structure.id)
  if (reach?.whole) return false
  return held.whole || held.services.some((id) => !reach?.services.includes(id))
}

const isSame = (a: NonNullable<Held>, b: NonNullable<Held>): boolean =>
  a.role === b.role && a.whole === b.whole && (b.whole || a.services.length === b.services.length)

type Added = { rights: Rights; held: Rights | null; after: NonNullable<Held> }

/** What the other has, may be held by the new role there, and is not held as far already. */
function added({ rights, held, after }: Added, openness: Openness): HeldSpace[] {
  const { structure } = rights
  const member: Member = {
    membershipId: 0,
    userId: 0,
    structureId: structure.id,
    structureKind: structure.kind,
    ...after,
  }
  return rights.spaces.filter((one) => {
    const has = held?.spaces.find((other) => other.space === one.space && other.serviceId === one.serviceId)
    if (has && (has.access === 'write' || one.access === 'read')) return false
    return whyNotHold(one, member, offerOf(openness, member, one)) === null
  })
}

function offerOf({ rules, opened }: Openness, member: Member, { space }: HeldSpace): Offer | undefined {
  const found = rules.find(
    (one) => one.code === space && one.structure_kind === member.structureKind && one.role === member.role,
  )
  if (!found || found.is_offered === 0) return undefined
  const open = opened.filter((one) => one.structure_id === member.structureId && one.space === space)
  return {
    rule: found.rule,
    openWhole: open.some(({ service_id }) => service_id === null),
    openServices: open.flatMap(({ service_id }) => service_id ?? []),
  }
}
