import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld } from '../world.ts'
import {
  addAdvisor,
  askAs,
  beHere,
  browserOf,
  chatAt,
  logOf,
  once,
  openChat,
  readChat,
  stranger,
  talkerOf,
} from './chatting.ts'

test('Emma sees who waits, in order, with their last words, and takes the next', async () => {
  const w = await openWorld()
  await askAs(w, talkerOf(w.chloe))
  const { chatId } = await askAs(w, stranger('someone'))
  const emma = await browserOf(w, w.emma)
  const desk = await (await emma.get(paths.advisor)).text()
  expect(await htmlFaults(desk)).toEqual([])
  expect(desk).toContain('Personnes en attente : 2')
  expect(desk.indexOf('Chloé Bernard')).toBeLessThan(desk.indexOf(`Visiteur sans compte ${chatId}`))
  const next = /action="(\/operator\/livechat\/chats\/\d+\/taking)"/.exec(desk)?.[1] ?? ''
  const answer = await emma.post(next, { once: once() })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${paths.advisor}#chat-1-text`])
  const after = await (await emma.get(paths.advisor)).text()
  expect(await htmlFaults(after)).toEqual([])
  expect(after).toContain('<textarea id="chat-1-text"')
  expect(after).toContain('L’usager a demandé un conseiller.')
  expect(after).toContain('aria-label="Messages de la conversation avec Chloé Bernard"')
  expect(after).toContain('Personnes en attente : 1')
})

