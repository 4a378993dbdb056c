import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import type { Lookup } from '../sirene/rules.ts'
import { insertStructure, recordCreation } from '../structures/creating.ts'
import { findBySiret, findStructure } from '../structures/queries.ts'
import { isNameless, openEstablishment } from '../structures/rules.ts'
import { openUsualSpaces } from '../subscriptions/defaults.ts'
import { fold } from '../values/text.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { listTakenCodes } from './queries.ts'
import type { RegisterRefusal, ServicesRefusal } from './rules.ts'

type NewService = { code: string; name: string }
/** `name` counts only where the register gives none. */
export type PublicInput = { lookup: Lookup; name: string; services: NewService[] }
type Registered = { id: number; name: string }

/** Makes a public structure of what the register says. It is inactive until it has its primary manager. */
export const registerPublicStructure = (
  act: Act,
  { lookup, name: typed, services }: PublicInput,
): Promise<Result<Registered, RegisterRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Registered, RegisterRefusal>> => {
    if (!act.actor.isOperator) return refuse('not-allowed')
    const found = openEstablishment(lookup)
    if (!found.ok) return found
    if (await findBySiret(act, found.value.siret)) return refuse('already-exists')
    const name = isNameless(found.value) ? typed : found.value.name
    if (name === '') return refuse('name-missing')
    const id = await insertStructure(act, found.value, { kind: 'public', name })
    await openUsualSpaces(act, id)
    await recordCreation(act, found.value, { id, name })
    if (services.length > 0) await insertServices(act, id, services)
    return accept({ id, name })
  })

/** Adds services to a structure. All of them, or none when a code is taken. Answers how many. */
export const addServices = (
  act: Act,
  structureId: number,
  services: NewService[],
): Promise<Result<number, ServicesRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number, ServicesRefusal>> => {
    if (!act.actor.isOperator) return refuse('not-allowed')
    if (!(await findStructure(act, structureId))) return refuse('not-found')
    const codes = services.map(({ code }) => code)
    if ((await listTakenCodes(act, structureId, codes)).length > 0) return refuse('code-taken')
    await insertServices(act, structureId, services)
    return accept(services.length)
  })

async function insertServices(act: Act, structureId: number, services: NewService[]): Promise<void> {
  const rows = services.map(({ code, name }) => ({ structure_id: structureId, code, name, name_folded: fold(name) }))
  await act.db.insertInto('service').values(rows).execute()
  await record(act, {
    action: 'structure.services_added',
    subject: `structure/${structureId}`,
    structureId,
    person: null,
    after: { services: services.map(({ code, name }) => `${code} – ${name}`) },
  })
}
