import { sql } from 'kysely'
import type { Act } from '../act.ts'
import type { Counted } from './dashboard-rules.ts'
import { SENT_STATUSES, type SentStatus } from './sent-list-rules.ts'

/** The newest so many are counted: more would make the page slow, and would change little in it. */
export const COUNTED_AT_MOST = 5000

type Row = {
  status: SentStatus
  sent_at: string
  first_answer_at: string | null
  first_solution_at: string | null
  fr: string
  en: string
}

/** The actor's own tickets that were sent, newest first; `isCut` when there are older ones. */
export async function listCounted({ db, actor }: Act): Promise<{ tickets: Counted[]; isCut: boolean }> {
  const arms = SENT_STATUSES.map(
    (status) => sql`select * from (select id, position from ticket indexed by ticket_of_writer
      where writer_id = ${actor.id} and status = ${status} order by position desc limit ${COUNTED_AT_MOST + 1})`,
  )
  const { rows } =
    await sql<Row>`select ticket.status, ticket.sent_at, ticket.first_answer_at, ticket.first_solution_at,
      category.name_fr as fr, category.name_en as en
    from (select id, position from (${sql.join(arms, sql` union all `)}) order by position desc
      limit ${COUNTED_AT_MOST + 1}) as newest
    cross join ticket on ticket.id = newest.id
    cross join subcategory on subcategory.id = ticket.subcategory_id
    cross join category on category.id = subcategory.category_id
    order by newest.position desc`.execute(db)
  return {
    tickets: rows.slice(0, COUNTED_AT_MOST).map(({ fr, en, ...row }) => ({ ...row, category: { fr, en } })),
    isCut: rows.length > COUNTED_AT_MOST,
  }
}
