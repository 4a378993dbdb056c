import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import type { Action } from '../history/rules.ts'
import { differences } from '../structures/rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findKeptArticle, listPlaces } from './article-queries.ts'
import {
  type ArticleRefusal,
  contentMark,
  isWritten,
  keepsArticles,
  LANGUAGES,
  LIMITS,
  type MoveRefusal,
  placed,
} from './article-rules.ts'
import type { Article } from './rules.ts'

/** `position` counts from 1; left out, a new one comes last and another stays where it is. */
export type ArticleInput = Article & { position?: number | undefined }
type Changed = Result<{ id: number; slug: string }, ArticleRefusal>

/** Adds an article. */
export const addArticle = (act: AnyAct, input: ArticleInput): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    if (!keepsArticles(act.actor)) return refuse('not-found')
    const all = await listPlaces(act)
    if (all.some(({ slug }) => slug === input.slug)) return refuse('slug-taken')
    if (all.length >= LIMITS.articles) return refuse('too-many')
    const id = await insertArticle(act, input, (all.at(-1)?.position ?? 0) + 1)
    if (input.position !== undefined) await placeAt(act, id, input.position)
    await tellAdded(act, id, input)
    return accept({ id, slug: input.slug })
  })

/**
 * Gives an article another content, audience, state or place. `seen` is what its content was when the form was drawn:
 * who saves over what somebody else has saved meanwhile is shown that first.
 */
export const changeArticle = (
  act: AnyAct,
  { id, seen }: { id: number; seen: string | null },
  input: ArticleInput,
): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    if (!keepsArticles(act.actor)) return refuse('not-found')
    const before = await findKeptArticle(act, id)
    if (!before) return refuse('not-found')
    if (seen !== null && before.seen !== seen) return refuse('changed-meanwhile')
    const after = { ...input, slug: before.slug }
    if (contentMark(after) !== before.seen) await updateArticle(act, id, after)
    const moved = input.position === undefined ? null : await placeAt(act, id, input.position)
    const changed = differences(
      { ...told(before), ...(moved && { position: moved.before }) },
      { ...told(after), ...(moved && { position: moved.after }) },
    )
    if (changed) await tell(act, 'article.changed', { id, ...changed })
    return accept({ id, slug: before.slug })
  })

/** Takes an article away; the history keeps what it said. */
export const removeArticle = (act: AnyAct, id: number): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    if (!keepsArticles(act.actor)) return refuse('not-found')
    const before = await findKeptArticle(act, id)
    if (!before) return refuse('not-found')
    await act.db.deleteFrom('article').where('id', '=', id).execute()
    await tell(act, 'article.removed', { id, before: told(before), after: null })
    return accept({ id, slug: before.slug })
  })

/** Moves an article one place up or down. */
export const moveArticle = (
  act: AnyAct,
  id: number,
  direction: 'up' | 'down',
): Promise<Result<{ slug: string; position: number }, MoveRefusal>> =>
  inTransaction(act, async (act): Promise<Result<{ slug: string; position: number }, MoveRefusal>> => {
    if (!keepsArticles(act.actor)) return refuse('not-found')
    const all = await listPlaces(act)
    const at = all.findIndex((one) => one.id === id)
    const one = all[at]
    if (!one) return refuse('not-found')
    if (direction === 'up' ? at === 0 : at === all.length - 1) return refuse('already-there')
    const moved = await placeAt(act, id, direction === 'up' ? at : at + 2)
    const { before, after } = moved ?? { before: at + 1, after: at + 1 }
    await tell(act, 'article.moved', {
      id,
      before: { article: one.slug, position: before },
      after: { article: one.slug, position: after },
    })
    return accept({ slug: one.slug, position: after })
  })

/** Puts one at its place; the others move up. Returns both places, or null when it stays. */
async function placeAt(act: AnyAct, id: number, position: number) {
  const all = await listPlaces(act)
  const ids = all.map((one) => one.id)
  const ordered = placed(ids, id, position)
  await keepOrder(act, all, ordered)
  const [before, after] = [ids.indexOf(id) + 1, ordered.indexOf(id) + 1]
  return before === after ? null : { before, after }
}

/** Numbers all articles in this order; only those whose number changes are written. */
export async function keepOrder({ db }: AnyAct, all: { id: number; position: number }[], ids: number[]): Promise<void> {
  const known = new Map(all.map(({ id, position }) => [id, position]))
  for (const [at, id] of ids.entries())
    if (known.get(id) !== at + 1)
      await db
        .updateTable('article')
        .set({ position: at + 1 })
        .where('id', '=', id)
        .execute()
}

/** The line of the history that says that there is a new one. */
export const tellAdded = (act: AnyAct, id: number, article: Article): Promise<void> =>
  tell(act, 'article.added', { id, before: null, after: told(article) })

/** Writes a new one, and nothing of it in the history. */
export async function insertArticle(act: AnyAct, article: Article, position: number): Promise<number> {
  const { slug, audience, state } = article
  const { id } = await act.db
    .insertInto('article')
    .values({ slug, audience, state, position, created_at: act.now.toISOString(), ...changedBy(act) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeTexts(act, id, article)
  return id
}

/** Writes another content of one, and nothing of it in the history. */
export async function updateArticle(act: AnyAct, id: number, article: Article): Promise<void> {
  const { audience, state } = article
  await act.db
    .updateTable('article')
    .set({ audience, state, ...changedBy(act) })
    .where('id', '=', id)
    .execute()
  await act.db.deleteFrom('article_text').where('article_id', '=', id).execute()
  await writeTexts(act, id, article)
}

async function writeTexts({ db }: AnyAct, id: number, { slug, texts }: Article): Promise<void> {
  for (const language of LANGUAGES) {
    const { title, body, variants } = texts[language]
    if (!isWritten(texts[language])) continue
    const folded = [slug, title, ...variants].map(fold).join('\n')
    const row = { article_id: id, language, title, body, variants: JSON.stringify(variants), folded }
    await db.insertInto('article_text').values(row).execute()
  }
}

const changedBy = ({ actor, now }: AnyAct) => ({ updated_at: now.toISOString(), updated_by_id: actor?.id ?? null })

/** As the history tells it: all of it, so that what was lost can be written again. */
const told = ({ slug, audience, state, texts: { fr, en } }: Article) => ({
  article: slug,
  audience,
  articleState: state,
  titleFr: fr.title,
  titleEn: en.title,
  bodyFr: fr.body,
  bodyEn: en.body,
  variantsFr: fr.variants.join('\n'),
  variantsEn: en.variants.join('\n'),
})

type Told = Record<string, unknown> | null
type ArticleAction = Extract<Action, `article.${string}`>
const tell = (act: AnyAct, action: ArticleAction, line: { id: number; before: Told; after: Told }): Promise<void> =>
  record(act, {
    action,
    subject: `article/${line.id}`,
    structureId: null,
    person: null,
    before: line.before,
    after: line.after,
  })
