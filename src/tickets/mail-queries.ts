import { sql } from 'kysely'
import type { AnyAct, Language } from '../act.ts'
import type { ActivityKind, Ticket } from './rules.ts'

/** A ticket and one of its activities, as far as mails tell of them. */
export type MailedTicket = {
  id: number
  number: string
  subject: string
  description: string
  closedHow: Ticket['closed_how']
  status: Ticket['status']
  /** Null for the platform support. */
  recipient: string | null
  service: string | null
  issuer: string | null
  writerId: number | null
  writer: string
  guest: { address: string; language: Language } | null
  assigneeId: number | null
  structureId: number | null
  serviceId: number | null
  kind: ActivityKind
  body: string
  isInternal: boolean
  /** Why it was transferred: for those who get it. */
  reason: string
  /** The names of the files that came with the activity, those of agents alone left out. */
  files: string[]
}

/** As it is now, in the transaction of what the mail tells. Throws for an activity that is not there: that is a bug. */
export async function readForMail(
  { db }: Pick<AnyAct, 'db'>,
  { id, activityId }: { id: number; activityId: number },
): Promise<MailedTicket> {
  const row = await db
    .selectFrom('ticket_activity as activity')
    .innerJoin('ticket', 'ticket.id', 'activity.ticket_id')
    .leftJoin('user as writer', 'writer.id', 'ticket.writer_id')
    .leftJoin('ticket_guest as guest', 'guest.ticket_id', 'ticket.id')
    .leftJoin('structure as issuer', 'issuer.id', 'ticket.structure_id')
    .leftJoin('structure as recipient', 'recipient.id', 'ticket.recipient_structure_id')
    .leftJoin('service', 'service.id', 'ticket.recipient_service_id')
    .select([
      'ticket.number',
      'ticket.subject',
      'ticket.description',
      'ticket.status',
      'ticket.closed_how as closedHow',
      'ticket.writer_id as writerId',
      'ticket.assignee_id as assigneeId',
      'ticket.recipient_structure_id as structureId',
      'ticket.recipient_service_id as serviceId',
      'recipient.name as recipient',
      'service.name as service',
      'guest.email',
      'guest.language',
      'activity.kind',
      'activity.body',
      'activity.is_internal',
      sql<string>`coalesce(writer.first_name || ' ' || writer.last_name, guest.first_name || ' ' || guest.last_name, '')`.as(
        'writer_name',
      ),
      sql<string>`coalesce(activity.details ->> '$.reason', '')`.as('reason'),
      sql<string>`(select json_group_array(name) from ticket_file
        where activity_id = activity.id and is_internal = 0)`.as('file_names'),
      sql<string | null>`coalesce(issuer.name, nullif(guest.organisation, ''))`.as('issuer'),
    ])
    .where('activity.id', '=', activityId)
    .where('activity.ticket_id', '=', id)
    .executeTakeFirstOrThrow()
  const { number, email, language, is_internal, writer_name, file_names, ...rest } = row
  return {
    ...rest,
    id,
    number: number ?? '',
    writer: writer_name,
    guest: email === null || language === null ? null : { address: email, language },
    isInternal: is_internal === 1,
    files: JSON.parse(file_names) as string[],
  }
}
