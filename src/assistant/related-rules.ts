import type { Language } from '../act.ts'
import type { Knowledge } from './index-rules.ts'
import type { Article, Topic } from './rules.ts'
import { closest } from './understanding-rules.ts'

type Base = { knowledge: Knowledge; articles: Map<string, Article> }
type Looked = { language: Language; most: number }

/** Below, what a text and an article share is chance: a question about cooking is 0.03 from an invoice. */
const NEAR = 0.35
const RELATED = 0.6

function topicsBeyond({ knowledge, articles }: Base, text: string, looked: Looked & { least: number }): Topic[] {
  return closest(knowledge, text, looked).flatMap(({ slug, score }) => {
    const article = articles.get(slug)
    return article && score >= looked.least ? [{ slug, title: article.texts[looked.language].title }] : []
  })
}

/** Pure. The articles that a few words resemble most, by title, best first; none that resembles them by chance. */
export const topicsFor = (base: Base, text: string, looked: Looked): Topic[] =>
  topicsBeyond(base, text, { ...looked, least: NEAR })

const found = new WeakMap<Map<string, Article>, Map<string, Topic[]>>()

/** The articles that resemble one of them, found once for as long as none changes. */
export function relatedTo(base: Base, slug: string, { language, most }: Looked): Topic[] {
  const known = found.get(base.articles) ?? new Map<string, Topic[]>()
  found.set(base.articles, known)
  const key = `${language} ${most} ${slug}`
  const title = base.articles.get(slug)?.texts[language].title ?? ''
  const related = known.get(key) ?? topicsBeyond(base, title, { language, most: most + 1, least: RELATED })
  known.set(key, related)
  return related.filter((one) => one.slug !== slug).slice(0, most)
}
