import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { estimateForNew, findQueuePlace } from '../../src/livechat/queue-queries.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAdvisor, askAs, beHere, browserOf, guestInChat, pass, readChat, stranger, talkerOf } from './chatting.ts'

const changesOf = async ({ db }: TestWorld): Promise<number> =>
  (await sql<{ n: number }>`select total_changes() as n`.execute(db)).rows[0]?.n ?? 0

test('pages that ask every moment write nothing so soon after the last sign, and one later', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  const emma = await browserOf(w, w.emma)
  const look = async () => {
    await guest.get(withQuery(paths.assistantNews, { after: 999, mode: 'chat', key: 'x' }))
    await emma.get(withQuery(paths.advisorNews, { after: 999 }))
  }
  await look()
  const before = await changesOf(w)
  for (let n = 0; n < 10; n++) await look()
  expect(await changesOf(w)).toBe(before)
  pass(w, 6)
  await look()
  const now = w.clock.now.toISOString()
  expect((await readChat(w, chatId)).visitor_seen_at).toBe(now)
  const advisor = await w.db.selectFrom('advisor').select('seen_at').where('user_id', '=', w.emma.id).executeTakeFirst()
  expect(advisor?.seen_at).toBe(now)
})

test('what is the same for all who wait is counted once for all, until something changes', async () => {
  const w = await openWorld()
  await beHere(w, w.emma, { max_chats: 2 })
  for (const one of ['a', 'b', 'c']) await askAs(w, stranger(one))
  const { chatId } = await askAs(w, talkerOf(w.chloe))
  const chat = await readChat(w, chatId)
  const counted = async (ask: (act: Parameters<typeof estimateForNew>[0]) => Promise<void>) =>
    (await plansOf(w, await w.actOf(w.emma), ask)).filter(({ sql }) => sql.includes('"max_chats"')).length
  const sofia = await addAdvisor(w)
  const waits: string[] = []
  const note = async (act: Parameters<typeof estimateForNew>[0]) => {
    waits.push(JSON.stringify((await findQueuePlace(act, chat)).wait))
  }
  const times = await counted(async (act) => {
    for (let n = 0; n < 5; n++) await note(act)
    await estimateForNew(act)
    await beHere(w, sofia, { max_chats: 12 })
    await note(act)
    await note(act)
  })
  expect(times).toBe(2)
  expect(new Set(waits.slice(0, 5)).size).toBe(1)
  expect(waits[5]).not.toBe(waits[0])
})
