import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeViolations, complaints, focusedName, openProfile, sidewaysScroll, tabTo } from '../browser.ts'
import { signIn, type Site } from '../site.ts'

/** A tab of somebody signed in. `script: false` is a browser whose user switched scripting off. */
export async function openAs(site: Site, person: { id: number }, script: boolean) {
  const profile = await openProfile({ script })
  await signIn(profile, site, person)
  const page = await profile.newPage()
  const found = complaints(page)
  await page.goto(site.url)
  // htmx takes up its links a moment after the page was loaded; a key pressed before follows them as plain links.
  if (script) await page.locator('[data-htmx-powered]').first().waitFor({ state: 'attached' })
  const done = async () => {
    await profile.close()
    expect(found).toEqual([])
  }
  return { page, done }
}

/** Comes to a control by Tab alone and presses a key there. */
export async function press(page: Page, name: string | RegExp, key = 'Enter') {
  await tabTo(page, name)
  await page.keyboard.press(key)
}
export async function type(page: Page, name: string | RegExp, text: string) {
  await tabTo(page, name)
  await page.keyboard.type(text)
}
/** Follows a link, or sends a form, that leads to another page: the next key goes to that page. */
export async function follow(page: Page, name: string | RegExp, heading: string | RegExp) {
  await press(page, name)
  await arrive(page, heading)
}
export async function arrive(page: Page, heading: string | RegExp) {
  await page.getByRole('heading', { level: 1, name: heading, exact: typeof heading === 'string' }).waitFor()
  // A key that comes before the script has taken over the forms sends them as without one.
  await page.waitForLoadState('load')
}

export const focused = (page: Page) => expect.poll(() => focusedName(page))
const flashOf = async (page: Page) => (await page.locator('#flash').textContent())?.trim()
export const focusedTag = (page: Page) => expect.poll(() => page.evaluate(() => document.activeElement?.tagName))
export const said = (page: Page) => expect.poll(() => flashOf(page))
/** The window's title says first that something is wrong. */
export const saysWrong = (page: Page) => expect.poll(() => page.title()).toMatch(/^Erreur : /)
export const announced = (page: Page) => expect.poll(() => page.locator('#live').textContent())
export const noDialog = (page: Page) => expect.poll(() => page.getByRole('dialog').count()).toBe(0)

/** The page as it is now: in the dark, in colours of the user's own, and 320 px wide. */
export async function looksSound(page: Page) {
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await axeViolations(page)).toEqual([])
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await axeViolations(page, { contrast: false })).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await sidewaysScroll(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
}
