import { expect, test } from 'vitest'
import { endChat } from '../../src/livechat/ending.ts'
import { purgeTranscriptLinks } from '../../src/livechat/mailing-transcript.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { paths, url, withoutToken } from '../../src/urls.ts'
import { PDF } from '../http/upload-site.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { browse, browserOf, guestInChat, once, openChat, pass, talkerOf } from './chatting.ts'

const LIMITS = { perForm: 1000, files: 2 }
const answer = async (w: TestWorld, chatId: number, text = 'Elle sera payée vendredi.') => {
  const said = await speakAsAdvisor(await w.actOf(w.emma), chatId, { text, files: [], limits: LIMITS })
  if (!said.ok) throw new Error(said.refusal)
}
const linkIn = async (w: TestWorld): Promise<string> => {
  const { data } = await w.db.selectFrom('mail').select('data').orderBy('id', 'desc').executeTakeFirstOrThrow()
  return url(paths.livechatLinked, { token: (JSON.parse(data) as { secret: string }).secret })
}

test('the transcript shows who said what, in order, during the chat and after it', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Où est ma facture ?' })
  await answer(w, chatId)
  await endChat(await w.actOf(w.emma), chatId)
  const html = await (await guest.get(paths.livechatTranscript)).text()
  const order = [
    'demandé un conseiller',
    'a rejoint',
    'Où est ma facture',
    'Emma, conseiller',
    'payée vendredi',
    'terminé',
  ]
  expect(order.map((text) => html.indexOf(text)).every((at, n, all) => at > (all[n - 1] ?? 0))).toBe(true)
})

test('whoever has no conversation has no transcript', async () => {
  const w = await openWorld()
  await openChat(w, talkerOf(w.chloe))
  for (const other of [browse(w), await browserOf(w, w.farid), await browserOf(w, w.emma)]) {
    expect((await other.get(paths.livechatTranscript)).status).toBe(404)
    expect((await other.post(paths.livechatTranscriptMail, { once: once(), chat: '1', email: 'a@b.fr' })).status).toBe(
      404,
    )
  }
})

test('Chloé gets the transcript at her contact address, once for what was said', async () => {
  const w = await openWorld()
  await w.db.updateTable('user').set({ contact_email: 'chloe@ailleurs.test' }).where('id', '=', w.chloe.id).execute()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  await answer(w, chatId)
  const chloe = await browserOf(w, w.chloe)
  expect(await (await chloe.get(paths.livechatTranscript)).text()).toContain('chloe@ailleurs.test')
  const form = { once: once(), chat: String(chatId) }
  for (const sent of [form, form, { ...form, once: once() }])
    expect((await chloe.post(paths.livechatTranscriptMail, sent)).status).toBe(303)
  expect((await traces(w.dbs)).mails).toEqual(['chat-transcript → chloe@ailleurs.test'])
  await answer(w, chatId, 'Autre chose ?')
  await chloe.post(paths.livechatTranscriptMail, { once: once(), chat: String(chatId) })
  expect((await traces(w.dbs)).mails).toHaveLength(2)
})

test('whoever has no account types an address, to which a link goes and no word of a stranger', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  await guest.postFiles(paths.livechatMessages, { once: once(), text: 'Cliquez sur http://mechant.test' }, [
    ['a.pdf', PDF],
  ])
  await answer(w, chatId)
  const asked = await guest.post(paths.livechatTranscriptMail, {
    once: once(),
    chat: String(chatId),
    email: ' Max@Guest.test ',
  })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, paths.livechatTranscript])
  expect((await traces(w.dbs)).mails).toEqual(['chat-transcript-link → max@guest.test'])
  const { data } = await w.db.selectFrom('mail').select('data').executeTakeFirstOrThrow()
  expect(data).not.toContain('mechant')
  const link = await linkIn(w)
  const page = await browse(w).get(link)
  const html = await page.text()
  expect([page.status, html.includes('payée vendredi'), page.headers.get('x-robots-tag')]).toEqual([
    200,
    true,
    'noindex, nofollow',
  ])
  // The files are for the browser that had the conversation.
  expect(html).toContain('a.pdf')
  expect(html).not.toContain('/help/livechat/files/')
  expect(withoutToken(link)).toBe('/help/transcripts/…')
})

test('asked for again after more was said, the link is sent again', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  const ask = () =>
    guest.post(paths.livechatTranscriptMail, { once: once(), chat: String(chatId), email: 'max@guest.test' })
  await answer(w, chatId)
  await ask()
  await answer(w, chatId, 'Autre chose ?')
  expect((await ask()).status).toBe(303)
  expect((await traces(w.dbs)).mails).toHaveLength(2)
})

test('a link lapses, and what is no link gets the same page', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  await answer(w, chatId)
  await guest.post(paths.livechatTranscriptMail, { once: once(), chat: String(chatId), email: 'max@guest.test' })
  const link = await linkIn(w)
  pass(w, 31 * 24 * 3600)
  for (const path of [
    link,
    url(paths.livechatLinked, { token: 'x'.repeat(27) }),
    url(paths.livechatLinked, { token: 'x' }),
  ]) {
    const page = await browse(w).get(path)
    expect([page.status, (await page.text()).includes('ne mène plus à une conversation')]).toEqual([404, true])
  }
  await purgeTranscriptLinks({ db: w.db, now: w.clock.now })
  expect(await w.db.selectFrom('chat_link').selectAll().execute()).toEqual([])
})

test('without an address, or with one that is none, nothing is sent and it is said', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  await answer(w, chatId)
  for (const email of ['', 'max', 'max@guest.test\r\nBcc: all@guest.test']) {
    const asked = await guest.post(paths.livechatTranscriptMail, { once: once(), chat: String(chatId), email })
    expect([email, asked.status, (await asked.text()).includes('error-summary')]).toEqual([email, 422, true])
  }
  expect((await traces(w.dbs)).mails).toEqual([])
})

test('nobody’s mailbox is filled: only after an advisor spoke, once per chat and address, three a day', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  const ask = (browser: typeof guest, chat: number, email: string) =>
    browser.post(paths.livechatTranscriptMail, { once: once(), chat: String(chat), email })
  expect((await ask(guest, chatId, 'victim@guest.test')).status).toBe(409)
  await answer(w, chatId)
  expect((await ask(guest, chatId, 'victim@guest.test')).status).toBe(303)
  expect((await ask(guest, chatId, 'victim@guest.test')).status).toBe(303)
  expect((await traces(w.dbs)).mails).toHaveLength(1)
  const refused = await ask(guest, chatId, 'victim@guest.test')
  expect([refused.status, (await refused.text()).includes('victim@guest.test')]).toEqual([429, true])
  const other = await guestInChat(w)
  await answer(w, other.chatId)
  expect((await ask(other.guest, other.chatId, 'victim@guest.test')).status).toBe(429)
  // Nor by the number of somebody else's chat.
  expect((await ask(other.guest, chatId, 'someone@guest.test')).status).toBe(404)
})

test('before anything was said there is nothing to print, and the page says what to do', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  await w.db.deleteFrom('message').where('conversation_id', '=', conversationId).execute()
  expect(await (await guest.get(paths.livechatTranscript)).text()).toContain('Rien n’a encore été dit')
})
