import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findManagedStructure } from './managed-queries.ts'
import {
  differences,
  type ManagedStructure,
  type Parameters,
  type ParametersRefusal,
  whyNotEdit,
  whyNotParameters,
} from './rules.ts'
import { countServices } from './services-queries.ts'

/** What is kept of them, under the names of the form. */
export const parametersOf = (structure: ManagedStructure): Parameters => ({
  serviceCodeRequired: structure.requires_service_code === 1,
  engagementRequired: structure.requires_engagement === 1,
  eitherRequired: structure.requires_either === 1,
})

/** Says what payment requests sent to the structure must name. Answers whether anything changed. */
export const changeParameters = (
  act: Act,
  structureId: number,
  wanted: Parameters,
): Promise<Result<boolean, ParametersRefusal>> =>
  inTransaction(act, async (act): Promise<Result<boolean, ParametersRefusal>> => {
    const structure = await findManagedStructure(act, structureId)
    if (!structure) return refuse('not-found')
    const refusal =
      whyNotEdit(act.actor, structure) ?? whyNotParameters(wanted, (await countServices(act, structureId)).open)
    if (refusal) return refuse(refusal)
    const changed = differences(parametersOf(structure), wanted)
    if (!changed) return accept(false)
    await act.db
      .updateTable('structure')
      .set({
        requires_service_code: wanted.serviceCodeRequired ? 1 : 0,
        requires_engagement: wanted.engagementRequired ? 1 : 0,
        requires_either: wanted.eitherRequired ? 1 : 0,
      })
      .where('id', '=', structureId)
      .execute()
    await record(act, {
      action: 'structure.parameters_changed',
      subject: `structure/${structureId}`,
      structureId,
      person: null,
      ...changed,
    })
    return accept(true)
  })
