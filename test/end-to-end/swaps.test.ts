import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations, complaints, focusedName, openProfile, tabTo } from '../browser.ts'
import { openPartsSite } from './parts-site.tsx'

/** The list in a browser; `done` proves that nothing complained meanwhile, the content security policy least of all. */
async function openList(path = '/', changes: Parameters<typeof openPartsSite>[0] = {}) {
  const site = await openPartsSite(changes)
  const profile = await openProfile()
  const page = await profile.newPage()
  const found = complaints(page)
  await page.goto(site.url + path)
  const done = async () => {
    await profile.close()
    expect(found).toEqual([])
  }
  return { ...site, page, found, profile, done }
}
const announced = (page: Page) => expect.poll(() => page.locator('#live').textContent())
const focusedTag = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement?.tagName))
const focused = (page: Page) => expect.poll(() => focusedName(page))

async function openDialog(page: Page) {
  await page.getByRole('link', { name: 'Refuser la demande de Karim Benali' }).click()
  await page.getByRole('dialog', { name: 'Refuser la demande de Karim Benali' }).waitFor()
}

test('a link opens the dialog with the focus on its title; Escape closes it and gives the focus back', async () => {
  const { page, done } = await openList()
  await tabTo(page, 'Refuser la demande de Karim Benali')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Refuser la demande de Karim Benali' }).waitFor()
  await focusedTag(page).toBe('H2')
  // Outside a modal dialog everything is mute: what speaks is inside.
  expect(await page.locator('dialog #live').count()).toBe(1)
  expect(await axeViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await focusedTag(page).toBe('A')
  await focused(page).toBe('Refuser la demande de Karim Benali')
  await done()
})

test('Cancel closes the dialog too, and stays on the page', async () => {
  const { page, url, done } = await openList('/?page=2')
  await openDialog(page)
  await tabTo(page, 'Annuler')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  await focused(page).toBe('Refuser la demande de Karim Benali')
  expect(page.url()).toBe(`${url}/?page=2`)
  await done()
})

test('a wrong form is drawn again in the dialog, with the focus on what is wrong and the title saying so', async () => {
  const { page, done } = await openList()
  await openDialog(page)
  await page.getByRole('button', { name: 'Refuser cette demande' }).click()
  await focused(page).toMatch(/^Une information est à corriger/)
  await expect.poll(() => page.title()).toMatch(/^Erreur : Demandes/)
  await page.getByRole('link', { name: 'Écrivez un motif.' }).click()
  await focused(page).toMatch(/^Motif/)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.title()).toMatch(/^Demandes/)
  await done()
})

test('a refused form keeps its text in the dialog, and so does a failure of the server', async () => {
  const { page, found, profile } = await openList()
  await openDialog(page)
  await page.getByLabel('Motif').fill('late')
  await page.getByRole('button', { name: 'Refuser cette demande' }).click()
  await focused(page).toMatch(/Bruno l’a déjà décidée/)
  expect(await page.getByLabel('Motif').inputValue()).toBe('late')
  await page.getByLabel('Motif').fill('crash')
  await page.getByRole('button', { name: 'Refuser cette demande' }).click()
  await focused(page).toMatch(/Une erreur est survenue/)
  expect(await page.getByLabel('Motif').inputValue()).toBe('crash')
  await page.getByRole('link', { name: 'Fermer' }).click()
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(found).toEqual([expect.stringMatching(/status of 500/)])
  await profile.close()
})

test('a success closes the dialog, swaps the panel and puts the focus on what was done', async () => {
  const { page, sent, done } = await openList()
  await openDialog(page)
  await page.getByLabel('Motif').fill('Inconnu de la mairie')
  await page.getByLabel('Motif').press('Tab')
  await page.keyboard.press('Enter')
  await focused(page).toBe('La demande de Karim Benali est refusée.')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await page.getByRole('rowheader', { name: 'Karim Benali' }).count()).toBe(0)
  expect(sent).toEqual(['Inconnu de la mairie'])
  // The region stayed the same element, else screen readers would not know it.
  expect(await page.locator('#flash[role=status]').count()).toBe(1)
  await page.getByRole('link', { name: 'Validées' }).click()
  await expect.poll(() => page.locator('#flash').textContent()).toBe('')
  await done()
})

test('a tab keeps the focus, the address and title follow, the caption is said, Back restores', async () => {
  const { page, url, done } = await openList()
  await tabTo(page, 'Validées')
  await page.keyboard.press('Enter')
  await announced(page).toBe('5 demandes validées, page 1')
  await focused(page).toBe('Validées')
  expect(page.url()).toBe(`${url}/?state=validated`)
  expect(await page.getByRole('link', { name: 'Validées' }).getAttribute('aria-current')).toBe('page')
  await page.goBack()
  await expect.poll(() => page.locator('caption').textContent()).toBe('5 demandes en attente, page 1')
  expect(page.url()).toBe(`${url}/`)
  await done()
})

