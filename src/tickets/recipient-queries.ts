import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { Service } from '../structures/rules.ts'
import { matchingIds, rankOf } from '../structures/search-queries.ts'
import type { ReceivingStructure, Recipient } from './writing-rules.ts'

/** Shown at most: with more, the words are not yet precise. */
export const RECIPIENTS_SHOWN = 20
/** Structures that took over from one another, at most: nobody goes round in circles. */
const CHAIN = 20

type Row = {
  id: number
  name: string
  identifier: string
  postcode: string
  city: string
  asked: number
  asked_name: string
}

/** Each public structure asked for, or the active one along the chain of its successors, if it receives tickets. */
const receiving = (ids: number[]) => sql`
  with recursive chain(asked, asked_name, id, hops) as (
    select id, name, id, 0 from structure where id in (select value from json_each(${JSON.stringify(ids)})) and kind = 'public'
    union all
    select chain.asked, chain.asked_name, structure.successor_id, hops + 1 from chain
      join structure on structure.id = chain.id
      where structure.state = 'inactive' and structure.successor_id is not null and hops < ${CHAIN}
  )
  select structure.id, structure.name, structure.identifier, structure.postcode, structure.city,
    chain.asked, chain.asked_name, structure.name_folded
  from chain cross join structure on structure.id = chain.id
  where structure.state = 'active' and structure.kind = 'public'
    and exists (select 1 from space where code = 'requests_received' and is_offered = 1)
    and exists (select 1 from structure_space as opened
      left join service on service.id = opened.service_id
      where opened.structure_id = structure.id and opened.space = 'requests_received'
        and (opened.service_id is null or service.state = 'open'))`

const recipientOf = ({ asked, asked_name, ...row }: Row): Recipient => ({
  id: row.id,
  name: row.name,
  identifier: row.identifier,
  postcode: row.postcode,
  city: row.city,
  replaces: asked === row.id ? null : { id: asked, name: asked_name },
})

/**
 * Public structures that receive tickets, by SIRET or words of their name, the best first. Where one is inactive its
 * successor is offered instead, once.
 */
export async function searchRecipients(act: AnyAct, q: string): Promise<{ rows: Recipient[]; hasMore: boolean }> {
  const ids = await matchingIds(act, q)
  if (ids.length === 0) return { rows: [], hasMore: false }
  const { rows } = await sql<Row>`select * from (
      select *, row_number() over (partition by id order by asked <> id, asked) as place from (${receiving(ids)}))
    where place = 1
    order by ${rankOf(q)}, name_folded, id limit ${RECIPIENTS_SHOWN + 1}`.execute(act.db)
  return { rows: rows.slice(0, RECIPIENTS_SHOWN).map(recipientOf), hasMore: rows.length > RECIPIENTS_SHOWN }
}

/** The structure that receives what is sent to this one: itself or its successor, and what of it receives. */
export async function findRecipient(act: AnyAct, id: number | null): Promise<ReceivingStructure | undefined> {
  if (id === null || !Number.isSafeInteger(id)) return undefined
  const { rows } = await sql<Row>`${receiving([id])}`.execute(act.db)
  const [row] = rows
  if (!row) return undefined
  const whole = await isOpenWhole(act, row.id)
  return { ...recipientOf(row), whole, services: await listReceivingServices(act, row.id, whole) }
}

async function isOpenWhole({ db }: AnyAct, structureId: number): Promise<boolean> {
  const row = await db
    .selectFrom('structure_space')
    .select('id')
    .where('structure_id', '=', structureId)
    .where('space', '=', 'requests_received')
    .where('service_id', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Open services: all of them where the space is open for the whole, otherwise those that it is open for. */
const listReceivingServices = ({ db }: AnyAct, structureId: number, whole: boolean): Promise<Service[]> =>
  db
    .selectFrom('service')
    .select(['service.id', 'service.code', 'service.name'])
    .where('service.structure_id', '=', structureId)
    .where('service.state', '=', 'open')
    .$if(!whole, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('structure_space as opened')
            .select('opened.id')
            .whereRef('opened.service_id', '=', 'service.id')
            .where('opened.structure_id', '=', structureId)
            .where('opened.space', '=', 'requests_received'),
        ),
      ),
    )
    .orderBy('service.name_folded')
    .orderBy('service.id')
    .execute()

/** The structures that somebody may write for, by name. */
export const listIssuers = (
  { db }: AnyAct,
  ids: number[],
): Promise<{ id: number; name: string; identifier: string }[]> =>
  db
    .selectFrom('structure')
    .select(['id', 'name', 'identifier'])
    .where('id', 'in', ids)
    .orderBy('name_folded')
    .orderBy('id')
    .execute()
