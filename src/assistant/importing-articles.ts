import { setImmediate } from 'node:timers/promises'
import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { sha256 } from '../values/random.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { listArticles, listPlaces } from './article-queries.ts'
import { articleFileName } from './article-files.ts'
import {
  contentMark,
  type FileProblem,
  type ImportPlan,
  type ImportRefusal,
  isWritten,
  keepsArticles,
  type KeptArticle,
  LANGUAGES,
  LIMITS,
  type MarkedPlan,
  NO_TEXT,
  orderedBy,
  STATES,
} from './article-rules.ts'
import type { ArticleSet, SentArticle } from './article-sets.ts'
import { changeArticle, insertArticle, keepOrder, tellAdded } from './editing-articles.ts'
import type { Article } from './rules.ts'

/** After so many others are served. */
const TOGETHER = 25

type Change = { kept: KeptArticle | null; after: Article }
type Prepared = { plan: ImportPlan; changes: Change[] }
/** What an import would do. Writes nothing. */
export async function planImport(act: AnyAct, set: ArticleSet): Promise<MarkedPlan> {
  const { plan } = await prepare(act, set)
  return { ...plan, mark: markOf(plan) }
}

const markOf = (plan: ImportPlan): string => sha256(JSON.stringify(plan)).slice(0, 32)

/**
 * Brings the articles in: all of them or none. An article of which one language was sent keeps its other one. `mark`: that
 * of the plan that was shown; what would be done now must be the same. Null where nothing was shown before.
 */
export const importArticles = (
  act: AnyAct,
  set: ArticleSet,
  mark: string | null,
): Promise<Result<ImportPlan, ImportRefusal>> =>
  inTransaction(act, async (act): Promise<Result<ImportPlan, ImportRefusal>> => {
    if (!keepsArticles(act.actor)) return refuse('not-found')
    if (set.articles.size === 0 && !set.order) return refuse('nothing-sent')
    const { plan, changes } = await prepare(act, set)
    if (plan.problems.length > 0) return refuse('has-problems')
    if (mark !== null && markOf(plan) !== mark) return refuse('changed-meanwhile')
    if (!(await write(act, changes))) return refuse('changed-meanwhile')
    if (set.order) await reorder(act, set.order)
    return accept(plan)
  })

/** False when one of them is not as it was when this began. */
async function write(act: AnyAct, changes: Change[]): Promise<boolean> {
  let last = (await listPlaces(act)).at(-1)?.position ?? 0
  for (const [at, { kept, after }] of changes.entries()) {
    if (at % TOGETHER === TOGETHER - 1) await setImmediate()
    if (!kept) await tellAdded(act, await insertArticle(act, after, ++last), after)
    else if (!(await changeArticle(act, { id: kept.id, seen: kept.seen }, after)).ok) return false
  }
  return true
}

async function prepare(act: AnyAct, { articles, order, ignored, problems }: ArticleSet): Promise<Prepared> {
  const all = await listArticles(act, { states: STATES })
  const known = new Map(all.map((article) => [article.slug, article]))
  const plan: ImportPlan = {
    added: [],
    changed: [],
    unchanged: [],
    isReordered: false,
    ignored,
    problems: [...problems],
  }
  const changes: Change[] = []
  for (const sent of articles.values()) {
    const kept = known.get(sent.slug) ?? null
    const after = merge(kept, sent)
    plan.problems.push(...whatLacks(after))
    if (kept && contentMark(after) === kept.seen) plan.unchanged.push(sent.slug)
    else {
      changes.push({ kept, after })
      plan[kept ? 'changed' : 'added'].push(sent.slug)
    }
  }
  if (all.length + plan.added.length > LIMITS.articles)
    plan.problems.push({ file: '', line: null, problem: 'too-many', detail: String(all.length + plan.added.length) })
  const slugs = [...known.keys(), ...plan.added]
  plan.isReordered = order !== null && orderedBy(slugs, order).some((slug, at) => slug !== slugs[at])
  return { plan, changes }
}

const merge = (kept: KeptArticle | null, { slug, audience, state, texts }: SentArticle): Article => ({
  slug,
  audience,
  state,
  texts: {
    fr: texts.fr ?? kept?.texts.fr ?? NO_TEXT,
    en: texts.en ?? kept?.texts.en ?? NO_TEXT,
  },
})

/** What is read by people and by the assistant is there in both languages. */
function whatLacks({ slug, state, texts }: Article): FileProblem[] {
  const lacking = (language: Language): FileProblem => ({
    file: articleFileName(slug, language),
    line: null,
    problem: 'language-missing',
    detail: slug,
  })
  return state === 'draft' ? [] : LANGUAGES.filter((language) => !isWritten(texts[language])).map(lacking)
}

async function reorder(act: AnyAct, order: string[]): Promise<void> {
  const all = await listPlaces(act)
  const ids = new Map(all.map(({ id, slug }) => [slug, id]))
  const slugs = all.map(({ slug }) => slug)
  const wanted = orderedBy(slugs, order)
  if (wanted.every((slug, at) => slug === slugs[at])) return
  await keepOrder(
    act,
    all,
    wanted.flatMap((slug) => ids.get(slug) ?? []),
  )
}
