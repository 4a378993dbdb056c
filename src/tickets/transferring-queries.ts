import { sql } from 'kysely'
import type { Act } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { fold } from '../values/text.ts'
import { desksOf, type Ticket } from './rules.ts'

/** A structure as a whole (`service` null), or one of its services. */
export type Recipient = {
  structure: { id: number; name: string }
  service: { id: number; code: string; name: string } | null
}
/** What a form says of one: `s` and the structure's id, or `v` and the service's. */
export const recipientKey = ({ structure, service }: Recipient): string =>
  service ? `v${service.id}` : `s${structure.id}`
/** A recipient by its name alone, as a line of the thread keeps it. */
export const recipientName = ({ structure, service }: Recipient): string =>
  service ? `${structure.name}, ${service.name}` : structure.name

type Standing = Pick<Ticket, 'recipient_structure_id' | 'recipient_service_id'>
export type RecipientSearch = { q: string; limit: number }

/** Where the ticket lies now; null for the platform support. */
export async function findCurrentRecipient({ db }: Pick<Act, 'db'>, ticket: Standing): Promise<Recipient | null> {
  if (ticket.recipient_structure_id === null) return null
  const structure = await findStructure(db, ticket.recipient_structure_id)
  if (!structure) return null
  const service = ticket.recipient_service_id === null ? null : await findService(db, ticket.recipient_service_id)
  return { structure, service: service ?? null }
}

/** Who handed the ticket to the support: the service while it receives, else its structure, while that does. */
export async function findSender(
  act: Pick<Act, 'db'>,
  ticket: Standing & Pick<Ticket, 'sender_structure_id' | 'sender_service_id'>,
): Promise<Recipient | null> {
  const { sender_structure_id: structureId, sender_service_id: serviceId } = ticket
  const from = await findCurrentRecipient(act, {
    recipient_structure_id: structureId,
    recipient_service_id: serviceId,
  })
  if (!from) return null
  if (await receives(act, ticket, from)) return from
  const whole = { ...from, service: null }
  return from.service && (await receives(act, ticket, whole)) ? whole : null
}

/**
 * Where this agent may hand a ticket on: to another service of its structure or to the structure as a whole, and to what
 * the agent processes elsewhere. By name; `limit` at most, and `isCut` when there are more.
 */
export async function listTransferRecipients(
  act: Act,
  ticket: Standing,
  { q, limit }: RecipientSearch,
): Promise<{ recipients: Recipient[]; isCut: boolean }> {
  const words = fold(q)
  const reach = reachOf(act, ticket)
  const wholes = await wholesOf(act.db, { ...reach, words })
  const services = await servicesOf(act.db, { ...reach, words, limit: limit + 2 })
  const all = [...wholes, ...services].filter((one) => !isCurrent(ticket, one))
  return { recipients: all.slice(0, limit), isCut: all.length > limit }
}

/** One of them by what a form says; undefined when it is none of them. */
export async function findTransferRecipient(act: Act, ticket: Standing, key: string): Promise<Recipient | undefined> {
  const [, kind, digits] = /^([sv])(\d{1,12})$/.exec(key) ?? []
  const id = Number(digits)
  if (!kind) return undefined
  const { structures, services } = reachOf(act, ticket)
  if (kind === 's') return structures.includes(id) ? wholeOf(await findStructure(act.db, id)) : undefined
  const service = await findService(act.db, id)
  if (!service || !(structures.includes(service.structure_id) || services.includes(id))) return undefined
  const structure = await findStructure(act.db, service.structure_id)
  return structure && { structure, service }
}

/** Pure. Whether it lies there already. */
export const isCurrent = (ticket: Standing, { structure, service }: Recipient): boolean =>
  ticket.recipient_structure_id === structure.id && ticket.recipient_service_id === (service?.id ?? null)

