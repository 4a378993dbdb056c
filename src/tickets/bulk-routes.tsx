import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { OpenTickets } from '../../views/layout/header.tsx'
import type { Notice } from '../../views/layout/scene.ts'
import { runNotice } from '../../views/parts/run-result.tsx'
import { TicketBulkPage, TicketBulkPanel, type TicketBulkProps } from '../../views/tickets/bulk-page.tsx'
import { TicketListPanel } from '../../views/tickets/list-page.tsx'
import {
  assignmentRunWords,
  TicketRunPage,
  TicketRunPanel,
  type TicketRunProps,
} from '../../views/tickets/run-page.tsx'
import { ticketQueueWords } from '../../views/words/ticket-queue.ts'
import { ticketWords } from '../../views/words/tickets.ts'
import type { Act } from '../act.ts'
import { logError, showNotFound } from '../http/errors.tsx'
import { form, type Rejected, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, isFragment, show, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { countOpenTickets } from '../http/waiting-tickets.ts'
import { paths, url, withQuery } from '../urls.ts'
import { accept } from '../values/result.ts'
import { carryOutAssignmentRun, findAssignmentRun, type ManyAssigned, openAssignmentRun } from './bulk-assigning.ts'
import { ticketAssignmentsForm } from './bulk-forms.ts'
import { listFirst, listTicked, readAssignments } from './bulk-queries.ts'
import { readTicketList } from './list-page-queries.ts'
import { ASSIGN_LIMIT, ticketSearchIn } from './list-rules.ts'
import { agentsOnly } from './list-routes.tsx'

const backOf = (typed: string | undefined) => backTo(typed, paths.tickets)
const numbersIn = (typed: string[]) => typed.map(Number).filter(Number.isSafeInteger).slice(0, ASSIGN_LIMIT)

/** The ticked tickets; with `all` the first others of the same list too, as many as are given out in one go. */
async function chosenIds(c: Context<SignedInEnv>): Promise<number[]> {
  const ticked = numbersIn(c.req.queries('id') ?? [])
  if (c.req.query('all') !== '1') return ticked
  const others = await listFirst(c.var.act, ticketSearchIn(new URL(c.req.url)))
  return [...new Set([...ticked, ...others])].slice(0, ASSIGN_LIMIT)
}

const both = (props: TicketBulkProps) => ({
  page: <TicketBulkPage {...props} />,
  panel: <TicketBulkPanel {...props} />,
})

/** Asks first: to whom, and what would happen to each. */
async function ask(c: Context<SignedInEnv>) {
  const read = await readAssignments(c.var.act, await chosenIds(c))
  return show(c, both({ ...read, userId: c.var.actor.id, back: backOf(c.req.query('back')) }))
}

async function rejected(c: Context<SignedInEnv>, { typed, errors }: Rejected) {
  const read = await readAssignments(c.var.act, numbersIn([typed['id'] ?? []].flat()))
  const drawn = { assignee: typedText(typed, 'assignee'), errors, back: backOf(typedText(typed, 'back')) }
  return show(c, both({ ...read, userId: c.var.actor.id, ...drawn }), 422)
}

/** True when htmx asks from the list: the answer then goes into the page that lies beneath the dialog. */
const isOverList = (c: Context<SignedInEnv>): boolean => {
  const from = c.req.header('HX-Current-URL')
  return isFragment(c) && from !== undefined && URL.canParse(from) && new URL(from).pathname === paths.tickets
}

/** The list as it is now, at the place where the user was. */
async function listPanel({ act, world }: SignedInEnv['Variables'], back: string): Promise<Child> {
  const read = await readTicketList(act, ticketSearchIn(new URL(back, world.config.publicUrl)))
  const open = await countOpenTickets(act.db, act.actor)
  return (
    <>
      <TicketListPanel {...read} actor={act.actor} />
      {open !== null && <OpenTickets open={open} outOfBand />}
    </>
  )
}

/** Notes the run, carries it out, and lands on its result; sent twice, it goes on with the same run. */
async function assignMany(c: Context<SignedInEnv>, ids: number[], what: ManyAssigned) {
  const opened = await submitOnce(c, {
    act: c.var.act,
    command: (act) => openAssignmentRun(act, ids, what),
    landing: (id) => ({ to: url(paths.ticketRun, { id }), notice: null }),
  })
  if (!opened.ok) return showNotFound(c)
  return carryOut(c, Number(opened.value.to.split('/').at(-1)), what.back)
}

async function carryOut(c: Context<SignedInEnv>, runId: number, back: string | null) {
  const { act, world } = c.var
  await carryOutAssignmentRun(act, runId, (error) => logError(c, error))
  world.wakeMails()
  world.live.tell()
  const landing = { to: url(paths.ticketRun, { id: runId }), notice: await resultNotice(act, runId) }
  return goTo(c, landing, back !== null && isOverList(c) ? () => listPanel(c.var, back) : undefined)
}

async function resultNotice(act: Act, runId: number): Promise<Notice | null> {
  const run = await findAssignmentRun(act, runId)
  const words = ticketQueueWords[act.actor.language]
  const link = { href: url(paths.ticketRun, { id: runId }), label: words.resultDetail }
  return run ? runNotice(run.items, assignmentRunWords(words, ticketWords[act.actor.language].number), link) : null
}

/** A run as its page shows it; what is received no more has no link. */
async function readRun(act: Act, id: number): Promise<TicketRunProps | undefined> {
  const run = Number.isSafeInteger(id) ? await findAssignmentRun(act, id) : undefined
  if (!run) return undefined
  const known = await listTicked(
    act,
    run.items.map((item) => item.id),
  )
  const received = new Set(known.map((row) => row.id))
  const back = backOf(run.back)
  const items = run.items.map((item) => ({
    ...item,
    href: received.has(item.id) ? withQuery(url(paths.ticket, { id: item.id }), { back }) : undefined,
  }))
  return { id, items, back }
}

/** Giving out many tickets at once. */
export const ticketAssignments = new Hono<SignedInEnv>()
  .get(paths.ticketAssignments, signedIn, agentsOnly, ask)
  .post(
    paths.ticketAssignments,
    signedIn,
    agentsOnly,
    form<SignedInEnv, typeof ticketAssignmentsForm>(ticketAssignmentsForm, rejected),
    (c) => {
      const { id, seen, assignee, back } = c.req.valid('form')
      return assignMany(c, id, { assigneeId: assignee, seen, back: backOf(back) })
    },
  )
  .get(paths.ticketRun, signedIn, agentsOnly, async (c) => {
    const run = await readRun(c.var.act, Number(c.req.param('id')))
    if (!run) return showNotFound(c)
    return show(c, { page: <TicketRunPage {...run} />, panel: <TicketRunPanel {...run} /> })
  })
  .post(paths.ticketRun, signedIn, agentsOnly, async (c) => {
    const id = Number(c.req.param('id'))
    if (!(await readRun(c.var.act, id))) return showNotFound(c)
    const to = url(paths.ticketRun, { id })
    const resumed = await submitOnce(c, {
      act: c.var.act,
      command: async () => accept(id),
      landing: () => ({ to, notice: null }),
    })
    return resumed.ok ? carryOut(c, id, null) : showNotFound(c)
  })
