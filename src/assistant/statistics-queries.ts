import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { COUNT_LIMIT, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { type AskedList, type AskedRow, type Counted, firstDay, type Period } from './statistics-rules.ts'

/** What is asked is the platform support's business alone: to anybody else there is nothing. */
const counters = ({ db, actor }: Act) => db.selectFrom('asked_count').where((where) => where.lit(actor.isOperator))
const questions = ({ db, actor }: Act) => db.selectFrom('asked').where((where) => where.lit(actor.isOperator))

/** The counters of a period: at most one for each day, outcome and article, however many questions there were. */
export const listCounted = (act: Act, period: Period): Promise<Counted[]> =>
  counters(act)
    .select((eb) => ['day', 'outcome', 'slug', eb.fn.sum<number>('total').as('total')])
    .where('day', '>=', firstDay(act.now, period))
    .groupBy(['day', 'outcome', 'slug'])
    .execute()

const inList = (act: Act, list: AskedList) =>
  // Written out: with a bound value SQLite could not see that the index holds them all.
  list === 'disliked' ? questions(act).where('vote', '=', sql.lit('down')) : questions(act).where('outcome', '=', list)

/** The questions of a list, newest first. */
export async function listAsked(
  act: Act,
  { list, paging }: { list: AskedList; paging: Paging },
): Promise<Page<AskedRow>> {
  const rows = await inList(act, list)
    .select(['id', 'at', 'language', 'text', 'outcome', 'slug', 'vote', 'comment'])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  return pageOf(rows, paging, await countAsked(act, list))
}

/** How many questions a list has; null where counting stopped. */
export async function countAsked(act: Act, list: AskedList): Promise<number | null> {
  const some = inList(act, list)
    .select('id')
    .limit(COUNT_LIMIT + 1)
  const { total } = await act.db
    .selectFrom(some.as('some'))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total > COUNT_LIMIT ? null : total
}
