import type { Access, Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { mailSubscriptionRefusal, mailSubscriptionValidation } from './decision-mails.ts'
import { findManagedSubscriptionRequest, findStanding } from './decision-queries.ts'
import { type GivenAccesses, grantedBy, type Standing, whyNotValidate } from './decision-rules.ts'
import { insertSubscriptions, told } from './giving.ts'
import { listHeldSpaces } from './queries.ts'
import {
  type DecideSubscriptionRefusal,
  type Held,
  type SubscriptionRequest,
  whyNotDecideSubscription,
} from './rules.ts'

type Decided = Result<SubscriptionRequest, DecideSubscriptionRefusal>

/** Validates one request: the subscriptions hold at once, the requester is told, the history has one line. A line without an access is given as asked. */
export const validateSubscriptions = (
  act: Act,
  id: number,
  { accesses, comment }: { accesses: GivenAccesses; comment: string },
): Promise<Decided> =>
  inTransaction(act, async (act): Promise<Decided> => {
    const request = await findManagedSubscriptionRequest(act, id)
    if (!request) return refuse('not-found')
    const standing = await findStanding(act, request)
    const refusal = whyNotDecideSubscription(request, act.actor) ?? whyNotValidate(request, act.actor, standing)
    if (refusal) return refuse(refusal)
    // `whyNotValidate` refuses where there is no standing.
    if (!standing) return refuse('not-a-member')
    const granted = grantedBy(request.spaces, accesses, standing.held)
    const after = await give(act, standing, granted)
    for (const { lineId, access } of granted) await keepGiven(act, lineId, access)
    await close(act, id, { state: 'validated', decision_comment: comment, reason: null })
    await record(act, {
      ...aboutRequest(request, 'subscription_request.validated'),
      comment: comment || null,
      before: { spaces: await told(act, standing.held) },
      after: { spaces: await told(act, after) },
    })
    await mailSubscriptionValidation(act, request, { granted, comment })
    return accept({ ...request, state: 'validated' })
  })

/** Refuses one request with its reason; the requester is told and may correct it. */
export const refuseSubscriptions = (act: Act, id: number, { reason }: { reason: string }): Promise<Decided> =>
  inTransaction(act, async (act): Promise<Decided> => {
    const request = await findManagedSubscriptionRequest(act, id)
    if (!request) return refuse('not-found')
    const refusal = whyNotDecideSubscription(request, act.actor)
    if (refusal) return refuse(refusal)
    await close(act, id, { state: 'refused', decision_comment: '', reason })
    await record(act, {
      ...aboutRequest(request, 'subscription_request.refused'),
      comment: reason,
      before: { spaces: await told(act, askedBy(request)) },
    })
    await mailSubscriptionRefusal(act, request, reason)
    return accept({ ...request, state: 'refused', reason })
  })

async function give(act: Act, { member }: Standing, granted: Held[]): Promise<Held[]> {
  await insertSubscriptions(act, member, granted)
  return listHeldSpaces(act, member.membershipId)
}

const askedBy = ({ spaces }: SubscriptionRequest): Held[] =>
  spaces.map(({ space, asked, service }) => ({ space, access: asked, serviceId: service?.id ?? null }))

const keepGiven = (act: Act, lineId: number, given: Access) =>
  act.db.updateTable('subscription_request_space').set({ given }).where('id', '=', lineId).execute()

const close = (
  act: Act,
  id: number,
  decision: { state: 'validated' | 'refused'; decision_comment: string; reason: string | null },
) =>
  act.db
    .updateTable('subscription_request')
    .set({ ...decision, decided_at: act.now.toISOString(), decided_by_id: act.actor.id })
    .where('id', '=', id)
    .execute()

const aboutRequest = <const A extends string>(request: SubscriptionRequest, action: A) => ({
  action,
  subject: `subscription_request/${request.id}`,
  structureId: request.structure_id,
  person: { id: request.user_id, name: request.requesterName },
})
