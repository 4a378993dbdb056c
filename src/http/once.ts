import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { sql } from 'kysely'
import type { Notice } from '../../views/layout/scene.ts'
import type { AnyAct } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Refusal, type Result } from '../values/result.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { paths } from '../urls.ts'
import { sha256 } from '../values/random.ts'
import { type Env, plain } from './page.tsx'

/** Where a form lands after its success, and what is said there. */
export type Landing = { to: string; notice: Notice | null }

type Submission<A extends AnyAct, V, R extends string> = {
  act: A
  command: (act: A) => Promise<Result<V, R>>
  landing: (value: V) => Landing
}

/**
 * Runs a command at most once for the form it was sent from (hidden field `once`).
 * The submission is kept in the command's own transaction: a double click, a replay after a kill or a second tab
 * changes nothing and lands on the first one's result. The same form with something changed is another submission.
 */
export async function submitOnce<E extends Env, A extends AnyAct, V, R extends string>(
  c: Context<E>,
  { act, command, landing }: Submission<A, V, R>,
): Promise<{ ok: true; value: Landing } | Refusal<R>> {
  const form = await readSent(plain(c))
  return inTransaction(act, async (act): Promise<{ ok: true; value: Landing } | Refusal<R>> => {
    const secret = plain(c).req.param('token')
    const earlier = form && (await findSubmission(act, form))
    if (earlier) return accept(withSecret(earlier, secret))
    // A form may take minutes to arrive: rights are those of now, not of when its first byte came.
    const actor = act.actor && (await readCurrentActor(act.db, act.actor.id, act.now))
    if (act.actor && !actor) return accept({ to: paths.signIn, notice: null })
    const result = await command({ ...act, actor })
    if (!result.ok) return result
    const to = landing(result.value)
    if (form) await keepSubmission(act, form, withoutSecret(to, secret))
    if (form && actor) await forgetKeptForm(act.db, actor.id, form)
    return accept(to)
  })
}

/** Whoever sends a form of a link again holds the link: where it lands is kept without its token. */
const withoutSecret = (landing: Landing, secret: string | undefined): Landing =>
  secret === undefined ? landing : { ...landing, to: landing.to.replaceAll(secret, PLACE) }
const withSecret = (landing: Landing, secret: string | undefined): Landing =>
  secret === undefined ? landing : { ...landing, to: landing.to.replaceAll(PLACE, secret) }
const PLACE = ':token'

/** What tells one submission from another: the form's token, where it went, and what was in it. */
type Sent = { once: string; path: string; whole: string }

const onceIn = ({ once }: Record<string, unknown>): string | null =>
  typeof once === 'string' && /^[\w-]{16,64}$/.test(once) ? once : null

/** What tells one drawing of a form from another: its hidden field `once`. */
export const readOnce = async (c: Context<Env>): Promise<string | null> => onceIn(await readBody(c))

async function readSent(c: Context<Env>): Promise<Sent | null> {
  const body = await readBody(c)
  const once = onceIn(body)
  if (once === null) return null
  const fields = Object.entries(body).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { once, path: c.req.path, whole: JSON.stringify([c.req.path, fields]) }
}

async function readBody(c: Context<Env>): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody({ all: true })
  } catch (cause) {
    throw new HTTPException(400, { message: 'A form that cannot be read', cause })
  }
}

/** Each person's submissions are their own; one made before signing in belongs to whoever holds the form. */
const tokenOf = ({ whole }: Sent, userId: number | null): string => sha256(`${userId ?? 'nobody'} ${whole}`)

async function findSubmission({ db, actor }: AnyAct, form: Sent): Promise<Landing | null> {
  const tokens = [tokenOf(form, null), ...(actor ? [tokenOf(form, actor.id)] : [])]
  const row = await db.selectFrom('form_submission').selectAll().where('token', 'in', tokens).executeTakeFirst()
  if (!row) return null
  return { to: row.landing, notice: row.notice ? (JSON.parse(row.notice) as Notice) : null }
}

const keepSubmission = ({ db, actor, now }: AnyAct, form: Sent, { to, notice }: Landing) =>
  db
    .insertInto('form_submission')
    .values({
      token: tokenOf(form, actor?.id ?? null),
      user_id: actor?.id ?? null,
      landing: to,
      notice: notice && JSON.stringify(notice),
      at: now.toISOString(),
    })
    .execute()

/** What a lapsed session had typed has been sent after all: its one-time token tells it from another form of the page. */
const forgetKeptForm = (db: Db, userId: number, { path, once }: Sent) =>
  db
    .deleteFrom('kept_form')
    .where('user_id', '=', userId)
    .where('path', '=', path)
    .where(sql<number>`instr(body, ${JSON.stringify(['once', once])})`, '>', 0)
    .execute()
