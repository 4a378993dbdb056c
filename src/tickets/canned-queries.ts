import { type Expression, sql, type SqlBool } from 'kysely'
import type { Act } from '../act.ts'
import { extentOf } from '../values/reach.ts'
import { lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { CANNED_MAX, type CannedAnswer, type CannedDesk, type NamedDesk, usesCanned } from './canned-rules.ts'
import { desksOf, type Ticket } from './rules.ts'

/** A structure may have more services than a list to choose from can hold. */
const DESKS_SHOWN = 300
const COLUMNS = ['id', 'structure_id', 'service_id', 'title', 'body'] as const

const answersOf = ({ db }: Pick<Act, 'db'>, { structureId, serviceId }: CannedDesk) =>
  db.selectFrom('canned_answer').where(is('structure_id', structureId)).where(is('service_id', serviceId))

/** `is`, unlike `=`, finds what is null, and by the index too. */
const is = (column: string, value: number | null): Expression<SqlBool> => sql<SqlBool>`${sql.ref(column)} is ${value}`

/** One page of a desk's answers, by title; past the end the last one. */
export async function listCannedAnswers(act: Act, desk: CannedDesk, asked: Paging): Promise<Page<CannedAnswer>> {
  const total = await countCannedAnswers(act, desk)
  const paging = { ...asked, page: Math.min(asked.page, lastPage(total, asked.size)) }
  const rows = await answersOf(act, desk)
    .select(COLUMNS)
    .orderBy('title')
    .orderBy('id')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  return pageOf(rows, paging, total)
}

export async function countCannedAnswers(act: Pick<Act, 'db'>, desk: CannedDesk): Promise<number> {
  const counted = answersOf(act, desk).select((eb) => eb.fn.countAll<number>().as('total'))
  return (await counted.executeTakeFirstOrThrow()).total
}

/** What can be put into an answer to this ticket: its service's answers, then those of the whole structure. */
export async function listCannedFor(act: Act, ticket: Ticket): Promise<CannedAnswer[]> {
  const { recipient_structure_id: structureId, recipient_service_id } = ticket
  const services = structureId === null || recipient_service_id === null ? [] : [recipient_service_id]
  const found: CannedAnswer[] = []
  for (const serviceId of [...services, null])
    found.push(
      ...(await answersOf(act, { structureId, serviceId })
        .select(COLUMNS)
        .orderBy('title')
        .orderBy('id')
        .limit(CANNED_MAX)
        .execute()),
    )
  return found
}

/** One that this actor may use: a stranger's does not exist. */
export async function findCannedAnswer({ db, actor }: Act, id: number): Promise<CannedAnswer | undefined> {
  if (!Number.isSafeInteger(id)) return undefined
  const row = await db.selectFrom('canned_answer').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && usesCanned(actor, { structureId: row.structure_id, serviceId: row.service_id }) ? row : undefined
}

/** The desks whose answers this actor may use, by name: the support, then each structure with its services. */
export async function listCannedDesks(act: Act): Promise<NamedDesk[]> {
  const { support, structures, services } = desksOf(act.actor, 'write')
  const used = act.actor.memberships
    .filter((one) => extentOf(one, 'requests_received', 'write') !== null)
    .map(({ structureId }) => structureId)
  const rows = await sql<NamedDesk>`select structure.id as structureId, service.id as serviceId,
      structure.name as structure, coalesce(service.name, '') as service
    from structure left join (select id, structure_id, name, name_folded from service where state = 'open'
        and (structure_id in (select value from json_each(${JSON.stringify(structures)}))
          or id in (select value from json_each(${JSON.stringify(services)})))
      union all select null, id, '', '' from structure where id in (select value from json_each(${JSON.stringify(used)})))
      as service on service.structure_id = structure.id
    where structure.id in (select value from json_each(${JSON.stringify(used)}))
    order by structure.name_folded, structure.id, service.name_folded, service.id limit ${DESKS_SHOWN}`.execute(act.db)
  const own: NamedDesk[] = support ? [{ structureId: null, serviceId: null, structure: '', service: '' }] : []
  return [...own, ...rows.rows]
}

/** A desk of the platform by what an address says of it, if the actor may use its answers. */
export async function findCannedDesk(act: Act, key: string): Promise<NamedDesk | undefined> {
  const desk = await namedDesk(act, key)
  return desk && usesCanned(act.actor, desk) ? desk : undefined
}

async function namedDesk({ db }: Act, key: string): Promise<NamedDesk | undefined> {
  if (key === 'support') return { structureId: null, serviceId: null, structure: '', service: '' }
  const [, kind, digits] = /^([sv])(\d{1,12})$/.exec(key) ?? []
  const id = Number(digits)
  if (kind === 's') {
    const row = await db.selectFrom('structure').select('name').where('id', '=', id).executeTakeFirst()
    return row && { structureId: id, serviceId: null, structure: row.name, service: '' }
  }
  if (kind !== 'v') return undefined
  const row = await db
    .selectFrom('service')
    .innerJoin('structure', 'structure.id', 'service.structure_id')
    .select(['structure.id as structureId', 'structure.name as structure', 'service.name as service'])
    .where('service.id', '=', id)
    .executeTakeFirst()
  return row && { ...row, serviceId: id }
}
