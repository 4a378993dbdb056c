import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { CompiledQuery, sql } from 'kysely'
import type { Viewer } from '../../views/layout/scene.ts'
import type { Actor, Language } from '../act.ts'
import { type Found, readActor } from '../auth/sessions.ts'
import type { Db } from '../db/tables.ts'
import { SPACES } from '../subscriptions/rules.ts'
import { isPolled, paths, url, withQuery } from '../urls.ts'
import { COUNT_LIMIT } from '../values/page.ts'
import { holdsSpace, managed, managesAny } from '../values/reach.ts'
import { randomToken } from '../values/random.ts'
import { takeNotice } from './flash.ts'
import { firstTexts } from './first-texts.ts'
import { isMultipart } from './guard.ts'
import { type Env, plain, type SignedInEnv } from './page.tsx'
import { countWaitingChats } from './waiting-chats.ts'
import { countOpenTickets } from './waiting-tickets.ts'
import { instanceOf, type World } from './world.ts'

/**
 * Host-bound and Secure where the site is served over https; plain http (a demonstration) cannot have that.
 * Cookies know no ports: several sites on one machine keep theirs apart by name.
 */
export function sessionCookie(publicUrl: string) {
  const { protocol, port } = new URL(publicUrl)
  return protocol === 'https:'
    ? ({ name: '__Host-guichet', options: { path: '/', httpOnly: true, sameSite: 'Lax', secure: true } } as const)
    : ({ name: port ? `guichet-${port}` : 'guichet', options: { path: '/', httpOnly: true, sameSite: 'Lax' } } as const)
}

/** The cookie of a browser's conversation. It ends with the session: the next at a shared machine begins with none. */
export function talkCookie(publicUrl: string) {
  const { name, options } = sessionCookie(publicUrl)
  return { name: `${name}-talk`, options }
}

const LANGUAGE_COOKIE = 'guichet_language'
const YEAR = 365 * 24 * 3600

/** Remembers the language of somebody who has no account to keep it in. */
export const keepLanguage = (c: Context, language: Language): void =>
  setCookie(c, LANGUAGE_COOKIE, language, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: YEAR })

function languageOf(c: Context): Language {
  const chosen = getCookie(c, LANGUAGE_COOKIE)
  if (chosen === 'fr' || chosen === 'en') return chosen
  const first = (c.req.header('accept-language') ?? '').toLowerCase().split(',')[0] ?? ''
  return first.startsWith('en') ? 'en' : 'fr'
}

const REQUESTS = ['membership_request', 'subscription_request'] as const
/** Asked on every page: its text is made once. */
const WAITING_IN = `select ${REQUESTS.map(
  (kind) => `(select coalesce(sum(total), 0) from ${kind}_count
    where state = 'pending' and structure_id in (select value from json_each(?)))`,
).join(' + ')} as total`

/** What waits for a manager: from the counters for whole structures, counted up to a limit for services alone. */
export async function countWaiting(db: Db, actor: Actor): Promise<number> {
  const mine = managed(actor)
  const services = mine.flatMap((one) => one.services)
  let waiting = await countInStructures(
    db,
    mine.filter((one) => one.whole).map((one) => one.structureId),
  )
  for (const kind of REQUESTS) waiting += await countInServices(db, kind, services)
  return waiting
}

async function countInStructures(db: Db, ids: number[]): Promise<number> {
  if (ids.length === 0) return 0
  const query = CompiledQuery.raw(
    WAITING_IN,
    REQUESTS.map(() => JSON.stringify(ids)),
  ) as CompiledQuery<{ total: number }>
  return (await db.executeQuery(query)).rows[0]?.total ?? 0
}

async function countInServices(db: Db, kind: (typeof REQUESTS)[number], ids: number[]): Promise<number> {
  if (ids.length === 0) return 0
  const scope = ids.map((id) => `"v${id}"`).join(' OR ')
  const rows = await db
    .selectFrom(`${kind}_search`)
    .select('rowid')
    .where(sql<boolean>`${sql.table(`${kind}_search`)} match ${`scope : (${scope}) AND scope : "pending"`}`)
    .limit(COUNT_LIMIT)
    .execute()
  return rows.length
}

const READS = new Set(['GET', 'HEAD'])

/** As many as a menu has room for, from the index of states. */
async function countFailedMails(db: Db): Promise<number> {
  const given = db.selectFrom('mail').select('id').where('state', '=', 'given_up').limit(FAILED_MAILS_SHOWN)
  const counted = db.selectFrom(given.as('counted')).select((eb) => eb.fn.countAll<number>().as('total'))
  return (await counted.executeTakeFirstOrThrow()).total
}
const FAILED_MAILS_SHOWN = 1000

