import { CompiledQuery } from 'kysely'
import type { Act } from '../act.ts'
import type { ExportedTicket } from './export-rules.ts'
import { findTicketList } from './list-page-queries.ts'
import { listPositions, type TicketList } from './list-queries.ts'
import { NEWEST_FIRST, type TicketSearch } from './list-rules.ts'

const PART = 250

const EXPORTED = (
  language: Act['actor']['language'],
) => `select ticket.position, subject, status, reason, due_at, sent_at,
    first_answer_at, first_solution_at, ticket.closed_at,
    category.name_${language} as category, subcategory.name_${language} as subcategory,
    assignee.first_name || ' ' || assignee.last_name as assignee,
    coalesce(writer.first_name || ' ' || writer.last_name, guest.first_name || ' ' || guest.last_name) as writer,
    coalesce(issuer.name, guest.organisation) as issuer, coalesce(issuer.identifier, guest.siret) as identifier,
    recipient.name as recipient, service.name as service, rating.score as score
  from json_each(+?) as wanted cross join ticket on ticket.position = wanted.value
    join subcategory on subcategory.id = ticket.subcategory_id join category on category.id = subcategory.category_id
    left join user assignee on assignee.id = ticket.assignee_id left join user writer on writer.id = ticket.writer_id
    left join ticket_guest guest on guest.ticket_id = ticket.id left join structure issuer on issuer.id = ticket.structure_id
    left join structure recipient on recipient.id = ticket.recipient_structure_id
    left join service on service.id = ticket.recipient_service_id
    left join ticket_rating rating on rating.ticket_id = ticket.id
  order by wanted.key`
const TEXTS = { fr: EXPORTED('fr'), en: EXPORTED('en') }

/** All of a list, newest first, part by part: each begins where the one before ended, however far down that is. */
export async function* eachTicket(act: Act, asked: TicketSearch): AsyncGenerator<ExportedTicket[]> {
  let list: TicketList = await findTicketList(act, { ...asked, sort: NEWEST_FIRST })
  for (;;) {
    const positions = await listPositions(act, list, { limit: PART, offset: 0 })
    const last = positions.at(-1)
    if (last === undefined) return
    const query = CompiledQuery.raw(TEXTS[act.actor.language], [JSON.stringify(positions)])
    yield (await act.db.executeQuery(query as CompiledQuery<ExportedTicket>)).rows
    if (positions.length < PART) return
    list = { ...list, places: { ...list.places, end: last } }
  }
}
