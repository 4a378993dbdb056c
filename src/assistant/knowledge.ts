import type { Db } from '../db/tables.ts'
import { listArticles } from './article-queries.ts'
import { indexInPieces, type Knowledge } from './index-rules.ts'
import { readOthers } from './others.ts'
import type { Article } from './rules.ts'

/** What is known, ready to be asked; `articles` by slug. */
export type KnowledgeBase = { knowledge: Knowledge; articles: Map<string, Article> }

/** One process serves one database; tests open several. */
const KEPT = 4
const bases = new Map<string, Promise<KnowledgeBase>>()

/**
 * The articles and their index, made anew when one has changed. Public ones; with `internal` those that the platform
 * support reads, too. Inside a transaction, which may still be undone, nothing is kept.
 */
export async function readKnowledge(db: Db, asked: { internal?: boolean } = {}): Promise<KnowledgeBase> {
  const { base, version } = await db
    .selectFrom('knowledge')
    .select(['base', 'version'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  // Where nothing is internal, one index serves everybody.
  const internal = asked.internal === true && (await hasInternal(db))
  const key = `${base} ${internal} ${version}`
  const known = bases.get(key)
  if (known) return known
  if (db.isTransaction) return readAll(db, internal)
  const reading = readAll(db, internal)
  keep(key, reading)
  // What failed once may succeed the next time.
  reading.catch(() => bases.delete(key))
  return reading
}

const hasInternal = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('article').select('id').where('state', '=', 'internal').limit(1).execute()).length > 0

function keep(key: string, reading: Promise<KnowledgeBase>): void {
  const [base, internal] = key.split(' ')
  for (const old of bases.keys()) if (old.startsWith(`${base} ${internal} `)) bases.delete(old)
  for (const oldest of [...bases.keys()].slice(0, Math.max(0, bases.size - KEPT + 1))) bases.delete(oldest)
  bases.set(key, reading)
}

async function readAll(db: Db, internal: boolean): Promise<KnowledgeBase> {
  const articles = await listArticles({ db }, { states: internal ? ['internal', 'public'] : ['public'] })
  return {
    knowledge: await indexGently(articles),
    articles: new Map(articles.map((article) => [article.slug, article])),
  }
}

/** Others are answered this often while an index is made. */
const AT_MOST_MS = 8

async function indexGently(articles: Article[]): Promise<Knowledge> {
  const pieces = indexInPieces(articles, readOthers())
  for (let since = performance.now(); ;) {
    const { done, value } = pieces.next()
    if (done) return value
    if (performance.now() - since < AT_MOST_MS) continue
    await new Promise(setImmediate)
    since = performance.now()
  }
}