test('a column head keeps the focus and says its order', async () => {
  const { page, done } = await openList()
  await tabTo(page, /^Demandeur/)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('th[aria-sort=descending]').count()).toBe(1)
  await focused(page).toMatch(/^Demandeur/)
  await done()
})

test('the pager leads to the top of the new rows and changes the title', async () => {
  const { page, url, done } = await openList()
  await page.getByRole('link', { name: 'Suivante' }).click()
  await focused(page).toBe('5 demandes en attente, page 2')
  expect(page.url()).toBe(`${url}/?page=2`)
  await expect.poll(() => page.title()).toBe('Demandes (2) – Activités du gestionnaire – Guichet')
  await done()
})

test('a search keeps the focus in its field, says what was found, and says when nothing was', async () => {
  const { page, url, done } = await openList('/?state=validated')
  await page.getByLabel('Nom').fill('petit')
  await page.keyboard.press('Enter')
  await announced(page).toBe('1 demandes validées, page 1')
  expect(page.url()).toBe(`${url}/?state=validated&q=petit`)
  await focused(page).toBe('Nom')
  await page.getByLabel('Nom').fill('zzz')
  await page.keyboard.press('Enter')
  await announced(page).toBe('Aucune demande trouvée')
  await done()
})

test('waiting is said after a moment, and a lost connection with what to do', async () => {
  const { page, held, found, profile } = await openList()
  await page.getByLabel('Nom').fill('slow')
  await page.keyboard.press('Enter')
  await announced(page).toBe('Chargement…')
  expect(await page.locator('#live').isVisible()).toBe(true)
  held.release()
  await announced(page).toBe('Aucune demande trouvée')
  expect(found).toEqual([])
  await profile.setOffline(true)
  await page.getByRole('link', { name: 'Validées' }).click()
  await announced(page).toMatch(/La réponse n’est pas arrivée/)
  expect(await page.locator('#live').isVisible()).toBe(true)
  await focused(page).toBe('Validées')
  await profile.close()
})

test('the box in the head ticks the rows of this page, and the bar counts them', async () => {
  const { page, done } = await openList()
  const all = page.getByRole('checkbox', { name: 'Sélectionner les 5 lignes de cette page' })
  const bar = page.getByRole('group', { name: 'Demandes sélectionnées' })
  expect(await bar.textContent()).toContain('Cochez des demandes')
  await all.check()
  expect(await bar.textContent()).toContain('5 sélectionnée(s)')
  await announced(page).toBe('5 sélectionnée(s)')
  await page.getByRole('checkbox', { name: 'Sélectionner Karim Benali' }).uncheck()
  expect(await all.isChecked()).toBe(false)
  expect(await bar.textContent()).toContain('4 sélectionnée(s)')
  await done()
})

test('five minutes before its end the session warns, and can be prolonged without losing what is typed', async () => {
  const ends = new Date(Date.now() + 3600_000).toISOString()
  const site = await openPartsSite({ sessionEnds: ends })
  const profile = await openProfile()
  const page = await profile.newPage()
  await page.clock.install()
  await page.goto(site.url)
  await page.getByLabel('Nom').fill('à moitié')
  expect(await page.getByRole('link', { name: 'Rester connecté' }).isVisible()).toBe(false)
  await page.clock.fastForward('56:00')
  await page.getByRole('link', { name: 'Rester connecté' }).waitFor()
  await page.clock.fastForward(100)
  await announced(page).toMatch(/Votre session se termine à/)
  await page.getByRole('link', { name: 'Rester connecté' }).click()
  await page.clock.fastForward(100)
  await page.getByRole('link', { name: 'Rester connecté' }).waitFor({ state: 'hidden' })
  expect(await page.getByLabel('Nom').inputValue()).toBe('à moitié')
  await focused(page).toBe('Nom')
  await profile.close()
})

test('without scripting the same list works: tabs, search, refusal with its errors', async () => {
  const site = await openPartsSite()
  const profile = await openProfile({ script: false })
  const page = await profile.newPage()
  await page.goto(site.url)
  await page.getByRole('link', { name: 'Validées' }).click()
  await page.waitForURL('**/?state=validated')
  await page.getByRole('link', { name: 'Refuser la demande de Karim Benali' }).click()
  expect(await page.getByRole('heading').allTextContents()).toEqual(['Refuser la demande de Karim Benali'])
  await page.getByRole('button', { name: 'Refuser cette demande' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Écrivez un motif.')
  await page.getByLabel('Motif').fill('Inconnu')
  await page.getByRole('button', { name: 'Refuser cette demande' }).click()
  expect(await page.getByRole('status').first().textContent()).toContain('est refusée')
  await profile.close()
})