const viewerOf = async (db: Db, actor: Actor): Promise<Viewer> => ({
  name: actor.name,
  isOperator: actor.isOperator,
  isManager: managesAny(actor),
  spaces: SPACES.filter((space) => holdsSpace(actor, space)),
  waiting: await countWaiting(db, actor),
  openTickets: await countOpenTickets(db, actor),
  failedMails: actor.isOperator ? await countFailedMails(db) : 0,
  waitingChats: actor.isOperator ? await countWaitingChats(db) : 0,
})

async function findVisit(c: Context, { sessions, dbs, config }: World, now: Date) {
  const id = getCookie(c, sessionCookie(config.publicUrl).name)
  const found: Found = id ? await sessions.find(id, now, { isPolled: isPolled(c.req.path) }) : { state: 'none' }
  return {
    actor: found.state === 'valid' ? await readActor(dbs.read, found.user, now) : null,
    lapsedUserId: found.state === 'lapsed' ? found.userId : null,
    sessionEnds: found.state === 'valid' ? found.endsAt : null,
    shortcuts: found.state === 'valid' && found.user.shortcuts === 1,
    updates: found.state === 'valid' && found.user.page_updates === 1,
  }
}

/** The page that a form was on: where the language switch of an answer to it comes back to. */
function cameFrom(c: Context, publicUrl: string): string {
  const referer = c.req.header('referer')
  if (!referer || !URL.canParse(referer)) return '/'
  const { origin, pathname, search } = new URL(referer)
  return origin === publicUrl ? pathname + search : '/'
}

/** Finds the session, reads the actor's rights anew, and sets the scene of the page. */
export const session = (world: World) => {
  const { dbs, assets, config } = world
  const instance = instanceOf(config)
  return createMiddleware<Env>(async (c, next) => {
    const now = world.now()
    const reads = READS.has(c.req.method)
    const { actor, lapsedUserId, ...visit } = await findVisit(c, world, now)
    const { pathname, search } = new URL(c.req.url)
    c.set('anyAct', { db: reads ? dbs.read : dbs.write, actor, now })
    c.set('lapsedUserId', lapsedUserId)
    c.set('scene', {
      language: actor?.language ?? languageOf(c),
      viewer: actor && (await viewerOf(dbs.read, actor)),
      instance,
      assets,
      here: reads ? pathname + search : cameFrom(c, config.publicUrl),
      now,
      notice: reads ? takeNotice(c) : null,
      once: randomToken(),
      ...visit,
      demo: config.demo,
    })
    return next()
  })
}

/** Lets in who is signed in. Others are sent to sign in and come back; a form sent after the session lapsed is kept for its user. */
export const signedIn = createMiddleware<SignedInEnv>(async (c, next) => {
  const { actor, db, now } = c.var.anyAct
  if (actor) {
    c.set('actor', actor)
    c.set('act', { db, actor, now })
    return next()
  }
  const { pathname, search } = new URL(c.req.url)
  const after = READS.has(c.req.method) ? pathname + search : await keepForm(plain(c))
  const to = withQuery(paths.signIn, { next: after })
  if (c.req.header('HX-Request') !== 'true') return c.redirect(to, 303)
  c.header('HX-Redirect', to)
  return c.body(null, 200)
})

const KEPT_MAX = 60_000

/** The texts of a form without files. */
async function fieldsOf(c: Context<Env>): Promise<[name: string, text: string][]> {
  const body = Object.entries(await c.req.parseBody({ all: true }))
  return body.flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as [string, string]] : [])),
  )
}

/** Keeps what a lapsed user sent, and returns the address where the same user finds it again. Files are not kept. */
async function keepForm(c: Context<Env>): Promise<string | null> {
  const userId = c.var.lapsedUserId
  if (userId === null) return null
  const fields = isMultipart(c) ? await firstTexts(c.req.raw) : await fieldsOf(c)
  const body = fields.filter(([name]) => !/password/i.test(name))
  const text = JSON.stringify(body)
  if (text.length > KEPT_MAX) return null
  const id = randomUUID()
  const { db, now } = c.var.anyAct
  const row = { id, user_id: userId, path: c.req.path, body: text, at: now.toISOString() }
  // What was sent last is what somebody means to send: one form of a page is kept, not all of its tries.
  await db.deleteFrom('kept_form').where('user_id', '=', userId).where('path', '=', row.path).execute()
  await db.insertInto('kept_form').values(row).execute()
  return url(paths.resume, { id })
}

/** Sets the cookie of a session just started. */
export function giveSession(c: Context, publicUrl: string, clearId: string): void {
  const { name, options } = sessionCookie(publicUrl)
  setCookie(c, name, clearId, options)
}

/** The clear id of this request's session, or an empty text. */
export const thisSession = (c: Context, publicUrl: string): string => getCookie(c, sessionCookie(publicUrl).name) ?? ''

/** Takes the cookies back. */
export function dropSession(c: Context, publicUrl: string): void {
  for (const { name, options } of [sessionCookie(publicUrl), talkCookie(publicUrl)]) deleteCookie(c, name, options)
}
