import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { paths } from '../../src/urls.ts'
import { seed } from '../assistant/talking.ts'
import { complaints, openProfile, tabTo } from '../browser.ts'
import { openChat, talkerOf } from '../livechat/chatting.ts'
import { openSite, signIn, type Site } from '../site.ts'
import { arrive, focused, looksSound, openAs, press, saysWrong } from './walking.ts'

const CREATE = 'Comment créer mon compte utilisateur ?'
const QUESTION = /^Votre question/

async function openKnowing() {
  const site = await openSite()
  await seed(site)
  return site
}

const answers = (page: Page) =>
  expect.poll(
    () =>
      page.locator('#talk-log [data-answer]').evaluateAll((all) => all.map((one) => one.getAttribute('data-answer'))),
    { timeout: 30_000 },
  )
const lineIds = async ({ db }: Site) =>
  (await db.selectFrom('message').select('id').orderBy('id').execute()).map(({ id }) => `message-${id}`)

/** Somebody who hears the page: each line that comes into the log, as often as it comes. */
const listenTo = (page: Page) =>
  page.evaluate(`(() => {
    window.heard = []
    const hear = (one) => one.matches?.('li[id]') && window.heard.push(one.id)
    new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach(hear))).observe(
      document.querySelector('#talk-log'), { childList: true, subtree: true })
  })()`)
const heard = (page: Page) => expect.poll(() => page.evaluate('window.heard'), { timeout: 30_000 })

test('by keyboard alone Alice asks beside the page, says what is wrong, asks for a person, and goes on with her page', async () => {
  const site = await openKnowing()
  const { page, done } = await openAs(site, site.alice, true)
  const at = page.url()
  await press(page, 'Besoin d’aide ?')
  await focused(page).toMatch(QUESTION)
  await page.keyboard.type(CREATE)
  await page.keyboard.press('Enter')
  await answers(page).toEqual(['article'])
  await focused(page).toMatch(QUESTION)
  expect(await page.locator('#assistant-question').inputValue()).toBe('')
  await looksSound(page)
  await page.keyboard.press('Escape')
  await focused(page).toBe('Besoin d’aide ?')
  expect(await page.locator('#beside').isVisible()).toBe(false)
  await page.keyboard.press('Enter')
  await focused(page).toMatch(QUESTION)
  await press(page, /^👎 Pouce en bas, réponse « Créer mon compte utilisateur »/)
  await focused(page).toMatch(/^Commentaire/)
  await page.keyboard.type('Il manque une étape.')
  await press(page, 'Envoyer')
  await answers(page).toEqual(['article', 'handover'])
  // No advisor is at the desk yet: writing comes first.
  await focused(page).toMatch(/^Saisir une sollicitation/)
  await looksSound(page)
  await press(page, 'Contacter un agent')
  await expect.poll(() => page.locator('#talk-form').textContent(), { timeout: 30_000 }).toContain('première position')
  await looksSound(page)
  // The page beside it can be used all the while.
  expect(page.url()).toBe(at)
  await tabTo(page, 'Rechercher une structure')
  await page.keyboard.press('Enter')
  await arrive(page, /Rechercher une structure/)
  expect(await site.db.selectFrom('answer_vote').select(['vote', 'comment']).execute()).toEqual([
    { vote: 'down', comment: 'Il manque une étape.' },
  ])
  expect(await site.db.selectFrom('chat').select('state').execute()).toEqual([{ state: 'waiting' }])
  await done()
})

