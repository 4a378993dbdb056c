import { expect, test } from 'vitest'
import { handoverNow } from '../../src/livechat/hand-over-queries.ts'
import { paths } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import {
  askAs,
  beHere,
  browse,
  browserOf,
  logOf,
  once,
  openChat,
  pass,
  readChat,
  stranger,
  talkerOf,
} from './chatting.ts'

const chats = (w: Awaited<ReturnType<typeof openWorld>>) => w.db.selectFrom('chat').selectAll().orderBy('id').execute()

test('Chloé asks for a person, without htmx: she waits in the queue and is led to the conversation', async () => {
  const w = await openWorld()
  const chloe = await browserOf(w, w.chloe)
  expect(await (await chloe.get(paths.livechat)).text()).toContain('Contacter un agent')
  const answer = await chloe.post(paths.livechat, { once: once() })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.assistant])
  const [chat] = await chats(w)
  expect(chat).toMatchObject({ state: 'waiting', advisor_id: null, is_first: 0 })
  expect(await logOf(w, chat?.conversation_id ?? 0)).toEqual(['* asked'])
})

test('with htmx the browser is sent to the conversation', async () => {
  const w = await openWorld()
  const answer = await (await browserOf(w, w.chloe)).post(paths.livechat, { once: once() }, htmx)
  expect([answer.status, answer.headers.get('hx-redirect')]).toEqual([200, paths.assistant])
})

test('somebody without an account asks too, and finds the place again by a cookie that no script reads', async () => {
  const w = await openWorld()
  const guest = browse(w)
  const answer = await guest.post(paths.livechat, { once: once() })
  expect(answer.headers.get('set-cookie')).toMatch(/guichet-talk=.*HttpOnly/)
  expect((await guest.get(paths.livechat)).headers.get('location')).toBe(paths.assistant)
  expect((await browse(w).get(paths.livechat)).status).toBe(200)
})

test('asking twice, by the same form or another one, is asking once', async () => {
  const w = await openWorld()
  const chloe = await browserOf(w, w.chloe)
  const form = once()
  for (const token of [form, form, once()]) {
    const answer = await chloe.post(paths.livechat, { once: token })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.assistant])
  }
  expect(await chats(w)).toHaveLength(1)
})

test('while the livechat is closed nobody is put into the queue; the page says when it opens, and offers a ticket', async () => {
  const w = await openWorld()
  // A Friday evening.
  w.clock.now = new Date('2026-11-20T18:00:00.000Z')
  const guest = browse(w)
  const page = await (await guest.get(paths.livechat)).text()
  expect(page).toContain('lundi 23 novembre à 8\u00a0h\u00a030')
  expect(page).toContain(paths.livechatTicket)
  const refused = await guest.post(paths.livechat, { once: once() })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('lundi 23 novembre')
  expect(await chats(w)).toEqual([])
  const english = browse(w, '', { 'accept-language': 'en' })
  expect(await (await english.get(paths.livechat)).text()).toContain('Monday 23 November at 8:30')
})

test('a public holiday is closed, and the next working day is named', async () => {
  const w = await openWorld()
  w.clock.now = new Date('2026-12-25T10:00:00.000Z')
  const act = { db: w.db, actor: null, now: w.clock.now }
  expect(await handoverNow(act)).toEqual({ isOpen: false, opensAt: '2026-12-28T07:30:00.000Z' })
  w.clock.now = new Date('2026-12-28T07:30:00.000Z')
  expect(await handoverNow({ ...act, now: w.clock.now })).toEqual({ isOpen: true, opensAt: null })
})

test('without any period the opening is not known, and the page says so', async () => {
  const w = await openWorld()
  await w.db.deleteFrom('livechat_period').execute()
  expect(await (await browse(w).get(paths.livechat)).text()).toContain('n’est pas encore connue')
})

test('the conversation says the place in the queue, which moves up when others are taken', async () => {
  const w = await openWorld()
  const first = await askAs(w, stranger('first'))
  pass(w, 5)
  const chloe = await browserOf(w, w.chloe)
  await chloe.post(paths.livechat, { once: once() })
  expect(await (await chloe.get(paths.assistant)).text()).toContain('Vous êtes en position 2')
  await w.db
    .updateTable('chat')
    .set({ state: 'ended', ended_at: w.clock.now.toISOString(), ended_by: 'visitor' })
    .where('id', '=', first.chatId)
    .execute()
  expect(await (await chloe.get(paths.assistant)).text()).toContain('en première position')
})

