import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Language } from '../act.ts'
import type { ArticleTyped } from '../../views/assistant/article-fields.tsx'
import {
  ArticlePage,
  type ArticleProps,
  ArticleRemovalPage,
  ArticleRemovalPanel,
  NewArticlePage,
} from '../../views/assistant/article-page.tsx'
import { PreviewPanel } from '../../views/assistant/article-preview.tsx'
import { articleWords } from '../../views/words/articles.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { isPage } from '../http/own-pages.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { fold } from '../values/text.ts'
import { type ArticleForm, articleForm, linesOf, slugOf, textsOf } from './article-forms.ts'
import { findKeptArticle, listPlaces } from './article-queries.ts'
import { type ArticleRefusal, type KeptArticle, LANGUAGES } from './article-rules.ts'
import { addArticle, changeArticle, removeArticle } from './editing-articles.ts'
import { deadLinksOf } from './markdown-rules.ts'
import type { Article } from './rules.ts'

/** Null stands for a new one. */
type ArticleEnv = { Variables: SignedInEnv['Variables'] & { article: KeptArticle | null } }

const STATUS: Record<ArticleRefusal, Status> = {
  'not-found': 404,
  'slug-taken': 409,
  'changed-meanwhile': 409,
  'too-many': 409,
}

const withArticle = createMiddleware<ArticleEnv>(async (c, next) => {
  const named = c.req.param('id')
  const isNew = named === undefined || (named === 'new' && c.req.path.endsWith('/preview'))
  const article = isNew ? null : await findKeptArticle(c.var.act, Number(named))
  if (article === undefined) return showNotFound(c)
  c.set('article', article)
  return next()
})

/** A question that somebody asked, among those that the article answers: the statistics lead here with it. */
function withQuestion(c: Context<ArticleEnv>, shown: ArticleTyped): ArticleTyped {
  const question = linesOf(c.req.query('question') ?? '')
    .join(' ')
    .slice(0, 200)
  if (question === '') return shown
  const name = c.req.query('language') === 'en' ? 'variantsEn' : 'variantsFr'
  return { ...shown, [name]: [shown[name], question].filter(Boolean).join('\n') }
}

const NOTHING: ArticleTyped = {
  slug: '',
  audience: 'all',
  state: 'draft',
  position: '',
  seen: '',
  titleFr: '',
  bodyFr: '',
  variantsFr: '',
  titleEn: '',
  bodyEn: '',
  variantsEn: '',
}

/** What stands in the form before anything is typed. */
async function shownOf(c: Context<ArticleEnv>): Promise<ArticleTyped> {
  const { article, act } = c.var
  if (!article) return withQuestion(c, NOTHING)
  const { slug, audience, state, seen, texts } = article
  const places = await listPlaces(act)
  return withQuestion(c, {
    slug,
    audience,
    state,
    seen,
    position: String(places.findIndex(({ id }) => id === article.id) + 1),
    titleFr: texts.fr.title,
    bodyFr: texts.fr.body,
    variantsFr: texts.fr.variants.join('\n'),
    titleEn: texts.en.title,
    bodyEn: texts.en.body,
    variantsEn: texts.en.variants.join('\n'),
  })
}

const NAMES = Object.keys(NOTHING) as (keyof ArticleTyped)[]
const typedOf = (typed: Typed): ArticleTyped => ({
  ...NOTHING,
  ...Object.fromEntries(NAMES.map((name) => [name, typedText(typed, name) ?? ''])),
})

/** All that was typed, before anything is made of it. */
async function readTyped(c: Context<ArticleEnv>): Promise<ArticleTyped> {
  const body = await c.req.parseBody()
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
  return { ...NOTHING, ...Object.fromEntries(NAMES.map((name) => [name, text(name)])) }
}

/** Links to this site in either language that lead nowhere. */
async function deadIn(c: Context<ArticleEnv>, texts: Article['texts']): Promise<string[]> {
  const slugs = new Set((await listPlaces(c.var.act)).map(({ slug }) => slug))
  const looks = { isPage: (path: string) => isPage(c.var.world, path), has: (slug: string) => slugs.has(slug) }
  return [...new Set(LANGUAGES.flatMap((language) => deadLinksOf(texts[language].body, looks)))]
}

type Answer = { shown?: ArticleTyped } & Pick<ArticleProps, 'errors' | 'refusal' | 'preview'>

async function propsOf(c: Context<ArticleEnv>, { shown, ...answer }: Answer): Promise<ArticleProps> {
  const { article } = c.var
  const dead = article ? await deadIn(c, article.texts) : []
  return { article, dead, shown: shown ?? (await shownOf(c)), ...answer }
}

