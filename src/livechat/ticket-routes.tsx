import { type Context, Hono } from 'hono'
import { TicketOfChatPage, TicketOfChatPanel } from '../../views/livechat/ticket-page.tsx'
import { ticketText } from '../../views/livechat/ticket-text.ts'
import { livechatWords } from '../../views/words/livechat.ts'
import type { Act, AnyAct } from '../act.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { goTo, show, type Status } from '../http/page.tsx'
import { keepPrefill } from '../http/prefill.ts'
import { talkerOf } from '../http/talking.ts'
import { LENGTHS } from '../tickets/writing-rules.ts'
import { paths, url, withQuery } from '../urls.ts'
import { browserName } from '../values/browser-name.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { makeTicketOfChat } from './making-ticket.ts'
import { type ConversationEnv, withConversationOr } from './own-chat-routes.tsx'
import { findTicketOfTalk } from './ticket-queries.ts'
import { sentOf, type TicketOfChatRefusal, type TicketOfTalk } from './ticket-rules.ts'
import { readTranscript } from './transcript-queries.ts'

type C = Context<ConversationEnv>

/** What a ticket begins with: the conversation, which its writer may change. */
async function textOf(c: C): Promise<string> {
  const { conversation, scene } = c.var
  const { lines } = await readTranscript(c.var.anyAct, conversation.id)
  return ticketText(lines, { language: scene.language, most: LENGTHS.description })
}

/** What was made of the conversation before. */
const findMade = ({ var: { anyAct, conversation, chat } }: C) => findTicketOfTalk(anyAct, { conversation, chat })

async function showTicket(c: C, refusal?: TicketOfChatRefusal, status: Status = 200) {
  const made = await findMade(c)
  const sent = made && sentOf(made, c.var.anyAct.actor?.id ?? null)
  const props = { text: await textOf(c), refusal, sent }
  return show(c, { page: <TicketOfChatPage {...props} />, panel: <TicketOfChatPanel {...props} /> }, status)
}

/** A draft that waits is gone on with; of a ticket that was sent the page says so. */
async function ask(c: C): Promise<Response> {
  const made = c.var.anyAct.actor && (await findMade(c))
  return made && made.number === null ? goTo(c, landingOf(c, made)) : showTicket(c)
}

/** Where what was made is read: a draft to go on with, or the ticket that was sent. */
function landingOf({ var: { anyAct, scene } }: C, made: TicketOfTalk): Landing {
  const words = livechatWords[scene.language]
  const sent = sentOf(made, anyAct.actor?.id ?? null)
  if (!sent) {
    const to = url(paths.ticketDraft, { id: made.id })
    return { to, notice: made.hasMore ? { tone: 'good', text: words.ticketOlder } : null }
  }
  const to = sent.isOwn ? url(paths.sentTicket, { id: sent.id }) : paths.livechatTicket
  return { to, notice: { tone: 'good', text: words.ticketSent(sent.number) } }
}

type Made = Result<Landing, TicketOfChatRefusal>

async function make(c: C) {
  const text = await textOf(c)
  const result = await submitOnce(c, {
    act: c.var.anyAct,
    command: (act) => (act.actor ? draft(c, { ...act, actor: act.actor }, text) : prefill(c, act, text)),
    landing: (landing) => landing,
  })
  return result.ok ? goTo(c, result.value) : showTicket(c, result.refusal, 409)
}

const readyNotice = ({ var: { scene } }: C, what: 'ticketReady' | 'contactReady'): Landing['notice'] => ({
  tone: 'good',
  text: livechatWords[scene.language][what],
})

/** Whoever is signed in gets a draft, which the writing page opens. */
async function draft(c: C, act: Act, description: string): Promise<Made> {
  const made = await makeTicketOfChat(act, talkerOf(c), {
    form: await formOf(c),
    subject: livechatWords[c.var.scene.language].ticketSubject,
    description,
    browser: browserName(c.req.header('user-agent')),
  })
  if (!made.ok) return made
  const { to, notice } = landingOf(c, made.value)
  return accept({ to, notice: notice ?? readyNotice(c, 'ticketReady') })
}

/** The token of the form that was sent: sent again, it is the same draft. */
async function formOf(c: C): Promise<string> {
  const { once } = await c.req.parseBody()
  return typeof once === 'string' && once !== '' ? once : c.var.scene.once
}

/** Whoever is not gets the contact form, which begins with it for an hour, in the same browser. */
async function prefill(c: C, act: AnyAct, description: string): Promise<Made> {
  const { tokenHash } = talkerOf(c)
  if (tokenHash === null) return refuse('not-found')
  const subject = livechatWords[c.var.scene.language].ticketSubject
  const token = await keepPrefill(act, { subject, description, preparedAt: act.now.toISOString() }, tokenHash)
  return accept({ to: withQuery(paths.contact, { prefill: token }), notice: readyNotice(c, 'contactReady') })
}

/** Whoever has said nothing yet writes a ticket from the beginning. */
const withConversation = withConversationOr((c) =>
  c.redirect(c.var.anyAct.actor ? paths.newTicket : paths.contact, 303),
)

/** "Saisir une sollicitation" from a conversation; "Nous contacter" without an account. */
export const ticketOfChat = new Hono<ConversationEnv>()
  .get(paths.livechatTicket, withConversation, ask)
  .post(paths.livechatTicket, withConversation, make)
