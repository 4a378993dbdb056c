import type { Language } from '../act.ts'
import type { Knowledge } from './index-rules.ts'
import type { Article, Topic } from './rules.ts'
import { closest } from './understanding-rules.ts'

type Base = { knowledge: Knowledge; articles: Map<string, Article> }

/** Pure. The articles that a few words resemble most, by title, best first. */
export const topicsFor = ({ knowledge, articles }: Base, text: string, looked: { language: Language; most: number }) =>
  closest(knowledge, text, looked).flatMap(({ slug }): Topic[] => {
    const article = articles.get(slug)
    return article ? [{ slug, title: article.texts[looked.language].title }] : []
  })

const found = new WeakMap<Map<string, Article>, Map<string, Topic[]>>()

/** The articles that resemble one of them, found once for as long as none changes. */
export function relatedTo(base: Base, slug: string, { language, most }: { language: Language; most: number }): Topic[] {
  const known = found.get(base.articles) ?? new Map<string, Topic[]>()
  found.set(base.articles, known)
  const key = `${language} ${most} ${slug}`
  const title = base.articles.get(slug)?.texts[language].title ?? ''
  const related =
    known.get(key) ?? topicsFor(base, title, { language, most: most + 1 }).filter((one) => one.slug !== slug)
  known.set(key, related)
  return related.slice(0, most)
}
