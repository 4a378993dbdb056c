import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findStructure } from '../structures/queries.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findPigp } from './queries.ts'
import type { PigpRefusal } from './rules.ts'

/** Says whether a public structure goes through the PIGP: its managers then name no successor by leaving. */
export const flagPigp = (act: Act, structureId: number, isPigp: boolean): Promise<Result<boolean, PigpRefusal>> =>
  inTransaction(act, async (act): Promise<Result<boolean, PigpRefusal>> => {
    if (!act.actor.isOperator) return refuse('not-allowed')
    const structure = await findStructure(act, structureId)
    if (!structure) return refuse('not-found')
    if (structure.kind === 'private') return refuse('private-structure')
    const before = await findPigp(act, structureId)
    if (before === isPigp) return accept(isPigp)
    await act.db
      .updateTable('structure')
      .set({ is_pigp: isPigp ? 1 : 0 })
      .where('id', '=', structureId)
      .execute()
    await record(act, {
      action: 'structure.parameters_changed',
      subject: `structure/${structureId}`,
      structureId,
      person: null,
      before: { pigp: before ? 1 : 0 },
      after: { pigp: isPigp ? 1 : 0 },
    })
    return accept(isPigp)
  })