test('without scripting Alice does the same on a page of its own', async () => {
  const site = await openKnowing()
  const { page, done } = await openAs(site, site.alice, false)
  await page.getByRole('link', { name: /^Besoin d’aide/ }).click()
  await arrive(page, 'ClaudIA')
  await page.getByLabel(QUESTION).fill(CREATE)
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await answers(page).toEqual(['article'])
  expect(page.url()).toMatch(/\/help\/assistant#message-\d+$/)
  await page.getByRole('button', { name: /Pouce en bas/ }).click()
  await arrive(page, /^Pouvez-vous nous décrire ce qui ne va pas/)
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await saysWrong(page)
  await page.getByLabel('Commentaire').fill('Il manque une étape.')
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await answers(page).toEqual(['article', 'handover'])
  await page.getByRole('link', { name: 'Nouvelle conversation' }).click()
  await arrive(page, 'Nouvelle conversation')
  await page.getByRole('button', { name: 'Nouvelle conversation' }).click()
  await answers(page).toEqual([])
  await done()
})

test('each line is heard once, in the tab that asks, in another, and after the line was cut', async () => {
  const site = await openKnowing()
  const [one, other] = [await openAs(site, site.alice, true), await openAs(site, site.alice, true)]
  const ask = async (text: string) => {
    await one.page.getByLabel(QUESTION).fill(text)
    await one.page.keyboard.press('Enter')
    await expect.poll(() => one.page.getByLabel(QUESTION).inputValue()).toBe('')
  }
  for (const { page } of [one, other]) await page.goto(site.url + paths.assistant)
  await listenTo(one.page)
  await ask('Bonjour')
  await heard(one.page).toEqual(await lineIds(site))
  await other.page.reload()
  const before = await lineIds(site)
  await listenTo(other.page)
  await ask(CREATE)
  await heard(one.page).toEqual(await lineIds(site))
  await heard(other.page).toEqual((await lineIds(site)).slice(before.length))
  // A line that was cut is taken up where it was.
  await other.page.context().setOffline(true)
  await ask('Mon compte est bloqué')
  await other.page.context().setOffline(false)
  await ask('Merci')
  await heard(other.page).toEqual((await lineIds(site)).slice(before.length))
  await heard(one.page).toEqual(await lineIds(site))
  const onPage = await other.page.locator('#talk-log li[id]').evaluateAll((all) => all.map(({ id }) => id))
  expect(onPage).toEqual(await lineIds(site))
  await one.page.context().close()
  await other.page.context().close()
})

test('where no stream can be had the page asks every few seconds, and hears each line once', async () => {
  const site = await openKnowing()
  const profile = await openProfile()
  await signIn(profile, site, site.alice)
  await profile.route(`**${paths.assistantEvents}*`, (route) => route.fulfill({ status: 503 }))
  const page = await profile.newPage()
  const one = await openAs(site, site.alice, true)
  await one.page.goto(site.url + paths.assistant)
  const ask = async (text: string) => {
    await one.page.getByLabel(QUESTION).fill(text)
    await one.page.keyboard.press('Enter')
    await expect.poll(() => one.page.getByLabel(QUESTION).inputValue()).toBe('')
  }
  await ask('Bonjour')
  const before = await lineIds(site)
  await page.goto(site.url + paths.assistant)
  await listenTo(page)
  await page.getByLabel(QUESTION).fill('Merci')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByLabel(QUESTION).inputValue()).toBe('')
  await ask(CREATE)
  await heard(page).toEqual((await lineIds(site)).slice(before.length))
  await profile.close()
  await one.done()
})

test('a question that is too long stays where it was typed, and says so', async () => {
  const site = await openKnowing()
  const { page } = await openAs(site, site.alice, true)
  const found = complaints(page)
  await page.goto(site.url + paths.assistant)
  const text = 'é'.repeat(10_000)
  await page.getByLabel(QUESTION).fill(text)
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await focused(page).toMatch(/^Une information est à corriger/)
  await saysWrong(page)
  expect(await page.getByLabel(QUESTION).inputValue()).toBe(text)
  await looksSound(page)
  await page.getByLabel(QUESTION).fill(CREATE)
  await page.keyboard.press('Enter')
  await answers(page).toEqual(['article'])
  await expect.poll(() => page.title()).toBe('ClaudIA – Guichet')
  expect(found).toEqual([])
})

test('a conversation begun anew is begun anew in every tab, and what was typed there stays', async () => {
  const site = await openKnowing()
  const [one, other] = [await openAs(site, site.alice, true), await openAs(site, site.alice, true)]
  await one.page.goto(site.url + paths.assistant)
  await one.page.getByLabel(QUESTION).fill(CREATE)
  await one.page.keyboard.press('Enter')
  await answers(one.page).toEqual(['article'])
  await other.page.goto(site.url + paths.assistant)
  await answers(other.page).toEqual(['article'])
  await other.page.getByLabel(QUESTION).fill('Ce que j’écris')
  await one.page.getByRole('link', { name: 'Nouvelle conversation' }).click()
  await one.page.getByRole('dialog').getByRole('button', { name: 'Nouvelle conversation' }).click()
  await answers(one.page).toEqual([])
  await focused(one.page).toMatch(QUESTION)
  await answers(other.page).toEqual([])
  expect(await other.page.getByLabel(QUESTION).inputValue()).toBe('Ce que j’écris')
  await one.done()
  await other.done()
})

test('an advisor’s words come while one writes: what is being written stays, and is sent from where it is', async () => {
  const site = await openKnowing()
  const { chatId, conversationId } = await openChat(site, talkerOf(site.alice))
  const { page, done } = await openAs(site, site.alice, true)
  await page.goto(site.url + paths.assistant)
  await listenTo(page)
  const before = await lineIds(site)
  await tabTo(page, /^Votre message au conseiller/)
  await page.keyboard.type('Je')
  const says = { text: 'Bonjour Alice', files: [], limits: site.config.uploads }
  await speakAsAdvisor(await site.actOf(site.emma), chatId, says)
  site.world.live.tell(conversationTopic(conversationId))
  await heard(page).toEqual((await lineIds(site)).slice(before.length))
  await focused(page).toMatch(/^Votre message au conseiller/)
  await page.keyboard.type(' vous écoute')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await lineIds(site)).length).toBe(before.length + 2)
  await heard(page).toEqual((await lineIds(site)).slice(before.length))
  expect(await page.locator('#talk-log li').last().textContent()).toContain('Je vous écoute')
  await expect.poll(() => page.getByLabel(/^Votre message au conseiller/).inputValue()).toBe('')
  await focused(page).toMatch(/^Votre message au conseiller/)
  await endChat(await site.actOf(site.emma), chatId)
  site.world.live.tell(conversationTopic(conversationId))
  await expect.poll(() => page.locator('#talk-form').getAttribute('data-mode')).toBe('ended')
  await looksSound(page)
  await done()
})
