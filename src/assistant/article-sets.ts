import type { Language } from '../act.ts'
import {
  articleFileName,
  type ArticleFile,
  type NamedText,
  parseArticleFile,
  writeArticleFile,
} from './article-files.ts'
import { type FileProblem, isSlug, isWritten, LANGUAGES, LIMITS } from './article-rules.ts'
import type { Article, ArticleText } from './rules.ts'

/** Beside the articles: their slugs in order, one a line. */
export const ORDER_FILE = 'order.txt'

/** An article of which one language may not have been sent. */
export type SentArticle = Omit<Article, 'texts'> & { texts: Partial<Record<Language, ArticleText>> }
export type ArticleSet = {
  articles: Map<string, SentArticle>
  /** Null when no order was sent. */
  order: string[] | null
  ignored: string[]
  problems: FileProblem[]
}

export const orderIn = (text: string): string[] => [...new Set(text.split(/\s+/).filter(isSlug))]

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1)
/** What systems put into folders and archives by themselves. */
const isHidden = (name: string): boolean => /(^|\/)(\.|__MACOSX\/|Thumbs\.db$)/.test(name)

/** Files read together: both languages of an article become one. Nothing is looked up. */
export async function readArticleSet(files: NamedText[]): Promise<ArticleSet> {
  const set: ArticleSet = { articles: new Map(), order: null, ignored: [], problems: [] }
  for (const file of files) {
    if (isHidden(file.name)) continue
    if (baseName(file.name) === ORDER_FILE) set.order = orderIn(file.text)
    else if (!file.name.endsWith('.md')) set.ignored.push(file.name)
    else await readInto(set, file)
  }
  if (set.articles.size > LIMITS.articles)
    set.problems.push({ file: '', line: null, problem: 'too-many', detail: String(set.articles.size) })
  return set
}

async function readInto(set: ArticleSet, file: NamedText): Promise<void> {
  const { article, problems } = await parseArticleFile(file)
  set.problems.push(...problems)
  if (!article) return
  const { slug, language, audience, state, text } = article
  const other = set.articles.get(slug)
  const problem = other && whyNotTogether(other, article)
  if (problem) set.problems.push({ file: file.name, line: null, ...problem })
  else set.articles.set(slug, { slug, audience, state, texts: { ...other?.texts, [language]: text } })
}

function whyNotTogether(
  other: SentArticle,
  { language, audience, state }: ArticleFile,
): Pick<FileProblem, 'problem' | 'detail'> | null {
  if (other.texts[language]) return { problem: 'twice', detail: '' }
  if (other.audience !== audience) return { problem: 'audience-differs', detail: `${other.audience}, ${audience}` }
  return other.state === state ? null : { problem: 'state-differs', detail: `${other.state}, ${state}` }
}

/** All articles as files, and their order: what `readArticleSet` reads. */
export const writeArticleSet = (articles: Article[]): NamedText[] => [
  ...articles.flatMap((article) =>
    LANGUAGES.filter((language) => isWritten(article.texts[language])).map((language) => ({
      name: articleFileName(article.slug, language),
      text: writeArticleFile(article, language),
    })),
  ),
  { name: ORDER_FILE, text: articles.map(({ slug }) => `${slug}\n`).join('') },
]
