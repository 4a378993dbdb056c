import { expect, test } from 'vitest'
import { seed } from '../assistant/talking.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { paths, url } from '../../src/urls.ts'
import { browse, browserOf, chatAt, guestInChat, once } from './chatting.ts'

const LIMITS = { perForm: 1000, files: 2 }
const LATER = 'qui est le gestionnaire de ma structure'

async function openAfterChat(w: TestWorld) {
  await seed(w)
  const { guest, chatId, conversationId } = await guestInChat(w)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Où est ma facture ?' })
  await speakAsAdvisor(await w.actOf(w.emma), chatId, { text: 'Elle sera payée vendredi.', files: [], limits: LIMITS })
  await guest.post(paths.livechatTranscriptMail, { once: once(), chat: String(chatId), email: 'stranger@example.org' })
  const { data } = await w.db.selectFrom('mail').select('data').orderBy('id', 'desc').executeTakeFirstOrThrow()
  const link = url(paths.livechatLinked, { token: (JSON.parse(data) as { secret: string }).secret })
  await endChat(await w.actOf(w.emma), chatId)
  return { guest, chatId, conversationId, link }
}

async function signInAndAsk(w: TestWorld, guest: Awaited<ReturnType<typeof guestInChat>>['guest']) {
  guest.jar.set('guichet', await w.world.sessions.start(w.nadia.id, 'Firefox', w.world.now()))
  await guest.post(paths.assistantQuestions, { once: once(), question: LATER })
  const own = await (await guest.get(paths.assistant)).text()
  expect(own).toContain(LATER)
  expect(own).toContain('data-answer="own-data"')
}

test('a mailed link shows the chat, and nothing that Nadia asks ClaudIA once signed in', async () => {
  const w = await openWorld()
  const { guest, chatId, link } = await openAfterChat(w)
  await signInAndAsk(w, guest)
  // What happens to the chat itself later opens nothing in between.
  const emma = await browserOf(w, w.emma)
  const path = chatAt(paths.advisorTicket, chatId)
  const kind = /<option value="(\d+)"/.exec(await (await emma.get(path)).text())?.[1] ?? ''
  const made = await emma.post(path, { kind, subject: 'Facture', description: 'Perdue', once: once() })
  expect(made.status).toBe(303)
  const html = await (await browse(w).get(link)).text()
  expect([html.includes('payée vendredi'), html.includes('terminé')]).toEqual([true, true])
  expect([html.includes(LATER), html.includes('gestionnaire')]).toEqual([false, false])
})

test('while a chat goes on its link ends with what was said in it', async () => {
  const w = await openWorld()
  const { guest, link } = await openAfterChat(w)
  expect(await (await browse(w).get(link)).text()).toContain('Où est ma facture')
  await guest.post(paths.assistantQuestions, { once: once(), question: 'Comment créer mon compte ?' })
  expect(await (await browse(w).get(link)).text()).not.toContain('créer mon compte')
})

test('Emma reads a chat that has ended until its end, however much is said to ClaudIA after it', async () => {
  const w = await openWorld()
  const { guest, chatId } = await openAfterChat(w)
  await signInAndAsk(w, guest)
  for (let n = 0; n < 30; n++) await guest.post(paths.assistantQuestions, { once: once(), question: 'Bonjour' })
  const emma = await browserOf(w, w.emma)
  for (const path of [paths.advisorChat, paths.advisorTranscript, paths.advisorTicket]) {
    const html = await (await emma.get(chatAt(path, chatId))).text()
    expect([path, html.includes('Où est ma facture'), html.includes('payée vendredi')]).toEqual([path, true, true])
    expect([path, html.includes(LATER), html.includes('Bonjour')]).toEqual([path, false, false])
  }
})
