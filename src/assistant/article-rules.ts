import type { Actor, Language } from '../act.ts'
import { sha256 } from '../values/random.ts'
import type { Article, ArticleState, ArticleText, Audience } from './rules.ts'

export const AUDIENCES = ['all', 'user', 'manager', 'agent'] as const satisfies Audience[]
export const STATES = ['draft', 'internal', 'public'] as const satisfies ArticleState[]
export const LANGUAGES = ['fr', 'en'] as const satisfies Language[]
export const isAudience = (text: string): text is Audience => AUDIENCES.some((one) => one === text)
export const isState = (text: string): text is ArticleState => STATES.some((one) => one === text)

/** Of characters, and how many variants or articles. */
export const LIMITS = { slug: 60, title: 150, body: 12_000, variant: 200, variants: 300, articles: 2000 } as const

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
export const isSlug = (text: string): boolean => SLUG.test(text) && text.length <= LIMITS.slug

/** An article as it is kept. `seen` changes with its content: who saves says which content they had before them. */
export type KeptArticle = Article & {
  id: number
  position: number
  updatedAt: string
  updatedBy: string | null
  seen: string
}

/** A text of one line: what cannot be seen is gone, no-break spaces stay. */
export const oneLine = (text: string): string =>
  text
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ')
    .trim()

/** Pure. Tells one content from another, whatever the order and the time. */
export function contentMark({ slug, audience, state, texts }: Article): string {
  const told = LANGUAGES.map((language) => [texts[language].title, texts[language].body, texts[language].variants])
  return sha256(JSON.stringify([slug, audience, state, told])).slice(0, 32)
}

/** An article as a reader sees it: `language` is the one asked for or, where it is not written in that, the other. */
export type ReadArticle = ArticleText &
  Pick<Article, 'slug' | 'audience' | 'state'> & { language: Language; isInBoth: boolean; updatedAt: string }

/** A line of the list of all articles; its title in the language asked for or, where it has none yet, the other. */
export type ArticleRow = Pick<KeptArticle, 'id' | 'slug' | 'audience' | 'state' | 'position' | 'updatedAt'> & {
  title: string
  language: Language
}

export const NO_TEXT: ArticleText = { title: '', body: '', variants: [] }
/** A draft may be written in one language only. */
export const isWritten = ({ title, body }: ArticleText): boolean => title !== '' && body !== ''

export type ArticleRefusal = 'not-found' | 'slug-taken' | 'changed-meanwhile' | 'too-many'
export type MoveRefusal = 'not-found' | 'already-there'

/** Pure. The platform support keeps the knowledge base; who acts at the machine itself needs no account. */
export const keepsArticles = (actor: Actor | null): boolean => actor === null || actor.isOperator

/** Pure. Who reads what is not for everybody. */
export const readableStates = (actor: Actor | null): ArticleState[] =>
  actor?.isOperator ? ['internal', 'public'] : ['public']

/**
 * Pure. The order that remains when those of `wanted` come in the order in which it names them: they take each other's
 * places, the rest stays where it is.
 */
export function orderedBy(current: string[], wanted: string[]): string[] {
  const known = new Set(current)
  const ranked = [...new Set(wanted)].filter((slug) => known.has(slug))
  const moved = new Set(ranked)
  let next = 0
  return current.map((slug) => (moved.has(slug) ? (ranked[next++] ?? slug) : slug))
}

/** Pure. The ids in order, with one of them at another place, counted from 1; past an end it is the first or last. */
export function placed(ids: number[], id: number, position: number): number[] {
  const others = ids.filter((one) => one !== id)
  return others.toSpliced(Math.max(0, position - 1), 0, id)
}

/** What is wrong with the form of an article. */
export type ArticleFormError =
  | 'slug-wrong'
  | 'audience-missing'
  | 'state-missing'
  | 'position-wrong'
  | 'title-missing'
  | 'title-too-long'
  | 'body-missing'
  | 'body-too-long'
  | 'variant-too-long'
  | 'too-many-variants'
  | 'choice-wrong'

/** What is wrong with a file of an article. */
export type ArticleProblem =
  | 'name-wrong'
  | 'not-text'
  | 'no-front-matter'
  | 'yaml-wrong'
  | 'field-unknown'
  | 'slug-differs'
  | 'title-missing'
  | 'title-too-long'
  | 'audience-wrong'
  | 'state-wrong'
  | 'variants-wrong'
  | 'too-many-variants'
  | 'body-missing'
  | 'body-too-long'
  | 'twice'
  | 'audience-differs'
  | 'state-differs'
  | 'language-missing'
  | 'too-many'
  | 'archive-broken'
  | 'archive-too-large'
/** `line` counts from 1; null where the whole file is meant. `detail`: what was found, or the YAML reader's own words. */
export type FileProblem = { file: string; line: number | null; problem: ArticleProblem; detail: string }

/** What an import would do with each article. */
export type ImportPlan = {
  added: string[]
  changed: string[]
  unchanged: string[]
  /** Whether those named in `order.txt` change places. */
  isReordered: boolean
  /** Files that are neither articles nor the order. */
  ignored: string[]
  problems: FileProblem[]
}
/** `mark` tells whether an import would still do what was shown. */
export type MarkedPlan = ImportPlan & { mark: string }
export type ImportRefusal = 'has-problems' | 'changed-meanwhile' | 'nothing-sent' | 'not-found'
