import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { findOpenChat } from '../livechat/conversation-queries.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { claimConversation } from '../livechat/conversing.ts'
import { randomToken, sha256 } from '../values/random.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import type { AnewRefusal } from './talk-rules.ts'

/** "Nouvelle conversation": ends the one that goes on; its id, or null. Nobody opens it again: its token is thrown away. */
export const startAnew = (act: AnyAct, talker: Talker): Promise<Result<number | null, AnewRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number | null, AnewRefusal>> => {
    // What was begun before signing in ends with it.
    const found = await claimConversation(act, talker)
    if (!found) return accept(null)
    if (await findOpenChat(act, found.id)) return refuse('chat-open')
    await act.db
      .updateTable('conversation')
      .set({
        ended_at: act.now.toISOString(),
        scenario: null,
        ...(found.token_hash !== null && { token_hash: sha256(randomToken()) }),
      })
      .where('id', '=', found.id)
      .execute()
    return accept(found.id)
  })
