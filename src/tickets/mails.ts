import { sql } from 'kysely'
import type { MailOf } from '../../views/mails/all.ts'
import { contactOf } from '../accounts/mails.ts'
import type { AnyAct } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { enqueueMail, type Recipient } from '../notifications/outbox.ts'
import { parisDate } from '../values/dates.ts'
import { makeGuestLink } from './guest-links.ts'
import { type MailedTicket, readForMail } from './mail-queries.ts'
import { processes, type Ticket } from './rules.ts'

/** Of which activity a mail tells: its text is quoted, and told twice it is still one mail. */
type Told = { activityId: number }
/** What the writer is told. `closesAt` is the instant from which the ticket is closed by itself. */
export type WriterMail = Told &
  (
    | {
        kind: 'ticket-sent' | 'ticket-information-asked' | 'ticket-solution' | 'ticket-transferred' | 'ticket-closed'
      }
    | { kind: 'ticket-closing-soon'; closesAt: string }
  )
/** What those who process the ticket are told. */
export type AgentMail = Told & {
  kind: 'ticket-arrived' | 'ticket-assigned' | 'ticket-answered' | 'ticket-solution-refused' | 'ticket-closed'
}
type TicketMail = Extract<MailOf, { kind: `ticket-${string}` }>

const about = (ticket: MailedTicket) => ({
  ticketId: ticket.id,
  number: ticket.number,
  subject: ticket.subject,
  recipient: ticket.recipient,
  service: ticket.service,
  issuer: ticket.issuer,
  writer: ticket.writer,
  files: ticket.files,
})

/** Tells whoever wrote the ticket, at the account's contact address or, without an account, by a link of this mail's own. */
export const mailWriter = async (act: AnyAct, { id }: Pick<Ticket, 'id'>, mail: WriterMail): Promise<void> =>
  tellWriter(act, await readForMail(act, { id, activityId: mail.activityId }), mail)

async function tellWriter(act: AnyAct, ticket: MailedTicket, mail: WriterMail): Promise<void> {
  const to = await writerOf(act, ticket)
  if (!to) return
  const { id } = ticket
  const eventKey = `ticket/${id}/activity/${mail.activityId}/writer`
  const secret = ticket.guest ? { secret: await makeGuestLink(act, id) } : {}
  await enqueueMail(act, { eventKey, to, ...writerMail(ticket, mail, secret) })
}

const UNSAID = { subject: '', files: [], text: '' }

const writerOf = async (act: AnyAct, { writerId, guest }: MailedTicket): Promise<Recipient | null> =>
  writerId === null ? guest && { ...guest, userId: null } : readerOf(act, writerId)

/** Nobody reads the mails of an account that was erased. */
async function readerOf(act: AnyAct, userId: number): Promise<Recipient | null> {
  const { state } = await act.db.selectFrom('user').select('state').where('id', '=', userId).executeTakeFirstOrThrow()
  return state === 'erased' ? null : contactOf(act, userId)
}

function writerMail(ticket: MailedTicket, mail: WriterMail, secret: { secret?: string }): TicketMail {
  const text = ticket.isInternal ? '' : ticket.body
  const data = { ...about(ticket), ...secret, reader: 'writer' as const, text }
  switch (mail.kind) {
    case 'ticket-sent':
      // Nobody has shown yet that the address is theirs: a stranger's words are not carried to it.
      return { kind: mail.kind, data: { ...data, ...(ticket.guest ? UNSAID : { text: ticket.description }) } }
    case 'ticket-closing-soon':
      return { kind: mail.kind, data: { ...data, closesAt: mail.closesAt, isSolved: ticket.status === 'resolved' } }
    case 'ticket-closed':
      return { kind: mail.kind, data: { ...data, how: ticket.closedHow ?? 'automatic' } }
    case 'ticket-information-asked':
    case 'ticket-solution':
    case 'ticket-transferred':
      return { kind: mail.kind, data }
  }
}

/**
 * Tells the agent in charge, unless that is who acts. Tells nobody when nobody is in charge. Who may no longer read the
 * ticket, and has it until it is taken back, is told nothing of it: the desk is.
 */
