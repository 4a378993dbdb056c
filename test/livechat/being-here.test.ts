import { expect, test } from 'vitest'
import { findAdvisor } from '../../src/livechat/chat-queries.ts'
import { listOthers } from '../../src/livechat/desk-queries.ts'
import { findQueuePlace } from '../../src/livechat/queue-queries.ts'
import { reofferChats } from '../../src/livechat/reoffering.ts'
import { paths } from '../../src/urls.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAdvisor, askAs, browserOf, chatAt, once, openChat, pass, readChat, talkerOf } from './chatting.ts'

const job = (w: TestWorld) => ({ db: w.db, actor: null, now: w.clock.now })

test('an advisor without scripts has a quarter of an hour from page to page; one whose stream is lost a minute and a half', async () => {
  const w = await openWorld()
  const emma = await browserOf(w, w.emma)
  const mine = await askAs(w, talkerOf(w.chloe))
  await emma.get(paths.advisor)
  await emma.post(chatAt(paths.advisorTaking, mine.chatId), { once: once() })
  for (const path of [
    paths.advisor,
    chatAt(paths.advisorChat, mine.chatId),
    chatAt(paths.advisorTicket, mine.chatId),
  ]) {
    expect((await emma.get(path)).status).toBe(200)
    pass(w, 14 * 60)
    expect([path, await reofferChats(job(w))]).toEqual([path, { conversations: [] }])
    expect((await findAdvisor(job(w), w.emma.id))?.isHere).toBe(true)
  }
  await emma.get(paths.advisor)
  pass(w, 15 * 60 + 1)
  expect((await findAdvisor(job(w), w.emma.id))?.isHere).toBe(false)
  expect(await reofferChats(job(w))).toEqual({ conversations: [mine.conversationId] })
  // With scripts the page is heard of by itself, and missed as soon as it is not.
  await emma.get(paths.advisor)
  await emma.post(chatAt(paths.advisorTaking, mine.chatId), { once: once() })
  expect((await emma.get(paths.advisorNews)).status).toBe(200)
  pass(w, 91)
  expect((await findAdvisor(job(w), w.emma.id))?.isHere).toBe(false)
  expect(await reofferChats(job(w))).toEqual({ conversations: [mine.conversationId] })
})

test('an advisor without scripts is counted among those who are there by who waits and by colleagues', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const emma = await browserOf(w, w.emma)
  await emma.post(paths.advisorState, { state: 'available', max: '3', once: once() })
  await emma.get(paths.advisor)
  const { chatId } = await askAs(w, talkerOf(w.chloe))
  pass(w, 10 * 60)
  expect((await listOthers(await w.actOf(sofia))).map(({ id }) => id)).toEqual([w.emma.id])
  const estimated = async () => (await findQueuePlace(await w.actOf(sofia), await readChat(w, chatId))).wait
  expect(await estimated()).toEqual({ kind: 'less', minutes: 2 })
  pass(w, 6 * 60)
  expect(await listOthers(await w.actOf(sofia))).toEqual([])
  expect(await estimated()).toEqual({ kind: 'unknown' })
})

test('who stopped automatic updates is still heard of: the desk gives its sign, and is answered nothing', async () => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ page_updates: 0 }).where('id', '=', w.emma.id).execute()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const emma = await browserOf(w, w.emma)
  for (const path of [paths.advisor, chatAt(paths.advisorChat, chatId)]) {
    const page = await (await emma.get(path)).text()
    expect(page).toContain(`data-here="${paths.advisorNews}"`)
    expect(page).not.toContain('data-events')
  }
  const sign = await emma.head(paths.advisorNews)
  expect([sign.status, await sign.text()]).toEqual([204, ''])
  pass(w, 80)
  expect(await reofferChats(job(w))).toEqual({ conversations: [] })
  await emma.head(paths.advisorNews)
  pass(w, 80)
  expect(await reofferChats(job(w))).toEqual({ conversations: [] })
  pass(w, 11)
  expect((await reofferChats(job(w))).conversations).toHaveLength(1)
})

test.each([
  ['fr', 'n’écrivez rien pendant 15 minutes, vos conversations sont proposées à un autre conseiller'],
  ['en', 'nor write for 15 minutes, your chats are offered to another advisor'],
] as const)('without scripts the desk and a chat say in %s how often to read them', async (language, words) => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ language }).where('id', '=', w.emma.id).execute()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const emma = await browserOf(w, w.emma)
  for (const path of [paths.advisor, chatAt(paths.advisorChat, chatId)]) {
    const [unscripted = ''] = /<noscript>.*?<\/noscript>/s.exec(await (await emma.get(path)).text()) ?? []
    expect(unscripted).toContain(words)
    expect(unscripted).toContain(`href="${path}"`)
  }
})
