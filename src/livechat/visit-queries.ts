import type { AnyAct } from '../act.ts'
import { readHeldFiles } from './chat-file-queries.ts'
import { findLastChat, readFirstName } from './chat-queries.ts'
import type { Conversation } from './conversation-rules.ts'
import { findQueuePlace } from './queue-queries.ts'
import { findDraftOfTalk } from './ticket-queries.ts'
import type { ChatView, FileLimits } from './visit-rules.ts'

/** The last chat of a conversation, ended or not; null where nobody was asked for. `uploads` are the limits of the instance. */
export async function readChatView(
  act: Pick<AnyAct, 'db' | 'now'>,
  conversation: Pick<Conversation, 'id' | 'ticket_id' | 'ticket_at'>,
  uploads: FileLimits,
): Promise<ChatView | null> {
  const chat = await findLastChat(act, conversation.id)
  if (!chat) return null
  const { id, state, advisor_id, taken_at, rating } = chat
  const held = await readHeldFiles(act, id)
  return {
    id,
    conversationId: conversation.id,
    state,
    advisor: advisor_id === null ? null : await readFirstName(act, advisor_id),
    queue: state === 'waiting' ? await findQueuePlace(act, chat) : null,
    wasTaken: taken_at !== null || chat.is_first === 1,
    rating,
    draftId: await findDraftOfTalk(act, { conversation, chat }),
    limits: {
      perFile: uploads.perFile,
      perForm: Math.max(0, uploads.perForm - held.bytes),
      files: Math.max(0, uploads.files - held.count),
    },
  }
}
