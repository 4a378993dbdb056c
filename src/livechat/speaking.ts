import type { Act, AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { nameFile, type StoredFile } from '../outside/files.ts'
import { whyNotAddFiles } from '../tickets/file-rules.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { noteAdvisor, noteVisitor } from './being-here.ts'
import { readHeldFiles } from './chat-file-queries.ts'
import { findOwnChat, readChat } from './chat-queries.ts'
import { MESSAGE_MAX, type Talker } from './conversation-rules.ts'
import { claimConversation, say } from './conversing.ts'
import {
  type Chat,
  type SpeakRefusal,
  type SpeechRefusal,
  whyNotSpeakAsAdvisor,
  whyNotSpeakAsVisitor,
} from './rules.ts'

/** What is said at once: a text, which may be empty beside files. Limits (bytes together, number) are those of the whole chat. */
export type Speech = { text: string; files: StoredFile[]; limits: { perForm: number; files: number } }
/** `messageIds` in the order of the log. */
export type Said = { conversationId: number; chatId: number; messageIds: number[] }

/** A message of the visitor, also while waiting. Then `conversationTopic` is to be told. */
export const speakAsVisitor = (
  act: AnyAct,
  talker: Talker,
  speech: Speech,
): Promise<Result<Said, SpeakRefusal | SpeechRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Said, SpeakRefusal | SpeechRefusal>> => {
    await claimConversation(act, talker)
    const chat = (await findOwnChat(act, talker))?.chat
    if (!chat) return refuse('not-found')
    const refusal = whyNotSpeakAsVisitor(chat) ?? (await whyNotSay(act, chat, speech))
    if (refusal) return refuse(refusal)
    await noteVisitor(act, chat.id)
    return accept(await put(act, chat, { side: 'visitor', authorId: talker.userId, speech }))
  })

/** A message of the advisor who has the chat. Then `conversationTopic` is to be told. */
export const speakAsAdvisor = (
  act: Act,
  id: number,
  speech: Speech,
): Promise<Result<Said, SpeakRefusal | SpeechRefusal | 'not-yours'>> =>
  inTransaction(act, async (act): Promise<Result<Said, SpeakRefusal | SpeechRefusal | 'not-yours'>> => {
    const chat = act.actor.isOperator ? await readChat(act, id) : undefined
    if (!chat) return refuse('not-found')
    const refusal = whyNotSpeakAsAdvisor(chat, act.actor.id) ?? (await whyNotSay(act, chat, speech))
    if (refusal) return refuse(refusal)
    await noteAdvisor(act)
    return accept(await put(act, chat, { side: 'advisor', authorId: act.actor.id, speech }))
  })

async function whyNotSay(act: AnyAct, chat: Pick<Chat, 'id'>, { text, files, limits }: Speech) {
  if (text.trim() === '' && files.length === 0) return 'nothing-said' satisfies SpeechRefusal
  if (text.length > MESSAGE_MAX) return 'too-long' satisfies SpeechRefusal
  return files.length === 0 ? null : whyNotAddFiles(await readHeldFiles(act, chat.id), files, limits)
}

type Put = { side: 'visitor' | 'advisor'; authorId: number | null; speech: Speech }

async function put(act: AnyAct, chat: Pick<Chat, 'id' | 'conversation_id'>, { side, authorId, speech }: Put) {
  const from = { side, authorId, chatId: chat.id }
  const messageIds: number[] = []
  const text = speech.text.trim()
  if (text !== '') messageIds.push(await say(act, chat.conversation_id, { ...from, kind: 'chat', text }))
  for (const { hash, name, size, type } of speech.files) {
    await nameFile(act, { hash, name, size, type })
    const data = { name, size, type }
    const id = await say(act, chat.conversation_id, { ...from, kind: 'file', text: name, data })
    await act.db.insertInto('chat_file').values({ message_id: id, chat_id: chat.id, hash, name, size, type }).execute()
    messageIds.push(id)
  }
  return { conversationId: chat.conversation_id, chatId: chat.id, messageIds }
}
