import { type Context, Hono, type Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type ChatAgain, ChatForm } from '../../views/livechat/chat-panel.tsx'
import { ChatPage } from '../../views/livechat/livechat-page.tsx'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { mayTellTyping, secondsUntilMessage, secondsUntilUpload } from '../http/chat-limit.ts'
import { forgetTyping, noteTyping } from '../http/chat-presence.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { isMultipart } from '../http/guard.ts'
import { type GuestUploadEnv, keptForGuest, takeGuestFiles, uploadProblem } from '../http/guest-upload.ts'
import { forgetKeptFiles, keepFiles } from '../http/kept-files.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, plain, show, type Status } from '../http/page.tsx'
import { talkerOf } from '../http/talking.ts'
import { upload, type UploadEnv } from '../http/upload.ts'
import { paths } from '../urls.ts'
import { refuse } from '../values/result.ts'
import { messageForm } from './forms.ts'
import { type OwnChatEnv, tellOf, withOwnChat } from './own-chat-routes.tsx'
import type { SpeakRefusal, SpeechRefusal } from './rules.ts'
import { speakAsVisitor } from './speaking.ts'
import { readTranscript } from './transcript-queries.ts'
import { readChatView } from './visit-queries.ts'

type C = Context<OwnChatEnv>
const asGuest = (c: C) => c as unknown as Context<GuestUploadEnv>

async function readView(c: C) {
  const { anyAct, conversation, world } = c.var
  // What was just written is read on the connection that wrote it.
  const view = await readChatView(anyAct, conversation, world.config.uploads)
  if (!view) throw new Error(`Conversation ${conversation.id} has no chat any more`)
  return view
}

/** Takes in what the chat can still hold, with the files kept from the last sending. */
const withFiles = createMiddleware<OwnChatEnv>(async (c, next: Next) => {
  const wait = isMultipart(plain(c)) ? await secondsUntilUpload(c, c.var.conversation.id) : null
  if (wait !== null) return showTooMany(c, wait)
  const { limits } = await readView(c)
  if (!c.var.anyAct.actor) return takeGuestFiles(asGuest(c), next, { field: 'files', limits })
  return upload(['files'], limits)(c as unknown as Context<UploadEnv>, next)
})

/** The form again, with what was typed and the files that came; alone for htmx, else below the conversation. */
async function showAgain(c: C, again: ChatAgain, status: Status) {
  const chat = await readView(c)
  const { lines } = await readTranscript(c.var.anyAct, c.var.conversation.id)
  const told = { ...again, kept: await keepSent(c), fileError: fileProblem(c) }
  return show(
    c,
    { page: <ChatPage chat={chat} again={told} lines={lines} />, panel: <ChatForm chat={chat} again={told} /> },
    status,
  )
}

function fileProblem(c: C): string | undefined {
  const { upload: sent, scene } = c.var
  const [first] = sent.refused
  const words = ticketWritingWords[scene.language]
  return first ? `${first.name} : ${words.files[first.refusal]}` : uploadProblem(sent, scene.language)
}

/** The files that came, which a browser drops with a form that is drawn again. */
async function keepSent(c: C) {
  const { anyAct, upload: sent } = c.var
  const { actor } = anyAct
  if (!actor) return keptForGuest(asGuest(c), sent.files)
  if (sent.token === null) return null
  await keepFiles({ ...anyAct, actor }, sent.token, sent.files)
  return sent.files.length > 0 ? { token: sent.token, files: sent.files } : null
}

const messagePosted = form<OwnChatEnv, typeof messageForm>(messageForm, (c, { typed }) =>
  showAgain(c, { text: typedText(typed, 'text'), refusal: 'too-long' }, 422),
)

const STATUS: Record<SpeakRefusal | SpeechRefusal | 'too-often', Status> = {
  'not-found': 404,
  ended: 409,
  waiting: 409,
  'nothing-said': 422,
  'too-long': 422,
  'too-many': 422,
  'all-too-large': 422,
  'too-often': 429,
}

async function speak(c: C, text: string) {
  const { anyAct, conversation, upload: sent, world } = c.var
  if (fileProblem(c) !== undefined) return showAgain(c, { text }, 422)
  const talker = talkerOf(c)
  const { limits } = await readView(c)
  const result = await submitOnce(c, {
    act: anyAct,
    command: async (act) => {
      if ((await secondsUntilMessage(c, conversation.id)) !== null) return refuse('too-often')
      const { actor } = act
      if (actor && sent.token !== null) await forgetKeptFiles({ ...act, actor }, sent.token)
      return speakAsVisitor(act, talker, { text, files: sent.files, limits: world.config.uploads })
    },
    landing: () => ({ to: paths.assistant, notice: null }),
  })
  if (!result.ok) return showAgain(c, { text, refusal: result.refusal }, STATUS[result.refusal])
  forgetTyping(world.live, { conversationId: conversation.id, side: 'visitor' })
  tellOf(c, conversation.id)
  return goTo(c, result.value, async () => (
    <ChatForm chat={{ ...(await readView(c)), limits }} again={{ isSent: true }} />
  ))
}

/** A sign that the visitor writes: told to the advisor's page, kept nowhere. */
async function type(c: C) {
  const { anyAct, chat, conversation, world } = c.var
  if (chat.state !== 'ended' && (await mayTellTyping(c, conversation.id)))
    noteTyping(world.live, { conversationId: conversation.id, side: 'visitor' }, anyAct.now)
  return c.body(null, 204)
}

/** The visitor's messages to an advisor, with their files. */
export const chatMessages = new Hono<OwnChatEnv>()
  .post(paths.livechatMessages, withOwnChat, withFiles, messagePosted, (c) => speak(c, c.req.valid('form').text))
  .post(paths.livechatTyping, withOwnChat, type)
