import { expect, test } from 'vitest'
import { endChat } from '../../src/livechat/ending.ts'
import { handChat } from '../../src/livechat/handing.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { openWorld } from '../world.ts'
import { addAdvisor, askAs, beHere, logOf, openChat, readChat, stranger, talkerOf } from './chatting.ts'

const LIMITS = { perForm: 1000, files: 2 }
const words = (text: string) => ({ text, files: [], limits: LIMITS })

test('Emma takes Chloé’s chat: it runs, and the log says who has joined', async () => {
  const w = await openWorld()
  const { chatId, conversationId } = await askAs(w, talkerOf(w.chloe))
  const result = await takeChat(await w.actOf(w.emma), chatId)
  expect(result).toMatchObject({ ok: true, value: { state: 'running', advisor_id: w.emma.id } })
  expect(await logOf(w, conversationId)).toEqual(['* asked', '* joined'])
  const { text } = await w.db
    .selectFrom('message')
    .select('text')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  // A first name, and no more than that.
  expect(text).toBe('Un conseiller a rejoint la conversation\u00a0: Emma.')
})

test('of two advisors who take at once one gets it, the other is refused, and the log holds one line', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const { chatId, conversationId } = await askAs(w, talkerOf(w.chloe))
  const acts = await Promise.all([w.emma, sofia, w.emma, sofia].map((one) => w.actOf(one)))
  const results = await Promise.all(acts.map((act) => takeChat(act, chatId)))
  expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  expect(results.flatMap((result) => (result.ok ? [] : [result.refusal]))).toEqual(Array(3).fill('not-waiting'))
  expect(await logOf(w, conversationId)).toEqual(['* asked', '* joined'])
})

test('nobody advises themselves, neither by taking nor by being handed a chat', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  await beHere(w, w.emma)
  const { chatId } = await askAs(w, talkerOf(w.emma))
  expect(await takeChat(await w.actOf(w.emma), chatId)).toEqual({ ok: false, refusal: 'own-chat' })
  expect(await takeChat(await w.actOf(sofia), chatId)).toMatchObject({ ok: true })
  expect(await handChat(await w.actOf(sofia), chatId, w.emma.id)).toEqual({ ok: false, refusal: 'own-chat' })
})

test('who has their fill takes no more', async () => {
  const w = await openWorld()
  await beHere(w, w.emma, { max_chats: 1 })
  await openChat(w, stranger('first'))
  const { chatId } = await askAs(w, stranger('second'))
  expect(await takeChat(await w.actOf(w.emma), chatId)).toEqual({ ok: false, refusal: 'too-many-chats' })
})

test('a manager is no advisor: to Alice there is no chat to take, to write into, to hand on or to end', async () => {
  const w = await openWorld()
  const { chatId } = await askAs(w, talkerOf(w.chloe))
  const act = await w.actOf(w.alice)
  const none = { ok: false, refusal: 'not-found' }
  expect(await takeChat(act, chatId)).toEqual(none)
  expect(await speakAsAdvisor(act, chatId, words('Bonjour'))).toEqual(none)
  expect(await handChat(act, chatId, w.emma.id)).toEqual(none)
  expect(await endChat(act, chatId)).toEqual(none)
  expect(await takeChat(await w.actOf(w.emma), 999)).toEqual(none)
})

test('an advisor writes into their own running chat alone', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const { chatId, conversationId } = await askAs(w, talkerOf(w.chloe))
  const [emma, other] = [await w.actOf(w.emma), await w.actOf(sofia)]
  expect(await speakAsAdvisor(emma, chatId, words('Bonjour'))).toEqual({ ok: false, refusal: 'waiting' })
  await takeChat(emma, chatId)
  expect(await speakAsAdvisor(other, chatId, words('Bonjour'))).toEqual({ ok: false, refusal: 'not-yours' })
  expect(await speakAsAdvisor(emma, chatId, words('  '))).toEqual({ ok: false, refusal: 'nothing-said' })
  expect(await speakAsAdvisor(emma, chatId, words('x'.repeat(1001)))).toEqual({ ok: false, refusal: 'too-long' })
  expect(await speakAsAdvisor(emma, chatId, words(' Bonjour '))).toMatchObject({ ok: true })
  await endChat(emma, chatId)
  expect(await speakAsAdvisor(emma, chatId, words('Encore'))).toEqual({ ok: false, refusal: 'ended' })
  expect(await logOf(w, conversationId)).toEqual(['* asked', '* joined', 'advisor: Bonjour', '* ended'])
})

test('a chat is handed to another advisor who is there, and to nobody else', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const { chatId, conversationId } = await openChat(w, talkerOf(w.chloe))
  const emma = await w.actOf(w.emma)
  expect(await handChat(emma, chatId, w.alice.id)).toEqual({ ok: false, refusal: 'not-an-advisor' })
  expect(await handChat(emma, chatId, w.emma.id)).toEqual({ ok: false, refusal: 'same-advisor' })
  expect(await handChat(emma, chatId, sofia.id)).toEqual({ ok: false, refusal: 'away' })
  await beHere(w, sofia, { state: 'away' })
  expect(await handChat(emma, chatId, sofia.id)).toEqual({ ok: false, refusal: 'away' })
  await beHere(w, sofia)
  expect(await handChat(emma, chatId, sofia.id)).toMatchObject({ ok: true })
  expect(await handChat(emma, chatId, sofia.id)).toEqual({ ok: false, refusal: 'not-yours' })
  expect(await readChat(w, chatId)).toMatchObject({ state: 'running', advisor_id: sofia.id })
  expect(await logOf(w, conversationId)).toEqual(['* asked', '* joined', '* handed'])
  expect(await speakAsAdvisor(await w.actOf(sofia), chatId, words('Je reprends.'))).toMatchObject({ ok: true })
})

test('an advisor ends their own chat, once', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const { chatId, conversationId } = await openChat(w, talkerOf(w.chloe))
  expect(await endChat(await w.actOf(sofia), chatId)).toEqual({ ok: false, refusal: 'not-yours' })
  expect(await endChat(await w.actOf(w.emma), chatId)).toMatchObject({ ok: true })
  expect(await endChat(await w.actOf(w.emma), chatId)).toEqual({ ok: false, refusal: 'ended' })
  expect(await readChat(w, chatId)).toMatchObject({ state: 'ended', ended_by: 'advisor' })
  expect(await logOf(w, conversationId)).toEqual(['* asked', '* joined', '* ended'])
})

test('files of a chat count together, whoever sends them', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const emma = await w.actOf(w.emma)
  const file = (n: number, size: number) => ({
    hash: String(n).repeat(64),
    name: `${n}.pdf`,
    size,
    type: 'pdf' as const,
  })
  const send = (...files: ReturnType<typeof file>[]) =>
    speakAsAdvisor(emma, chatId, { text: '', files, limits: LIMITS })
  expect(await send(file(1, 600))).toMatchObject({ ok: true })
  expect(await send(file(2, 500))).toEqual({ ok: false, refusal: 'all-too-large' })
  expect(await send(file(2, 400))).toMatchObject({ ok: true })
  expect(await send(file(3, 1))).toEqual({ ok: false, refusal: 'too-many' })
  expect(await w.db.selectFrom('chat_file').select('name').execute()).toHaveLength(2)
})
