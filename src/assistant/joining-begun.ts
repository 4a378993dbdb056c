import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { findBoth } from '../livechat/conversation-queries.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { claimConversation } from '../livechat/conversing.ts'
import { accept } from '../values/result.ts'

/** What was begun just before signing in becomes the user's as soon as it is read: nothing of it seems to be lost, now or later. */
export async function joinBegun(act: AnyAct, talker: Talker): Promise<void> {
  const { begun } = await findBoth(act, talker)
  if (begun && talker.userId !== null)
    await inTransaction(act, async (act) => accept(await claimConversation(act, talker)))
}
