import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type DeskForm, DeskMessageForm } from '../../views/livechat/desk-chat.tsx'
import { DeskChatPage, DeskTranscriptPage } from '../../views/livechat/desk-chat-page.tsx'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { mayTellTyping, secondsUntilUpload } from '../http/chat-limit.ts'
import { forgetTyping, noteTyping } from '../http/chat-presence.ts'
import { sendFile } from '../http/download.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { isMultipart } from '../http/guard.ts'
import { uploadProblem } from '../http/guest-upload.ts'
import { forgetKeptFiles, keepFiles } from '../http/kept-files.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, plain, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { filesOf, upload, type UploadEnv } from '../http/upload.ts'
import { fillIn } from '../tickets/canned-rules.ts'
import { paths } from '../urls.ts'
import { findChatFile } from './chat-file-queries.ts'
import { conversationTopic } from './conversation-rules.ts'
import { deskMessageForm } from './desk-forms.ts'
import { whereToWrite } from './desk-rules.ts'
import { listAdvisorNames } from './desk-queries.ts'
import { whyNotMakeTicket } from './desk-ticket-rules.ts'
import { type DeskChatEnv, limitsOf, readCanned, readDeskForms, withDeskChat } from './desk-reading-routes.tsx'
import type { SpeakRefusal, SpeechRefusal } from './rules.ts'
import { speakAsAdvisor } from './speaking.ts'
import { readChatTranscript } from './transcript-queries.ts'

type C = Context<DeskChatEnv>
export const asSignedIn = (c: C) => c as unknown as Context<SignedInEnv>

/** One chat on a page of its own; one that has ended or is another's can be read. */
async function showChat(c: C, again: Partial<DeskForm> = {}, status: Status = 200) {
  const { act, chat } = c.var
  const isMine = chat.state === 'running' && chat.advisorId === act.actor.id
  const forms = await readDeskForms(asSignedIn(c), [chat])
  const plainForm = forms.get(chat.id)
  // What was written to a chat that was ended or handed on meanwhile is not lost.
  const drawn = plainForm && (isMine || again.text !== undefined) ? { ...plainForm, ...again } : null
  const names = await listAdvisorNames(act, chat.messages)
  const mayTicket = whyNotMakeTicket(chat, act.actor.id) === null
  const page = <DeskChatPage {...{ chat, names, isMine, mayTicket }} form={drawn} />
  return show(c, { page, panel: drawn ? <DeskMessageForm chat={chat} form={drawn} /> : page }, status)
}

const withFiles = createMiddleware<DeskChatEnv>(async (c, next) => {
  const wait = isMultipart(plain(c)) ? await secondsUntilUpload(c, c.var.chat.conversationId) : null
  if (wait !== null) return showTooMany(c, wait)
  return upload(['files'], await limitsOf(c, c.var.chat.id))(c as unknown as Context<UploadEnv>, next)
})

function fileProblem({ var: { upload: sent, scene } }: C): string | undefined {
  const [first] = sent.refused
  const words = ticketWritingWords[scene.language]
  return first ? `${first.name} : ${words.files[first.refusal]}` : uploadProblem(sent, scene.language)
}

/** The form again, with what was typed and the files that came. */
async function showTyped(c: C, again: Partial<DeskForm>, status: Status) {
  const { act, upload: sent } = c.var
  const fileError = fileProblem(c)
  const kept = sent.token !== null && sent.files.length > 0 ? { token: sent.token, files: sent.files } : null
  if (kept) await keepFiles(act, kept.token, sent.files)
  return showChat(c, { ...again, kept, ...(fileError && { fileError }) }, status)
}

const posted = form<DeskChatEnv, typeof deskMessageForm>(deskMessageForm, (c, { typed }) =>
  showTyped(c, { text: typedText(typed, 'text') ?? '' }, 422),
)

const STATUS: Record<SpeakRefusal | SpeechRefusal | 'not-yours', Status> = {
  'not-found': 404,
  'not-yours': 409,
  ended: 409,
  waiting: 409,
  'nothing-said': 422,
  'too-long': 422,
  'too-many': 422,
  'all-too-large': 422,
}

type Typed = { text: string; insert: string; canned: number }

/** "Insérer" changes the message, not the chat. */
async function insert(c: C, { text, canned }: Typed) {
  const { act, chat } = c.var
  const answer = (await readCanned(asSignedIn(c))).find(({ id }) => id === canned)
  if (!answer) return showTyped(c, { text }, 200)
  const who = chat.name ?? ''
  const filled = fillIn(answer.body, { number: '', issuer: who, structure: '', agent: act.actor.name, subject: '' })
  const before = text.trimEnd()
  return showTyped(
    c,
    { text: before === '' ? filled.text : `${before}\n\n${filled.text}`, inserted: answer.title },
    200,
  )
}

async function speak(c: C, typed: Typed) {
  if (typed.insert !== '') return insert(c, typed)
  const { act, chat, upload: sent, world } = c.var
  const { text } = typed
  if (fileProblem(c) !== undefined) return showTyped(c, { text }, 422)
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      if (sent.token !== null) await forgetKeptFiles(act, sent.token)
      return speakAsAdvisor(act, chat.id, { text, files: sent.files, limits: world.config.uploads })
    },
    landing: () => ({ to: whereToWrite(chat), notice: null }),
  })
  if (!result.ok) return showTyped(c, { text, refusal: result.refusal }, STATUS[result.refusal])
  forgetTyping(world.live, { conversationId: chat.conversationId, side: 'advisor' })
  world.live.tell(conversationTopic(chat.conversationId))
  return goTo(c, result.value, async () => {
    const fresh = { canned: await readCanned(asSignedIn(c)), limits: await limitsOf(c, chat.id), isSent: true }
    return <DeskMessageForm chat={chat} form={fresh} />
  })
}

/** A sign that the advisor writes: told to the visitor, kept nowhere. */
async function type(c: C) {
  const { act, chat, world } = c.var
  const isMine = chat.state === 'running' && chat.advisorId === act.actor.id
  if (isMine && (await mayTellTyping(c, chat.conversationId)))
    noteTyping(world.live, { conversationId: chat.conversationId, side: 'advisor' }, act.now)
  return c.body(null, 204)
}

async function sendChatFile(c: C) {
  const place = { conversationId: c.var.chat.conversationId, messageId: Number(c.req.param('file')) }
  const file = await findChatFile(c.var.act, place)
  return (file && (await sendFile(c, filesOf(c), file))) ?? showNotFound(c)
}

const showTranscript = async (c: C) => {
  const { act, chat } = c.var
  return showPage(c, <DeskTranscriptPage chat={chat} {...await readChatTranscript(act, chat)} />)
}

/** One chat of an advisor: reading, answering, its files. */
export const advisorChat = new Hono<DeskChatEnv>()
  .get(paths.advisorChat, signedIn, operatorsOnly, withDeskChat, (c) => showChat(c))
  .post(paths.advisorMessages, signedIn, operatorsOnly, withDeskChat, withFiles, posted, (c) =>
    speak(c, c.req.valid('form')),
  )
  .post(paths.advisorTyping, signedIn, operatorsOnly, withDeskChat, type)
  .get(paths.advisorFile, signedIn, operatorsOnly, withDeskChat, sendChatFile)
  .get(paths.advisorTranscript, signedIn, operatorsOnly, withDeskChat, showTranscript)
