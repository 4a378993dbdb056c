import { expect, test } from 'vitest'
import { endChat } from '../../src/livechat/ending.ts'
import { paths } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld } from '../world.ts'
import { browse, browserOf, guestInChat, once } from './chatting.ts'
import { furnishChat } from './furnishing.ts'

/** The table of pages looks at those that answer 200; here are those that say no, and the parts that htmx swaps. */
test('pages and parts that say no are sound too, in both languages', async () => {
  const w = await openWorld()
  const faults: string[] = []
  const look = async (what: string, answer: Response, fragment = false) => {
    const html = await answer.text()
    for (const fault of await htmlFaults(html, { fragment })) faults.push(`${what}: ${fault}`)
    if (!fragment && html.match(/<h1[ >]/g)?.length !== 1) faults.push(`${what}: has not one h1`)
    if (!fragment && answer.status >= 400 && answer.status !== 404 && !/<title>(Erreur|Error)/.test(html))
      faults.push(`${what}: no error in the title`)
  }
  for (const language of ['fr', 'en']) {
    await w.db
      .updateTable('user')
      .set({ language: language as 'fr' | 'en' })
      .execute()
    const closed = browse(w, '', { 'accept-language': language })
    w.clock.now = new Date('2026-11-22T09:00:00.000Z')
    await look('closed', await closed.get(paths.livechat))
    await look('closed, asked', await closed.post(paths.livechat, { once: once() }))
    w.clock.now = new Date('2026-11-23T09:00:00.000Z')
    const { guest, chatId } = await guestInChat(w)
    const headers = { 'accept-language': language }
    await look('nothing said', await guest.post(paths.livechatMessages, { once: once() }, headers))
    await look(
      'nothing said, part',
      await guest.post(paths.livechatMessages, { once: once() }, { ...headers, ...htmx }),
      true,
    )
    await look('rated early', await guest.get(paths.livechatRating, headers))
    await look('transcript', await guest.get(paths.livechatTranscript, headers))
    await endChat(await w.actOf(w.emma), chatId)
    await look('said late', await guest.post(paths.livechatMessages, { once: once(), text: 'x' }, headers))
    await look(
      'rated without a mark',
      await guest.post(paths.livechatRating, { once: once(), chat: String(chatId) }, headers),
    )
    await look('ticket', await guest.get(paths.livechatTicket, headers))
    const chloe = await browserOf(w, w.chloe)
    await furnishChat(w, w.chloe)
    await look('end, dialog', await chloe.get(paths.livechatEnd, htmx), true)
    await look('own transcript', await chloe.get(paths.livechatTranscript))
    await chloe.post(paths.livechatEnd, { once: once(), chat: '' })
    await look('conversation', await chloe.get(paths.assistant))
    await w.db.deleteFrom('conversation').execute()
    await look('dead link', await closed.get('/help/transcripts/x'))
  }
  expect(faults).toEqual([])
})
