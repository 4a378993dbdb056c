import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { conversationTopic, WAITING_TOPIC } from '../../src/livechat/conversation-rules.ts'
import { endOwnChat } from '../../src/livechat/ending.ts'
import { sidewaysScroll, tabTo } from '../browser.ts'
import { askAs, openChat, stranger, talkerOf } from '../livechat/chatting.ts'
import { openSite, type Site } from '../site.ts'
import { LONG, openDesk, openTab, speakFor } from './chat-walking.ts'
import { focused, looksSound, press, type } from './walking.ts'

const PATIENT = { timeout: 60_000 }

/** Emma has Chloé and somebody without an account on the line; her desk is open. */
async function openTwo(site: Site, width = 1280) {
  const chloe = await openChat(site, talkerOf(site.chloe))
  const guest = await openChat(site, stranger('somebody'))
  const emma = await openTab(site, site.emma, true)
  await emma.page.setViewportSize({ width, height: 800 })
  await openDesk(site, emma)
  const chloeSays = (...texts: string[]) => speakFor(site, talkerOf(site.chloe), { id: chloe.conversationId, texts })
  const guestSays = (...texts: string[]) => speakFor(site, stranger('somebody'), { id: guest.conversationId, texts })
  return { ...emma, chloe, guest, chloeSays, guestSays, name: `Visiteur sans compte ${guest.chatId}` }
}

/** Somebody who hears the page: what comes into a live region that is on at that moment, as it comes. */
const listenTo = (page: Page) =>
  page.evaluate(`(() => {
    window.heard = []
    const clean = (text) => text.replace(/\\s+/g, ' ').trim()
    const isOn = (region) => (region.ariaLive ?? 'polite') !== 'off'
    new MutationObserver((all) => {
      for (const { target, addedNodes } of all) {
        const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[aria-live], [role=log], [role=status], [role=alert]')
        if (!region || !isOn(region)) continue
        for (const one of addedNodes) if (clean(one.textContent)) window.heard.push(clean(one.textContent))
      }
    }).observe(document.body, { childList: true, subtree: true })
  })()`)
const heard = (page: Page) => expect.poll(() => page.evaluate<string[]>('window.heard'), PATIENT)
const forget = (page: Page) => page.evaluate('window.heard = []')
const lines = (...texts: string[]) => texts.map((text) => expect.stringMatching(new RegExp(`${text}$`)) as string)

test('of the chat in which the focus is each line is heard once, of another how many came', LONG, async () => {
  const site = await openSite()
  const { page, done, chloe, chloeSays, guestSays, name } = await openTwo(site)
  await listenTo(page)
  await tabTo(page, 'Votre message à Chloé Bernard')
  await chloeSays('Bonjour', 'Êtes-vous là ?')
  await heard(page).toEqual(lines('Bonjour', 'Êtes-vous là \\?'))
  await forget(page)
  await guestSays('Où est ma facture ?', 'Elle date de mars.')
  await heard(page).toEqual([`2 nouveaux messages de ${name}`])
  await guestSays('Ou d’avril.')
  await heard(page).toEqual([`2 nouveaux messages de ${name}`, `1 nouveau message de ${name}`])
  // What was not read aloud stands there all the same.
  for (const text of ['Où est ma facture ?', 'Elle date de mars.', 'Ou d’avril.'])
    expect(await page.getByRole('log').getByText(text).count()).toBe(1)
  await forget(page)
  await tabTo(page, `Votre message à ${name}`)
  await guestSays('Enfin, de mai.')
  await heard(page).toEqual(lines('Enfin, de mai.'))
  await chloeSays('Toujours là ?')
  await heard(page).toEqual([...lines('Enfin, de mai.'), '1 nouveau message de Chloé Bernard'])
  await focused(page).toBe(`Votre message à ${name}`)
  // Outside of both no line is read aloud.
  await forget(page)
  await tabTo(page, /^Ma disponibilité/)
  await chloeSays('Allô ?')
  await heard(page).toEqual(['1 nouveau message de Chloé Bernard'])
  await forget(page)
  // What is said by oneself is a line of the chat as well, and the queue says that it has grown.
  await type(page, 'Votre message à Chloé Bernard', 'Je suis là.')
  await page.keyboard.press('Enter')
  await heard(page).toEqual(lines('Je suis là.'))
  await askAs(site, talkerOf(site.nadia))
  site.world.live.tell(WAITING_TOPIC)
  await heard(page).toEqual([...lines('Je suis là.'), '1 personne en attente — afficher'])
  await focused(page).toBe('Votre message à Chloé Bernard')
  expect(await page.locator(`#chat-${chloe.chatId}-log .mine`).count()).toBe(1)
  await done()
})

test(
  'the desk with two chats and somebody who waits is sound in every look, and fits into 320 px as lines come',
  LONG,
  async () => {
    const site = await openSite()
    await askAs(site, talkerOf(site.nadia))
    const { page, done, chloeSays } = await openTwo(site, 320)
    await page.locator('.desk-chat').first().waitFor()
    await chloeSays(
      'https://guichet.test/une-adresse-qui-ne-se-coupe-nulle-part-et-qui-est-bien-trop-longue-pour-un-petit-écran',
    )
    await page.getByText('une-adresse-qui').waitFor()
    expect(await sidewaysScroll(page)).toEqual([])
    await press(page, /^Transmettre à un autre conseiller – Conversation avec Chloé/)
    await page.getByRole('dialog').getByText('Aucun autre conseiller n’est disponible.').waitFor()
    expect(await sidewaysScroll(page)).toEqual([])
    await page.keyboard.press('Escape')
    await focused(page).toMatch(/^Transmettre à un autre conseiller – Conversation avec Chloé/)
    await page.setViewportSize({ width: 1280, height: 800 })
    await looksSound(page)
    await done()
  },
)

test('a chat that its visitor ends while Emma writes says so, and what she wrote stays', LONG, async () => {
  const site = await openSite()
  const { page, done, chloe } = await openTwo(site)
  await type(page, 'Votre message à Chloé Bernard', 'Je regarde')
  // As somebody leaves it who has made the field larger with the mouse.
  await page.locator(`#chat-${chloe.chatId}-text`).evaluate((field: HTMLElement) => (field.style.blockSize = '12rem'))
  await endOwnChat(await site.actOf(site.chloe), talkerOf(site.chloe))
  site.world.live.tell(conversationTopic(chloe.conversationId))
  await page.getByRole('log').getByText('La conversation a été terminée par l’usager.').waitFor()
  await page.getByRole('link', { name: 'La liste a changé — afficher' }).waitFor()
  await page.keyboard.type(' encore.')
  await page.keyboard.press('Enter')
  await focused(page).toMatch(/^Une information est à corriger/)
  await page.getByText('La conversation est terminée.').waitFor()
  expect(await page.locator(`#chat-${chloe.chatId}-text`).inputValue()).toBe('Je regarde encore.')
  await looksSound(page)
  await done()
})
