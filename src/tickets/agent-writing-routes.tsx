import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ticketHref } from '../../views/tickets/agent-address.ts'
import type { Act } from '../act.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, type Rejected, type Typed, typedText } from '../http/form.ts'
import { isMultipart } from '../http/guard.ts'
import { forgetKeptFiles } from '../http/kept-files.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { goTo, inHeader, plain } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { upload, type UploadEnv } from '../http/upload.ts'
import { paths } from '../urls.ts'
import { accept, type Result } from '../values/result.ts'
import type { Written } from './agent-acting.ts'
import { limitsOf, ofTicket, showAgain, showWriting, type WritingEnv } from './agent-drawing-routes.tsx'
import { serviceTransferForm, writtenForm } from './agent-forms.ts'
import { AGENT_STATUS, agentWords, freshPanel, placeOf, showRefusedAct, withTicket } from './agent-routes.tsx'
import { type AgentRefusal, type FormError, takesFiles, whyNotAct, type WrittenAct } from './agent-rules.ts'
import { askInformation } from './asking.ts'
import { insertCanned } from './canned-inserting-routes.tsx'
import type { AddFilesRefusal } from './file-rules.ts'
import { noteInternally } from './noting.ts'
import { proposeSolution } from './solving.ts'
import { type Recipient, recipientName } from './transferring-queries.ts'
import { returnToStructure, transferToService, transferToSupport } from './transferring.ts'
import { findWriting } from './writing-text.ts'

type C = Context<WritingEnv>
type Input = { body: string; seen?: number | undefined; recipient?: string }
/** To whom it went on, where it did. */
type Done = Result<string, AgentRefusal | AddFilesRefusal>

const acting = (kind: WrittenAct): MiddlewareHandler<WritingEnv> =>
  createMiddleware<WritingEnv>((c, next) => {
    c.set('kind', kind)
    return next()
  })

/** Forms with files of one person in an hour: each may lie on the disk for a day. */
const UPLOADS = { points: 120, seconds: 3600 }

/** Asked before the body is read. */
const notTooOften = createMiddleware<WritingEnv>(async (c, next) => {
  if (!isMultipart(plain(c))) return next()
  const wait = await c.var.world.limiter.take('upload', UPLOADS, String(c.var.actor.id))
  return wait === null ? next() : showTooMany(c, wait)
})

/** Who may not act keeps the text that was typed; the files are not taken in. */
const receiving = createMiddleware<WritingEnv>(async (c, next) => {
  const { kind, ticket, actor } = c.var
  const takes = takesFiles(kind) && whyNotAct(kind, ticket, actor) !== 'not-an-agent'
  return upload(takes ? ['files'] : [], await limitsOf(c))(c as unknown as Context<UploadEnv>, next)
})

const typedOf = (typed: Typed) => ({
  text: typedText(typed, 'body') ?? '',
  seen: Number(typedText(typed, 'seen')) || undefined,
  recipient: typedText(typed, 'recipient'),
  q: typedText(typed, 'q'),
})

/** "Insérer" and "Rechercher" change the form, not the ticket. */
const inserting = createMiddleware<WritingEnv>(async (c, next) => {
  const fields = (await c.req.parseBody()) as Typed
  const wanted = typedText(fields, 'insert')
  if (wanted === undefined) return next()
  const typed = typedOf(fields)
  const found =
    wanted === 'canned' ? await insertCanned(ofTicket(c), typed.text, Number(typedText(fields, 'canned'))) : null
  return showAgain(c, { ...typed, ...found }, 200)
})

function rejected(c: C, { typed, errors }: Rejected) {
  const refusal = whyNotAct(c.var.kind, c.var.ticket, c.var.actor)
  // Who may only read is told that, not what is missing.
  if (refusal === 'not-an-agent') return showAgain(c, { ...typedOf(typed), refusal }, AGENT_STATUS[refusal])
  const words: Record<string, string> = agentWords(ofTicket(c)).errors
  const told = (name: 'body' | 'recipient', fallback: FormError) => {
    const error = errors[name]
    return error === undefined ? {} : { [name]: words[error] ?? words[fallback] ?? '' }
  }
  const sentences = { ...told('body', 'text-missing'), ...told('recipient', 'recipient-missing') }
  return showAgain(c, { ...typedOf(typed), errors: sentences }, 422)
}

const written = form<WritingEnv, typeof writtenForm>(writtenForm, rejected)
const handedOn = form<WritingEnv, typeof serviceTransferForm>(serviceTransferForm, rejected)

