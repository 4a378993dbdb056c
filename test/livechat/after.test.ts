import { expect, test } from 'vitest'
import { WAITING_TOPIC } from '../../src/livechat/conversation-rules.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { rateChat } from '../../src/livechat/rating.ts'
import { paths } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import { browse, browserOf, guestInChat, logOf, once, openChat, readChat, stranger, talkerOf } from './chatting.ts'

test('a visitor ends the chat on a page that asks before, and twice is once', async () => {
  const w = await openWorld()
  const { guest, chatId, conversationId } = await guestInChat(w)
  expect(await (await guest.get(paths.livechatEnd)).text()).toContain('Terminer la conversation')
  let told = 0
  w.world.live.listen(() => told++, WAITING_TOPIC)
  const fields = { once: once(), chat: String(chatId) }
  for (const form of [fields, fields, { ...fields, once: once() }]) {
    const answer = await guest.post(paths.livechatEnd, form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.assistant])
  }
  expect(await readChat(w, chatId)).toMatchObject({ state: 'ended', ended_by: 'visitor' })
  expect((await logOf(w, conversationId)).filter((line) => line === '* ended')).toHaveLength(1)
  expect(told).toBeGreaterThan(0)
  const page = await (await guest.get(paths.assistant)).text()
  expect(page).toContain('est terminée')
  expect(page).toContain(paths.livechatRating)
})

test('whoever waits leaves the queue the same way, in the dialog too', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w, { isTaken: false })
  const dialog = await (await guest.get(paths.livechatEnd, htmx)).text()
  expect(dialog).toContain('Quitter la file d’attente')
  expect(dialog).not.toContain('<html')
  await guest.post(paths.livechatEnd, { once: once(), chat: String(chatId) })
  expect(await readChat(w, chatId)).toMatchObject({ state: 'ended', ended_by: 'visitor', taken_at: null })
})

test('a page left open since an earlier chat ends no later one', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  await endChat(await w.actOf(w.emma), chatId)
  await guest.post(paths.livechat, { once: once() })
  const answer = await guest.post(paths.livechatEnd, { once: once(), chat: String(chatId) })
  expect(answer.status).toBe(303)
  const now = await w.db.selectFrom('chat').select('state').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  expect(now.state).toBe('waiting')
})

test('after the end the visitor says once what the chat was worth', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  const opinion = { chat: String(chatId), score: '4', comment: 'Clair.' }
  const early = await guest.post(paths.livechatRating, { once: once(), ...opinion })
  expect([early.status, (await early.text()).includes('Clair.')]).toEqual([409, true])
  expect((await guest.get(paths.livechatRating)).status).toBe(409)
  await endChat(await w.actOf(w.emma), chatId)
  const form = { once: once(), ...opinion }
  for (const sent of [form, form]) {
    const answer = await guest.post(paths.livechatRating, sent)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.assistant])
  }
  expect(await readChat(w, chatId)).toMatchObject({ rating: 4, rating_comment: 'Clair.' })
  const again = await guest.post(paths.livechatRating, { once: once(), ...opinion, score: '1' })
  expect([again.status, (await again.text()).includes('déjà donné votre avis')]).toEqual([409, true])
  expect((await readChat(w, chatId)).rating).toBe(4)
  expect(await (await guest.get(paths.livechatRating)).text()).toContain('4 – satisfait')
})

test('an opinion without a mark, with one that is none or with a whole letter is not taken; what was typed stays', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  await endChat(await w.actOf(w.emma), chatId)
  for (const headers of [{}, htmx])
    for (const [score, comment] of [
      ['', 'Sans note'],
      ['6', 'Six sur cinq'],
      ['2', `Trop ${'long'.repeat(300)}`],
    ] as const) {
      const answer = await guest.post(
        paths.livechatRating,
        { once: once(), chat: String(chatId), score, comment },
        headers,
      )
      const html = await answer.text()
      expect([answer.status, html.includes(comment), html.includes('error-summary')]).toEqual([422, true, true])
    }
  expect((await readChat(w, chatId)).rating).toBeNull()
})

test('a stranger can neither end nor rate somebody’s chat, nor see that there is one', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  for (const other of [browse(w), await browserOf(w, w.farid), await browserOf(w, w.emma)]) {
    for (const path of [paths.livechatEnd, paths.livechatRating]) {
      expect((await other.get(path)).status).toBe(404)
      expect((await other.post(path, { once: once(), chat: String(chatId), score: '1' })).status).toBe(404)
    }
  }
  await endChat(await w.actOf(w.emma), chatId)
  const act = { db: w.db, actor: null, now: w.clock.now }
  const opinion = { chatId, score: 1 as const, comment: '' }
  expect(await rateChat(act, talkerOf(w.farid), opinion)).toEqual({ ok: false, refusal: 'not-found' })
  // Not by the number of a chat of a conversation that is not theirs either.
  await openChat(w, stranger('another'))
  expect(await rateChat(act, stranger('another'), opinion)).toEqual({ ok: false, refusal: 'not-found' })
  expect((await readChat(w, chatId)).rating).toBeNull()
})
