import { type Context, Hono } from 'hono'
import { SuggestionsPanel } from '../../views/assistant/suggestions.tsx'
import { secondsUntilSuggestions } from '../http/help-limit.ts'
import { type Env, isFragment, showPage } from '../http/page.tsx'
import { paths, withQuery } from '../urls.ts'
import { readKnowledge } from './knowledge.ts'
import type { Topic } from './rules.ts'
import { understand } from './understanding-rules.ts'

/** The beginning of a text says what it is about. */
const READ = 600
const MOST = 3

/** A form made by hand may send a file, or nothing. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The articles that may answer what is being written to the support; none where it is unlike all of them. */
async function suggest(c: Context<Env>): Promise<Topic[]> {
  const { subject, description } = await c.req.parseBody()
  const text = `${textOf(subject)}. ${textOf(description)}`.slice(0, READ)
  if (text.trim().length < 8) return []
  const { knowledge, articles } = await readKnowledge(c.var.world.dbs.read)
  const { verdict, ranked, language } = understand(knowledge, text, { language: c.var.scene.language })
  if (verdict === 'unknown') return []
  return ranked.slice(0, MOST).flatMap(({ slug }) => {
    const article = articles.get(slug)
    return article ? [{ slug, title: article.texts[language].title }] : []
  })
}

/** Beside the ticket form, while one writes. */
export const helpSuggestions = new Hono<Env>().post(paths.helpSuggestions, async (c) => {
  // Whoever writes a lot goes on writing: there are no articles beside it for a while.
  const isTooMuch = (await secondsUntilSuggestions(c)) !== null
  if (isFragment(c)) return showPage(c, <SuggestionsPanel topics={isTooMuch ? [] : await suggest(c)} />)
  const { subject } = await c.req.parseBody()
  return c.redirect(withQuery(paths.help, { q: textOf(subject).slice(0, 200) }), 303)
})
