import { setImmediate } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { AnyAct } from '../act.ts'
import { LAST, listTerms } from '../db/ticket-vocabulary.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept } from '../values/result.ts'

/** Words that are looked up before other requests have their turn. */
const AT_ONCE = 100

const GONE = `select doc, group_concat(term, ' ') as words from ticket_word
  where term in (select value from json_each(+?) where not exists (select 1 from ticket_term where term = value))
  group by doc order by doc`

const listGone = async ({ db }: Pick<AnyAct, 'db'>, terms: string[]) => {
  const query = CompiledQuery.raw(GONE, [JSON.stringify(terms)]) as CompiledQuery<{ doc: number; words: string }>
  return (await db.executeQuery(query)).rows
}

/** What FTS5 counts of texts that came must not fall below those that went: an empty one comes for each. */
const MAKE_ROOM = `insert into ticket_vocabulary(rowid, words) values (+?, '')`
const TAKE_OUT = `insert into ticket_vocabulary(ticket_vocabulary, rowid, words) values ('delete', +?, +?)`

/** Of the vocabulary of tickets, takes out the words that no ticket has any more, little by little. */
export async function forgetTicketWords(act: AnyAct): Promise<void> {
  for (let from = ''; ;) {
    const terms = await listTerms(act.db, from, { until: LAST, most: AT_ONCE })
    const last = terms.at(-1)
    if (last === undefined) return
    from = `${last}\u0001`
    if ((await listGone(act, terms)).length > 0)
      await inTransaction(act, async ({ db }) => {
        for (const { doc, words } of await listGone({ db }, terms)) {
          await db.executeQuery(CompiledQuery.raw(MAKE_ROOM, [doc]))
          await db.executeQuery(CompiledQuery.raw(TAKE_OUT, [doc, words]))
        }
        return accept(undefined)
      })
    await setImmediate()
  }
}