type Command = (act: Act, id: number, input: Written & { recipient: string }) => Promise<Done>
const nowhere = <R extends string>(result: Result<unknown, R>): Result<string, R> => (result.ok ? accept('') : result)
const somewhere = <R extends string>(result: Result<{ to: Recipient | null }, R>): Result<string, R> =>
  result.ok ? accept(result.value.to ? recipientName(result.value.to) : '') : result
const COMMANDS: Record<WrittenAct, Command> = {
  solution: async (act, id, input) => nowhere(await proposeSolution(act, id, input)),
  question: async (act, id, input) => nowhere(await askInformation(act, id, input)),
  note: async (act, id, input) => nowhere(await noteInternally(act, id, input)),
  'support-transfer': async (act, id, { body, seen }) =>
    nowhere(await transferToSupport(act, id, { reason: body, seen })),
  'return-transfer': async (act, id, { body, seen }) =>
    somewhere(await returnToStructure(act, id, { reason: body, seen })),
  'service-transfer': async (act, id, { body, seen, recipient }) =>
    somewhere(await transferToService(act, id, { reason: body, seen, recipient })),
}

/** After a transfer the ticket may not be there any more: the list says that it went. */
async function landingOf(c: C, to: string): Promise<Landing> {
  const { ticket, kind } = c.var
  const words = agentWords(ofTicket(c))
  const place = await placeOf(ofTicket(c))
  const number = ticket.number ?? ''
  const said = (text: string) => ({ tone: 'good', text }) as const
  if (kind === 'support-transfer') return { to: place.back, notice: said(words.transferredToSupport(number)) }
  if (kind === 'service-transfer') return { to: place.back, notice: said(words.transferredToService(number, to)) }
  if (kind === 'return-transfer') return { to: place.back, notice: said(words.returned(number, to)) }
  return { to: ticketHref(ticket, { ...place, tab: 'activities' }), notice: said(words.done[kind](number)) }
}

async function send(c: C, input: Input) {
  const { act, ticket, kind, upload: sent, world } = c.var
  const typed = { text: input.body, seen: input.seen, recipient: input.recipient }
  if (sent && sent.refused.length > 0) return showAgain(c, typed, 422)
  const files = sent?.files ?? []
  const whole = { ...input, recipient: input.recipient ?? '', files, limits: world.config.uploads }
  const places = new Map<string, Landing>()
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      const done = await COMMANDS[kind](act, ticket.id, whole)
      if (!done.ok) return done
      if (sent && sent.token !== null) await forgetKeptFiles(act, sent.token)
      places.set(done.value, await landingOf(c, done.value))
      return done
    },
    landing: (to) => places.get(to) ?? { to: paths.tickets, notice: null },
  })
  if (!result.ok) {
    if (result.refusal === 'not-found') return showRefusedAct(ofTicket(c), kind, result.refusal)
    return showAgain(c, { ...typed, refusal: result.refusal }, AGENT_STATUS[result.refusal])
  }
  world.live.tell()
  world.wakeMails()
  if (kind.endsWith('transfer')) return goTo(c, result.value)
  const { back } = await placeOf(ofTicket(c))
  c.header('HX-Push-Url', inHeader(result.value.to))
  return goTo(c, result.value, () => freshPanel(ofTicket(c), { back, tab: 'activities' }))
}

/** The page of an act, with what was being written about it; what cannot be done has none. */
async function open(c: C) {
  const { act, ticket, actor, kind } = c.var
  const refusal = whyNotAct(kind, ticket, actor)
  if (refusal) return showRefusedAct(ofTicket(c), kind, refusal)
  const draft = await findWriting(act, ticket.id, kind)
  return showWriting(c, { text: draft?.body ?? '', draftAt: draft?.at ?? null, q: c.req.query('q') })
}

const app = new Hono<WritingEnv>()
const before = (kind: WrittenAct) => [signedIn, withTicket, acting(kind)] as const
const PATHS = {
  solution: paths.ticketSolution,
  question: paths.ticketInformationRequest,
  note: paths.ticketNote,
  'support-transfer': paths.ticketSupportTransfer,
  'return-transfer': paths.ticketReturn,
} as const
for (const kind of ['solution', 'question', 'note', 'support-transfer', 'return-transfer'] as const) {
  app.get(PATHS[kind], ...before(kind), open)
  app.post(PATHS[kind], ...before(kind), notTooOften, receiving, inserting, written, (c) =>
    send(c, c.req.valid('form')),
  )
}
app.get(paths.ticketServiceTransfer, ...before('service-transfer'), open)
app.post(paths.ticketServiceTransfer, ...before('service-transfer'), notTooOften, receiving, inserting, handedOn, (c) =>
  send(c, c.req.valid('form')),
)

/** What is written about a ticket: solution, question, transfers, notes. */
export const ticketWritten = app
