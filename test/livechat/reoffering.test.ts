import { expect, test } from 'vitest'
import { endHopeless, reofferChats } from '../../src/livechat/reoffering.ts'
import { noteVisitor } from '../../src/livechat/being-here.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAdvisor, askAs, beHere, logOf, openChat, pass, readChat, stranger, talkerOf } from './chatting.ts'

const job = (w: TestWorld) => ({ db: w.db, actor: null, now: w.clock.now })

test('a chat whose advisor has vanished goes back to the head of the queue, once, and the visitor is told', async () => {
  const w = await openWorld()
  const waiting = await askAs(w, stranger('earlier'))
  const { chatId, conversationId } = await openChat(w, talkerOf(w.chloe))
  pass(w, 80)
  expect(await reofferChats(job(w))).toEqual({ conversations: [] })
  pass(w, 20)
  expect(await reofferChats(job(w))).toEqual({ conversations: [conversationId] })
  expect(await reofferChats(job(w))).toEqual({ conversations: [] })
  expect(await readChat(w, chatId)).toMatchObject({ state: 'waiting', is_first: 1, advisor_id: null, taken_at: null })
  expect(await logOf(w, conversationId)).toEqual(['* asked', '* joined', '* vanished'])
  const queue = await w.db
    .selectFrom('chat')
    .select('id')
    .where('state', '=', 'waiting')
    .orderBy('is_first', 'desc')
    .orderBy('asked_at')
    .execute()
  expect(queue.map(({ id }) => id)).toEqual([chatId, waiting.chatId])
  const sofia = await addAdvisor(w)
  expect(await takeChat(await w.actOf(sofia), chatId)).toMatchObject({ ok: true })
  expect(await readChat(w, chatId)).toMatchObject({ state: 'running', is_first: 0, advisor_id: sofia.id })
})

test('an advisor whose page is open keeps their chats, away or not', async () => {
  const w = await openWorld()
  await openChat(w, talkerOf(w.chloe))
  pass(w, 300)
  await beHere(w, w.emma, { state: 'away' })
  expect(await reofferChats(job(w))).toEqual({ conversations: [] })
})

test('who is no advisor any more, or has no account any more, has vanished at once', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const first = await openChat(w, stranger('first'))
  const second = await openChat(w, stranger('second'), sofia)
  await w.db.updateTable('user').set({ is_operator: 0 }).where('id', '=', w.emma.id).execute()
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', sofia.id).execute()
  expect(await reofferChats(job(w))).toEqual({ conversations: [first.conversationId, second.conversationId] })
})

test('at closing time who still waits is told and freed; who talks goes on', async () => {
  const w = await openWorld()
  // Half past six in the evening, less a minute.
  w.clock.now = new Date('2026-11-23T17:29:00.000Z')
  const running = await openChat(w, talkerOf(w.chloe))
  const waiting = await askAs(w, stranger('late'))
  expect(await endHopeless(job(w))).toEqual({ conversations: [] })
  pass(w, 60)
  await beHere(w, w.emma)
  expect(await endHopeless(job(w))).toEqual({ conversations: [waiting.conversationId] })
  expect(await readChat(w, waiting.chatId)).toMatchObject({ state: 'ended', ended_by: 'platform' })
  expect(await readChat(w, running.chatId)).toMatchObject({ state: 'running' })
  const { text } = await w.db.selectFrom('message').select('text').orderBy('id', 'desc').executeTakeFirstOrThrow()
  expect(text).toContain('saisissez une sollicitation')
})

test('after closing time a chat that was running waits for another advisor, as long as one is there', async () => {
  const w = await openWorld()
  w.clock.now = new Date('2026-11-23T17:29:00.000Z')
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  pass(w, 120)
  const sofia = await addAdvisor(w)
  await beHere(w, sofia)
  await noteVisitor(job(w), chatId)
  await reofferChats(job(w))
  expect(await endHopeless(job(w))).toEqual({ conversations: [] })
  expect(await readChat(w, chatId)).toMatchObject({ state: 'waiting', is_first: 1 })
  // Whose line dropped may come back.
  pass(w, 120)
  await noteVisitor(job(w), chatId)
  expect((await endHopeless(job(w))).conversations).toEqual([])
  pass(w, 600)
  await noteVisitor(job(w), chatId)
  expect((await endHopeless(job(w))).conversations).toHaveLength(1)
})

test('who has left long ago while waiting makes place; a reload in time keeps it', async () => {
  const w = await openWorld()
  const gone = await askAs(w, stranger('gone'))
  const here = await askAs(w, stranger('here'))
  pass(w, 14 * 60)
  await noteVisitor(job(w), here.chatId)
  pass(w, 2 * 60)
  expect(await endHopeless(job(w))).toEqual({ conversations: [gone.conversationId] })
  expect(await readChat(w, here.chatId)).toMatchObject({ state: 'waiting' })
  expect((await logOf(w, gone.conversationId)).at(-1)).toBe('* ended')
})

test('more chats than one transaction holds are all seen to', async () => {
  const w = await openWorld()
  for (let n = 0; n < 120; n++) await askAs(w, stranger(`n${n}`))
  w.clock.now = new Date('2026-11-23T18:00:00.000Z')
  expect((await endHopeless(job(w))).conversations).toHaveLength(120)
})
