import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { parisDate } from '../values/dates.ts'
import { offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { median, workingDaysBetween } from '../values/working-days.ts'
import type { OwnMembership, OwnRequest } from './rules.ts'

const ownRequests = (act: Act) =>
  act.db
    .selectFrom('membership_request as request')
    .innerJoin('structure', 'structure.id', 'request.structure_id')
    .select(['request.id', 'request.user_id', 'request.structure_id', 'request.whole_structure', 'request.comment'])
    .select(['request.state', 'request.corrects_id', 'request.created_at', 'request.decided_at', 'request.role_given'])
    .select(['request.reason', 'request.reminded_at'])
    .select([
      'structure.name as structureName',
      'structure.identifier_kind',
      'structure.identifier',
      'structure.state as structureState',
    ])
    .where('request.user_id', '=', act.actor.id)

async function withServices(
  act: Act,
  rows: Awaited<ReturnType<ReturnType<typeof ownRequests>['execute']>>,
): Promise<OwnRequest[]> {
  const ids = rows.filter((row) => row.whole_structure === 0).map(({ id }) => id)
  if (ids.length === 0) return rows.map((row) => ({ ...row, services: [] }))
  const asked = await act.db
    .selectFrom('membership_request_service as asked')
    .innerJoin('service', 'service.id', 'asked.service_id')
    .select(['asked.request_id', 'service.id', 'service.code', 'service.name', 'service.state'])
    .where('asked.request_id', 'in', ids)
    .orderBy('service.name_folded')
    .execute()
  const of = (id: number) => asked.filter((one) => one.request_id === id)
  return rows.map((row) => ({
    ...row,
    services: of(row.id).map(({ id, code, name, state }) => ({ id, code, name, state })),
  }))
}

/** One request of the actor's own; undefined for everybody else's. */
export async function findOwnRequest(act: Act, id: number): Promise<OwnRequest | undefined> {
  const [request] = await withServices(act, await ownRequests(act).where('request.id', '=', id).execute())
  return request
}

/** The actor's requests, newest first. */
export async function listOwnRequests(act: Act, paging: Paging): Promise<Page<OwnRequest>> {
  const rows = await ownRequests(act)
    .orderBy('request.id', 'desc')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  const { total } = await act.db
    .selectFrom('membership_request')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('user_id', '=', act.actor.id)
    .executeTakeFirstOrThrow()
  const page = pageOf(rows, paging, total)
  return { ...page, rows: await withServices(act, page.rows) }
}

/** The actor's memberships by name of the structure; those that ended are left out. */
export async function listOwnMemberships(act: Act, paging: Paging): Promise<Page<OwnMembership>> {
  const current = act.db
    .selectFrom('membership')
    .where('user_id', '=', act.actor.id)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', parisDate(act.now))]))
  const rows = await current
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select(['membership.id', 'membership.structure_id', 'role', 'whole_structure', 'starts_on', 'ends_on'])
    .select(['structure.name', 'structure.identifier_kind', 'structure.identifier', 'structure.state'])
    .orderBy('structure.name_folded')
    .orderBy('structure.id')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  const { total } = await current.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const page = pageOf(rows, paging, total)
  const services = await listHeldServices(
    act,
    page.rows.map(({ id }) => id),
  )
  return {
    ...page,
    rows: page.rows.map((row) => ({
      structureId: row.structure_id,
      structureName: row.name,
      identifier: row.identifier,
      structureState: row.state,
      role: row.role,
      whole: row.whole_structure === 1,
      services: services.filter((one) => one.membership_id === row.id).map(({ name }) => name),
      startsOn: row.starts_on,
      endsOn: row.ends_on,
    })),
  }
}

async function listHeldServices(act: Act, ids: number[]) {
  if (ids.length === 0) return []
  return act.db
    .selectFrom('membership_service as held')
    .innerJoin('service', 'service.id', 'held.service_id')
    .select(['held.membership_id', 'service.name'])
    .where('held.membership_id', 'in', ids)
    .orderBy('service.name_folded')
    .execute()
}

/** Managers in force who may decide a request for these services (none: the whole structure) and want mails at once. */
export const listDeciders = (act: Act, { structureId, ids }: { structureId: number; ids: number[] }) =>
  act.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.contact_email', 'user.language'])
    .where('membership.structure_id', '=', structureId)
    .where('membership.role', 'in', ['primary_manager', 'secondary_manager'])
    .where('membership.starts_on', '<=', parisDate(act.now))
    .where((eb) => eb.or([eb('membership.ends_on', 'is', null), eb('membership.ends_on', '>=', parisDate(act.now))]))
    .where('user.state', '=', 'active')
    .where('user.manager_mails', '=', 'at_once')
    .where('user.id', '<>', act.actor.id)
    .where((eb) => {
      const whole = eb('membership.whole_structure', '=', 1)
      if (ids.length === 0) return whole
      const covered = eb
        .selectFrom('membership_service as held')
        .select((counted) => counted.fn.countAll<number>().as('n'))
        .whereRef('held.membership_id', '=', 'membership.id')
        .where('held.service_id', 'in', ids)
      return eb.or([whole, eb(covered, '=', ids.length)])
    })
    .orderBy('user.id')
    .execute()

const DECISIONS_LOOKED_AT = 50
const DECISIONS_NEEDED = 5

/**
 * The usual delay of structures in working days: the median of their last decisions, from the requests' arrival.
 * Structures that have decided too little to tell are left out.
 */
export async function findUsualDelays(act: Act, structureIds: number[]): Promise<Map<number, number>> {
  if (structureIds.length === 0) return new Map()
  // The states are written out: with bound values SQLite could not see that the index of decided requests holds them all.
  const { rows } = await sql<{ id: number; decided: string }>`
    select asked.value as id, (
      select json_group_array(json_array(created_at, decided_at)) from (
        select created_at, decided_at from membership_request
        where structure_id = asked.value and state in ('validated', 'refused')
        order by decided_at desc limit ${DECISIONS_LOOKED_AT}
      )
    ) as decided from json_each(${JSON.stringify(structureIds)}) as asked`.execute(act.db)
  const days = rows.map(({ id, decided }) => {
    const spans = JSON.parse(decided) as [string, string][]
    const delays = spans.map(([from, to]) => workingDaysBetween(parisDate(new Date(from)), parisDate(new Date(to))))
    return [id, delays.length >= DECISIONS_NEEDED ? median(delays) : undefined] as const
  })
  return new Map(days.filter((entry): entry is readonly [number, number] => entry[1] !== undefined))
}
