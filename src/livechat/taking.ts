import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { noteAdvisor } from './being-here.ts'
import { type ChatOf, findAdvisor, readChat, readFirstName } from './chat-queries.ts'
import { happen } from './happening.ts'
import { type TakeRefusal, whyNotTake } from './rules.ts'

type Taken = Result<ChatOf, TakeRefusal>

/** Takes a chat from the queue. Of two takers one gets it; the other is refused. Then both topics are to be told. */
export const takeChat = (act: Act, id: number): Promise<Taken> =>
  inTransaction(act, async (act): Promise<Taken> => {
    const chat = await readChat(act, id)
    const advisor = await findAdvisor(act, act.actor.id)
    if (!chat || !advisor) return refuse('not-found')
    const refusal = whyNotTake(chat, chat.userId, advisor)
    if (refusal) return refuse(refusal)
    const set = { state: 'running', is_first: 0, advisor_id: advisor.id, taken_at: act.now.toISOString() } as const
    // Compared and set in one statement: nobody comes in between, whatever the database.
    const { numUpdatedRows } = await act.db
      .updateTable('chat')
      .set(set)
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return refuse('not-waiting')
    await noteAdvisor(act)
    await happen(act, chat, { event: 'joined', name: await readFirstName(act, advisor.id) })
    return accept({ ...chat, ...set })
  })
