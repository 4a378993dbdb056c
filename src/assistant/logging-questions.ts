import { sql } from 'kysely'
import type { AnyAct, Language } from '../act.ts'
import type { HelpTables } from '../db/help-tables.ts'
import type { Message } from '../livechat/conversation-rules.ts'
import { parisDate } from '../values/dates.ts'
import { withoutNumbers } from './masking-rules.ts'
import type { HandoverCount } from './handover-statistics-rules.ts'
import { labelOf } from './scenario-offers-rules.ts'
import { type DrawnStep, isOutcome } from './scenario-rules.ts'

type Outcome = HelpTables['asked']['outcome']
type Logged = {
  /** The answer that it got: a thumb is put to that. */
  messageId: number
  text: string
  language: Language
  outcome: Outcome
  slug: string | null
  confidence: number
}

/** Keeps a question with what became of it, without whose it was, and counts it. Inside the transaction of the answer. */
export async function logQuestion(act: AnyAct, { messageId, ...logged }: Logged): Promise<void> {
  await act.db
    .insertInto('asked')
    .values({
      ...logged,
      message_id: messageId,
      text: withoutNumbers(logged.text),
      vote: null,
      at: act.now.toISOString(),
    })
    .execute()
  await count(act, { outcome: logged.outcome, language: logged.language, slug: logged.slug, by: 1 })
}

/**
 * How a scenario ended answers no question of its own: with a thumb it stands among them all the same, and counts as none.
 * Its title alone: what was said names structures. Inside the transaction of the thumb.
 */
export async function keepOutcome(act: AnyAct, { id, data }: Pick<Message, 'id' | 'data'>): Promise<void> {
  const said = data as { answer?: string; scenario?: string; language?: Language; step?: DrawnStep }
  if (said.answer !== 'scenario' || !said.scenario || !said.step || !isOutcome(said.step)) return
  const language = said.language ?? 'fr'
  await act.db
    .insertInto('asked')
    .values({
      message_id: id,
      language,
      text: `${labelOf(said.scenario, language)} – ${said.step.title}`,
      outcome: 'scenario',
      slug: null,
      confidence: 1,
      vote: null,
      at: act.now.toISOString(),
    })
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .execute()
}

type Vote = { vote: 'up' | 'down'; comment: string }

/** Keeps what an answer was worth beside its question, for the operator's pages; a thumb that turns is counted once. */
export async function noteVote(act: AnyAct, messageId: number, { vote, comment }: Vote): Promise<void> {
  const asked = await act.db.selectFrom('asked').selectAll().where('message_id', '=', messageId).executeTakeFirst()
  if (!asked) return
  await act.db
    .updateTable('asked')
    .set({ vote, comment: withoutNumbers(comment) })
    .where('id', '=', asked.id)
    .execute()
  if (asked.vote === vote) return
  const { language, slug } = asked
  // Of the day the question was asked, so that shares never exceed the whole.
  const then = { ...act, now: new Date(asked.at) }
  if (asked.vote) await count(then, { outcome: asked.vote, language, slug, by: -1 })
  await count(then, { outcome: vote, language, slug, by: 1 })
}

/** Counts a person that was offered or asked for by the button: no question, and no share of them. */
export const countHandover = (act: AnyAct, { counted, language }: { counted: HandoverCount; language: Language }) =>
  count(act, { outcome: counted, language, slug: null, by: 1 })

type Counted = { outcome: Outcome | HandoverCount | 'up' | 'down'; language: Language; slug: string | null; by: 1 | -1 }

const count = ({ db, now }: AnyAct, { outcome, language, slug, by }: Counted) =>
  db
    .insertInto('asked_count')
    .values({ day: parisDate(now), outcome, language, slug: slug ?? '', total: by })
    .onConflict((conflict) =>
      conflict.columns(['day', 'outcome', 'language', 'slug']).doUpdateSet({ total: sql`asked_count.total + ${by}` }),
    )
    .execute()
