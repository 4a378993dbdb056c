import type { Language } from '../act.ts'
import { type FileProblem, isAudience, isSlug, isState, LANGUAGES, LIMITS, oneLine } from './article-rules.ts'
import { type Fields, readFront, writeFront } from './front-matter.ts'
import type { Article, ArticleState, ArticleText, Audience } from './rules.ts'

/** One language of an article, as a file: front matter between two lines of three dashes, then Markdown. */
export type ArticleFile = {
  slug: string
  language: Language
  audience: Audience
  state: ArticleState
  text: ArticleText
}
export type NamedText = { name: string; text: string }
type Parsed = { article: ArticleFile | null; problems: FileProblem[] }

const FIELDS = ['slug', 'title', 'audience', 'state', 'variants']

/** `folders/<slug>.<fr|en>.md`, or null for another name. */
export function slugAndLanguage(name: string): { slug: string; language: Language } | null {
  const [, slug = '', ending = ''] = /(?:^|\/)([^/]*)\.([^./]+)\.md$/.exec(name) ?? []
  const language = LANGUAGES.find((one) => one === ending)
  return language && isSlug(slug) ? { slug, language } : null
}

export const articleFileName = (slug: string, language: Language): string => `${slug}.${language}.md`

/** One language as a file, such that reading and writing it again gives the same. A public article does not say its state. */
export function writeArticleFile({ slug, audience, state, texts }: Article, language: Language): string {
  const { title, variants, body } = texts[language]
  const front = { slug, title, audience, ...(state !== 'public' && { state }), variants }
  return `---\n${writeFront(front)}---\n${body}\n`
}

/** Reads one file. All that is wrong with it is told at once, each with its line. */
export async function parseArticleFile({ name: file, text: raw }: NamedText): Promise<Parsed> {
  const named = slugAndLanguage(file)
  const text = raw.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  const [, head, body = ''] = /^---[ \t]*\n([^]*?\n)?---[ \t]*(?:\n([^]*))?$/.exec(text) ?? []
  if (!named) return wrong([{ file, line: null, problem: 'name-wrong', detail: '' }])
  if (head === undefined) return wrong([{ file, line: 1, problem: 'no-front-matter', detail: '' }])
  const { fields, broken } = await readFront(head)
  // The front matter begins on the second line of the file.
  if (broken.length > 0)
    return wrong(broken.map(({ line, detail }) => ({ file, line: line + 1, problem: 'yaml-wrong', detail })))
  const bodyLine = text.slice(0, text.length - body.length).split('\n').length
  return check(file, { ...named, fields, body: body.trim(), bodyLine })
}

const wrong = (problems: FileProblem[]): Parsed => ({ article: null, problems })

type Found = { slug: string; language: Language; fields: Fields; body: string; bodyLine: number }
type Say = (problem: FileProblem['problem'], field: string | null, detail?: string) => void

function check(file: string, { slug, language, fields, body, bodyLine }: Found): Parsed {
  const problems: FileProblem[] = []
  const say: Say = (problem, field, detail = '') => {
    const at = fields.get(field ?? '')
    const line = field === null ? bodyLine : at ? at.line + 1 : 1
    problems.push({ file, line, problem, detail })
  }
  for (const name of fields.keys()) if (!FIELDS.includes(name)) say('field-unknown', name, name)
  const text = textIn(fields)
  if (text('slug') !== slug) say('slug-differs', 'slug', text('slug'))
  const audience = readAudience(text('audience'), say)
  const state = readState(text('state') || 'public', say)
  const written = { title: text('title'), body, variants: readVariants(fields.get('variants')?.value, say) }
  checkText(written, say)
  if (problems.length > 0 || !audience || !state) return wrong(problems)
  return { article: { slug, language, audience, state, text: written }, problems }
}

const textIn =
  (fields: Fields) =>
  (name: string): string => {
    const value = fields.get(name)?.value
    return typeof value === 'string' ? oneLine(value) : ''
  }

function readAudience(text: string, say: Say): Audience | null {
  if (isAudience(text)) return text
  say('audience-wrong', 'audience', text)
  return null
}

function readState(text: string, say: Say): ArticleState | null {
  if (isState(text)) return text
  say('state-wrong', 'state', text)
  return null
}

function checkText({ title, body }: ArticleText, say: Say): void {
  if (title === '') say('title-missing', 'title')
  if (title.length > LIMITS.title) say('title-too-long', 'title')
  if (body === '') say('body-missing', null)
  if (body.length > LIMITS.body) say('body-too-long', null)
}

function readVariants(value: string | string[] | null | undefined, say: Say): string[] {
  if (value === undefined || value === '') return []
  if (!Array.isArray(value)) {
    say('variants-wrong', 'variants')
    return []
  }
  const variants = [...new Set(value.map(oneLine).filter((variant) => variant !== ''))]
  const tooLong = variants.find((variant) => variant.length > LIMITS.variant)
  if (tooLong !== undefined) say('variants-wrong', 'variants', `${tooLong.slice(0, 60)}…`)
  if (variants.length > LIMITS.variants) say('too-many-variants', 'variants', String(variants.length))
  return variants
}
