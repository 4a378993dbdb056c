import { expect, test } from 'vitest'
import { typedAt } from '../../src/http/chat-presence.ts'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { paths, url } from '../../src/urls.ts'
import { PDF } from '../http/upload-site.ts'
import { htmx, openWorld } from '../world.ts'
import { browse, browserOf, guestInChat, logOf, once, readChat } from './chatting.ts'

test('a visitor writes to the advisor, without htmx: the message is in the log, and the open pages are told', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  let told = 0
  w.world.live.listen(() => told++, conversationTopic(conversationId))
  const answer = await guest.post(paths.livechatMessages, { once: once(), text: ' Où est ma facture ?\r\nMerci. ' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.assistant])
  expect((await logOf(w, conversationId)).at(-1)).toBe('visitor: Où est ma facture ?\nMerci.')
  expect(told).toBe(1)
  expect(await (await guest.get(paths.assistant)).text()).toContain('Où est ma facture ?')
})

test('with htmx the empty form comes back, and the next message has the focus', async () => {
  const w = await openWorld()
  const { guest } = await guestInChat(w)
  const answer = await guest.post(paths.livechatMessages, { once: once(), text: 'Bonjour' }, htmx)
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).toContain('id="chat-form"')
  expect(html).not.toContain('<html')
  expect(html).toMatch(/<textarea[^>]*data-focus[^>]*>\s*<\/textarea>/)
})

test('a visitor who waits writes already; the same form sent twice says it once', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w, { isTaken: false })
  const fields = { once: once(), text: 'J’attends.' }
  await guest.post(paths.livechatMessages, fields)
  await guest.post(paths.livechatMessages, fields)
  expect(await logOf(w, conversationId)).toEqual(['* asked', 'visitor: J’attends.'])
})

test('nothing at all, or too much, is not sent; what was typed stays, with or without htmx', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  const before = await logOf(w, conversationId)
  const long = `${'é'.repeat(1000)}FIN`
  for (const headers of [{}, htmx]) {
    const empty = await guest.post(paths.livechatMessages, { once: once(), text: '  ' }, headers)
    expect([empty.status, (await empty.text()).includes('Écrivez un message')]).toEqual([422, true])
    const much = await guest.post(paths.livechatMessages, { once: once(), text: long }, headers)
    expect([much.status, (await much.text()).includes(long)]).toEqual([422, true])
  }
  expect(await logOf(w, conversationId)).toEqual(before)
})

test('a message that comes after the end is not sent, and is kept', async () => {
  const w = await openWorld()
  const { guest, chatId, conversationId } = await guestInChat(w)
  await endChat(await w.actOf(w.emma), chatId)
  for (const headers of [{}, htmx]) {
    const answer = await guest.post(paths.livechatMessages, { once: once(), text: 'Encore une question' }, headers)
    const html = await answer.text()
    expect(answer.status).toBe(409)
    expect(html).toContain('Encore une question')
    expect(html).toContain('est terminée')
  }
  expect((await logOf(w, conversationId)).at(-1)).toBe('* ended')
})

test('a stranger has no chat to write into, and hears of none', async () => {
  const w = await openWorld()
  const { guest } = await guestInChat(w)
  await guest.postFiles(paths.livechatMessages, { once: once() }, [['facture.pdf', PDF]])
  const { id } = await w.db.selectFrom('message').select('id').where('kind', '=', 'file').executeTakeFirstOrThrow()
  for (const other of [browse(w), await browserOf(w, w.farid), await browserOf(w, w.emma)]) {
    for (const path of [paths.livechatMessages, paths.livechatTyping])
      expect((await other.post(path, { once: once(), text: 'Bonjour' })).status).toBe(404)
    expect((await other.get(url(paths.livechatFile, { id }))).status).toBe(404)
  }
  // Neither does a file's number lead into a conversation of one's own.
  const own = await guestInChat(w)
  expect((await own.guest.get(url(paths.livechatFile, { id }))).status).toBe(404)
  expect((await guest.get(url(paths.livechatFile, { id: 'x' }))).status).toBe(404)
})

test('HTML in a message stays text', async () => {
  const w = await openWorld()
  const { guest } = await guestInChat(w)
  await guest.post(paths.livechatMessages, { once: once(), text: '<img src=x onerror=alert(1)>' })
  for (const path of [paths.assistant, paths.livechatTranscript]) {
    const html = await (await guest.get(path)).text()
    expect(html).toContain('&lt;img src=x')
    expect(html).not.toContain('<img src=x')
  }
})

test('a flood is refused with words, and the text stays', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  let refused: Response | undefined
  for (let n = 0; n < 70 && refused === undefined; n++) {
    const answer = await guest.post(paths.livechatMessages, { once: once(), text: `numéro ${n}` }, htmx)
    if (answer.status === 429) refused = answer
  }
  expect(await refused?.text()).toContain('numéro 60')
  expect((await logOf(w, conversationId)).filter((line) => line.startsWith('visitor'))).toHaveLength(60)
})

