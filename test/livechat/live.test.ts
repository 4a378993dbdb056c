import { expect, onTestFinished, test } from 'vitest'
import { noteTyping } from '../../src/http/chat-presence.ts'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths } from '../../src/urls.ts'
import { openWorld } from '../world.ts'
import { type Browser, browse, guestInChat, once } from './chatting.ts'

/** An open page: what its stream has told so far, and how to wait for something. */
async function listen(browser: Browser) {
  const answer = await browser.get(paths.assistantEvents)
  const reader = answer.body?.getReader()
  if (!reader) throw new Error(`the stream answered ${answer.status}`)
  onTestFinished(() => reader.cancel())
  const decoder = new TextDecoder()
  let told = ''
  const until = async (text: string): Promise<string> => {
    while (!told.includes(text)) {
      const { done, value } = await reader.read()
      if (done) throw new Error(`the stream ended without: ${text}\n${told}`)
      told += decoder.decode(value, { stream: true })
    }
    return told
  }
  return { until, forget: () => (told = '') }
}

test('an open page is told its place in the queue, when it moves up, who comes, that they write, and what they say', async () => {
  const w = await openWorld()
  const first = await guestInChat(w, { isTaken: false })
  const second = await guestInChat(w, { isTaken: false })
  const page = await listen(second.guest)
  await page.until('Vous êtes en position 2')
  await first.guest.post(paths.livechatEnd, { once: once(), chat: String(first.chatId) })
  await page.until('en première position')
  const emma = await w.actOf(w.emma)
  const topic = conversationTopic(second.conversationId)
  await takeChat(emma, second.chatId)
  w.world.live.tell(topic)
  await page.until('Vous parlez avec Emma')
  page.forget()
  noteTyping(w.world.live, { conversationId: second.conversationId, side: 'advisor' }, w.clock.now)
  await page.until('event: typing')
  const said = await speakAsAdvisor(emma, second.chatId, { text: 'Bonjour !', files: [], limits: w.config.uploads })
  w.world.live.tell(topic)
  const told = await page.until('Bonjour')
  expect(told).toContain(`id: ${said.ok ? said.value.messageIds[0] : ''}`)
})

test('a stranger’s page hears nothing of it', async () => {
  const w = await openWorld()
  await guestInChat(w)
  expect((await browse(w).get(paths.assistantEvents)).status).toBe(204)
})
