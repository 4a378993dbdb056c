import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findOwnStanding, findStructure } from '../structures/queries.ts'
import { type Service, type Standing, whyNotAsk } from '../structures/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { mailArrival } from './joining-mails.ts'
import { findOwnRequest } from './joining-queries.ts'
import { findManagedRequest } from './queries.ts'
import type { JoinRefusal, WithdrawRefusal } from './rules.ts'

/** What somebody asks for: the whole structure or services, why, and which refused request it corrects. */
export type JoinInput = { whole: boolean; services: number[]; comment: string; correctsId?: number | null }

type Asked = { whole: boolean; services: Service[] }

/** Asks to be attached to a structure. Its managers decide; those who may decide this request are told. */
export const requestMembership = (
  act: Act,
  structureId: number,
  input: JoinInput,
): Promise<Result<number, JoinRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number, JoinRefusal>> => {
    const structure = await findStructure(act, structureId)
    if (!structure) return refuse('not-found')
    const standing = await findOwnStanding(act, structureId)
    const refusal = whyNotAsk(structure, standing) ?? (await whyNotCorrect(act, structureId, input.correctsId ?? null))
    if (refusal) return refuse(refusal)
    const asked = whatIsNew(input, await listAsked(act, structureId, input), standing)
    if (!asked.ok) return asked
    const id = await insertRequest(act, structureId, { ...input, ...asked.value })
    const names = asked.value.whole ? null : asked.value.services.map(({ name }) => name)
    await record(act, {
      action: 'membership_request.sent',
      subject: `membership_request/${id}`,
      structureId,
      person: { id: act.actor.id, name: act.actor.name },
      comment: input.comment || null,
      after: { services: names },
    })
    const ids = asked.value.services.map((service) => service.id)
    const about = { requestId: id, structure: structure.name, identifier: structure.identifier, services: names }
    await mailArrival(act, { ...about, requester: act.actor.name, comment: input.comment }, { structureId, ids })
    return accept(id)
  })

/** Takes back a request of one's own that nobody has decided yet. Managers find it among the withdrawn ones. */
export const withdrawRequest = (act: Act, id: number): Promise<Result<number, WithdrawRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number, WithdrawRefusal>> => {
    const request = await findOwnRequest(act, id)
    if (!request) return refuse((await findManagedRequest(act, id)) ? 'not-yours' : 'not-found')
    if (request.state !== 'pending') return refuse('already-decided')
    await act.db
      .updateTable('membership_request')
      .set({ state: 'withdrawn', decided_at: act.now.toISOString(), decided_by_id: act.actor.id })
      .where('id', '=', id)
      .execute()
    await record(act, {
      action: 'membership_request.withdrawn',
      subject: `membership_request/${id}`,
      structureId: request.structure_id,
      person: { id: act.actor.id, name: act.actor.name },
      before: { services: request.whole_structure ? null : request.services.map(({ name }) => name) },
    })
    return accept(id)
  })

/** Only a refused request of one's own, to the same structure, can be corrected. */
async function whyNotCorrect(act: Act, structureId: number, correctsId: number | null): Promise<'not-found' | null> {
  if (correctsId === null) return null
  const refused = await findOwnRequest(act, correctsId)
  return refused?.state === 'refused' && refused.structure_id === structureId ? null : 'not-found'
}

/** Those of the services named that are open in the structure. */
async function listAsked(act: Act, structureId: number, { services }: JoinInput): Promise<Service[]> {
  if (services.length === 0) return []
  return act.db
    .selectFrom('service')
    .select(['id', 'code', 'name'])
    .where('structure_id', '=', structureId)
    .where('state', '=', 'open')
    .where('id', 'in', services)
    .orderBy('name')
    .execute()
}

/** Pure. What the request adds to what is held already. */
function whatIsNew(input: JoinInput, open: Service[], { membership }: Standing): Result<Asked, JoinRefusal> {
  if (input.whole) return accept({ whole: true, services: [] })
  if (input.services.length === 0) return refuse('nothing-asked')
  if (open.length < new Set(input.services).size) return refuse('service-unknown')
  const held = membership?.services.map(({ id }) => id) ?? []
  const services = open.filter(({ id }) => !held.includes(id))
  return services.length === 0 ? refuse('already-member') : accept({ whole: false, services })
}

async function insertRequest(act: Act, structureId: number, input: Asked & Pick<JoinInput, 'comment' | 'correctsId'>) {
  const user = act.db.selectFrom('user').select('name_folded').where('id', '=', act.actor.id)
  const { name_folded } = await user.executeTakeFirstOrThrow()
  const { id } = await act.db
    .insertInto('membership_request')
    .values({
      user_id: act.actor.id,
      requester_folded: name_folded,
      structure_id: structureId,
      whole_structure: input.whole ? 1 : 0,
      comment: input.comment,
      corrects_id: input.correctsId ?? null,
      created_at: act.now.toISOString(),
      decided_at: null,
      decided_by_id: null,
      role_given: null,
      reason: null,
      reminded_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const services = input.services.map((service) => ({
    request_id: id,
    service_id: service.id,
    structure_id: structureId,
  }))
  if (services.length > 0) await act.db.insertInto('membership_request_service').values(services).execute()
  return id
}
