import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { openChat, talkerOf } from '../livechat/chatting.ts'
import { openSite } from '../site.ts'
import { LONG, openTab, speakFor } from './chat-walking.ts'
import { looksSound } from './walking.ts'

test(
  'the desk of who stopped automatic updates tells again and again that it is open, and brings nothing',
  LONG,
  async () => {
    const site = await openSite()
    await site.db.updateTable('user').set({ page_updates: 0 }).where('id', '=', site.emma.id).execute()
    const { conversationId } = await openChat(site, talkerOf(site.chloe))
    const { page, done } = await openTab(site, site.emma, true)
    const asked: string[] = []
    page.on('request', (one) => asked.push(`${one.method()} ${new URL(one.url()).pathname}`))
    await page.clock.install()
    await page.goto(site.url + paths.advisor)
    await speakFor(site, talkerOf(site.chloe), { id: conversationId, texts: ['Êtes-vous là ?'] })
    for (let n = 0; n < 2; n++) {
      const answer = page.waitForResponse((one) => one.url() === site.url + paths.advisorNews)
      await page.clock.fastForward(9000)
      expect((await answer).status()).toBe(204)
    }
    expect(asked.filter((one) => /news|events/.test(one))).toEqual([
      `HEAD ${paths.advisorNews}`,
      `HEAD ${paths.advisorNews}`,
    ])
    expect(await page.locator('.desk-log').textContent()).not.toContain('Êtes-vous là ?')
    const { pages_only } = await site.db.selectFrom('advisor').select('pages_only').executeTakeFirstOrThrow()
    expect(pages_only).toBe(0)
    await looksSound(page)
    await done()
  },
)
