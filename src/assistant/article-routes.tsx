import { type Context, Hono } from 'hono'
import { ArticleListPage, ArticleListPanel, type ArticleListProps } from '../../views/assistant/article-list-page.tsx'
import { articleWords } from '../../views/words/articles.ts'
import { form } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, isFragment, plain, show, type SignedInEnv, type Status } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { writeZip } from '../outside/zip.ts'
import { sendDownload } from '../http/download.ts'
import { paths, withQuery } from '../urls.ts'
import { parisDate } from '../values/dates.ts'
import { moveForm } from './article-forms.ts'
import { countArticles, findKeptArticle, listArticles, searchArticles } from './article-queries.ts'
import { isState, STATES } from './article-rules.ts'
import { writeArticleSet } from './article-sets.ts'
import { moveArticle } from './editing-articles.ts'

type Told = Pick<ArticleListProps, 'refusal' | 'moved'>
type Move = { id: number; to: 'up' | 'down' }

async function readList(c: Context<SignedInEnv>): Promise<ArticleListProps> {
  const { act, scene } = c.var
  const [q, named] = [(c.req.query('q') ?? '').slice(0, 200), c.req.query('state') ?? '']
  const state = isState(named) ? named : null
  const page = await searchArticles(act, scene.language, { q, state, paging: pagingOf(c) })
  return { page, counts: await countArticles(act), q, state }
}

async function showList(c: Context<SignedInEnv>, told: Told = {}, status: Status = 200) {
  const props = { ...(await readList(c)), ...told }
  return show(c, { page: <ArticleListPage {...props} />, panel: <ArticleListPanel {...props} /> }, status)
}

const movePosted = form<SignedInEnv, typeof moveForm>(moveForm, (c) => showList(c, {}, 422))

async function move(c: Context<SignedInEnv>, { id, to }: Move) {
  const { act, scene } = c.var
  const words = articleWords[scene.language]
  const article = await findKeptArticle(act, id)
  if (!article) return showList(c, { refusal: words.refusals['not-found'] }, 404)
  const title = article.texts[scene.language].title || article.slug
  const { page, size } = pagingOf(c)
  const list = withQuery(paths.articles, { page: page === 1 ? null : page, rows: size === 25 ? null : size })
  const result = await submitOnce(c, {
    act,
    command: (act) => moveArticle(act, id, to),
    landing: ({ position }) => ({
      to: `${list}#${to}-${id}`,
      notice: { tone: 'good', text: words.movedNotice(title, position) },
    }),
  })
  if (!result.ok) return showList(c, { refusal: words.refusals[result.refusal] }, 409)
  // The button that was pressed says the new place itself: the focus stays on it, for the next step.
  const notice = isFragment(c) ? null : result.value.notice
  return goTo(c, { ...result.value, notice }, async () => (
    <ArticleListPanel {...await readList(c)} moved={{ id, to }} />
  ))
}

/** All articles as the import takes them, in their order. */
async function sendArchive(c: Context<SignedInEnv>) {
  const articles = await listArticles(c.var.act, { states: STATES })
  const entries = writeArticleSet(articles).map(({ name, text }) => ({ name, content: Buffer.from(text) }))
  const body = writeZip(entries)
  const name = `${plain(c).var.world.config.brand}-articles-${parisDate(c.var.act.now)}.zip`.toLowerCase()
  return sendDownload(c, { name, type: 'zip', size: body.length, body })
}

const own = [signedIn, operatorsOnly] as const

/** The list of the articles, their order, and all of them as an archive. Mounted before a single one's pages. */
export const articleLists = new Hono<SignedInEnv>()
  .get(paths.articles, ...own, (c) => showList(c))
  .get(paths.articlesExport, ...own, (c) => sendArchive(c))
  .post(paths.articlesOrder, ...own, movePosted, (c) => {
    const { up, down } = c.req.valid('form')
    const id = up ?? down
    return id === undefined ? showList(c, {}, 422) : move(c, { id: Number(id), to: up === undefined ? 'down' : 'up' })
  })
