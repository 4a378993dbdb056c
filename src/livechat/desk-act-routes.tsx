import { type Context, Hono } from 'hono'
import { DeskEndPage, DeskEndPanel, HandingPage, HandingPanel } from '../../views/livechat/desk-act-pages.tsx'
import { DeskTicketPage, type DeskTicketProps } from '../../views/livechat/desk-ticket-page.tsx'
import { ticketText } from '../../views/livechat/ticket-text.ts'
import { deskWords } from '../../views/words/livechat-desk.ts'
import { form, type Rejected, typedText } from '../http/form.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, show, showPage, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { listKinds } from '../tickets/category-queries.ts'
import { LENGTHS } from '../tickets/writing-rules.ts'
import { paths } from '../urls.ts'
import { conversationTopic, WAITING_TOPIC } from './conversation-rules.ts'
import { deskTicketForm, guestTicketForm, handingForm } from './desk-forms.ts'
import { listOthers } from './desk-queries.ts'
import { type DeskChatEnv, withDeskChat } from './desk-reading-routes.tsx'
import { makeDeskTicket } from './desk-ticketing.ts'
import { type DeskTicketProblem, type DeskTicketRefusal, whyNotMakeTicket } from './desk-ticket-rules.ts'
import { endChat } from './ending.ts'
import { handChat } from './handing.ts'
import { type EndRefusal, type HandRefusal, whyNotEnd } from './rules.ts'
import { readChatTranscript } from './transcript-queries.ts'

type C = Context<DeskChatEnv>
const wordsOf = (c: C) => deskWords[c.var.scene.language]

/** The pages of the visitor and of the advisors. */
function tell({ var: { chat, world } }: C): void {
  world.live.tell(conversationTopic(chat.conversationId))
  world.live.tell(WAITING_TOPIC)
}

const STATUS: Record<EndRefusal | HandRefusal, Status> = {
  'not-found': 404,
  'not-yours': 403,
  ended: 409,
  'not-an-advisor': 422,
  'same-advisor': 409,
  away: 409,
  'own-chat': 409,
}

function askEnd(c: C, refusal: EndRefusal | null = null) {
  const { chat, act } = c.var
  const why = refusal ?? whyNotEnd({ ...asChat(chat) }, { advisorId: act.actor.id })
  const props = { chat, refusal: why }
  return show(c, { page: <DeskEndPage {...props} />, panel: <DeskEndPanel {...props} /> }, why ? STATUS[why] : 200)
}

/** What the rules ask of a chat. */
const asChat = ({ state, advisorId }: DeskChatEnv['Variables']['chat']) =>
  ({ state, advisor_id: advisorId }) as Parameters<typeof whyNotEnd>[0]

async function end(c: C) {
  const result = await submitOnce(c, {
    act: c.var.act,
    command: (act) => endChat(act, c.var.chat.id),
    landing: (): Landing => ({ to: paths.advisor, notice: { tone: 'good', text: wordsOf(c).endedNotice } }),
  })
  if (!result.ok) return askEnd(c, result.refusal)
  tell(c)
  return goTo(c, result.value)
}

async function askHanding(c: C, refusal: HandRefusal | null = null) {
  const { act, chat } = c.var
  const why = refusal ?? whyNotEnd(asChat(chat), { advisorId: act.actor.id })
  const others = (await listOthers(act)).filter(({ id }) => id !== chat.userId)
  const props = { chat, others, refusal: why }
  return show(c, { page: <HandingPage {...props} />, panel: <HandingPanel {...props} /> }, why ? STATUS[why] : 200)
}

async function hand(c: C, advisorId: number) {
  const { act, chat } = c.var
  const to = (await listOthers(act)).find(({ id }) => id === advisorId)
  const result = await submitOnce(c, {
    act,
    command: (act) => handChat(act, chat.id, advisorId),
    landing: (): Landing => ({
      to: paths.advisor,
      notice: { tone: 'good', text: wordsOf(c).handed(to ? `${to.firstName} ${to.lastName}` : '') },
    }),
  })
  if (!result.ok) return askHanding(c, result.refusal)
  tell(c)
  return goTo(c, result.value)
}

