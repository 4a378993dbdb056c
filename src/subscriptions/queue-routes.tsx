import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Child } from 'hono/jsx'
import type { Notice } from '../../views/layout/scene.ts'
import { WaitingCount } from '../../views/layout/waiting-count.tsx'
import { runNotice } from '../../views/parts/run-result.tsx'
import { dateText } from '../../views/parts/time.tsx'
import {
  SubscriptionBulkPage,
  SubscriptionBulkPanel,
  type SubscriptionBulkProps,
} from '../../views/subscriptions/bulk-page.tsx'
import { SubscriptionQueuePage, SubscriptionQueuePanel } from '../../views/subscriptions/queue-page.tsx'
import {
  runWordsOf,
  SubscriptionRunPage,
  SubscriptionRunPanel,
  type SubscriptionRunProps,
} from '../../views/subscriptions/run-page.tsx'
import { subscriptionDecisionWords } from '../../views/words/subscription-decisions.ts'
import type { Act } from '../act.ts'
import { listIds } from '../db/request-queue.ts'
import { logError, showNotFound } from '../http/errors.tsx'
import { form, type Rejected, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, isFragment, show, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { countWaiting, signedIn } from '../http/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { managesAny } from '../values/reach.ts'
import { searchIn } from '../values/request-queue.ts'
import { accept } from '../values/result.ts'
import {
  carryOutSubscriptionRun,
  findSubscriptionRun,
  openSubscriptionRun,
  type SubscriptionsDecision,
} from './deciding-in-bulk.ts'
import { subscriptionApprovalsForm, subscriptionRefusalsForm } from './decision-forms.ts'
import { listManagedSubscriptionRequests, readSubscriptionBulk } from './decision-queries.ts'
import { readSubscriptionQueue } from './queue-queries.ts'
import { BULK_LIMIT } from './rules.ts'

/** True when htmx asks from the queue: the answer then goes into the page that lies beneath the dialog. */
export const isOverQueue = <E extends Env>(c: Context<E>): boolean => {
  const from = c.req.header('HX-Current-URL')
  return (
    isFragment(c) && from !== undefined && URL.canParse(from) && new URL(from).pathname === paths.subscriptionRequests
  )
}

/** The queue as it is now, at the place where the user was. */
export async function queuePanel({ act, world }: SignedInEnv['Variables'], back: string): Promise<Child> {
  const queue = await readSubscriptionQueue(act, searchIn(new URL(back, world.config.publicUrl)))
  return (
    <>
      <SubscriptionQueuePanel {...queue} />
      <WaitingCount waiting={await countWaiting(act.db, act.actor)} outOfBand />
    </>
  )
}

const backOf = (typed: string | undefined) => backTo(typed, paths.subscriptionRequests)
const numbersIn = (typed: string[]) => typed.map(Number).filter(Number.isSafeInteger).slice(0, BULK_LIMIT)

/** The ticked requests; with `all` the first others of the same search too, as many as one decision takes. */
async function chosenIds(c: Context<SignedInEnv>): Promise<number[]> {
  const ticked = numbersIn(c.req.queries('id') ?? [])
  if (c.req.query('all') !== '1') return ticked
  const search = { ...searchIn(new URL(c.req.url)), state: 'pending' as const }
  const part = { limit: BULK_LIMIT, offset: 0 }
  const others = await listIds(c.var.act, { kind: 'subscription_request', search }, part)
  return [...new Set([...ticked, ...others])].slice(0, BULK_LIMIT)
}

const both = (props: SubscriptionBulkProps) => ({
  page: <SubscriptionBulkPage {...props} />,
  panel: <SubscriptionBulkPanel {...props} />,
})

/** Asks first: what would happen to each. */
const ask = (decision: SubscriptionBulkProps['decision']) => async (c: Context<SignedInEnv>) => {
  const props = await readSubscriptionBulk(c.var.act, await chosenIds(c), decision)
  return show(c, both({ ...props, back: backOf(c.req.query('back')) }))
}

const rejected =
  (decision: SubscriptionBulkProps['decision']) =>
  async (c: Context<SignedInEnv>, { typed, errors }: Rejected) => {
    const props = await readSubscriptionBulk(c.var.act, numbersIn([typed['id'] ?? []].flat()), decision)
    const drawn = { reason: typedText(typed, 'reason'), errors, back: backOf(typedText(typed, 'back')) }
    return show(c, both({ ...props, ...drawn }), 422)
  }

type Chosen = { ids: number[]; back: string }

/** Notes the run, carries it out, and lands on its result; sent twice, it goes on with the same run. */
async function decideMany(c: Context<SignedInEnv>, { ids, back }: Chosen, what: SubscriptionsDecision) {
  const opened = await submitOnce(c, {
    act: c.var.act,
    command: (act) => openSubscriptionRun(act, ids, { ...what, back }),
    landing: (id) => ({ to: url(paths.subscriptionRun, { id }), notice: null }),
  })
  if (!opened.ok) return showNotFound(c)
  return carryOut(c, Number(opened.value.to.split('/').at(-1)), back)
}

async function carryOut(c: Context<SignedInEnv>, runId: number, back: string | null) {
  const { act, world } = c.var
  await carryOutSubscriptionRun(act, runId, (error) => logError(c, error))
  world.wakeMails()
  const to = url(paths.subscriptionRun, { id: runId })
  const landing = { to, notice: await resultNotice(act, runId) }
  return goTo(c, landing, back !== null && isOverQueue(c) ? () => queuePanel(c.var, back) : undefined)
}

/** A run as its page shows it: who decided meanwhile is told beside what did not change. */
async function readRun(act: Act, id: number): Promise<SubscriptionRunProps | undefined> {
  const run = await findSubscriptionRun(act, id)
  if (!run) return undefined
  const words = subscriptionDecisionWords[act.actor.language]
  const requests = await listManagedSubscriptionRequests(
    act,
    run.items.map((item) => item.id),
  )
  const byId = new Map(requests.map((request) => [request.id, request]))
  const back = backOf(run.back)
  const items = run.items.map((item) => {
    const { deciderName, decided_at } = byId.get(item.id) ?? {}
    const tells = item.outcome?.startsWith('already') && deciderName && decided_at
    return {
      ...item,
      href: byId.has(item.id) ? withQuery(url(paths.subscriptionRequest, { id: item.id }), { back }) : undefined,
      note: tells ? words.byWhom(deciderName, dateText(decided_at, act.actor.language, true)) : undefined,
    }
  })
  return { id, decision: run.decision, items, back }
}

async function resultNotice(act: Act, runId: number): Promise<Notice | null> {
  const run = await findSubscriptionRun(act, runId)
  const words = subscriptionDecisionWords[act.actor.language]
  const link = { href: url(paths.subscriptionRun, { id: runId }), label: words.resultDetail }
  return run ? runNotice(run.items, runWordsOf(run.decision, words), link) : null
}

/** Before any form is read: who manages nothing finds no such pages. */
const managersOnly = createMiddleware<SignedInEnv>((c, next) =>
  managesAny(c.var.actor) ? next() : Promise.resolve(showNotFound(c)),
)

export const subscriptionQueue = new Hono<SignedInEnv>()
  .use('/subscription-requests/*', signedIn)
  .get(paths.subscriptionRequests, signedIn, managersOnly, async (c) => {
    const props = await readSubscriptionQueue(c.var.act, searchIn(new URL(c.req.url)))
    return show(c, { page: <SubscriptionQueuePage {...props} />, panel: <SubscriptionQueuePanel {...props} /> })
  })
  .get(paths.subscriptionRequestApprovals, managersOnly, ask('validate'))
  .get(paths.subscriptionRequestRefusals, managersOnly, ask('refuse'))
  .post(
    paths.subscriptionRequestApprovals,
    managersOnly,
    form<SignedInEnv, typeof subscriptionApprovalsForm>(subscriptionApprovalsForm, rejected('validate')),
    (c) => {
      const { id: ids, back } = c.req.valid('form')
      return decideMany(c, { ids, back: backOf(back) }, { decision: 'validate' })
    },
  )
  .post(
    paths.subscriptionRequestRefusals,
    managersOnly,
    form<SignedInEnv, typeof subscriptionRefusalsForm>(subscriptionRefusalsForm, rejected('refuse')),
    (c) => {
      const { id: ids, reason, back } = c.req.valid('form')
      return decideMany(c, { ids, back: backOf(back) }, { decision: 'refuse', reason })
    },
  )
  .get(paths.subscriptionRun, managersOnly, async (c) => {
    const run = await readRun(c.var.act, Number(c.req.param('id')))
    if (!run) return showNotFound(c)
    return show(c, { page: <SubscriptionRunPage {...run} />, panel: <SubscriptionRunPanel {...run} /> })
  })
  .post(paths.subscriptionRun, managersOnly, async (c) => {
    const id = Number(c.req.param('id'))
    if (!(await findSubscriptionRun(c.var.act, id))) return showNotFound(c)
    const to = url(paths.subscriptionRun, { id })
    const resumed = await submitOnce(c, {
      act: c.var.act,
      command: async () => accept(id),
      landing: () => ({ to, notice: null }),
    })
    return resumed.ok ? carryOut(c, id, null) : showNotFound(c)
  })
