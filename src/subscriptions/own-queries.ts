import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { median, workingDaysBetween } from '../values/working-days.ts'
import type { OwnSubscriptionRequest, OwnSubscriptions } from './asking-rules.ts'

const ownRequests = (act: Act) =>
  act.db
    .selectFrom('subscription_request as request')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .select(['request.id', 'request.structure_id as structureId', 'request.origin', 'request.comment', 'request.state'])
    .select(['request.corrects_id as correctsId', 'request.created_at as createdAt', 'request.decided_at as decidedAt'])
    .select(['request.decision_comment as decisionComment', 'request.reason'])
    .select(['structure.name as structureName', 'structure.identifier', 'structure.state as structureState'])
    .where('request.user_id', '=', act.actor.id)

async function withSpaces(
  { db }: Act,
  rows: Omit<OwnSubscriptionRequest, 'spaces'>[],
): Promise<OwnSubscriptionRequest[]> {
  if (rows.length === 0) return []
  const asked = await db
    .selectFrom('subscription_request_space as one')
    .innerJoin('space', 'space.code', 'one.space')
    .leftJoin('service', 'service.id', 'one.service_id')
    .select(['one.request_id', 'one.space', 'one.asked', 'one.given'])
    .select(['service.id', 'service.code', 'service.name', 'service.state'])
    .where(
      'one.request_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('space.position')
    .orderBy('one.id')
    .execute()
  const spaces = asked.map(({ request_id, space, asked, given, ...service }) => {
    const { id, code, name, state } = service
    const isNamed = id !== null && code !== null && name !== null && state !== null
    return { request_id, space, asked, given, service: isNamed ? { id, code, name, state } : null }
  })
  return rows.map((row) => ({
    ...row,
    spaces: spaces
      .filter((one) => one.request_id === row.id)
      .map(({ space, asked, given, service }) => ({ space, asked, given, service })),
  }))
}

/** One subscription request of the actor's own; undefined for everybody else's. */
export async function findOwnSubscriptionRequest(act: Act, id: number): Promise<OwnSubscriptionRequest | undefined> {
  const [request] = await withSpaces(act, await ownRequests(act).where('request.id', '=', id).execute())
  return request
}

/** The actor's subscription requests, newest first. */
export async function listOwnSubscriptionRequests(act: Act, paging: Paging): Promise<Page<OwnSubscriptionRequest>> {
  const rows = await ownRequests(act)
    .orderBy('request.id', 'desc')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  const { total } = await act.db
    .selectFrom('subscription_request')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('user_id', '=', act.actor.id)
    .executeTakeFirstOrThrow()
  const page = pageOf(rows, paging, total)
  return { ...page, rows: await withSpaces(act, page.rows) }
}

/** What the actor holds, structure by structure in the order of their names; memberships that ended are left out. */
export async function listOwnSubscriptions(act: Act, paging: Paging): Promise<Page<OwnSubscriptions>> {
  const current = act.db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .where('user_id', '=', act.actor.id)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', parisDate(act.now))]))
  const rows = await current
    .select(['membership.id as membershipId', 'structure.id as structureId', 'structure.name as structureName'])
    .select(['structure.state as structureState', 'membership.role', 'whole_structure', 'starts_on as startsOn'])
    .orderBy('structure.name_folded')
    .orderBy('structure.id')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  const { total } = await current.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const page = pageOf(rows, paging, total)
  const held = await listHeldOf(
    act,
    page.rows.map(({ membershipId }) => membershipId),
  )
  return {
    ...page,
    rows: page.rows.map(({ whole_structure, ...row }) => ({
      ...row,
      whole: whole_structure === 1,
      held: held
        .filter((one) => one.membership_id === row.membershipId)
        .map(({ space, access, service, rule }) => ({ space, access, service, isOwn: rule === 'self_service' })),
    })),
  }
}

/** All that these memberships hold, with the rule of the matrix for each: one query however many they are. */
const listHeldOf = async ({ db }: Act, membershipIds: number[]) =>
  membershipIds.length === 0
    ? []
    : db
        .selectFrom('subscription')
        .innerJoin('membership', 'membership.id', 'subscription.membership_id')
        .innerJoin('structure', 'structure.id', 'subscription.structure_id')
        .innerJoin('space', 'space.code', 'subscription.space')
        .innerJoin('space_rule as rule', (join) =>
          join
            .onRef('rule.space', '=', 'subscription.space')
            .onRef('rule.structure_kind', '=', 'structure.kind')
            .onRef('rule.role', '=', 'membership.role'),
        )
        .leftJoin('service', 'service.id', 'subscription.service_id')
        .select(['subscription.membership_id', 'subscription.space', 'subscription.access', 'rule.rule'])
        .select('service.name as service')
        .where('subscription.membership_id', 'in', membershipIds)
        .orderBy('space.position')
        .orderBy('service.name_folded')
        .execute()

const DECISIONS_LOOKED_AT = 50
const DECISIONS_NEEDED = 5

/** The usual working days to a decision in a structure: the median of its last ones; undefined where it has decided too little to tell. */
export async function findUsualDelay({ db }: Act, structureId: number): Promise<number | undefined> {
  const decided = await db
    .selectFrom('subscription_request')
    .select(['created_at', 'decided_at'])
    .where('structure_id', '=', structureId)
    // Written out: with bound values SQLite could not see that the index of decided requests holds them all.
    .where(sql<boolean>`state in ('validated', 'refused')`)
    .orderBy('decided_at', 'desc')
    .limit(DECISIONS_LOOKED_AT)
    .execute()
  if (decided.length < DECISIONS_NEEDED) return undefined
  const dayOf = (at: string) => parisDate(new Date(at))
  return median(
    decided.map(({ created_at, decided_at }) => workingDaysBetween(dayOf(created_at), dayOf(decided_at ?? created_at))),
  )
}
