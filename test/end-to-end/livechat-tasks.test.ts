import { expect, test } from 'vitest'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths } from '../../src/urls.ts'
import { complaints, openProfile } from '../browser.ts'
import { openSite, type Site } from '../site.ts'
import { arrive, follow, focused, looksSound, press, type } from './walking.ts'

/** Many pages, each looked at; on a busy machine too. */
const LONG = { timeout: 120_000 }

/** Emma, as her own page would have it. */
async function emmaOf(site: Site) {
  const chat = () => site.db.selectFrom('chat').selectAll().executeTakeFirstOrThrow()
  const act = await site.actOf(site.emma)
  const tell = async () => site.world.live.tell(conversationTopic((await chat()).conversation_id))
  const said = async (text: string) => {
    const { id } = await chat()
    await speakAsAdvisor(act, id, { text, files: [], limits: site.config.uploads })
    await tell()
  }
  return {
    takes: async () => {
      await takeChat(act, (await chat()).id)
      await tell()
    },
    says: said,
    ends: async () => {
      await endChat(act, (await chat()).id)
      await tell()
    },
  }
}

async function openGuest(site: Site, script: boolean) {
  const profile = await openProfile({ script })
  const page = await profile.newPage()
  const found = complaints(page)
  await page.goto(site.url + paths.livechat)
  const done = async () => {
    await profile.close()
    expect(found).toEqual([])
  }
  return { page, done, log: page.getByRole('log') }
}

test(
  'by keyboard alone, with scripting, a visitor waits, is joined, writes and reads, ends and says what it was worth',
  LONG,
  async () => {
    const site = await openSite()
    const emma = await emmaOf(site)
    const { page, done, log } = await openGuest(site, true)
    await looksSound(page)
    await press(page, 'Contacter un agent')
    await page.locator('#chat-state').getByText('en première position').waitFor()
    await looksSound(page)
    await type(page, /^Votre message au conseiller/, 'Où est ma facture ?')
    await page.keyboard.press('Enter')
    await log.getByText('Où est ma facture ?').waitFor()
    await expect.poll(() => page.locator('#chat-text').inputValue()).toBe('')
    await focused(page).toMatch(/^Votre message au conseiller/)
    await emma.takes()
    await page.locator('#chat-state').getByText('Vous parlez avec Emma').waitFor()
    // What is being written stays when something comes.
    await page.keyboard.type('Elle date du')
    await emma.says('Je regarde.')
    await log.getByText('Je regarde.').waitFor()
    expect(await page.locator('#chat-text').inputValue()).toBe('Elle date du')
    await page.keyboard.type(' 3 mars.')
    await press(page, 'Envoyer')
    await log.getByText('Elle date du 3 mars.').waitFor()
    expect(await log.getByText('Elle date du 3 mars.').count()).toBe(1)
    await looksSound(page)
    await press(page, 'Terminer la conversation')
    await page.getByRole('dialog').getByText('Vous pourrez encore la lire').waitFor()
    await press(page, 'Terminer la conversation')
    await page.locator('#chat-state').getByText('est terminée').waitFor()
    await follow(page, 'Donner mon avis', 'Votre avis sur la conversation')
    await looksSound(page)
    await press(page, /^1 – pas du tout/, 'ArrowDown')
    await press(page, 'Envoyer mon avis')
    await page.getByText('Merci pour votre avis').waitFor()
    const chat = await site.db.selectFrom('chat').selectAll().executeTakeFirstOrThrow()
    expect(chat).toMatchObject({ state: 'ended', ended_by: 'visitor' })
    expect(chat.rating).not.toBeNull()
    await done()
  },
)

test('without scripting the same works by reloading', LONG, async () => {
  const site = await openSite()
  const emma = await emmaOf(site)
  const { page, done } = await openGuest(site, false)
  await press(page, 'Contacter un agent')
  await page.locator('#chat-state').getByText('en première position').waitFor()
  // Chromium's switch leaves `noscript` out: what it says is in the page all the same.
  expect(await page.content()).toContain('rechargez-la')
  await type(page, /^Votre message au conseiller/, 'Où est ma facture ?')
  await press(page, 'Envoyer')
  await page.getByRole('log').getByText('Où est ma facture ?').waitFor()
  await emma.takes()
  await emma.says('Je regarde.')
  await page.reload()
  await page.getByRole('log').getByText('Je regarde.').waitFor()
  await emma.ends()
  await type(page, /^Votre message au conseiller/, 'Trop tard ?')
  await press(page, 'Envoyer')
  await arrive(page, 'Votre conversation avec un conseiller')
  expect(await page.locator('#chat-text').inputValue()).toBe('Trop tard ?')
  const begun = 'Nous contacter à partir de la conversation'
  await follow(page, begun, begun)
  await follow(page, 'Nous contacter', 'Nous contacter')
  expect(await page.getByRole('textbox', { name: /^Description \*/ }).inputValue()).toContain('Je regarde.')
  await done()
})
