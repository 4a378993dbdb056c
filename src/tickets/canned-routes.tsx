import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { CannedListPage } from '../../views/tickets/canned-list-page.tsx'
import { CannedPage, CannedRemovalPage, CannedRemovalPanel, NewCannedPage } from '../../views/tickets/canned-page.tsx'
import { cannedWords } from '../../views/words/canned-answers.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, plain, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths, withQuery } from '../urls.ts'
import { cannedForm } from './agent-forms.ts'
import { addCannedAnswer, changeCannedAnswer, removeCannedAnswer } from './canned-changing.ts'
import { findCannedAnswer, findCannedDesk, listCannedAnswers, listCannedDesks } from './canned-queries.ts'
import {
  type CannedAnswer,
  type CannedDesk,
  type CannedRefusal,
  deskKey,
  keepsCanned,
  type NamedDesk,
  unknownIn,
} from './canned-rules.ts'

type DeskEnv = { Variables: SignedInEnv['Variables'] & { desk: NamedDesk } }
type AnswerEnv = { Variables: DeskEnv['Variables'] & { answer: CannedAnswer } }
type Input = { title: string; body: string }

const STATUS: Record<CannedRefusal, Status> = { 'not-found': 404, 'not-yours': 403, 'too-many': 409 }

const wordsOf = <E extends SignedInEnv>(c: Context<E>) => cannedWords[plain(c).var.scene.language]
const listOf = (desk: CannedDesk): string => withQuery(paths.cannedAnswers, { desk: deskKey(desk) })

/** The first whose answers the agent keeps, else the first whose answers are of use to them. */
async function firstDesk({ var: { act, actor } }: Context<SignedInEnv>): Promise<NamedDesk | undefined> {
  const desks = await listCannedDesks(act)
  return desks.find((desk) => keepsCanned(actor, desk)) ?? desks[0]
}

/** The desk named, or the agent's first; who has none keeps no answers. */
const withDesk = createMiddleware<DeskEnv>(async (c, next) => {
  const fields: Record<string, unknown> = c.req.method === 'POST' ? await c.req.parseBody() : c.req.query()
  const { desk: key } = fields
  const desk =
    typeof key === 'string'
      ? await findCannedDesk(c.var.act, key)
      : await firstDesk(c as unknown as Context<SignedInEnv>)
  if (!desk) return showNotFound(c)
  c.set('desk', desk)
  return next()
})

const withAnswer = createMiddleware<AnswerEnv>(async (c, next) => {
  const answer = await findCannedAnswer(c.var.act, Number(c.req.param('id')))
  if (!answer) return showNotFound(c)
  const desk = await findCannedDesk(
    c.var.act,
    deskKey({ structureId: answer.structure_id, serviceId: answer.service_id }),
  )
  if (!desk) return showNotFound(c)
  c.set('answer', answer)
  c.set('desk', desk)
  return next()
})

const typedInput = (typed: Typed): Input => ({
  title: typedText(typed, 'title') ?? '',
  body: typedText(typed, 'body') ?? '',
})

type Answered = { shown: Input; errors?: Record<string, string | undefined>; refusal?: CannedRefusal }
const mayKeep = (c: Context<DeskEnv>) => keepsCanned(c.var.actor, c.var.desk)
const ofDesk = (c: Context<AnswerEnv>): Context<DeskEnv> => c as unknown as Context<DeskEnv>

function showNew(c: Context<DeskEnv>, answered: Answered, status: Status = 200) {
  if (!mayKeep(c)) return showList(c, 403)
  return showPage(c, <NewCannedPage desk={c.var.desk} {...answered} />, status)
}

async function showList(c: Context<DeskEnv>, status: Status = 200) {
  const { act, desk } = c.var
  const desks = await listCannedDesks(act)
  const page = await listCannedAnswers(act, desk, pagingOf(c))
  return showPage(c, <CannedListPage {...{ desk, desks, page }} mayKeep={mayKeep(c)} />, status)
}

