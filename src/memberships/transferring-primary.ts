import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { refuse, type Result } from '../values/result.ts'
import type { InCharge } from './handing-mails.ts'
import { findHanded, findSuccessor, handOver } from './handing-over.ts'
import type { HandedOver, HandOverRefusal } from './handing-rules.ts'

type Transferred = Result<InCharge, HandOverRefusal>

/** The actor hands the role of primary manager over to an active person, by exact login address, and stays a simple user. */
export const transferPrimary = (act: Act, structureId: number, login: string): Promise<Transferred> =>
  transfer(act, structureId, { login, isLeaving: false })

/** The same by somebody who leaves: not where the structure's managers are managed elsewhere. */
export const transferBeforeLeaving = (act: Act, structureId: number, login: string): Promise<Transferred> =>
  transfer(act, structureId, { login, isLeaving: true })

const transfer = (
  act: Act,
  structureId: number,
  { login, isLeaving }: { login: string; isLeaving: boolean },
): Promise<Transferred> =>
  inTransaction(act, async (act): Promise<Transferred> => {
    const structure = await findHanded(act, structureId)
    if (!structure || !(await isMember(act, structureId))) return refuse('not-found')
    // Asked of the database: who handed over a moment ago is not the primary manager any more.
    if (structure.primary.id !== act.actor.id) return refuse('not-primary')
    if (isLeaving && structure.isPigp) return refuse('pigp')
    const found = await findSuccessor(act, login)
    if (!found.ok) return found
    if (found.value.id === structure.primary.id) return refuse('already-primary')
    await handOver(act, structure, { successor: found.value, action: 'structure.primary_transferred', reason: null })
    return found
  })

const isMember = async (act: Act, structureId: number): Promise<boolean> =>
  (await act.db
    .selectFrom('membership')
    .select('id')
    .where('structure_id', '=', structureId)
    .where('user_id', '=', act.actor.id)
    .executeTakeFirst()) !== undefined

type Wanted = { id: number; name: string; login: string }

/** Hands several structures over, each on its own: one that is refused holds no other back. */
export async function transferMany(act: Act, wanted: Wanted[], each: typeof transferPrimary): Promise<HandedOver> {
  const outcome: HandedOver = { done: [], refused: [] }
  for (const { id, name, login } of wanted) {
    const result = await each(act, id, login)
    if (result.ok) outcome.done.push({ id, name, successor: result.value.name })
    else outcome.refused.push({ id, name, refusal: result.refusal })
  }
  return outcome
}