test('of two advisors who take the same chat one gets it, the other reads who has it', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const { chatId } = await askAs(w, talkerOf(w.chloe))
  const [emma, other] = [await browserOf(w, w.emma), await browserOf(w, sofia)]
  const answers = await Promise.all(
    [emma, other].map((one) => one.post(chatAt(paths.advisorTaking, chatId), { once: once() })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
  const loser = answers.find(({ status }) => status === 409)
  const has = (await readChat(w, chatId)).advisor_id === w.emma.id ? 'Emma' : 'Sofia'
  expect(await loser?.text()).toContain(`${has} a déjà pris cette conversation.`)
})

test('nobody takes more than they wanted, nor their own', async () => {
  const w = await openWorld()
  await beHere(w, w.emma, { max_chats: 1 })
  await openChat(w, talkerOf(w.chloe))
  const { chatId } = await askAs(w, talkerOf(w.nadia))
  const emma = await browserOf(w, w.emma)
  const full = await emma.post(chatAt(paths.advisorTaking, chatId), { once: once() })
  expect(full.status).toBe(409)
  expect(await full.text()).toContain('autant de conversations que vous l’avez voulu')
  const own = await askAs(w, talkerOf(w.emma))
  expect((await emma.post(chatAt(paths.advisorTaking, own.chatId), { once: once() })).status).toBe(403)
})

test('Emma answers with and without htmx; the same form twice is one message; bad input keeps the text', async () => {
  const w = await openWorld()
  const { chatId, conversationId } = await openChat(w, talkerOf(w.chloe))
  const emma = await browserOf(w, w.emma)
  const path = chatAt(paths.advisorMessages, chatId)
  const form = { text: 'Bonjour <b>Chloé</b>', once: once() }
  for (let n = 0; n < 2; n++) {
    const answer = await emma.post(path, form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${paths.advisor}#chat-${chatId}-text`])
  }
  const panel = await emma.post(path, { text: 'Je regarde.', once: once() }, htmx)
  expect(panel.status).toBe(200)
  expect(await panel.text()).toMatch(/^<div id="chat-\d+-form">(?![^]*Je regarde)/)
  expect((await logOf(w, conversationId)).slice(-2)).toEqual(['advisor: Bonjour <b>Chloé</b>', 'advisor: Je regarde.'])
  expect(await (await emma.get(paths.advisor)).text()).toContain('Bonjour &lt;b&gt;Chloé&lt;/b&gt;')
  const long = 'x'.repeat(1001)
  const refusedOne = await emma.post(path, { text: long, once: once() })
  expect(refusedOne.status).toBe(422)
  const page = await refusedOne.text()
  expect(page).toContain(long)
  expect(await htmlFaults(page)).toEqual([])
  expect((await emma.post(path, { text: ' ', once: once() })).status).toBe(422)
})

test('a canned answer of the support is put into the message, which is not sent by that', async () => {
  const w = await openWorld()
  const { chatId, conversationId } = await openChat(w, talkerOf(w.chloe))
  const { id } = await w.db
    .insertInto('canned_answer')
    .values({
      structure_id: null,
      service_id: null,
      title: 'Politesse',
      body: 'Bonjour {emetteur}, je suis {agent}.',
      updated_at: w.clock.now.toISOString(),
      updated_by_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const emma = await browserOf(w, w.emma)
  const answer = await emma.post(chatAt(paths.advisorMessages, chatId), {
    text: 'Avant.',
    insert: 'canned',
    canned: String(id),
    once: once(),
  })
  expect(answer.status).toBe(200)
  const page = await answer.text()
  expect(page).toContain('Avant.\n\nBonjour Chloé Bernard, je suis Emma Faure.')
  expect(await htmlFaults(page)).toEqual([])
  expect((await logOf(w, conversationId)).filter((line) => line.startsWith('advisor'))).toEqual([])
})

test('a file goes along, and is given to the platform support alone', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const emma = await browserOf(w, w.emma)
  const sent = await emma.postFiles(chatAt(paths.advisorMessages, chatId), { text: '', once: once() }, [
    ['note.txt', 'Lisez ceci.\n'],
  ])
  expect(sent.status).toBe(303)
  const { message_id } = await w.db.selectFrom('chat_file').select('message_id').executeTakeFirstOrThrow()
  const file = url(paths.advisorFile, { id: chatId, file: message_id })
  expect(await (await emma.get(file)).text()).toBe('Lisez ceci.\n')
  const chloe = await browserOf(w, w.chloe)
  expect(await (await chloe.get(url(paths.livechatFile, { id: message_id }))).text()).toBe('Lisez ceci.\n')
  for (const person of [w.chloe, w.farid]) expect((await (await browserOf(w, person)).get(file)).status).toBe(404)
  expect((await (await browserOf(w, w.farid)).get(url(paths.livechatFile, { id: message_id }))).status).toBe(404)
})

test('availability is said and kept', async () => {
  const w = await openWorld()
  const emma = await browserOf(w, w.emma)
  expect((await emma.post(paths.advisorState, { state: 'available', max: '5', once: once() })).status).toBe(303)
  expect(await w.db.selectFrom('advisor').select(['user_id', 'state', 'max_chats']).execute()).toEqual([
    { user_id: w.emma.id, state: 'available', max_chats: 5 },
  ])
  expect(await (await emma.get(paths.advisor)).text()).toContain('Vous êtes disponible.')
})

test('to anybody but the platform support none of this exists', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const gets = [paths.advisor, paths.advisorNews, paths.advisorEvents, paths.advisorEnded]
  const ofChat = [
    paths.advisorChat,
    paths.advisorTranscript,
    paths.advisorEnd,
    paths.advisorHanding,
    paths.advisorTicket,
  ]
  const posts = [
    paths.advisorTaking,
    paths.advisorMessages,
    paths.advisorTyping,
    paths.advisorEnd,
    paths.advisorHanding,
    paths.advisorTicket,
  ]
  for (const person of [w.chloe, w.alice]) {
    const visitor = await browserOf(w, person)
    for (const path of [...gets, ...ofChat.map((one) => chatAt(one, chatId))])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 404])
    for (const path of posts)
      expect([path, (await visitor.post(chatAt(path, chatId), { once: once() })).status]).toEqual([path, 404])
  }
  expect((await logOf(w, 1)).length).toBe(2)
})

test('the poll answers nothing until something happened, then the lines, and is a sign of life', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const emma = await browserOf(w, w.emma)
  const desk = await (await emma.get(paths.advisor)).text()
  const [, after = '', key = ''] = /data-after="(\d+)" data-key="([^"]+)"/.exec(desk) ?? []
  const news = () => emma.get(`${paths.advisorNews}?after=${after}&key=${encodeURIComponent(key)}`)
  expect((await news()).status).toBe(204)
  await (await browserOf(w, w.chloe)).post(paths.livechatMessages, { text: 'Êtes-vous là ?', once: once() })
  const told = await (await news()).text()
  expect(told).toContain(`data-chat="${chatId}"`)
  expect(told).toContain('Êtes-vous là ?')
  expect(told).not.toContain('desk-news')
  await askAs(w, talkerOf(w.nadia))
  expect(await (await news()).text()).toContain('1 personne en attente — afficher')
  const { seen_at } = await w.db.selectFrom('advisor').select('seen_at').executeTakeFirstOrThrow()
  expect(seen_at).toBe(w.clock.now.toISOString())
})
