import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { nameFile, type StoredFile } from '../outside/files.ts'
import { parisDate } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findManagedStructure } from './managed-queries.ts'
import { findMandate } from './mandates-queries.ts'
import { type Mandate, type MandateRefusal, whyNotEdit, whyNotEnd } from './rules.ts'

export type MandateInput = {
  mandatary: string
  siret: string
  startsOn: string
  endsOn: string | null
  document: StoredFile
}

/** Adds a billing mandate with its document, which lies in the store already. */
export const addMandate = (
  act: Act,
  structureId: number,
  { mandatary, siret, startsOn, endsOn, document }: MandateInput,
): Promise<Result<string, MandateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<string, MandateRefusal>> => {
    const refusal = await whyNotChange(act, structureId)
    if (refusal) return refuse(refusal)
    if (endsOn !== null && endsOn < startsOn) return refuse('ends-before-start')
    await nameFile(act, document)
    const { id } = await act.db
      .insertInto('billing_mandate')
      .values({
        structure_id: structureId,
        mandatary,
        mandatary_siret: siret,
        starts_on: startsOn,
        ends_on: endsOn,
        file_hash: document.hash,
        file_name: document.name,
        created_at: act.now.toISOString(),
        created_by_id: act.actor.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(act, {
      action: 'structure.mandate_added',
      subject: `billing_mandate/${id}`,
      structureId,
      person: null,
      after: { mandatary, ...(siret && { identifier: siret }), startsOn, endsOn, document: document.name },
    })
    return accept(mandatary)
  })

/** Ends a mandate earlier than it would. The day is the last one on which it holds. */
export const endMandate = (
  act: Act,
  { structureId, mandateId }: { structureId: number; mandateId: number },
  day: string,
): Promise<Result<Mandate, MandateRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Mandate, MandateRefusal>> => {
    const refusal = await whyNotChange(act, structureId)
    if (refusal) return refuse(refusal)
    const mandate = await findMandate(act, structureId, mandateId)
    if (!mandate) return refuse('mandate-not-found')
    const impossible = whyNotEnd(mandate, day, parisDate(act.now))
    if (impossible) return refuse(impossible)
    await act.db.updateTable('billing_mandate').set({ ends_on: day }).where('id', '=', mandateId).execute()
    const { mandatary } = mandate
    await record(act, {
      action: 'structure.mandate_ended',
      subject: `billing_mandate/${mandateId}`,
      structureId,
      person: null,
      before: { mandatary, endsOn: mandate.ends_on },
      after: { mandatary, endsOn: day },
    })
    return accept({ ...mandate, ends_on: day })
  })

async function whyNotChange(act: Act, structureId: number): Promise<MandateRefusal | null> {
  const structure = await findManagedStructure(act, structureId)
  return structure ? whyNotEdit(act.actor, structure) : 'not-found'
}
