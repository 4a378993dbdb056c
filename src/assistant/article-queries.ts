import { type Expression, type SqlBool, sql } from 'kysely'
import type { AnyAct, Language } from '../act.ts'
import { lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { searchWords } from '../values/text.ts'
import {
  contentMark,
  isWritten,
  type KeptArticle,
  type ArticleRow,
  NO_TEXT,
  type ReadArticle,
  readableStates,
} from './article-rules.ts'
import type { Article, ArticleState, ArticleText, Audience, Topic } from './rules.ts'

type Row = {
  id: number
  slug: string
  audience: Audience
  state: ArticleState
  position: number
  updatedAt: string
  updatedBy: string | null
}
type TextRow = { article_id: number; language: Language; title: string; body: string; variants: string }

const keptRows = ({ db }: Pick<AnyAct, 'db'>) =>
  db
    .selectFrom('article')
    .leftJoin('user', 'user.id', 'article.updated_by_id')
    .select([
      'article.id',
      'article.slug',
      'article.audience',
      'article.state',
      'article.position',
      'article.updated_at as updatedAt',
      sql<string | null>`user.first_name || ' ' || user.last_name`.as('updatedBy'),
    ])

const textRows = ({ db }: Pick<AnyAct, 'db'>) =>
  db.selectFrom('article_text').select(['article_id', 'language', 'title', 'body', 'variants'])

const textOf = ({ title, body, variants }: TextRow): ArticleText => ({
  title,
  body,
  variants: JSON.parse(variants) as string[],
})

function withTexts(row: Row, texts: TextRow[]): KeptArticle {
  const byLanguage = { fr: NO_TEXT, en: NO_TEXT }
  for (const text of texts) byLanguage[text.language] = textOf(text)
  const article: Article = { slug: row.slug, audience: row.audience, state: row.state, texts: byLanguage }
  return { ...row, ...article, seen: contentMark(article) }
}

/** All articles in these states, in their order. */
export async function listArticles(
  act: Pick<AnyAct, 'db'>,
  { states }: { states: readonly ArticleState[] },
): Promise<KeptArticle[]> {
  const rows = await keptRows(act)
    .where('article.state', 'in', states)
    .orderBy('article.position')
    .orderBy('article.id')
    .execute()
  const texts = new Map<number, TextRow[]>()
  for (const text of await textRows(act).execute())
    texts.set(text.article_id, [...(texts.get(text.article_id) ?? []), text])
  return rows.map((row) => withTexts(row, texts.get(row.id) ?? []))
}

/** One in whatever state, for those who keep the articles. */
export async function findKeptArticle(act: Pick<AnyAct, 'db'>, id: number): Promise<KeptArticle | undefined> {
  if (!Number.isSafeInteger(id)) return undefined
  const row = await keptRows(act).where('article.id', '=', id).executeTakeFirst()
  return row && withTexts(row, await textRows(act).where('article_id', '=', row.id).execute())
}

export async function findKeptBySlug(act: Pick<AnyAct, 'db'>, slug: string): Promise<KeptArticle | undefined> {
  const row = await act.db.selectFrom('article').select('id').where('slug', '=', slug).executeTakeFirst()
  return row && findKeptArticle(act, row.id)
}

/** One that this reader may read: a draft is nobody's, an internal one the platform support's. */
export async function findArticle(act: AnyAct, slug: string, language: Language): Promise<ReadArticle | undefined> {
  const article = await findKeptBySlug(act, slug)
  if (!article || !readableStates(act.actor).includes(article.state)) return undefined
  const { audience, state, updatedAt, texts } = article
  const other: Language = language === 'fr' ? 'en' : 'fr'
  const shown = isWritten(texts[language]) ? language : other
  const isInBoth = isWritten(texts.fr) && isWritten(texts.en)
  return { slug, audience, state, updatedAt, isInBoth, language: shown, ...texts[shown] }
}

export type ArticleFilters = { q: string; state: ArticleState | null; paging: Paging }

/** Titles in the language asked for or, where there is none yet, in the other. */
const titled = ({ db }: AnyAct, language: Language) =>
  db
    .selectFrom('article')
    .innerJoin('article_text as text', (join) =>
      join.onRef('text.article_id', '=', 'article.id').on(
        'text.language',
        '=',
        sql<Language>`(select language from article_text as one where one.article_id = article.id
          order by one.language = ${language} desc limit 1)`,
      ),
    )
    .select(['article.slug', 'text.title', 'text.language'])

/** A page of what the platform support keeps, in order. Words are looked for in titles, variants and names of both languages. */
export async function searchArticles(
  act: AnyAct,
  language: Language,
  { q, state, paging: asked }: ArticleFilters,
): Promise<Page<ArticleRow>> {
  const conditions: Expression<SqlBool>[] = searchWords(q).map(
    (word) => sql<SqlBool>`exists (select 1 from article_text as any_text where any_text.article_id = article.id
      and instr(any_text.folded, ${word}) > 0)`,
  )
  if (state) conditions.push(sql<SqlBool>`article.state = ${state}`)
  const counted = act.db.selectFrom('article').select((eb) => eb.fn.countAll<number>().as('total'))
  const { total } = await counted.where((eb) => eb.and(conditions)).executeTakeFirstOrThrow()
  const paging = { ...asked, page: Math.min(asked.page, lastPage(total, asked.size)) }
  const rows = await titled(act, language)
    .select(['article.id', 'article.audience', 'article.state', 'article.position', 'article.updated_at as updatedAt'])
    .where((eb) => eb.and(conditions))
    .orderBy('article.position')
    .orderBy('article.id')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  return pageOf(rows, paging, total)
}

/** How many there are in each state. */
export async function countArticles({ db }: AnyAct): Promise<Record<ArticleState, number>> {
  const rows = await db
    .selectFrom('article')
    .select((eb) => ['state' as const, eb.fn.countAll<number>().as('total')])
    .groupBy('state')
    .execute()
  const counts = { draft: 0, internal: 0, public: 0 }
  for (const { state, total } of rows) counts[state] = total
  return counts
}

/** What the help pages list for one audience: a page of those this reader may read, in order. */
export async function listTopics(
  act: AnyAct,
  { audience, language, paging: asked }: { audience: Audience; language: Language; paging: Paging },
): Promise<Page<Topic & { language: Language }>> {
  const states = readableStates(act.actor)
  const { total } = await act.db
    .selectFrom('article')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('audience', '=', audience)
    .where('state', 'in', states)
    .executeTakeFirstOrThrow()
  const paging = { ...asked, page: Math.min(asked.page, lastPage(total, asked.size)) }
  const rows = await titled(act, language)
    .where('article.audience', '=', audience)
    .where('article.state', 'in', states)
    .orderBy('article.position')
    .orderBy('article.id')
    .limit(paging.size + 1)
    .offset(offsetOf(paging))
    .execute()
  return pageOf(rows, paging, total)
}

/** All ids in their order, and the place of each article's slug in it. */
export const listPlaces = ({ db }: Pick<AnyAct, 'db'>): Promise<{ id: number; slug: string; position: number }[]> =>
  db.selectFrom('article').select(['id', 'slug', 'position']).orderBy('position').orderBy('id').execute()
