import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { noteAdvisor } from './being-here.ts'
import { type ChatOf, findAdvisor, readChat, readFirstName } from './chat-queries.ts'
import { happen } from './happening.ts'
import { type HandRefusal, whyNotHand } from './rules.ts'

type Handed = Result<ChatOf, HandRefusal>

/** Hands a running chat to another advisor who is there, also beyond their fill: they have agreed to it. Then both topics are to be told. */
export const handChat = (act: Act, id: number, advisorId: number): Promise<Handed> =>
  inTransaction(act, async (act): Promise<Handed> => {
    const chat = act.actor.isOperator ? await readChat(act, id) : undefined
    if (!chat) return refuse('not-found')
    const to = await findAdvisor(act, advisorId)
    const refusal = whyNotHand(chat, { byId: act.actor.id, userId: chat.userId, to })
    if (refusal || !to) return refuse(refusal ?? 'not-an-advisor')
    await act.db
      .updateTable('chat')
      .set({ advisor_id: to.id })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute()
    await noteAdvisor(act)
    const names = { from: await readFirstName(act, act.actor.id), to: await readFirstName(act, to.id) }
    await happen(act, chat, { event: 'handed', ...names })
    return accept({ ...chat, advisor_id: to.id })
  })
