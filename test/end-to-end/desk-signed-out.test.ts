import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openChat, talkerOf } from '../livechat/chatting.ts'
import { LONG, openKnowing, openTab } from './chat-walking.ts'

test(
  'a desk that asks after its session has ended leads to signing in, and keeps what is being typed',
  LONG,
  async () => {
    const site = await openKnowing()
    const { chatId } = await openChat(site, talkerOf(site.chloe))
    const [{ page, done }, writing] = [await openTab(site, site.emma, true), await openTab(site, site.emma, true)]
    const chat = site.url + url(paths.advisorChat, { id: chatId })
    for (const tab of [page, writing.page]) {
      // No stream can be had: it polls.
      await tab.route(`**${paths.advisorEvents}*`, (route) => route.fulfill({ status: 204 }))
      await tab.goto(chat)
    }
    await writing.page.getByLabel(/^Votre message/).fill('Je regarde')
    await site.world.sessions.endAll(site.emma.id)
    await page.waitForURL((address) => address.pathname === paths.signIn)
    // It asks again, and is still there.
    for (let n = 0; n < 2; n++) await writing.page.waitForRequest((asked) => asked.url().includes(paths.advisorNews))
    expect(await writing.page.getByLabel(/^Votre message/).inputValue()).toBe('Je regarde')
    await done()
    await writing.done()
  },
)
