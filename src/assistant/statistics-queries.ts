import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { parisMidnight } from '../values/dates.ts'
import { COUNT_LIMIT, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import type { ChatFigures } from './handover-statistics-rules.ts'
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

/** The chats that ended within a period, which index `chat_by_end` bounds. One that its advisor vanished from was held. */
export async function readChatFigures(act: Act, period: Period): Promise<ChatFigures> {
  const {
    held: some,
    all,
    ...figures
  } = await act.db
    .selectFrom('chat')
    .where((where) => where.lit(act.actor.isOperator))
    // Written out: with a bound value SQLite could not see that the index holds them all.
    .where('state', '=', sql.lit('ended'))
    .where('ended_at', '>=', parisMidnight(firstDay(act.now, period)))
    .select([
      sql<number | null>`sum(taken_at is not null or is_first = 1)`.as('held'),
      sql<number>`count(*)`.as('all'),
      sql<number | null>`avg(unixepoch(taken_at) - unixepoch(asked_at))`.as('wait'),
      sql<number>`count(rating)`.as('marks'),
      sql<number | null>`avg(rating)`.as('mark'),
    ])
    .executeTakeFirstOrThrow()
  const held = some ?? 0
  return { held, givenUp: all - held, ...figures }
}

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
