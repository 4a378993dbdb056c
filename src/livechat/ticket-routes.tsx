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
import { accept, type Result } from '../values/result.ts'
import { makeTicketOfChat } from './making-ticket.ts'
import { type ConversationEnv, withConversationOr } from './own-chat-routes.tsx'
import { findFreshDraft } from './ticket-queries.ts'
import type { TicketOfChatRefusal } from './ticket-rules.ts'
import { readTranscript } from './transcript-queries.ts'

type C = Context<ConversationEnv>

/** What a ticket begins with: the conversation, which its writer may change. */
async function textOf(c: C): Promise<string> {
  const { conversation, scene } = c.var
  const { lines } = await readTranscript(c.var.anyAct, conversation.id)
  return ticketText(lines, { language: scene.language, most: LENGTHS.description })
}

async function showTicket(c: C, refusal?: TicketOfChatRefusal, status: Status = 200) {
  const props = { text: await textOf(c), refusal }
  return show(c, { page: <TicketOfChatPage {...props} />, panel: <TicketOfChatPanel {...props} /> }, status)
}

/** A draft that waits, with nothing said since, is gone on with. */
async function ask(c: C): Promise<Response> {
  const { anyAct, chat } = c.var
  const draftId = anyAct.actor && chat ? await findFreshDraft(anyAct, chat) : null
  return draftId === null ? showTicket(c) : c.redirect(url(paths.ticketDraft, { id: draftId }), 303)
}

type Made = Result<Landing, TicketOfChatRefusal>

async function make(c: C) {
  const { anyAct, scene } = c.var
  const text = await textOf(c)
  const result = await submitOnce(c, {
    act: anyAct,
    command: (act) => (act.actor ? draft(c, { ...act, actor: act.actor }, text) : prefill(c, act, text)),
    landing: (landing) => landing,
  })
  if (!result.ok) return showTicket(c, result.refusal, 409)
  return goTo(c, { ...result.value, notice: { tone: 'good', text: livechatWords[scene.language].ticketReady } })
}

/** Whoever is signed in gets a draft, which the writing page opens. */
async function draft(c: C, act: Act, description: string): Promise<Made> {
  const made = await makeTicketOfChat(act, talkerOf(c), {
    form: await formOf(c),
    subject: livechatWords[c.var.scene.language].ticketSubject,
    description,
    browser: browserName(c.req.header('user-agent')),
  })
  return made.ok ? accept({ to: url(paths.ticketDraft, { id: made.value.ticketId }), notice: null }) : made
}

/** The token of the form that was sent: sent again, it is the same draft. */
async function formOf(c: C): Promise<string> {
  const { once } = await c.req.parseBody()
  return typeof once === 'string' && once !== '' ? once : c.var.scene.once
}

/** Whoever is not gets the contact form, which begins with it for an hour. */
async function prefill(c: C, act: AnyAct, description: string): Promise<Made> {
  const subject = livechatWords[c.var.scene.language].ticketSubject
  const token = await keepPrefill(act, { subject, description })
  return accept({ to: withQuery(paths.contact, { prefill: token }), notice: null })
}

/** Whoever has said nothing yet writes a ticket from the beginning. */
const withConversation = withConversationOr((c) =>
  c.redirect(c.var.anyAct.actor ? paths.newTicket : paths.contact, 303),
)

/** "Saisir une sollicitation" from a conversation; "Nous contacter" without an account. */
export const ticketOfChat = new Hono<ConversationEnv>()
  .get(paths.livechatTicket, withConversation, ask)
  .post(paths.livechatTicket, withConversation, make)
