import { type Context, Hono } from 'hono'
import {
  DeadTranscriptPage,
  LinkedTranscriptPage,
  type MailingProps,
  TranscriptPage,
} from '../../views/livechat/transcript-page.tsx'
import { livechatWords } from '../../views/words/livechat.ts'
import { mayMailTranscript } from '../http/chat-limit.ts'
import { secondsAfterWrongLink } from '../http/contact-limit.ts'
import { sendFile } from '../http/download.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type Status } from '../http/page.tsx'
import { talkerOf } from '../http/talking.ts'
import { filesOf } from '../http/upload.ts'
import { paths } from '../urls.ts'
import { refuse } from '../values/result.ts'
import { findChatFile } from './chat-file-queries.ts'
import { transcriptForm, whyNotAddress } from './forms.ts'
import { sendTranscript, sendTranscriptLink } from './mailing-transcript.ts'
import { type ConversationEnv, withConversation } from './own-chat-routes.tsx'
import {
  findContactAddress,
  findLinkedChat,
  hasAdvisor,
  readChatTranscript,
  readTranscript,
} from './transcript-queries.ts'

type C = Context<ConversationEnv>

async function showTranscript(c: C, again: Partial<MailingProps> = {}, status: Status = 200) {
  const { anyAct, chat, conversation } = c.var
  const mailing =
    chat && (await hasAdvisor(anyAct, chat.id)) ? { chatId: chat.id, address: await addressOf(c), ...again } : null
  const read = await readTranscript(anyAct, conversation.id)
  return showPage(c, <TranscriptPage {...read} mailing={mailing} />, status)
}

const addressOf = async ({ var: { anyAct } }: C): Promise<string | null> =>
  anyAct.actor ? findContactAddress(anyAct, anyAct.actor.id) : null

type Asked = { chat: number; email: string }

async function mail(c: C, { chat: asked, email }: Asked) {
  const { anyAct, chat, scene, world } = c.var
  const chatId = asked || (chat?.id ?? 0)
  const isGuest = anyAct.actor === null
  const error = isGuest ? whyNotAddress(email) : null
  if (error) return showTranscript(c, { email, error }, 422)
  const talker = talkerOf(c)
  const words = livechatWords[scene.language]
  const result = await submitOnce(c, {
    act: anyAct,
    command: async (act) => {
      // Here, so that the same form sent twice counts once.
      if (!(await mayMailTranscript(c, isGuest ? email : null))) return refuse('too-many-mails')
      return isGuest
        ? sendTranscriptLink(act, talker, { chatId, email, language: scene.language })
        : sendTranscript(act, talker, chatId)
    },
    landing: ({ address }) => ({
      to: paths.livechatTranscript,
      notice: { tone: 'good', text: isGuest ? words.linkedNotice(address) : words.mailedNotice(address) },
    }),
  })
  if (!result.ok) return showTranscript(c, { email, refusal: result.refusal }, statusOf(result.refusal))
  world.wakeMails()
  return goTo(c, result.value)
}

const statusOf = (refusal: NonNullable<MailingProps['refusal']>): Status =>
  refusal === 'too-many-mails' ? 429 : refusal === 'not-found' ? 404 : 409

async function showLinked(c: C) {
  c.header('X-Robots-Tag', 'noindex, nofollow')
  c.set('scene', { ...c.var.scene, isUnlisted: true })
  const chat = await findLinkedChat(c.var.anyAct, c.req.param('token') ?? '')
  if (!chat) {
    const wait = await secondsAfterWrongLink(c)
    return wait === null ? showPage(c, <DeadTranscriptPage />, 404) : showTooMany(c, wait)
  }
  return showPage(c, <LinkedTranscriptPage {...await readChatTranscript(c.var.anyAct, chat)} />)
}

/** A file of one's own conversation: always to be saved. */
async function sendOwnFile(c: C) {
  const place = { conversationId: c.var.conversation.id, messageId: Number(c.req.param('id')) }
  const file = await findChatFile(c.var.anyAct, place)
  return (file && (await sendFile(c, filesOf(c), file))) ?? showNotFound(c)
}

/** What was said, read, printed and mailed; its files. */
export const transcripts = new Hono<ConversationEnv>()
  .get(paths.livechatTranscript, withConversation, (c) => showTranscript(c))
  .post(
    paths.livechatTranscriptMail,
    withConversation,
    form<ConversationEnv, typeof transcriptForm>(transcriptForm, (c) =>
      showTranscript(c, { error: 'email-wrong' }, 422),
    ),
    (c) => mail(c, c.req.valid('form')),
  )
  .get(paths.livechatLinked, showLinked)
  .get(paths.livechatFile, withConversation, sendOwnFile)
