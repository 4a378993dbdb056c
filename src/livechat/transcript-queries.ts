import type { AnyAct } from '../act.ts'
import { sha256 } from '../values/random.ts'
import { TRANSCRIPT_MAX, type TranscriptLine } from './transcript-rules.ts'

type Reading = Pick<AnyAct, 'db'>

/** What was said in a conversation, in order: the last lines, and whether there are older ones. */
export async function readTranscript(
  { db }: Reading,
  conversationId: number,
): Promise<{ lines: TranscriptLine[]; isCut: boolean }> {
  const rows = await db
    .selectFrom('message')
    .leftJoin('user', (join) => join.onRef('user.id', '=', 'message.author_id').on('message.side', '=', 'advisor'))
    .select([
      'message.id',
      'message.at',
      'message.side',
      'message.kind',
      'message.text',
      'message.data',
      'user.first_name as name',
    ])
    .where('message.conversation_id', '=', conversationId)
    .orderBy('message.id', 'desc')
    .limit(TRANSCRIPT_MAX + 1)
    .execute()
  const lines = rows
    .slice(0, TRANSCRIPT_MAX)
    .toReversed()
    .map(({ data, ...row }) => ({ ...row, data: JSON.parse(data) as unknown }))
  return { lines, isCut: rows.length > TRANSCRIPT_MAX }
}

/** The chat whose transcript a mailed link opens; undefined for what is no link, or none any more. */
export async function findLinkedChat({ db, now }: Pick<AnyAct, 'db' | 'now'>, token: string) {
  if (!/^[\w-]{20,64}$/.test(token)) return undefined
  return db
    .selectFrom('chat_link')
    .innerJoin('chat', 'chat.id', 'chat_link.chat_id')
    .innerJoin('conversation', 'conversation.id', 'chat.conversation_id')
    .select(['chat.id', 'chat.conversation_id', 'conversation.language'])
    .where('chat_link.token_hash', '=', sha256(token))
    .where('chat_link.expires_at', '>', now.toISOString())
    .executeTakeFirst()
}

/** Whether an advisor has said something in a chat of this conversation. */
export async function hasAdvisor({ db }: Reading, chatId: number): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .select('id')
    .where('chat_id', '=', chatId)
    .where('side', '=', 'advisor')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Where mails to this account go. */
export async function findContactAddress({ db }: Reading, userId: number): Promise<string> {
  const row = await db.selectFrom('user').select('contact_email').where('id', '=', userId).executeTakeFirstOrThrow()
  return row.contact_email
}
