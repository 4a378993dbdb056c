import { type Context, Hono } from 'hono'
import { HelpArticlePage } from '../../views/assistant/help-article-page.tsx'
import { HelpPage, HelpPanel, type HelpProps } from '../../views/assistant/help-page.tsx'
import type { AnyAct } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { type Env, show, showPage } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { readHours } from '../livechat/hours-queries.ts'
import { paths, url } from '../urls.ts'
import { findArticle, findKeptBySlug, listTopics } from './article-queries.ts'
import { AUDIENCES, isAudience, keepsArticles, type ReadArticle } from './article-rules.ts'
import { HOURS_TOPIC, hoursSentences } from './hours-answer-rules.ts'
import { readKnowledge } from './knowledge.ts'
import { plainTextOf } from './markdown-rules.ts'
import { relatedTo, topicsFor } from './related-rules.ts'
import type { Audience } from './rules.ts'
import { languageOf } from './words-rules.ts'

/** Of each group on the first page; a link leads to all of it. */
const FIRST = 40
const FOUND = 10
const RELATED = 4
const EXCERPT = 160

const baseOf = ({ var: { anyAct } }: Context<Env>) =>
  readKnowledge(anyAct.db, { internal: anyAct.actor?.isOperator === true })

/** The beginning of an article, as plain words. */
function excerptOf(body: string): string {
  const text = plainTextOf(body).split('\n')[0] ?? ''
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT).replace(/\s+\S*$/, '')}…` : text
}

async function search(c: Context<Env>, q: string): Promise<HelpProps> {
  const base = await baseOf(c)
  // A question in the other language is answered in it.
  const { fr, en } = base.knowledge
  const language = languageOf(q, c.var.scene.language, { fr: fr.vocabulary, en: en.vocabulary })
  const found = topicsFor(base, q, { language, most: FOUND }).map((topic) => ({
    ...topic,
    language,
    excerpt: excerptOf(base.articles.get(topic.slug)?.texts[language].body ?? ''),
  }))
  return { kind: 'found', q, found }
}

const groupOf = async (c: Context<Env>, audience: Audience, size: number) => {
  const { anyAct, scene } = c.var
  const page = await listTopics(anyAct, { audience, language: scene.language, paging: { page: 1, size } })
  return { audience, topics: page.rows, total: page.total ?? 0 }
}

async function readHelp(c: Context<Env>): Promise<HelpProps> {
  const { anyAct, scene } = c.var
  const [q, group] = [(c.req.query('q') ?? '').trim().slice(0, 300), c.req.query('for') ?? '']
  if (q !== '') return search(c, q)
  if (isAudience(group)) {
    const page = await listTopics(anyAct, { audience: group, language: scene.language, paging: pagingOf(c, 100) })
    return { kind: 'group', audience: group, page }
  }
  const groups = []
  for (const audience of AUDIENCES) groups.push(await groupOf(c, audience, FIRST))
  return { kind: 'all', groups: groups.filter(({ total }) => total > 0) }
}

async function showHelp(c: Context<Env>) {
  const props = await readHelp(c)
  const { anyAct, scene } = c.var
  const hours =
    (await findArticle(anyAct, HOURS_TOPIC, scene.language)) && url(paths.helpArticle, { slug: HOURS_TOPIC })
  return show(c, { page: <HelpPage {...props} hours={hours} />, panel: <HelpPanel {...props} /> })
}

async function showArticle(c: Context<Env>) {
  const { anyAct, scene, world } = c.var
  const slug = c.req.param('slug') ?? ''
  const asked = c.req.query('in')
  const article = await findArticle(anyAct, slug, asked === 'fr' || asked === 'en' ? asked : scene.language)
  if (!article) return showNotFound(c)
  const related = relatedTo(await baseOf(c), slug, { language: scene.language, most: RELATED })
  const canonical = world.config.publicUrl + url(paths.helpArticle, { slug })
  const told = await toldOf(anyAct, article)
  return showPage(c, <HelpArticlePage {...{ article, related, told, canonical }} edit={await editOf(c, article)} />)
}

/** What the assistant says before this article, from the same settings. */
const toldOf = async (act: AnyAct, { slug, language }: ReadArticle): Promise<string[]> =>
  slug === HOURS_TOPIC ? hoursSentences(await readHours(act), act.now, language) : []

/** Where those who keep the articles change this one. */
async function editOf({ var: { anyAct } }: Context<Env>, { slug }: ReadArticle): Promise<string | null> {
  if (!anyAct.actor || !keepsArticles(anyAct.actor)) return null
  const kept = await findKeptBySlug(anyAct, slug)
  return kept ? url(paths.article, kept) : null
}

/** The articles as pages, for whoever would rather look than ask. */
export const help = new Hono<Env>().get(paths.help, showHelp).get(paths.helpArticle, showArticle)
