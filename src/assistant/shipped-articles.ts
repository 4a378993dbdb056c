import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept } from '../values/result.ts'
import { sha256 } from '../values/random.ts'
import { findKeptBySlug, listPlaces } from './article-queries.ts'
import { type NamedText, slugAndLanguage, writeArticleFile } from './article-files.ts'
import { LANGUAGES } from './article-rules.ts'
import { insertArticle, keepOrder, updateArticle } from './editing-articles.ts'
import { ORDER_FILE, orderIn, readArticleSet, type SentArticle } from './article-sets.ts'
import type { Article } from './rules.ts'

/** The articles that come with the product, in files. */
export const SHIPPED_FOLDER = fileURLToPath(new URL('./articles/', import.meta.url))

type Shipped = { slug: string; digest: string; files: NamedText[] }

/** What tells one edition of an article from another, without reading what its files mean. */
const digestOf = (texts: string[]): string => sha256(texts.join('\0'))

function readShipped(folder: string): { shipped: Shipped[]; order: string[] } {
  const bySlug = new Map<string, NamedText[]>()
  for (const name of readdirSync(folder).toSorted()) {
    const slug = slugAndLanguage(name)?.slug
    if (slug !== undefined)
      bySlug.set(slug, [...(bySlug.get(slug) ?? []), { name, text: readFileSync(`${folder}/${name}`, 'utf8') }])
  }
  const order = orderIn(readFileSync(`${folder}/${ORDER_FILE}`, 'utf8'))
  const ranked = [...order, ...bySlug.keys()].filter((slug, at, all) => bySlug.has(slug) && all.indexOf(slug) === at)
  const shipped = ranked.map((slug) => {
    const files = bySlug.get(slug) ?? []
    return { slug, files, digest: digestOf(files.map(({ text }) => text)) }
  })
  return { shipped, order }
}

/**
 * Brings in what this version of the product ships and the database has not seen: new articles, as public, and new
 * editions of those that nobody here has touched. What was edited, made a draft or removed stays as it is. Leaves no line
 * in the history, as nobody did it. Returns the slugs of what was written.
 */
export async function seedArticles(act: AnyAct, folder: string = SHIPPED_FOLDER): Promise<string[]> {
  const { shipped, order } = readShipped(folder)
  const before = await readSeen(act)
  const news = shipped.filter(({ slug, digest }) => before.get(slug) !== digest)
  if (news.length === 0) return []
  const { articles, problems } = await readArticleSet(news.flatMap(({ files }) => files))
  const [first] = problems
  if (first) throw new Error(`${first.file}:${first.line ?? 1}: ${first.problem} ${first.detail}`)
  const result = await inTransaction(act, async (act) => {
    // Another process may have been quicker.
    const seen = await readSeen(act)
    const written: string[] = []
    for (const { slug, digest } of news.filter((one) => seen.get(one.slug) !== one.digest)) {
      const sent = articles.get(slug)
      const article = sent && inBothLanguages(sent)
      if (article && (await bringIn(act, article, seen.get(slug)))) written.push(slug)
      await noteSeen(act, slug, digest)
    }
    await placeNew(act, { slugs: written.filter((slug) => !seen.has(slug)), order })
    return accept(written)
  })
  return result.value
}

const readSeen = async ({ db }: AnyAct): Promise<Map<string, string>> =>
  new Map((await db.selectFrom('article_shipped').selectAll().execute()).map(({ slug, digest }) => [slug, digest]))

function inBothLanguages({ texts: { fr, en }, ...article }: SentArticle): Article | null {
  return fr && en ? { ...article, texts: { fr, en } } : null
}

const noteSeen = ({ db }: AnyAct, slug: string, digest: string) =>
  db
    .insertInto('article_shipped')
    .values({ slug, digest })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet({ digest }))
    .execute()

/** Whether it was written. `before`: the digest of the edition that came last, if one ever did. */
async function bringIn(act: AnyAct, article: Article, before: string | undefined): Promise<boolean> {
  const kept = await findKeptBySlug(act, article.slug)
  if (!kept) {
    if (before === undefined) await insertArticle(act, article, LAST)
    return before === undefined
  }
  const files = LANGUAGES.toSorted().map((language) => writeArticleFile(kept, language))
  const isUntouched = kept.state === article.state && digestOf(files) === before
  if (isUntouched) await updateArticle(act, kept.id, article)
  return isUntouched
}

/** Until it has its place. */
const LAST = 1_000_000

/** Each new one comes after the one that it follows in the order, wherever that was moved to. */
async function placeNew(act: AnyAct, { slugs, order }: { slugs: string[]; order: string[] }): Promise<void> {
  if (slugs.length === 0) return
  const all = await listPlaces(act)
  const fresh = new Set(slugs)
  const placed = all.filter(({ slug }) => !fresh.has(slug))
  for (const [at, slug] of order.entries()) {
    const one = fresh.has(slug) && all.find((row) => row.slug === slug)
    if (!one) continue
    const neighbour = order.slice(0, at).findLast((before) => placed.some((row) => row.slug === before))
    placed.splice(placed.findIndex((row) => row.slug === neighbour) + 1, 0, one)
  }
  const rest = all.filter((row) => !placed.includes(row))
  await keepOrder(
    act,
    all,
    [...placed, ...rest].map(({ id }) => id),
  )
}