test('the wait is told in round words: from who is there and how long the last chats took; unknown says so', async () => {
  const w = await openWorld()
  const chloe = await browserOf(w, w.chloe)
  const page = async () => (await (await chloe.get(paths.livechat)).text()).replaceAll('\u00a0', ' ')
  expect(await page()).toContain('n’est pas connu')
  await beHere(w, w.emma, { max_chats: 1 })
  expect(await page()).toContain('moins de 2 minutes')
  // Three chats of nine minutes; the fourth runs, and nobody has a free place.
  for (const name of ['a', 'b', 'c']) {
    const { chatId } = await openChat(w, stranger(name))
    pass(w, 540)
    const ended = { state: 'ended' as const, ended_at: w.clock.now.toISOString(), ended_by: 'advisor' as const }
    await w.db.updateTable('chat').set(ended).where('id', '=', chatId).execute()
  }
  await openChat(w, stranger('d'))
  expect(await page()).toContain('environ 10 minutes')
})

test('a chat that an advisor vanished from goes before all others', async () => {
  const w = await openWorld()
  const earlier = await askAs(w, stranger('earlier'))
  pass(w, 60)
  const chloe = await browserOf(w, w.chloe)
  await chloe.post(paths.livechat, { once: once() })
  await w.db.updateTable('chat').set({ is_first: 1 }).where('id', '<>', earlier.chatId).execute()
  expect(await (await chloe.get(paths.assistant)).text()).toContain('en première position')
})

test('who asks again and again is asked to wait, with the page still there', async () => {
  const w = await openWorld()
  const chloe = await browserOf(w, w.chloe)
  const statuses: number[] = []
  for (let n = 0; n < 12; n++) {
    statuses.push((await chloe.post(paths.livechat, { once: once() })).status)
    await w.db
      .updateTable('chat')
      .set({ state: 'ended', ended_at: w.clock.now.toISOString(), ended_by: 'visitor' })
      .where('state', '=', 'waiting')
      .execute()
  }
  expect(new Set(statuses.slice(0, 10))).toEqual(new Set([303]))
  expect(statuses.slice(10)).toEqual([429, 429])
})

test('what was begun without an account goes on after signing in, still in the queue', async () => {
  const w = await openWorld()
  const guest = browse(w)
  await guest.post(paths.livechat, { once: once() })
  const [name, value] = (await w.as(w.chloe)).cookie.split('=') as [string, string]
  guest.jar.set(name, value)
  expect((await guest.get(paths.livechat)).headers.get('location')).toBe(paths.assistant)
  const answer = await guest.post(paths.livechatMessages, { once: once(), text: 'Bonjour' })
  expect(answer.status).toBe(303)
  const [chat] = await chats(w)
  expect(await readChat(w, chat?.id ?? 0)).toMatchObject({ state: 'waiting' })
  expect(await logOf(w, chat?.conversation_id ?? 0)).toEqual(['* asked', 'visitor: Bonjour'])
})

test('the database lets one chat of a conversation be open, whatever the code would do', async () => {
  const w = await openWorld()
  const { conversationId } = await askAs(w, talkerOf(w.chloe))
  const again = w.db
    .insertInto('chat')
    .values({
      conversation_id: conversationId,
      asked_at: w.clock.now.toISOString(),
      visitor_seen_at: w.clock.now.toISOString(),
      advisor_id: null,
      taken_at: null,
      ended_at: null,
      ended_by: null,
      ticket_id: null,
      rating: null,
      rated_at: null,
    })
    .execute()
  await expect(again).rejects.toThrow('UNIQUE')
})

test('within the hours, with nobody at the desk yet, the page says so and puts the ticket first; one can wait all the same', async () => {
  const w = await openWorld()
  const chloe = await browserOf(w, w.chloe)
  const ticketAt = (html: string) => html.indexOf(`href="${paths.livechatTicket}"`)
  const formAt = (html: string) => html.indexOf(`action="${paths.livechat}"`)
  const read = async () => (await chloe.get(paths.livechat)).text()
  const empty = await read()
  expect(empty).toContain('aucun conseiller n’est encore à son poste')
  expect(empty).not.toContain('Les conseillers répondent en ce moment')
  expect(ticketAt(empty)).toBeGreaterThan(0)
  expect(ticketAt(empty)).toBeLessThan(formAt(empty))
  await beHere(w, w.emma, { state: 'away' })
  expect(await read()).toContain('aucun conseiller n’est encore à son poste')
  await beHere(w, w.emma)
  const staffed = await read()
  expect(staffed).toContain('Les conseillers répondent en ce moment')
  expect(formAt(staffed)).toBeLessThan(ticketAt(staffed))
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.chloe.id).execute()
  pass(w, 3600)
  expect(await read()).toContain('no advisor is at the desk yet')
})
