import { type Context, Hono } from 'hono'
import type { Notice } from '../../views/layout/scene.ts'
import { UserBulkPage, UserBulkPanel, type UserBulkProps } from '../../views/memberships/user-bulk-page.tsx'
import { UserRunPage, UserRunPanel, type UserRunProps, userRunWords } from '../../views/memberships/user-run-page.tsx'
import { runNotice } from '../../views/parts/run-result.tsx'
import { memberWords } from '../../views/words/members.ts'
import { userWords } from '../../views/words/users-en.ts'
import { findBulkRun } from '../auth/run-queries.ts'
import { logError, showNotFound } from '../http/errors.tsx'
import { form, type Rejected, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { accept } from '../values/result.ts'
import { listRemovals } from './user-account-queries.ts'
import { activationsForm, removalsForm } from './user-forms.ts'
import { listRows } from './user-row-queries.ts'
import { USER_RUNS, type UserRunInput, type UserRunKind, USERS_LIMIT } from './user-rules.ts'
import { carryOutUserRun, openUserRun } from './user-running.ts'
import { backToSearch, chosenIds, managersOnly } from './user-search-routes.tsx'

const showBulk = (c: Context<SignedInEnv>, props: UserBulkProps, status: Status = 200) =>
  show(c, { page: <UserBulkPage {...props} />, panel: <UserBulkPanel {...props} /> }, status)

const typedIds = ({ typed }: Rejected): number[] =>
  [typed['id'] ?? []].flat().map(Number).filter(Number.isSafeInteger).slice(0, USERS_LIMIT)

const removals = form<SignedInEnv, typeof removalsForm>(removalsForm, async (c, rejected) => {
  const { typed, errors } = rejected
  const back = backToSearch(typedText(typed, 'back'))
  const comment = typedText(typed, 'comment')
  return showBulk(
    c,
    { act: 'remove', removals: await listRemovals(c.var.act, typedIds(rejected)), back, comment, errors },
    422,
  )
})

const activations = form<SignedInEnv, typeof activationsForm>(activationsForm, async (c, rejected) => {
  const back = backToSearch(typedText(rejected.typed, 'back'))
  const rows = await listRows(c.var.act, typedIds(rejected))
  return showBulk(c, { act: 'resend', rows, back, errors: rejected.errors }, 422)
})

type Many = { kind: UserRunKind; ids: number[]; input: UserRunInput }

/** Notes the run, carries it out, and lands on its result; sent twice, it goes on with the same run. */
async function doMany(c: Context<SignedInEnv>, run: Many) {
  const { act } = c.var
  const opened = await submitOnce(c, {
    act,
    command: (act) => openUserRun(act, run),
    landing: (id) => ({ to: url(paths.userRun, { id }), notice: null }),
  })
  if (!opened.ok) return showNotFound(c)
  const { to } = opened.value
  return carryOut(c, Number(to.split('/').at(-1)), run.kind)
}

async function carryOut(c: Context<SignedInEnv>, id: number, kind: UserRunKind) {
  await carryOutUserRun(c.var.act, id, { kind, failed: (error) => logError(c, error) })
  c.var.world.wakeMails()
  return goTo(c, { to: url(paths.userRun, { id }), notice: await noticeOf(c, id) })
}

/** One of the actor's own runs over users, of either kind. */
async function readRun({ var: { act } }: Context<SignedInEnv>, id: number): Promise<UserRunProps | undefined> {
  for (const kind of USER_RUNS) {
    const run = await findBulkRun(act, id, kind)
    if (run) return { id, kind, items: run.items, back: backToSearch((run.input as UserRunInput).back) }
  }
  return undefined
}

async function noticeOf(c: Context<SignedInEnv>, id: number): Promise<Notice | null> {
  const run = await readRun(c, id)
  const { language } = c.var.act.actor
  return run ? runNotice(run.items, userRunWords(run.kind, userWords[language], memberWords[language])) : null
}

/** Acts on the ticked users, or on all that a search found: what will happen, then what did. */
export const userRuns = new Hono<SignedInEnv>()
  .get(paths.memberRemovals, signedIn, managersOnly, async (c) => {
    const rows = await listRemovals(c.var.act, await chosenIds(c))
    return showBulk(c, { act: 'remove', removals: rows, back: backToSearch(c.req.query('back')) })
  })
  .post(paths.memberRemovals, signedIn, managersOnly, removals, (c) => {
    const { id: ids, comment, back } = c.req.valid('form')
    return doMany(c, { kind: 'membership.remove', ids, input: { comment, back } })
  })
  .get(paths.userActivations, signedIn, managersOnly, async (c) => {
    const rows = await listRows(c.var.act, await chosenIds(c))
    return showBulk(c, { act: 'resend', rows, back: backToSearch(c.req.query('back')) })
  })
  .post(paths.userActivations, signedIn, managersOnly, activations, (c) => {
    const { id: ids, back } = c.req.valid('form')
    return doMany(c, { kind: 'account.activation_resend', ids, input: { comment: '', back } })
  })
  .get(paths.userRun, signedIn, managersOnly, async (c) => {
    const run = await readRun(c, Number(c.req.param('id')))
    return run ? show(c, { page: <UserRunPage {...run} />, panel: <UserRunPanel {...run} /> }) : showNotFound(c)
  })
  .post(paths.userRun, signedIn, managersOnly, async (c) => {
    const run = await readRun(c, Number(c.req.param('id')))
    if (!run) return showNotFound(c)
    const to = url(paths.userRun, { id: run.id })
    const resumed = await submitOnce(c, {
      act: c.var.act,
      command: async () => accept(run.id),
      landing: () => ({ to, notice: null }),
    })
    return resumed.ok ? carryOut(c, run.id, run.kind) : showNotFound(c)
  })