test('files go with a message, each a line of the log to be saved by the visitor alone', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  const answer = await guest.postFiles(paths.livechatMessages, { once: once(), text: 'Voici.' }, [
    ['facture.pdf', PDF],
    ['notes.txt', 'Bonjour'],
  ])
  expect(answer.status).toBe(303)
  expect((await logOf(w, conversationId)).slice(-3)).toEqual([
    'visitor: Voici.',
    'visitor: facture.pdf',
    'visitor: notes.txt',
  ])
  const { id } = await w.db
    .selectFrom('message')
    .select('id')
    .where('text', '=', 'facture.pdf')
    .executeTakeFirstOrThrow()
  const file = await guest.get(url(paths.livechatFile, { id }))
  expect([file.status, file.headers.get('content-disposition'), file.headers.get('x-content-type-options')]).toEqual([
    200,
    expect.stringContaining('attachment; filename="facture.pdf"'),
    'nosniff',
  ])
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(Buffer.from(PDF)))
  expect(await (await guest.get(paths.assistant)).text()).toContain(url(paths.livechatFile, { id }))
})

test('a file alone is a message too, and what cannot be taken is named while the rest stays', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  expect((await guest.postFiles(paths.livechatMessages, { once: once() }, [['seul.pdf', PDF]])).status).toBe(303)
  const before = await logOf(w, conversationId)
  expect(before.at(-1)).toBe('visitor: seul.pdf')
  const refused = await guest.postFiles(paths.livechatMessages, { once: once(), text: 'Avec ceci' }, [
    ['bon.pdf', PDF],
    ['setup.exe', 'MZ\u0090\u0000'],
  ])
  const html = await refused.text()
  expect([refused.status, html.includes('Avec ceci'), html.includes('setup.exe'), html.includes('bon.pdf')]).toEqual([
    422,
    true,
    true,
    true,
  ])
  expect(await logOf(w, conversationId)).toEqual(before)
  // What came is sent with the next try, without choosing it again.
  const kept = /name="kept" value="([^"]+)"/.exec(html)?.[1] ?? ''
  expect((await guest.postFiles(paths.livechatMessages, { once: once(), text: 'Avec ceci', kept }, [])).status).toBe(
    303,
  )
  expect((await logOf(w, conversationId)).slice(-2)).toEqual(['visitor: Avec ceci', 'visitor: bon.pdf'])
})

test('where a scanner is configured a file is given out once it was found clean, and never when it was not', async () => {
  const w = await openWorld({ env: { CLAMAV: '127.0.0.1:1' } })
  await w.db.updateTable('file_scanning').set({ scan: 'waiting' }).execute()
  const { guest } = await guestInChat(w)
  await guest.postFiles(paths.livechatMessages, { once: once() }, [['facture.pdf', PDF]])
  const { id } = await w.db.selectFrom('message').select('id').where('kind', '=', 'file').executeTakeFirstOrThrow()
  const statusWhen = async (scan: 'waiting' | 'clean' | 'infected') => {
    await w.db.updateTable('file').set({ scan }).execute()
    return (await guest.get(url(paths.livechatFile, { id }))).status
  }
  expect([await statusWhen('waiting'), await statusWhen('infected'), await statusWhen('clean')]).toEqual([
    409, 403, 200,
  ])
})

test('that somebody writes is told to the open pages for a moment, and kept nowhere', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  const who = { conversationId, side: 'visitor' as const }
  let told = 0
  w.world.live.listen(() => told++, conversationTopic(conversationId))
  const changes = () => w.dbs.sqlite.prepare('select total_changes()').pluck().get()
  const before = changes()
  expect((await guest.post(paths.livechatTyping)).status).toBe(204)
  expect((await guest.post(paths.livechatTyping)).status).toBe(204)
  expect([told, changes()]).toEqual([1, before])
  expect(typedAt(w.world.live, who, w.clock.now)).toBe(w.clock.now.getTime())
  expect(typedAt(w.world.live, { ...who, side: 'advisor' }, w.clock.now)).toBeNull()
  expect(typedAt(w.world.live, who, new Date(w.clock.now.getTime() + 8000))).toBeNull()
  // Who has sent it writes no more.
  await guest.post(paths.livechatTyping)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Bonjour' })
  expect(typedAt(w.world.live, who, w.clock.now)).toBeNull()
})

test('each message is a sign of the visitor', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  w.clock.now = new Date(w.clock.now.getTime() + 600_000)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Toujours là' })
  expect((await readChat(w, chatId)).visitor_seen_at).toBe(w.clock.now.toISOString())
})
