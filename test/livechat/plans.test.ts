import { expect, test } from 'vitest'
import { estimateForNew, findQueuePlace } from '../../src/livechat/queue-queries.ts'
import { findOpenChat } from '../../src/livechat/conversation-queries.ts'
import { endHopeless, reofferChats } from '../../src/livechat/reoffering.ts'
import { findTicketOfTalk } from '../../src/livechat/ticket-queries.ts'
import { readTranscript } from '../../src/livechat/transcript-queries.ts'
import { readChatView } from '../../src/livechat/visit-queries.ts'
import { plansOf } from '../query-plans.ts'
import { addAgents, addTicket } from '../tickets/furnishing.ts'
import { openWorld } from '../world.ts'
import { askAs, readChat, stranger } from './chatting.ts'

test('what pages and jobs ask about chats never reads all that have ended', async () => {
  const w = await openWorld()
  const { chatId, conversationId } = await askAs(w, stranger('someone'))
  const chat = await readChat(w, chatId)
  const act = await w.actOf(w.emma)
  const { lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie })
  const plans = await plansOf(w, act, async (act) => {
    await findQueuePlace(act, chat)
    await estimateForNew(act)
    await findOpenChat(act, conversationId)
    await readChatView(act, { id: conversationId, ticket_id: ticket.id, ticket_at: null }, w.config.uploads)
    await findTicketOfTalk(act, { conversation: { id: conversationId, ticket_id: ticket.id, ticket_at: null } })
    await readTranscript(act, conversationId)
    // Nothing is due: they read, and write nothing.
    await reofferChats(act)
    await endHopeless(act)
  })
  const scans = plans.flatMap(({ sql, plan }) =>
    plan
      .filter((step) => /^SCAN (chat|message|user|conversation|ticket)\b(?!.* USING)/.test(step))
      .map((step) => `${step}: ${sql}`),
  )
  expect(scans).toEqual([])
  // The job's chats come from the index of those that are open.
  const sorted = plans.flatMap(({ sql, plan }) => (plan.some((step) => /TEMP B-TREE/.test(step)) ? [sql] : []))
  expect(sorted).toEqual([])
})
