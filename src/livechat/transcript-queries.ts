import type { AnyAct } from '../act.ts'
import { sha256 } from '../values/random.ts'
import { listThread, readChatEnd } from './conversation-queries.ts'
import { TRANSCRIPT_MAX, type TranscriptLine } from './transcript-rules.ts'

type Reading = Pick<AnyAct, 'db'>

type Read = { lines: TranscriptLine[]; isCut: boolean }

/** What was said in a user's conversation, in order: the last lines, and whether there are older ones. */
export const readTranscript = async (act: Reading, conversationId: number): Promise<Read> =>
  readLines(linesOf(act).where('message.conversation_id', 'in', await listThread(act, conversationId)))

/** What was said until a chat was over, for others than its user: what is said after it is not theirs to read. */
export async function readChatTranscript(
  act: Reading,
  { id, conversationId }: { id: number; conversationId: number },
): Promise<Read> {
  const end = await readChatEnd(act, id)
  return readLines(
    linesOf(act)
      .where('message.conversation_id', '=', conversationId)
      .where((eb) => eb.or([eb('message.id', '<=', end), eb('message.chat_id', '=', id)])),
  )
}

const linesOf = ({ db }: Reading) =>
  db
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

async function readLines(query: ReturnType<typeof linesOf>): Promise<Read> {
  const rows = await query
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
    .select(['chat.id', 'chat.conversation_id as conversationId'])
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
