import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { parisDate } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findHeld, holdMembership } from './holding.ts'
import { mailRefusal, mailValidation } from './mails.ts'
import { findManagedRequest } from './queries.ts'
import {
  type DecideRefusal,
  type Grant,
  type Held,
  type MembershipRequest,
  whyNotAttach,
  whyNotDecide,
  whyNotGrant,
  whyNotYet,
} from './rules.ts'

type Decided = Result<MembershipRequest, DecideRefusal>

/** What is given, once it is known what is asked and what the requester has already. */
type GrantFor = (request: MembershipRequest, held: Held) => Grant

/** Validates one request: the membership starts today, the requester is told, the history has one line. */
export const validateRequest = (act: Act, id: number, given: Grant | GrantFor): Promise<Decided> =>
  inTransaction(act, async (act): Promise<Decided> => {
    const request = await findManagedRequest(act, id)
    if (!request) return refuse('not-found')
    const found = await findHeld(act, request.user_id, request.structure_id)
    const grant = typeof given === 'function' ? given(request, found.held) : given
    const refusal = whyNotValidate(act, request, { grant, found })
    if (refusal) return refuse(refusal)
    const granted = await namedServices(act, request.structure_id, grant.whole ? [] : grant.services)
    if (!granted) return refuse('service-unknown')
    const { startsOn, startedOn, before, after } = await holdMembership(act, grant, {
      userId: request.user_id,
      structureId: request.structure_id,
    })
    await close(act, id, { state: 'validated', role_given: grant.role, reason: null })
    await record(act, {
      ...aboutRequest(request, 'membership_request.validated'),
      before: before && { ...(await told(act, before, request.structure_id)), startsOn: startedOn },
      after: { ...(await told(act, after, request.structure_id)), startsOn },
    })
    await mailValidation(act, request, { role: grant.role, services: grant.whole ? null : granted, startsOn })
    return accept({ ...request, state: 'validated' })
  })

const whyNotValidate = (
  { actor, now }: Act,
  request: MembershipRequest,
  { grant, found: { held, startsOn } }: { grant: Grant; found: { held: Held; startsOn: string | null } },
): DecideRefusal | null =>
  whyNotDecide(request, actor) ??
  whyNotAttach(request) ??
  whyNotYet(startsOn, parisDate(now)) ??
  whyNotGrant(grant, actor, { structureId: request.structure_id, held })

/** Refuses one request with its reason; the requester is told and may correct it. */
export const refuseRequest = (act: Act, id: number, input: { reason: string }): Promise<Decided> =>
  inTransaction(act, async (act): Promise<Decided> => {
    const request = await findManagedRequest(act, id)
    if (!request) return refuse('not-found')
    const refusal = whyNotDecide(request, act.actor)
    if (refusal) return refuse(refusal)
    await close(act, id, { state: 'refused', role_given: null, reason: input.reason })
    await record(act, { ...aboutRequest(request, 'membership_request.refused'), comment: input.reason })
    await mailRefusal(act, request, input.reason)
    return accept({ ...request, state: 'refused', reason: input.reason })
  })

/**
 * What a manager gave of their own accord may be all that was asked for: then the pending request is validated with it.
 * Otherwise it stays. No mail of its own: what was given is told already.
 */
export async function closeAnswered(
  act: Act,
  { userId, structureId }: { userId: number; structureId: number },
  role: Grant['role'],
): Promise<void> {
  const pending = await act.db
    .selectFrom('membership_request')
    .select('id')
    .where('user_id', '=', userId)
    .where('structure_id', '=', structureId)
    .where('state', '=', 'pending')
    .executeTakeFirst()
  const request = pending && (await findManagedRequest(act, pending.id))
  if (!request) return
  const { held, startsOn } = await findHeld(act, userId, structureId)
  if (!held || !isAllGiven(request, held)) return
  await close(act, request.id, { state: 'validated', role_given: role, reason: null })
  await record(act, {
    ...aboutRequest(request, 'membership_request.validated'),
    after: { ...(await told(act, held, structureId)), startsOn },
  })
}

const isAllGiven = ({ whole_structure, services }: MembershipRequest, held: NonNullable<Held>): boolean =>
  held.whole || (whole_structure === 0 && services.every(({ id }) => held.services.includes(id)))

const close = (
  act: Act,
  id: number,
  decision: { state: 'validated' | 'refused'; role_given: Grant['role'] | null; reason: string | null },
) =>
  act.db
    .updateTable('membership_request')
    .set({ ...decision, decided_at: act.now.toISOString(), decided_by_id: act.actor.id })
    .where('id', '=', id)
    .execute()

const aboutRequest = <const A extends string>(request: MembershipRequest, action: A) => ({
  action,
  subject: `membership_request/${request.id}`,
  structureId: request.structure_id,
  person: { id: request.user_id, name: request.requesterName },
})

/** The names of open services of the structure, or null when one of them is not. */
async function namedServices(act: Act, structureId: number, ids: number[]): Promise<string[] | null> {
  if (ids.length === 0) return []
  const rows = await act.db
    .selectFrom('service')
    .select('name')
    .where('structure_id', '=', structureId)
    .where('state', '=', 'open')
    .where('id', 'in', ids)
    .orderBy('name_folded')
    .execute()
  return rows.length === new Set(ids).size ? rows.map(({ name }) => name) : null
}

/** A membership as the history keeps it: with names, which may change later. */
async function told(act: Act, held: NonNullable<Held>, structureId: number): Promise<Record<string, unknown>> {
  if (held.whole) return { role: held.role, services: null }
  const rows = await act.db
    .selectFrom('service')
    .select('name')
    .where('structure_id', '=', structureId)
    .where('id', 'in', held.services)
    .orderBy('name_folded')
    .execute()
  return { role: held.role, services: rows.map(({ name }) => name) }
}