type Again = {
  typed?: Record<string, string | undefined>
  errors?: DeskTicketProps['errors']
  refusal?: DeskTicketRefusal
}

const TICKET_STATUS: Record<DeskTicketRefusal, Status> = {
  'not-found': 404,
  'not-yours': 403,
  'has-ticket': 409,
  'writer-gone': 409,
  'kind-missing': 409,
}

async function askTicket(c: C, { typed, ...again }: Again = {}, status?: Status) {
  const { act, chat, scene } = c.var
  const refusal = again.refusal ?? whyNotMakeTicket(chat, act.actor.id)
  const kinds = (await listKinds(act, { forGuests: chat.userId === null })).filter(({ route }) => route === 'support')
  const { lines } = await readChatTranscript(act, chat)
  const said = ticketText(lines, { language: chat.language, most: LENGTHS.description })
  const fresh = { subject: deskWords[chat.language].subjectFilled, description: said }
  const props = { chat, kinds, typed: typed ?? fresh, language: scene.language, ...again }
  return showPage(
    c,
    <DeskTicketPage {...props} refusal={refusal} />,
    status ?? (refusal ? TICKET_STATUS[refusal] : 200),
  )
}

const redraw = (c: C, { typed, errors }: Rejected) =>
  askTicket(
    c,
    {
      typed: Object.fromEntries(Object.keys(typed).map((name) => [name, typedText(typed, name)])),
      errors: errors as Record<string, DeskTicketProblem | undefined>,
    },
    422,
  )

const userPosted = form<DeskChatEnv, typeof deskTicketForm>(deskTicketForm, redraw)
const guestPosted = form<DeskChatEnv, typeof guestTicketForm>(guestTicketForm, redraw)

async function makeTicket(c: C) {
  const { act, chat, world } = c.var
  const { kind, ...written } = c.req.valid('form' as never) as { kind: number } & Record<
    'subject' | 'description' | 'lastName' | 'firstName' | 'email',
    string
  >
  const result = await submitOnce(c, {
    act,
    command: (act) => makeDeskTicket(act, chat.id, { kindId: kind, ...written }),
    landing: ({ number }): Landing => ({
      to: `${paths.advisor}#chat-${chat.id}`,
      notice: { tone: 'good', text: wordsOf(c).ticketMade(number) },
    }),
  })
  if (!result.ok)
    return askTicket(
      c,
      { typed: { ...written, kind: String(kind) }, refusal: result.refusal },
      TICKET_STATUS[result.refusal],
    )
  world.wakeMails()
  world.live.tell()
  tell(c)
  return goTo(c, result.value)
}

/** What an advisor does with a chat besides answering. */
export const advisorActs = new Hono<DeskChatEnv>()
  .get(paths.advisorEnd, signedIn, operatorsOnly, withDeskChat, (c) => askEnd(c))
  .post(paths.advisorEnd, signedIn, operatorsOnly, withDeskChat, end)
  .get(paths.advisorHanding, signedIn, operatorsOnly, withDeskChat, (c) => askHanding(c))
  .post(
    paths.advisorHanding,
    signedIn,
    operatorsOnly,
    withDeskChat,
    form<DeskChatEnv, typeof handingForm>(handingForm, (c) => askHanding(c)),
    (c) => hand(c, c.req.valid('form').advisor),
  )
  .get(paths.advisorTicket, signedIn, operatorsOnly, withDeskChat, (c) => askTicket(c))
  .post(
    paths.advisorTicket,
    signedIn,
    operatorsOnly,
    withDeskChat,
    // Of somebody without an account it asks for more.
    (c, next) => (c.var.chat.userId === null ? guestPosted(c as never, next) : userPosted(c as never, next)),
    makeTicket,
  )
