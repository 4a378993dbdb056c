import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { BY_NAME, type Sort } from '../values/sort.ts'
import { searchWords } from '../values/text.ts'
import { type ManagedService, type Service, type ServiceState, type ServiceUse, standpointOf } from './rules.ts'

export const SERVICE_STATES = ['open', 'closed'] as const satisfies ServiceState[]
/** The columns by which services can be sorted. Their state is the tab that the list is under. */
export const SERVICE_SORTS = ['name', 'code'] as const
export type ServiceSort = Sort<(typeof SERVICE_SORTS)[number]>
type ServiceSearch = { state: ServiceState; q: string; paging: Paging; sort?: ServiceSort }

/** The services of a structure that the actor manages: all of them, or those of a manager of services alone. */
const servicesOf = (act: Act, structureId: number) => {
  const from = standpointOf(act.actor, structureId)
  return act.db
    .selectFrom('service')
    .where('structure_id', '=', structureId)
    .$if(!from?.whole, (query) =>
      query.where(sql<boolean>`id in (select value from json_each(${JSON.stringify(from?.services ?? [])}))`),
    )
}

/** How many there are of each state, as far as the actor manages. */
export async function countServices(act: Act, structureId: number): Promise<Record<ServiceState, number>> {
  const rows = await servicesOf(act, structureId)
    .select(['state', (eb) => eb.fn.countAll<number>().as('total')])
    .groupBy('state')
    .execute()
  const totals: Record<ServiceState, number> = { open: 0, closed: 0 }
  for (const { state, total } of rows) totals[state] = total
  return totals
}

/** One page of the services in one state, by name unless told otherwise; past the end, the last one. Words are looked for in name and code. */
export async function searchServices(
  act: Act,
  structureId: number,
  { state, q, paging: asked, sort = BY_NAME }: ServiceSearch,
): Promise<Page<ManagedService>> {
  const words = searchWords(q)
  const found = words.reduce(
    (query, word) => query.where(sql<boolean>`instr(name_folded || ' ' || lower(code), ${word}) > 0`),
    servicesOf(act, structureId).where('state', '=', state),
  )
  const { total } = await found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const paging = { ...asked, page: Math.min(asked.page, lastPage(total, asked.size)) }
  const way = sort.isDown ? 'desc' : 'asc'
  const rows = await found
    .select(['id', 'code', 'name', 'state'])
    .orderBy(sort.column === 'name' ? 'name_folded' : 'code', way)
    .orderBy('id', way)
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  return pageOf(rows, paging, total)
}

/** One service of the structure, as far as the actor manages. */
export const findManagedService = (act: Act, structureId: number, id: number): Promise<ManagedService | undefined> =>
  servicesOf(act, structureId).select(['id', 'code', 'name', 'state']).where('id', '=', id).executeTakeFirst()

/** Codes that differ only in case are the same code. The service that has it, other than the one that may keep it. */
export async function findCodeTaken(
  act: Act,
  structureId: number,
  { code, except = null }: { code: string; except?: number | null },
): Promise<Service | undefined> {
  const rows = await act.db
    .selectFrom('service')
    .select(['id', 'code', 'name'])
    .where('structure_id', '=', structureId)
    .execute()
  return rows.find((row) => row.id !== except && row.code.toLowerCase() === code.toLowerCase())
}

/** How much a service is in use. */
export async function countUse({ db }: Act, serviceId: number): Promise<ServiceUse> {
  const { members } = await db
    .selectFrom('membership_service')
    .select((eb) => eb.fn.countAll<number>().as('members'))
    .where('service_id', '=', serviceId)
    .executeTakeFirstOrThrow()
  const { requests } = await db
    .selectFrom('membership_request_service as asked')
    .innerJoin('membership_request as request', 'request.id', 'asked.request_id')
    .select((eb) => eb.fn.countAll<number>().as('requests'))
    .where('asked.service_id', '=', serviceId)
    .where('request.state', '=', 'pending')
    .executeTakeFirstOrThrow()
  const { subscriptionRequests } = await db
    .selectFrom('subscription_request_space as asked')
    .select(sql<number>`count(distinct request_id)`.as('subscriptionRequests'))
    .where('asked.service_id', '=', serviceId)
    .where('asked.is_pending', '=', 1)
    .executeTakeFirstOrThrow()
  return { members, requests, subscriptionRequests }
}
