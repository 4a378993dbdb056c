import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import type { Lookup } from '../sirene/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { mailActivation, mailInactivation } from './activation-mails.ts'
import { type Addressed, findActivated, listSuccessors } from './activation-queries.ts'
import {
  type Activated,
  type ActivateRefusal,
  type InactivateRefusal,
  registeredState,
  type SuccessorRefusal,
  whyNotActivate,
  whyNotInactivate,
  whyNotRegistered,
  whyNotSucceed,
} from './activation-rules.ts'

/**
 * Activates a public structure again: from now on it receives by itself what went to its successor. What the register
 * says of it was asked before, outside the transaction.
 */
export const activateStructure = (
  act: Act,
  structureId: number,
  lookup: Lookup,
): Promise<Result<Activated, ActivateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Activated, ActivateRefusal>> => {
    const structure = await findActivated(act, structureId)
    if (!structure) return refuse('not-found')
    const refusal = whyNotActivate(act.actor, structure) ?? whyNotRegistered(about(structure, lookup))
    if (refusal) return refuse(refusal)
    const former = await findSuccessorName(act, structureId)
    await act.db
      .updateTable('structure')
      .set({ state: 'active', successor_id: null })
      .where('id', '=', structureId)
      .execute()
    await record(act, {
      action: 'structure.activated',
      subject: `structure/${structureId}`,
      structureId,
      person: null,
      before: { state: 'inactive', ...(former !== null && { successor: former }) },
      after: { state: 'active' },
    })
    await mailActivation(act, structure)
    return accept(structure)
  })

/** What the register says, asked before; who takes over, where somebody does. */
export type Inactivation = { lookup: Lookup; successorId: number | null }

/** `successor` is to whom goes what would have come. */
export type Inactivated = { structure: Activated; successor: Activated | null }

/**
 * Inactivates a public structure: it receives nothing new, what it has stays. One that is closed in the register needs no
 * successor; of one that is open the successor receives what would have come.
 */
export const inactivateStructure = (
  act: Act,
  structureId: number,
  { lookup, successorId }: Inactivation,
): Promise<Result<Inactivated, InactivateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Inactivated, InactivateRefusal>> => {
    const structure = await findActivated(act, structureId)
    if (!structure) return refuse('not-found')
    const refusal = whyNotInactivate(act.actor, structure)
    if (refusal) return refuse(refusal)
    const registered = registeredState(about(structure, lookup))
    if (registered !== 'open' && registered !== 'closed') return refuse(registered)
    const found = await findSuccessor(act, structure, successorId)
    if (!found.ok) return found
    const successor = found.value
    if (registered === 'open' && !successor) return refuse('successor-needed')
    await act.db
      .updateTable('structure')
      .set({ state: 'inactive', successor_id: successor?.id ?? null })
      .where('id', '=', structureId)
      .execute()
    await recordInactivation(act, { structure, successor }, registered)
    await mailInactivation(act, { structure, successor })
    return accept({ structure, successor })
  })

/** What is said of another SIRET says nothing of this structure. */
const about = ({ identifier }: Activated, lookup: Lookup): Lookup =>
  lookup.kind === 'found' && lookup.establishment.siret !== identifier ? { kind: 'not-found' } : lookup

async function findSuccessorName({ db }: Act, structureId: number): Promise<string | null> {
  const row = await db
    .selectFrom('structure')
    .innerJoin('structure as successor', 'successor.id', 'structure.successor_id')
    .select('successor.name')
    .where('structure.id', '=', structureId)
    .executeTakeFirst()
  return row?.name ?? null
}

/** The structure that takes over, if one was named, or why it may not. */
export async function findSuccessor(
  act: Act,
  structure: Activated,
  successorId: number | null,
): Promise<Result<Addressed | null, SuccessorRefusal>> {
  if (successorId === null) return accept(null)
  const successor = await findActivated(act, successorId)
  const successors = await listSuccessors(act, successorId)
  const refusal = whyNotSucceed(act.actor, { structure, successor, successors })
  return refusal ? refuse(refusal) : accept(successor ?? null)
}

async function recordInactivation(
  act: Act,
  { structure, successor }: Inactivated,
  registered: 'open' | 'closed',
): Promise<void> {
  const named = successor && `${successor.identifier} – ${successor.name}`
  await record(act, {
    action: 'structure.inactivated',
    subject: `structure/${structure.id}`,
    structureId: structure.id,
    person: null,
    before: { state: 'active' },
    after: { state: 'inactive', closedInRegister: registered === 'closed', ...(named && { successor: named }) },
  })
  if (!successor) return
  await record(act, {
    action: 'structure.succession_taken',
    subject: `structure/${successor.id}`,
    structureId: successor.id,
    person: null,
    after: { takenOver: `${structure.identifier} – ${structure.name}` },
  })
}
