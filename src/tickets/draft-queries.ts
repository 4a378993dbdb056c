import type { Act } from '../act.ts'
import { sha256 } from '../values/random.ts'
import { isObjectType, type Ticket } from './rules.ts'
import { isOutdated, type Writing } from './writing-rules.ts'

/** What tells a form apart: the token that it was drawn with, and who fills it in. */
export const formHash = ({ actor }: Pick<Act, 'actor'>, form: string): string => sha256(`${actor.id} ${form}`)

/** The ticket that this form made or saved before, by its id. */
export async function findTicketOfForm(act: Act, form: string): Promise<number | null> {
  const row = await act.db
    .selectFrom('ticket_draft_form')
    .select('ticket_id')
    .where('token_hash', '=', formHash(act, form))
    .executeTakeFirst()
  return row?.ticket_id ?? null
}

/** Whether this form was saved or sent by hand, or its draft removed. */
export async function isFinished(act: Act, form: string): Promise<boolean> {
  const row = await act.db
    .selectFrom('ticket_draft_form')
    .select(['ticket_id', 'is_finished'])
    .where('token_hash', '=', formHash(act, form))
    .executeTakeFirst()
  return row !== undefined && (row.ticket_id === null || row.is_finished === 1)
}

/** How often a draft was saved; what a form says it has seen. */
export async function countSavings({ db }: Pick<Act, 'db'>, ticketId: number): Promise<number> {
  const { last } = await db
    .selectFrom('ticket_draft_form')
    .select((eb) => eb.fn.max('saving').as('last'))
    .where('ticket_id', '=', ticketId)
    .executeTakeFirstOrThrow()
  return last ?? 0
}

/** Whether another form saved the draft, of which this one does not know. */
export async function findOutdated(act: Act, ticketId: number, { form, seen }: { form: string; seen: number }) {
  const rows = await act.db
    .selectFrom('ticket_draft_form')
    .select(['token_hash', 'saving'])
    .where('ticket_id', '=', ticketId)
    .execute()
  const own = formHash(act, form)
  return isOutdated(
    rows.map(({ token_hash, saving }) => ({ saving, isOwn: token_hash === own })),
    seen,
  )
}

/** How many drafts somebody has, counted up to a limit. */
export async function countDrafts({ db, actor }: Act, limit: number): Promise<number> {
  const rows = await db
    .selectFrom('ticket')
    .select('id')
    .where('writer_id', '=', actor.id)
    .where('status', '=', 'draft')
    .limit(limit)
    .execute()
  return rows.length
}

/** The phone number that the account knows. */
export async function findOwnPhone({ db, actor }: Act): Promise<string> {
  const row = await db.selectFrom('user').select('phone').where('id', '=', actor.id).executeTakeFirst()
  return row?.phone ?? ''
}

/** Pure. What stands in a draft. */
export const writingOf = (ticket: Ticket): Writing => ({
  subcategoryId: ticket.subcategory_id,
  structureId: ticket.structure_id,
  recipientId: ticket.recipient_structure_id,
  serviceId: ticket.recipient_service_id,
  objectType: ticket.object_type !== null && isObjectType(ticket.object_type) ? ticket.object_type : null,
  reference: ticket.object_reference,
  subject: ticket.subject,
  description: ticket.description,
  phone: ticket.phone,
  browser: ticket.browser,
  followsId: ticket.follows_id,
})
