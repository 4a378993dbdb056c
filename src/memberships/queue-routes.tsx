import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Child } from 'hono/jsx'
import { BulkPage, BulkPanel, type BulkProps } from '../../views/memberships/bulk-page.tsx'
import { RequestQueuePage, RequestQueuePanel } from '../../views/memberships/request-queue-page.tsx'
import { RunPage, RunPanel, runText } from '../../views/memberships/run-page.tsx'
import type { Notice } from '../../views/layout/scene.ts'
import { WaitingCount } from '../../views/layout/waiting-count.tsx'
import { bulkWords } from '../../views/words/bulk.ts'
import type { Act } from '../act.ts'
import { listIds } from '../db/request-queue.ts'
import { logError, showNotFound } from '../http/errors.tsx'
import { form, type Rejected, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, isFragment, show, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { countWaiting, signedIn } from '../http/session.ts'
import { managesAny } from '../values/reach.ts'
import { searchIn } from '../values/request-queue.ts'
import { accept } from '../values/result.ts'
import { paths, url, withQuery } from '../urls.ts'
import { approvalsForm, refusalsForm } from './deciding-forms.ts'
import { type BulkDecision, carryOutRun, openRun } from './deciding-in-bulk.ts'
import { readBulk } from './bulk-queries.ts'
import { listHeld } from './holding.ts'
import { readQueue } from './manager-queries.ts'
import { BULK_LIMIT, type GivenRole } from './rules.ts'
import { countRun, findRun, type Run } from './run-queries.ts'

/** True when htmx asks from the queue: the answer then goes into the page that lies beneath the dialog. */
export const isOverQueue = <E extends Env>(c: Context<E>): boolean => {
  const from = c.req.header('HX-Current-URL')
  return (
    isFragment(c) && from !== undefined && URL.canParse(from) && new URL(from).pathname === paths.membershipRequests
  )
}

/** The queue as it is now, at the place where the user was. */
export async function queuePanel({ act, world }: SignedInEnv['Variables'], back: string): Promise<Child> {
  const queue = await readQueue(act, searchIn(new URL(back, world.config.publicUrl)))
  return (
    <>
      <RequestQueuePanel {...queue} />
      <WaitingCount waiting={await countWaiting(act.db, act.actor)} outOfBand />
    </>
  )
}

const backOf = (typed: string | undefined) => backTo(typed, paths.membershipRequests)

/** The ticked requests; with `all` the first others of the same search too, as many as one decision takes. */
async function chosenIds(c: Context<SignedInEnv>): Promise<number[]> {
  const ticked = (c.req.queries('id') ?? []).map(Number).filter(Number.isSafeInteger).slice(0, BULK_LIMIT)
  if (c.req.query('all') !== '1') return ticked
  const search = { ...searchIn(new URL(c.req.url)), state: 'pending' as const }
  const part = { limit: BULK_LIMIT, offset: 0 }
  const others = await listIds(c.var.act, { kind: 'membership_request', search }, part)
  return [...new Set([...ticked, ...others])].slice(0, BULK_LIMIT)
}

const both = (props: BulkProps) => ({ page: <BulkPage {...props} />, panel: <BulkPanel {...props} /> })

const rejected =
  (decision: BulkProps['decision']) =>
  async (c: Context<SignedInEnv>, { typed, errors }: Rejected) => {
    const ids = [typed['id'] ?? []].flat().map(Number).filter(Number.isSafeInteger).slice(0, BULK_LIMIT)
    const role: GivenRole = typedText(typed, 'role') === 'secondary_manager' ? 'secondary_manager' : 'simple_user'
    const props = await readBulk(c.var.act, ids, decision)
    const drawn = { reason: typedText(typed, 'reason'), errors, role }
    return show(c, both({ ...props, ...drawn, back: backOf(typedText(typed, 'back')) }), 422)
  }

/** The result of a run, with the place in the queue that it was begun from. */
const runHref = (id: number, back: string): string =>
  withQuery(url(paths.decisionRun, { id }), { back: back === paths.membershipRequests ? undefined : back })

/** Notes the run, carries it out, and lands on its result; sent twice, it goes on with the same run. */
async function decideMany(
  c: Context<SignedInEnv>,
  ids: number[],
  { what, back }: { what: BulkDecision; back: string },
) {
  const { act } = c.var
  const opened = await submitOnce(c, {
    act,
    command: (act) => openRun(act, ids, what),
    landing: (id) => ({ to: runHref(id, back), notice: null }),
  })
  if (!opened.ok) return showNotFound(c)
  const to = opened.value.to
  const runId = Number(/\/(\d+)(?:\?|$)/.exec(to)?.[1])
  await carryOutRun(act, runId, (error) => logError(c, error))
  c.var.world.wakeMails()
  return goTo(
    c,
    { to, notice: await resultNotice(act, runId, to) },
    isOverQueue(c) ? () => queuePanel(c.var, back) : undefined,
  )
}

async function resultNotice(act: Act, runId: number, to: string): Promise<Notice> {
  const run = await countRun(act, runId)
  const bulk = bulkWords[act.actor.language]
  const clean = run !== undefined && run.left + run.refused === 0
  const text = run ? `${runText(run, bulk)}.` : ''
  return { tone: clean ? 'good' : 'bad', text, link: { href: to, label: bulk.resultDetail } }
}

/** The day is named where a membership begins later. */
async function withDays(act: Act, items: Run['items']) {
  const late = items.flatMap(({ request, outcome }) => (outcome === 'starts-later' ? [request] : []))
  const held = await listHeld(act, late)
  return items.map((item) => ({ ...item, startsOn: held.get(item.request.id)?.startsOn }))
}

/** Before any form is read: who manages nothing finds no such pages. */
const managersOnly = createMiddleware<SignedInEnv>((c, next) =>
  managesAny(c.var.actor) ? next() : Promise.resolve(showNotFound(c)),
)

export const membershipQueue = new Hono<SignedInEnv>()
  .use('/manager/*', signedIn)
  .use('/membership-requests/*', signedIn)
  .get(paths.membershipRequests, managersOnly, async (c) => {
    const props = await readQueue(c.var.act, searchIn(new URL(c.req.url)))
    return show(c, { page: <RequestQueuePage {...props} />, panel: <RequestQueuePanel {...props} /> })
  })
  .get(paths.membershipRequestApprovals, managersOnly, async (c) => {
    const props = await readBulk(c.var.act, await chosenIds(c), 'validate')
    return show(c, both({ ...props, back: backOf(c.req.query('back')) }))
  })
  .get(paths.membershipRequestRefusals, managersOnly, async (c) => {
    const props = await readBulk(c.var.act, await chosenIds(c), 'refuse')
    return show(c, both({ ...props, back: backOf(c.req.query('back')) }))
  })
  .post(
    paths.membershipRequestApprovals,
    managersOnly,
    form<SignedInEnv, typeof approvalsForm>(approvalsForm, rejected('validate')),
    (c) => {
      const { id, role, back } = c.req.valid('form')
      return decideMany(c, id, { what: { decision: 'validate', role }, back: backOf(back) })
    },
  )
  .post(
    paths.membershipRequestRefusals,
    managersOnly,
    form<SignedInEnv, typeof refusalsForm>(refusalsForm, rejected('refuse')),
    (c) => {
      const { id, reason, back } = c.req.valid('form')
      return decideMany(c, id, { what: { decision: 'refuse', reason }, back: backOf(back) })
    },
  )
  .get(paths.decisionRun, managersOnly, async (c) => {
    const run = await findRun(c.var.act, Number(c.req.param('id')))
    if (!run) return showNotFound(c)
    const items = await withDays(c.var.act, run.items)
    const props = { ...run, items, back: backOf(c.req.query('back')) }
    return show(c, { page: <RunPage {...props} />, panel: <RunPanel {...props} /> })
  })
  .post(paths.decisionRun, managersOnly, async (c) => {
    const id = Number(c.req.param('id'))
    if (!(await countRun(c.var.act, id))) return showNotFound(c)
    const to = runHref(id, backOf(c.req.query('back')))
    const resumed = await submitOnce(c, {
      act: c.var.act,
      command: async () => accept(id),
      landing: () => ({ to, notice: null }),
    })
    if (resumed.ok) await carryOutRun(c.var.act, id, (error) => logError(c, error))
    c.var.world.wakeMails()
    return goTo(c, { to, notice: await resultNotice(c.var.act, id, to) })
  })
