import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { isOpen } from '../values/opening-hours.ts'
import { minutesLater } from '../values/dates.ts'
import { accept } from '../values/result.ts'
import { type ChatOf, isHere, readSignLimits } from './chat-queries.ts'
import { endByPlatform } from './ending.ts'
import { happen } from './happening.ts'
import { readHours } from './hours-queries.ts'
import { type EndReason, GONE_MINUTES } from './rules.ts'

/** Chats in one transaction: pages are answered between two. */
const TOGETHER = 50

/** Conversations whose pages are to be told, and `WAITING_TOPIC` if there are any. */
export type Watched = { conversations: number[] }

/** A chat whose advisor has vanished goes back to the head of the queue. */
export const reofferChats = (act: AnyAct, stopping?: AbortSignal): Promise<Watched> =>
  inSteps(act, stopping, async (act) => {
    const left = await listLeft(act)
    for (const chat of left) {
      await act.db
        .updateTable('chat')
        .set({ state: 'waiting', is_first: 1, advisor_id: null, taken_at: null })
        .where('id', '=', chat.id)
        .execute()
      await happen(act, chat, { event: 'vanished' })
    }
    return left
  })

/**
 * Ends what nobody will take any more: who still waits when the hours are over is told, and whoever has left long ago makes
 * place. A chat that an advisor has vanished from was running: it waits on while any advisor is there.
 */
export const endHopeless = (act: AnyAct, stopping?: AbortSignal): Promise<Watched> =>
  inSteps(act, stopping, async (act) => {
    const isClosed = !isOpen(await readHours(act), act.now)
    const isAnyoneHere = isClosed && (await isAnyAdvisorHere(act))
    const goneSince = minutesLater(act.now, -GONE_MINUTES)
    const whyEnd = (chat: ChatOf): EndReason | null => {
      if (chat.visitor_seen_at < goneSince) return 'gone'
      return isClosed && !(chat.is_first === 1 && isAnyoneHere) ? 'closed' : null
    }
    const ended: ChatOf[] = []
    for (const chat of await listWaiting(act)) {
      const why = ended.length < TOGETHER ? whyEnd(chat) : null
      if (why === null) continue
      await endByPlatform(act, chat, why)
      ended.push(chat)
    }
    return ended
  })

async function inSteps(
  act: AnyAct,
  stopping: AbortSignal | undefined,
  step: (act: AnyAct) => Promise<ChatOf[]>,
): Promise<Watched> {
  const conversations: number[] = []
  for (;;) {
    const { value } = await inTransaction(act, async (act) => accept(await step(act)))
    conversations.push(...value.map(({ conversation_id }) => conversation_id))
    if (value.length < TOGETHER || stopping?.aborted) return { conversations }
  }
}

const chats = ({ db }: Pick<AnyAct, 'db'>) =>
  db
    .selectFrom('chat')
    .innerJoin('conversation', 'conversation.id', 'chat.conversation_id')
    .selectAll('chat')
    .select(['conversation.user_id as userId', 'conversation.language'])

const listWaiting = (act: AnyAct): Promise<ChatOf[]> =>
  chats(act)
    .where('chat.state', '=', 'waiting')
    .orderBy('chat.is_first', 'desc')
    .orderBy('chat.asked_at')
    .orderBy('chat.id')
    .execute()

/** Also of who is no operator any more, or whose account is gone. */
async function listLeft(act: AnyAct): Promise<ChatOf[]> {
  const limits = await readSignLimits(act)
  return (
    chats(act)
      .innerJoin('user', 'user.id', 'chat.advisor_id')
      .leftJoin('advisor', 'advisor.user_id', 'chat.advisor_id')
      // Twice, so that the index of those that have not ended is found.
      .where('chat.state', '<>', 'ended')
      .where('chat.state', '=', 'running')
      .where((eb) =>
        eb.or([
          eb('advisor.seen_at', 'is', null),
          eb.not(isHere(limits)),
          eb('user.is_operator', '=', 0),
          eb('user.state', '<>', 'active'),
        ]),
      )
      .orderBy('chat.conversation_id')
      .limit(TOGETHER)
      .execute()
  )
}

/** How long after closing a chat that was running waits for somebody to come back: an advisor's line may have dropped. */
const RETURN_MINUTES = 10

async function isAnyAdvisorHere(act: AnyAct): Promise<boolean> {
  const row = await act.db
    .selectFrom('advisor')
    .select('user_id')
    .where('seen_at', '>=', minutesLater(act.now, -RETURN_MINUTES))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