export async function mailAssignee(act: AnyAct, { id }: Pick<Ticket, 'id'>, mail: AgentMail): Promise<void> {
  const ticket = await readForMail(act, { id, activityId: mail.activityId })
  const { assigneeId } = ticket
  if (assigneeId === null || assigneeId === act.actor?.id) return
  const assignee = await readCurrentActor(act.db, assigneeId, act.now)
  if (!assignee || !processes(assignee, deskOf(ticket))) return tellDesk(act, ticket, mail)
  const eventKey = `ticket/${id}/activity/${mail.activityId}/agent/${assigneeId}`
  await enqueueMail(act, { eventKey, to: await contactOf(act, assigneeId), ...agentMail(act, ticket, mail) })
}

const deskOf = ({ structureId, serviceId }: MailedTicket): Parameters<typeof processes>[1] => ({
  route: structureId === null ? 'support' : 'service',
  recipient_structure_id: structureId,
  recipient_service_id: serviceId,
})

/** Where nobody wants all mails, so many are told: a large structure is not mailed as a whole. */
const TOLD_AT_MOST = 20

/**
 * Tells those who process the tickets of this desk and chose to be told of all of them; everybody who processes them,
 * where nobody else chose that. Not who acts.
 */
export const mailDesk = async (act: AnyAct, { id }: Pick<Ticket, 'id'>, mail: AgentMail): Promise<void> =>
  tellDesk(act, await readForMail(act, { id, activityId: mail.activityId }), mail)

async function tellDesk(act: AnyAct, ticket: MailedTicket, mail: AgentMail): Promise<void> {
  const { id } = ticket
  const { kind, data } = agentMail(act, ticket, mail)
  const at = act.now.toISOString()
  await sql`with agent as (select distinct user.id, user.contact_email, user.language, user.ticket_mails
      from ${ticket.structureId === null ? support : agentsOf(act, ticket.structureId, ticket.serviceId)}
        and user.state = 'active' and user.kind <> 'technical' and user.id <> ${act.actor?.id ?? 0}),
    told as (select * from agent where ticket_mails = 'all'
      union all
      select * from (select * from agent where not exists (select 1 from agent where ticket_mails = 'all')
        order by id limit ${sql.lit(TOLD_AT_MOST)}))
    insert into mail (event_key, kind, to_address, user_id, language, data, next_attempt_at, created_at)
    select ${`ticket/${id}/activity/${mail.activityId}/agent/`} || id, ${kind}, contact_email, id,
      language, ${JSON.stringify(data)}, ${at}, ${at} from told where true
    on conflict (event_key) do nothing`.execute(act.db)
}

/** Tells both sides of a ticket that was just sent. */
export async function mailOfSending(act: AnyAct, { id }: Pick<Ticket, 'id'>, activityId: number): Promise<void> {
  const ticket = await readForMail(act, { id, activityId })
  await tellWriter(act, ticket, { kind: 'ticket-sent', activityId })
  await tellDesk(act, ticket, { kind: 'ticket-arrived', activityId })
}

const support = sql`user where user.is_operator = 1`

/** The same extent as `desksOf` reads from an actor: the tests compare them. */
const agentsOf = ({ now }: AnyAct, structureId: number, serviceId: number | null) => sql`subscription
  cross join membership on membership.id = subscription.membership_id
  cross join user on user.id = membership.user_id
  where subscription.structure_id = ${structureId} and subscription.space = 'requests_received'
    and subscription.access = 'write' and membership.starts_on <= ${parisDate(now)}
    and (membership.ends_on is null or membership.ends_on >= ${parisDate(now)})
    and (membership.whole_structure = 1 or exists (select 1 from membership_service as held
      where held.membership_id = membership.id and held.service_id = ${serviceId}))
    and (subscription.service_id is null or subscription.service_id = ${serviceId})`

function agentMail({ actor }: AnyAct, ticket: MailedTicket, mail: AgentMail): TicketMail {
  const data = { ...about(ticket), reader: 'agent' as const, text: ticket.body || ticket.reason }
  switch (mail.kind) {
    case 'ticket-arrived':
    case 'ticket-assigned':
      return { kind: mail.kind, data: { ...data, description: ticket.description, by: actor?.name ?? null } }
    case 'ticket-closed':
      return { kind: mail.kind, data: { ...data, how: ticket.closedHow ?? 'automatic' } }
    case 'ticket-answered':
    case 'ticket-solution-refused':
      return { kind: mail.kind, data }
  }
}
