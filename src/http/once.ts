import type { Context } from 'hono'
import type { Notice } from '../../views/layout/scene.ts'
import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, type Refusal, type Result } from '../values/result.ts'
import type { Env } from './page.tsx'

/** Where a form lands after its success, and what is said there. */
export type Landing = { to: string; notice: Notice | null }

type Submission<A extends AnyAct, V, R extends string> = {
  act: A
  command: (act: A) => Promise<Result<V, R>>
  landing: (value: V) => Landing
}

/**
 * Runs a command at most once for the form it was sent from (hidden field `once`).
 * The token is kept in the command's own transaction: a double click, a replay after a kill or a second tab
 * changes nothing and lands on the first one's result.
 */
export async function submitOnce<E extends Env, A extends AnyAct, V, R extends string>(
  c: Context<E>,
  { act, command, landing }: Submission<A, V, R>,
): Promise<{ ok: true; value: Landing } | Refusal<R>> {
  const body = await c.req.parseBody()
  const typed = body['once']
  const token = typeof typed === 'string' && /^[\w-]{16,64}$/.test(typed) ? `${typed} ${c.req.path}` : null
  return inTransaction(act, async (act): Promise<{ ok: true; value: Landing } | Refusal<R>> => {
    const earlier = token && (await findSubmission(act, token))
    if (earlier) return accept(earlier)
    const result = await command(act)
    if (!result.ok) return result
    const to = landing(result.value)
    if (token) await keepSubmission(act, token, to)
    return accept(to)
  })
}

async function findSubmission(act: AnyAct, token: string): Promise<Landing | null> {
  const row = await act.db.selectFrom('form_submission').selectAll().where('token', '=', token).executeTakeFirst()
  if (!row || row.user_id !== (act.actor?.id ?? null)) return null
  return { to: row.landing, notice: row.notice ? (JSON.parse(row.notice) as Notice) : null }
}

const keepSubmission = (act: AnyAct, token: string, { to, notice }: Landing) =>
  act.db
    .insertInto('form_submission')
    .values({
      token,
      user_id: act.actor?.id ?? null,
      landing: to,
      notice: notice && JSON.stringify(notice),
      at: act.now.toISOString(),
    })
    .execute()