function showOne(c: Context<AnswerEnv>, answered: Answered, status: Status = 200) {
  const { desk, answer } = c.var
  // Who only reads it is told so, whatever was sent.
  const keeps = mayKeep(ofDesk(c))
  const told = status !== 200 && !keeps ? 403 : status
  return showPage(c, <CannedPage {...{ desk, answer }} mayKeep={keeps} {...answered} />, told)
}

function showRemoval(c: Context<AnswerEnv>, refusal?: CannedRefusal) {
  const { desk, answer } = c.var
  const why = refusal ?? (mayKeep(ofDesk(c)) ? undefined : 'not-yours')
  const props = { desk, answer, ...(why && { refusal: why }) }
  const two = { page: <CannedRemovalPage {...props} />, panel: <CannedRemovalPanel {...props} /> }
  return show(c, two, why ? STATUS[why] : 200)
}

/** What was done and, where names in braces stand for nothing, which. */
function told<E extends SignedInEnv>(c: Context<E>, what: 'added' | 'saved', { title, body }: Input) {
  const unknown = unknownIn(body)
  const words = wordsOf(c)
  const beware = unknown.length > 0 ? ` ${words.unknown(unknown.join(', '))}` : ''
  return { tone: 'good', text: (words[what](title) + beware).slice(0, 500) } as const
}

async function add(c: Context<DeskEnv>, input: Input) {
  const { act, desk } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => addCannedAnswer(act, desk, input),
    landing: (added) => ({ to: listOf(desk), notice: told(c, 'added', added) }),
  })
  return result.ok
    ? goTo(c, result.value)
    : showNew(c, { shown: input, refusal: result.refusal }, STATUS[result.refusal])
}

async function change(c: Context<AnswerEnv>, input: Input) {
  const { act, answer, desk } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => changeCannedAnswer(act, answer.id, input),
    landing: (changed) => ({ to: listOf(desk), notice: told(c, 'saved', changed) }),
  })
  return result.ok
    ? goTo(c, result.value)
    : showOne(c, { shown: input, refusal: result.refusal }, STATUS[result.refusal])
}

async function remove(c: Context<AnswerEnv>) {
  const { act, answer, desk } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => removeCannedAnswer(act, answer.id),
    landing: ({ title }) => ({ to: listOf(desk), notice: { tone: 'good', text: wordsOf(c).removed(title) } }),
  })
  return result.ok ? goTo(c, result.value) : showRemoval(c, result.refusal)
}

const newPosted = form<DeskEnv, typeof cannedForm>(cannedForm, (c, { typed, errors }) =>
  showNew(c, { shown: typedInput(typed), errors }, 422),
)
const changePosted = form<AnswerEnv, typeof cannedForm>(cannedForm, (c, { typed, errors }) =>
  showOne(c, { shown: typedInput(typed), errors }, 422),
)

/** Canned answers: the list of a desk, adding, changing, removing. Mounted before `/tickets/:id`. */
export const cannedAnswers = new Hono<AnswerEnv>()
  .get(paths.cannedAnswers, signedIn, withDesk, (c) => showList(ofDesk(c)))
  .get(paths.newCannedAnswer, signedIn, withDesk, (c) => showNew(ofDesk(c), { shown: { title: '', body: '' } }))
  .post(paths.newCannedAnswer, signedIn, withDesk, newPosted, (c) => add(ofDesk(c), c.req.valid('form')))
  .get(paths.cannedAnswer, signedIn, withAnswer, (c) => showOne(c, { shown: c.var.answer }))
  .post(paths.cannedAnswer, signedIn, withAnswer, changePosted, (c) => change(c, c.req.valid('form')))
  .get(paths.cannedAnswerRemoval, signedIn, withAnswer, (c) => showRemoval(c))
  .post(paths.cannedAnswerRemoval, signedIn, withAnswer, (c) => remove(c))
