import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type Asked, ArticleImportPage } from '../../views/assistant/article-import-page.tsx'
import { articleImportWords } from '../../views/words/article-import.ts'
import { isMultipart, limitedBody } from '../http/guard.ts'
import { findKeptFiles, forgetKeptFiles, keepFiles } from '../http/kept-files.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, plain, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { filesOf } from '../http/upload.ts'
import { uploadsNotTooOften } from '../http/upload-limit.ts'
import { writeZip } from '../outside/zip.ts'
import { paths } from '../urls.ts'
import type { NamedText } from './article-files.ts'
import type { ImportRefusal } from './article-rules.ts'
import { type ArticleSet, readArticleSet } from './article-sets.ts'
import { importArticles, planImport } from './importing-articles.ts'
import { readSentFiles } from './reading-sent-files.ts'

/** Of all files together. */
const SENT = 6 * 1024 * 1024
const KEPT = 8 * 1024 * 1024

const STATUS: Record<ImportRefusal, Status> = {
  'not-found': 404,
  'has-problems': 422,
  'changed-meanwhile': 409,
  'nothing-sent': 409,
}

const showImport = (c: Context<SignedInEnv>, asked: Asked = {}, status: Status = 200) =>
  showPage(c, <ArticleImportPage {...asked} />, status)

async function readBody(c: Context<SignedInEnv>) {
  try {
    return await c.req.parseBody({ all: true })
  } catch (cause) {
    throw new HTTPException(400, { message: 'A form that cannot be read', cause })
  }
}

/** First step: what the files would do. They are kept for a day, under the form's token, for the second. */
async function check(c: Context<SignedInEnv>) {
  const body = await readBody(c)
  const chosen = [body['files'] ?? []].flat().filter((file): file is File => file instanceof File && file.name !== '')
  const sent = await Promise.all(
    chosen.map(async (file) => ({ name: file.name, content: Buffer.from(await file.arrayBuffer()) })),
  )
  const { files, problems } = await readSentFiles(sent)
  const set = await readArticleSet(files)
  set.problems.unshift(...problems)
  if (set.articles.size === 0 && set.problems.length === 0 && !set.order) return showImport(c, { isMissing: true }, 422)
  const plan = await planImport(c.var.act, set)
  if (plan.problems.length > 0) return showImport(c, { plan }, 422)
  const token = typeof body['once'] === 'string' && /^[\w-]{16,64}$/.test(body['once']) ? body['once'] : null
  if (token === null) throw new HTTPException(400, { message: 'A form without its token' })
  await keep(c, token, files)
  return showImport(c, { plan, token })
}

const FIELD = 'articles'

async function keep(c: Context<SignedInEnv>, token: string, files: NamedText[]): Promise<void> {
  const archive = writeZip(files.map(({ name, text }) => ({ name, content: Buffer.from(text) })))
  const received = await filesOf(c).receive(Readable.from([archive]), KEPT)
  if (!received.ok) throw new HTTPException(413, { message: 'An archive that is too large' })
  const { hash, size } = received.value
  await received.value.keep()
  await keepFiles(c.var.act, token, [{ field: FIELD, hash, size, name: 'articles.zip', type: 'zip' }])
}

async function readKept(c: Context<SignedInEnv>, token: string): Promise<ArticleSet | null> {
  const kept = (await findKeptFiles(plain(c).var.anyAct, token)).find(({ field }) => field === FIELD)
  const found = kept && (await filesOf(c).find(kept.hash))
  if (!found) return null
  const content = Buffer.from(await new Response(found.stream).arrayBuffer())
  const { files } = await readSentFiles([{ name: 'articles.zip', content }])
  return readArticleSet(files)
}

const NO_SET: ArticleSet = { articles: new Map(), order: null, ignored: [], problems: [] }

/** Second step: what was shown is done, all of it or nothing. */
async function bringIn(c: Context<SignedInEnv>) {
  const { act, scene } = c.var
  const { kept: token, mark } = await readBody(c)
  if (typeof token !== 'string' || typeof mark !== 'string') return showImport(c, { isMissing: true }, 422)
  const set = await readKept(c, token)
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      const done = await importArticles(act, set ?? NO_SET, mark)
      if (done.ok) await forgetKeptFiles(act, token)
      return done
    },
    landing: ({ added, changed }) => ({
      to: paths.articles,
      notice: { tone: 'good', text: articleImportWords[scene.language].doneNotice(added.length, changed.length) },
    }),
  })
  if (result.ok) return goTo(c, result.value)
  const { refusal } = result
  return showImport(c, { refusal, ...(set && { plan: await planImport(act, set), token }) }, STATUS[refusal])
}

const own = [signedIn, operatorsOnly] as const

/** Bringing articles in: first what it would do, then doing it. Mounted before a single article's pages. */
export const articleImport = new Hono<SignedInEnv>()
  .get(paths.articlesImport, ...own, (c) => showImport(c))
  .post(paths.articlesImport, ...own, uploadsNotTooOften, limitedBody(SENT), (c) =>
    isMultipart(plain(c)) ? check(c) : bringIn(c),
  )