const pageOf = ({ article, ...props }: ArticleProps) =>
  article ? <ArticlePage article={article} {...props} /> : <NewArticlePage article={null} {...props} />

const showArticle = async (c: Context<ArticleEnv>, answer: Answer = {}, status: Status = 200) =>
  showPage(c, pageOf(await propsOf(c, answer)), status)

const posted = form<ArticleEnv, typeof articleForm>(articleForm, (c, { typed, errors }) =>
  showArticle(c, { shown: typedOf(typed), errors }, 422),
)

/** The first that is written, in the reader's language if it is. */
const titleOf = (texts: Article['texts'], language: Language): string =>
  texts[language].title || texts.fr.title || texts.en.title

async function save(c: Context<ArticleEnv>, typed: ArticleForm) {
  const { act, article, scene } = c.var
  const texts = textsOf(typed)
  const { audience, state, position, seen } = typed
  const slug = article?.slug ?? (typed.slug || slugOf(fold(titleOf(texts, 'fr'))))
  const shown = await readTyped(c)
  if (slug === '') return showArticle(c, { shown, errors: { slug: 'slug-wrong' } }, 422)
  const input = { slug, audience, state, texts, position: position === '' ? undefined : Number(position) }
  const result = await submitOnce(c, {
    act,
    command: (act) => (article ? changeArticle(act, { id: article.id, seen }, input) : addArticle(act, input)),
    landing: ({ id }) => ({
      to: url(paths.article, { id }),
      notice: { tone: 'good', text: articleWords[scene.language].savedNotice(titleOf(texts, scene.language)) },
    }),
  })
  return result.ok ? goTo(c, result.value) : refused(c, shown, result.refusal)
}

async function refused(c: Context<ArticleEnv>, shown: ArticleTyped, refusal: ArticleRefusal) {
  const { act, article } = c.var
  if (refusal === 'not-found') return showNotFound(c)
  if (refusal !== 'changed-meanwhile' || !article) return showArticle(c, { shown, refusal }, STATUS[refusal])
  // What is kept now is shown beside what was typed: saved once more, that replaces it.
  const now = (await findKeptArticle(act, article.id)) ?? article
  c.set('article', now)
  return showArticle(c, { shown: { ...shown, seen: now.seen }, refusal }, STATUS[refusal])
}

/** Draws what was typed, whatever is still missing; keeps nothing. */
async function preview(c: Context<ArticleEnv>) {
  const shown = await readTyped(c)
  const [variantsFr, variantsEn] = [linesOf(shown.variantsFr), linesOf(shown.variantsEn)]
  const texts = textsOf({ ...shown, variantsFr, variantsEn })
  const looked = { texts, dead: await deadIn(c, texts) }
  return show(c, {
    page: pageOf(await propsOf(c, { shown, preview: looked })),
    panel: <PreviewPanel {...looked} />,
  })
}

function showRemoval(c: Context<ArticleEnv>) {
  const { article } = c.var
  if (!article) return showNotFound(c)
  return show(c, { page: <ArticleRemovalPage article={article} />, panel: <ArticleRemovalPanel article={article} /> })
}

/** A second click finds it gone: it lands where the first one did. */
async function remove(c: Context<ArticleEnv>) {
  const { act, scene } = c.var
  const id = Number(c.req.param('id'))
  const article = await findKeptArticle(act, id)
  const title = article ? titleOf(article.texts, scene.language) : ''
  const result = await submitOnce(c, {
    act,
    command: (act) => removeArticle(act, id),
    landing: () => ({
      to: paths.articles,
      notice: { tone: 'good', text: articleWords[scene.language].removedNotice(title) },
    }),
  })
  return result.ok ? goTo(c, result.value) : showNotFound(c)
}

const own = [signedIn, operatorsOnly] as const

/** Writing an article, changing it, looking at it first, taking it away. */
export const articlePages = new Hono<ArticleEnv>()
  .get(paths.newArticle, ...own, withArticle, (c) => showArticle(c))
  .post(paths.newArticle, ...own, withArticle, posted, (c) => save(c, c.req.valid('form')))
  .post(paths.articlePreview, ...own, withArticle, (c) => preview(c))
  .get(paths.article, ...own, withArticle, (c) => showArticle(c))
  .post(paths.article, ...own, withArticle, posted, (c) => save(c, c.req.valid('form')))
  .get(paths.articleRemoval, ...own, withArticle, (c) => showRemoval(c))
  .post(paths.articleRemoval, ...own, (c) => remove(c))
