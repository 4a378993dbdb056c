import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { findBoth } from '../livechat/conversation-queries.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { claimConversation } from '../livechat/conversing.ts'
import { accept } from '../values/result.ts'

/** Joins the two conversations of who has just signed in, as soon as one is read: nothing seems to be lost. */
export async function joinBegun(act: AnyAct, talker: Talker): Promise<void> {
  const { begun, own } = await findBoth(act, talker)
  if (begun && own) await inTransaction(act, async (act) => accept(await claimConversation(act, talker)))
}
