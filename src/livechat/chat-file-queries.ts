import type { AnyAct } from '../act.ts'
import type { StoredFile } from '../outside/files.ts'
import { FILE_TYPES, type FileType } from '../outside/sniffing.ts'
import type { HeldFiles } from '../tickets/file-rules.ts'
import { listThread } from './conversation-queries.ts'

type Reading = Pick<AnyAct, 'db'>

const isFileType = (text: string): text is FileType => Object.hasOwn(FILE_TYPES, text)

/** How many files a chat holds and how large they are together, whoever sent them. */
export async function readHeldFiles({ db }: Reading, chatId: number): Promise<HeldFiles> {
  const { count, bytes } = await db
    .selectFrom('chat_file')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number | null>('size').as('bytes')])
    .where('chat_id', '=', chatId)
    .executeTakeFirstOrThrow()
  return { count, bytes: bytes ?? 0 }
}

/** A file by the message that brought it, of a conversation that the asker was let see. */
export async function findChatFile(
  act: Reading,
  { conversationId, messageId }: { conversationId: number; messageId: number },
): Promise<StoredFile | undefined> {
  if (!Number.isSafeInteger(messageId)) return undefined
  const row = await act.db
    .selectFrom('chat_file')
    .innerJoin('message', 'message.id', 'chat_file.message_id')
    .select(['chat_file.hash', 'chat_file.name', 'chat_file.size', 'chat_file.type'])
    .where('chat_file.message_id', '=', messageId)
    .where('message.conversation_id', 'in', await listThread(act, conversationId))
    .executeTakeFirst()
  return row && isFileType(row.type) ? { ...row, type: row.type } : undefined
}
