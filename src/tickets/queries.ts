import { type Kysely, sql } from 'kysely'
import type { Act, AnyAct } from '../act.ts'
import type { Db, Tables } from '../db/tables.ts'
import { sha256 } from '../values/random.ts'
import { type ActivityKind, desksOf, liesOn, type Ticket } from './rules.ts'
import { type Activity, QUIET, type TicketFile, type TicketView } from './viewing-rules.ts'

const fullName = (user: string) =>
  sql<string>`${sql.ref(`${user}.first_name`)} || ' ' || ${sql.ref(`${user}.last_name`)}`

const joined = (db: Kysely<Tables>) =>
  db
    .selectFrom('ticket')
    .leftJoin('subcategory', 'subcategory.id', 'ticket.subcategory_id')
    .leftJoin('category', 'category.id', 'subcategory.category_id')
    .leftJoin('user as writer', 'writer.id', 'ticket.writer_id')
    .leftJoin('user as assignee', 'assignee.id', 'ticket.assignee_id')
    .leftJoin('ticket_guest as guest', 'guest.ticket_id', 'ticket.id')
    .leftJoin('structure as issuer', 'issuer.id', 'ticket.structure_id')
    .leftJoin('structure as recipient', 'recipient.id', 'ticket.recipient_structure_id')
    .leftJoin('service', 'service.id', 'ticket.recipient_service_id')
    .leftJoin('ticket as followed', 'followed.id', 'ticket.follows_id')
    .selectAll('ticket')
    .select([
      'category.name_fr as category_fr',
      'category.name_en as category_en',
      'subcategory.name_fr as subcategory_fr',
      'subcategory.name_en as subcategory_en',
      fullName('writer').as('writer_name'),
      'writer.login as writer_login',
      'writer.contact_email as writer_email',
      'writer.phone as writer_phone',
      fullName('assignee').as('assignee_name'),
      'guest.last_name as guest_last',
      'guest.first_name as guest_first',
      'guest.email as guest_email',
      'guest.phone as guest_phone',
      'guest.siret as guest_siret',
      'guest.organisation as guest_organisation',
      'guest.language as guest_language',
      'issuer.name as issuer_name',
      'issuer.identifier as issuer_identifier',
      'issuer.identifier_kind as issuer_kind',
      sql<string>`trim(issuer.address || ', ' || issuer.postcode || ' ' || issuer.city, ', ')`.as('issuer_address'),
      'recipient.name as recipient_name',
      'recipient.identifier as recipient_identifier',
      'recipient.identifier_kind as recipient_kind',
      'service.name as service_name',
      'service.code as service_code',
      'followed.number as followed_number',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>

const viewOf = (row: Row): TicketView => ({
  ...row,
  category: { fr: row.category_fr ?? '', en: row.category_en ?? '' },
  subcategory: { fr: row.subcategory_fr ?? '', en: row.subcategory_en ?? '' },
  ...peopleOf(row),
  ...placesOf(row),
  follows: row.follows_id === null ? null : { id: row.follows_id, number: row.followed_number ?? '' },
})

const peopleOf = (row: Row): Pick<TicketView, 'writer' | 'guest' | 'assignee'> => ({
  writer:
    row.writer_id === null
      ? null
      : {
          id: row.writer_id,
          name: row.writer_name,
          login: row.writer_login ?? '',
          email: row.writer_email ?? '',
          phone: row.writer_phone,
        },
  guest: guestOf(row),
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name },
})

const guestOf = (row: Row): TicketView['guest'] =>
  row.guest_language === null
    ? null
    : {
        last_name: row.guest_last ?? '',
        first_name: row.guest_first ?? '',
        email: row.guest_email ?? '',
        phone: row.guest_phone ?? '',
        siret: row.guest_siret ?? '',
        organisation: row.guest_organisation ?? '',
        language: row.guest_language,
      }

/** A joined row's text: null only where the row joined is not there. */
const text = (value: string | null): string => value ?? ''

const placesOf = (row: Row): Pick<TicketView, 'issuer' | 'recipient' | 'service'> => ({
  issuer:
    row.structure_id === null
      ? null
      : {
          id: row.structure_id,
          name: text(row.issuer_name),
          identifier: text(row.issuer_identifier),
          identifier_kind: text(row.issuer_kind),
          address: row.issuer_address,
        },
  recipient:
    row.recipient_structure_id === null
      ? null
      : {
          id: row.recipient_structure_id,
          name: text(row.recipient_name),
          identifier: text(row.recipient_identifier),
          identifier_kind: text(row.recipient_kind),
        },
  service:
    row.recipient_service_id === null
      ? null
      : { id: row.recipient_service_id, name: text(row.service_name), code: text(row.service_code) },
})

/** By its id, whoever asks: the callers below ask whose it is. */
async function readTicket(db: Db, id: number): Promise<TicketView | undefined> {
  if (!Number.isSafeInteger(id)) return undefined
  const row = await joined(db).where('ticket.id', '=', id).executeTakeFirst()
  return row && viewOf(row)
}

/** A ticket that this actor may see among those received: a stranger's does not exist, nor does anybody's draft. */
export async function findReceivedTicket({ db, actor }: Act, id: number): Promise<TicketView | undefined> {
  const ticket = await readTicket(db, id)
  return ticket && ticket.status !== 'draft' && liesOn(desksOf(actor, 'read'), ticket) ? ticket : undefined
}

/** A ticket that this actor wrote and sent. */
export async function findSentTicket({ db, actor }: Act, id: number): Promise<TicketView | undefined> {
  const ticket = await readTicket(db, id)
  return ticket && ticket.status !== 'draft' && ticket.writer_id === actor.id ? ticket : undefined
}

/** A draft of this actor's own: nobody else sees it. */
export async function findOwnDraft({ db, actor }: Act, id: number): Promise<TicketView | undefined> {
  const ticket = await readTicket(db, id)
  return ticket?.status === 'draft' && ticket.writer_id === actor.id ? ticket : undefined
}

/** The ticket that a link leads to, while the link holds. */
export async function findGuestTicket({ db, now }: AnyAct, token: string): Promise<TicketView | undefined> {
  const link = await db
    .selectFrom('ticket_link')
    .select('ticket_id')
    .where('token_hash', '=', sha256(token))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  const ticket = link && (await readTicket(db, link.ticket_id))
  return ticket?.writer_id === null ? ticket : undefined
}

/**
 * Which part of a thread: `after` leaves out what the reader has seen, `before` begins with what is older; of the rest the
 * newest `limit`. Notes among agents come only `withNotes`; `forWriter` leaves out who has the ticket among them.
 */
export type ThreadPart = {
  withNotes: boolean
  forWriter?: boolean
  /** Only of these. */
  kinds?: ActivityKind[]
  after?: number
  before?: number | undefined
  limit?: number
}

/** The thread, or a part of it, oldest first. */
export async function listActivities(
  { db }: Pick<AnyAct, 'db'>,
  ticketId: number,
  { withNotes, forWriter = false, kinds, after = 0, before, limit }: ThreadPart,
): Promise<Activity[]> {
  const rows = await db
    .selectFrom('ticket_activity as activity')
    .leftJoin('user as author', 'author.id', 'activity.author_id')
    .select([
      'activity.id',
      'activity.kind',
      'activity.side',
      'activity.author_id',
      'activity.is_internal',
      'activity.body',
      'activity.details',
      'activity.at',
      fullName('author').as('author_name'),
    ])
    .where('activity.ticket_id', '=', ticketId)
    .where('activity.id', '>', after)
    .$if(before !== undefined, (query) => query.where('activity.id', '<', before ?? 0))
    .$if(!withNotes, (query) => query.where('activity.is_internal', '=', 0))
    .$if(forWriter, (query) => query.where('activity.kind', 'not in', QUIET))
    .$if(kinds !== undefined, (query) => query.where('activity.kind', 'in', kinds ?? []))
    .orderBy('activity.id', 'desc')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.toReversed().map(({ author_id, author_name, is_internal, details, ...row }) => ({
    ...row,
    author: author_id === null ? null : { id: author_id, name: author_name },
    isInternal: is_internal === 1,
    details: JSON.parse(details) as Activity['details'],
  }))
}

/** Its files, in the order in which they came. */
export async function listTicketFiles(
  { db }: Pick<AnyAct, 'db'>,
  ticketId: number,
  { withNotes }: { withNotes: boolean },
): Promise<TicketFile[]> {
  const rows = await db
    .selectFrom('ticket_file')
    .innerJoin('file', 'file.hash', 'ticket_file.hash')
    .select([
      'ticket_file.id',
      'ticket_file.activity_id as activityId',
      'ticket_file.kind',
      'ticket_file.hash',
      'ticket_file.name',
      'ticket_file.size',
      'ticket_file.type',
      'ticket_file.is_internal',
      'ticket_file.at',
      'file.scan',
    ])
    .where('ticket_file.ticket_id', '=', ticketId)
    .$if(!withNotes, (query) => query.where('ticket_file.is_internal', '=', 0))
    .orderBy('ticket_file.id')
    .execute()
  return rows.map(({ is_internal, ...row }) => ({ ...row, isInternal: is_internal === 1 }))
}

/** A ticket anew inside a command: what the rules ask about, as it is now. */
export const readNow = ({ db }: Pick<AnyAct, 'db'>, id: number): Promise<Ticket | undefined> =>
  db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirst()