/** "Sollicitations reçues" is open for the structure as a whole or, with a service, for that one at least. */
const isOpenFor = (structure: string, service: string | null) =>
  sql<boolean>`exists (select 1 from structure_space as opened where opened.structure_id = ${sql.ref(structure)}
    and opened.space = 'requests_received'
    and (opened.service_id is null${service === null ? sql`` : sql` or opened.service_id = ${sql.ref(service)}`}))`

/** Whether what is handed on can be received there: an open service, the space, and, elsewhere, an active structure. */
export async function receives({ db }: Pick<Act, 'db'>, ticket: Standing, to: Recipient): Promise<boolean> {
  const { structure, service } = to
  const found = await db
    .selectFrom('structure')
    .leftJoin('service', (join) => join.on('service.id', '=', service?.id ?? 0))
    .select('structure.id')
    .where('structure.id', '=', structure.id)
    .where((eb) =>
      eb.or([eb('structure.state', '=', 'active'), eb('structure.id', '=', ticket.recipient_structure_id ?? 0)]),
    )
    .where(isOpenFor('structure.id', service && 'service.id'))
    .$if(service !== null, (query) => query.where('service.state', '=', 'open'))
    .executeTakeFirst()
  return found !== undefined
}

/** What one has, one's own structure may go on with, even when it receives nothing new. */
function reachOf({ actor }: Act, { recipient_structure_id: own }: Standing) {
  const { structures, services } = desksOf(actor, 'write')
  return { structures: own === null ? structures : [...new Set([own, ...structures])], services, own }
}

const wholeOf = (structure: Recipient['structure'] | undefined): Recipient | undefined =>
  structure && { structure, service: null }

const findStructure = (db: Db, id: number) =>
  db.selectFrom('structure').select(['id', 'name']).where('id', '=', id).executeTakeFirst()

const findService = (db: Db, id: number) =>
  db.selectFrom('service').select(['id', 'code', 'name', 'structure_id']).where('id', '=', id).executeTakeFirst()

async function wholesOf(db: Db, { structures, own, words }: Omit<Reach, 'services' | 'limit'>): Promise<Recipient[]> {
  const rows = await db
    .selectFrom('structure')
    .select(['id', 'name'])
    .where(sql<boolean>`id in (select value from json_each(${JSON.stringify(structures)}))`)
    .where((eb) => eb.or([eb('state', '=', 'active'), eb('id', '=', own ?? 0)]))
    .where(isOpenFor('structure.id', null))
    .$if(words !== '', (query) => query.where(sql<boolean>`instr(name_folded, ${words}) > 0`))
    .orderBy('name_folded')
    .execute()
  return rows.map((structure) => ({ structure, service: null }))
}

type Reach = { structures: number[]; services: number[]; own: number | null; words: string; limit: number }

async function servicesOf(db: Db, { structures, services, own, words, limit }: Reach): Promise<Recipient[]> {
  const among = (column: string, ids: number[]) =>
    sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(ids)}))`
  const rows = await db
    .selectFrom('service')
    .innerJoin('structure', 'structure.id', 'service.structure_id')
    .select([
      'service.id',
      'service.code',
      'service.name',
      'structure.id as structureId',
      'structure.name as structure',
    ])
    .where((eb) => eb.or([among('service.structure_id', structures), among('service.id', services)]))
    .where('service.state', '=', 'open')
    .where((eb) => eb.or([eb('structure.state', '=', 'active'), eb('structure.id', '=', own ?? 0)]))
    .where(isOpenFor('structure.id', 'service.id'))
    .$if(words !== '', (query) =>
      query.where(sql<boolean>`instr(service.name_folded || ' ' || lower(service.code), ${words}) > 0`),
    )
    .orderBy(sql`structure.id <> ${own ?? 0}`)
    .orderBy('service.name_folded')
    .orderBy('service.id')
    .limit(limit)
    .execute()
  return rows.map(({ structureId, structure, ...service }) => ({
    structure: { id: structureId, name: structure },
    service,
  }))
}
