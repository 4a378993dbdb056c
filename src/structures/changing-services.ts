import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Action } from '../history/rules.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findManagedStructure } from './managed-queries.ts'
import { differences, type ManagedService, type ManagedStructure, type ServiceRefusal, whyNotEdit } from './rules.ts'
import { countServices, findCodeTaken, findManagedService } from './services-queries.ts'

type ServiceInput = { code: string; name: string }
type Changed = Result<ServiceInput, ServiceRefusal>

/** Adds one open service. */
export const addService = (act: Act, structureId: number, { code, name }: ServiceInput): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await findEditable(act, structureId)
    if (!found.ok) return found
    if (await findCodeTaken(act, structureId, { code })) return refuse('code-taken')
    await act.db
      .insertInto('service')
      .values({ structure_id: structureId, code, name, name_folded: fold(name) })
      .execute()
    await record(act, {
      action: 'structure.services_added',
      subject: `structure/${structureId}`,
      structureId,
      person: null,
      after: { services: [`${code} – ${name}`] },
    })
    return accept({ code, name })
  })

type Place = { structureId: number; serviceId: number }

/** Gives a service another code or name. Whoever is attached to it stays so. */
export const changeService = (act: Act, place: Place, { code, name }: ServiceInput): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await findService(act, place)
    if (!found.ok) return found
    const { structureId, serviceId } = place
    if (await findCodeTaken(act, structureId, { code, except: serviceId })) return refuse('code-taken')
    const { code: oldCode, name: oldName } = found.value.service
    const changed = differences({ code: oldCode, name: oldName }, { code, name })
    if (!changed) return accept({ code, name })
    await act.db
      .updateTable('service')
      .set({ code, name, name_folded: fold(name) })
      .where('id', '=', serviceId)
      .execute()
    await recordService(act, place, { action: 'structure.service_changed', ...changed })
    return accept({ code, name })
  })

/** Closes a service: it stays with those who hold it, nobody can ask for it or be given it any more. */
export const closeService = (act: Act, place: Place): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await findService(act, place)
    if (!found.ok) return found
    const { service, structure } = found.value
    if (service.state === 'closed') return refuse('already-closed')
    const isLast = (await countServices(act, place.structureId)).open === 1
    if (isLast && structure.requires_service_code === 1) return refuse('last-open-service')
    return setState(act, place, { service, state: 'closed' })
  })

/** Opens a closed service again. */
export const openService = (act: Act, place: Place): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await findService(act, place)
    if (!found.ok) return found
    const { service } = found.value
    return service.state === 'open' ? refuse('already-open') : setState(act, place, { service, state: 'open' })
  })

async function setState(
  act: Act,
  place: Place,
  { service: { code, name }, state }: { service: ManagedService; state: 'open' | 'closed' },
): Promise<Changed> {
  await act.db.updateTable('service').set({ state }).where('id', '=', place.serviceId).execute()
  const action = state === 'closed' ? 'structure.service_closed' : 'structure.service_opened'
  await recordService(act, place, { action, before: null, after: { code, name } })
  return accept({ code, name })
}

async function findEditable(act: Act, structureId: number): Promise<Result<ManagedStructure, ServiceRefusal>> {
  const structure = await findManagedStructure(act, structureId)
  if (!structure) return refuse('not-found')
  const refusal = whyNotEdit(act.actor, structure)
  return refusal ? refuse(refusal) : accept(structure)
}

type Found = { structure: ManagedStructure; service: ManagedService }

async function findService(act: Act, { structureId, serviceId }: Place): Promise<Result<Found, ServiceRefusal>> {
  const found = await findEditable(act, structureId)
  if (!found.ok) return found
  const service = await findManagedService(act, structureId, serviceId)
  return service ? accept({ structure: found.value, service }) : refuse('service-not-found')
}

type Line = {
  action: Action
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

const recordService = (act: Act, { structureId, serviceId }: Place, line: Line): Promise<void> =>
  record(act, { ...line, subject: `service/${serviceId}`, structureId, person: null })
