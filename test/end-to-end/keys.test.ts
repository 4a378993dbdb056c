import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { tabTo } from '../browser.ts'
import { paths, url } from '../../src/urls.ts'
import { addTicket } from '../tickets/furnishing.ts'
import { addLucies, openTicketSite, readOnly, SUBJECT } from './ticket-walking.ts'
import { announced, arrive, focused, focusedTag, follow, looksSound, noDialog, openAs, press, said } from './walking.ts'

const keys = async (page: Page, ...pressed: string[]) => {
  for (const key of pressed) await page.keyboard.press(key)
}
/** A panel that htmx just drew leads the focus somewhere: keys come after that. */
const tickets = (n: number) => `T-2026-00000${n}`

test('j and k go through the rows, x ticks one, Enter opens it, / leads to the search', async () => {
  const site = await openTicketSite()
  for (const n of [1, 2, 3]) await addLucies(site, `Facture ${n} suspendue`)
  const { page, done } = await openAs(site, site.driss, true)
  await keys(page, 'g', 't')
  await arrive(page, 'Tickets reçus')
  await keys(page, 'j')
  await focused(page).toBe(tickets(3))
  await keys(page, 'j', 'j', 'j')
  await focused(page).toBe(tickets(1))
  await keys(page, 'k')
  await focused(page).toBe(tickets(2))
  await keys(page, 'x')
  await announced(page).toBe('1 ticket sélectionné')
  expect(await page.getByRole('checkbox', { name: `Sélectionner le ticket ${tickets(2)}` }).isChecked()).toBe(true)
  await focused(page).toBe(tickets(2))
  await keys(page, '/')
  await focused(page).toBe('Mots clés ou numéro')
  // In a field a letter is a letter, and a slash a slash.
  await page.keyboard.type('jxa?/gs')
  expect(await page.getByLabel('Mots clés ou numéro').inputValue()).toBe('jxa?/gs')
  expect(page.url()).toBe(site.url + paths.tickets)
  await tabTo(page, tickets(3))
  await keys(page, 'j', 'Enter')
  await arrive(page, 'Facture 2 suspendue')
  await done()
})

test('g then s, h or t leads to the pages of the menu; another letter after g leads nowhere', async () => {
  const site = await openTicketSite()
  const { page, done } = await openAs(site, site.driss, true)
  await keys(page, 'g', 's')
  await arrive(page, 'Sollicitations émises')
  await keys(page, 'g', 'q', 't')
  await keys(page, 'g', 't')
  await arrive(page, 'Tickets reçus')
  await keys(page, 'g', 'h')
  await page.waitForURL(`${site.url}/`)
  await done()
})

test('? shows the keys in a dialog, over which no key acts; Escape closes it', async () => {
  const site = await openTicketSite()
  const { page, done } = await openAs(site, site.driss, true)
  await keys(page, '?')
  await page.getByRole('dialog', { name: 'Raccourcis clavier' }).waitFor()
  await focusedTag(page).toBe('H2')
  await looksSound(page)
  await keys(page, 'g', 't', '?', 'j')
  expect(page.url()).toBe(`${site.url}/`)
  await keys(page, 'Escape')
  await noDialog(page)
  await done()
})

test('on a ticket a takes it, i asks, n notes, s solves, and Ctrl and Enter send what is written', async () => {
  const site = await openTicketSite()
  const { id } = await addLucies(site)
  const { page, done } = await openAs(site, site.driss, true)
  await page.goto(site.url + url(paths.ticket, { id }))
  // Nothing before it is taken.
  await keys(page, 's')
  await keys(page, 'a')
  await said(page).toBe(`Le ticket ${tickets(1)} vous est affecté.`)
  for (const [key, act] of [
    ['i', 'Demander des informations'],
    ['n', 'Note interne'],
    ['s', 'Proposer une solution'],
  ] as const) {
    await keys(page, key)
    await focused(page).toBe(`${act} – ${tickets(1)}`)
    // A dialog is open: the page beneath keeps still.
    await keys(page, 'n')
    await focused(page).toBe(`${act} – ${tickets(1)}`)
    if (key !== 's') await keys(page, 'Escape')
    if (key !== 's') await noDialog(page)
  }
  await tabTo(page, /^Votre solution/)
  await page.keyboard.type('Signée ainsi.')
  await keys(page, 'Control+Enter')
  await said(page).toBe(`La solution est envoyée. Le ticket ${tickets(1)} est résolu.`)
  expect((await readOnly(site)).activity.at(-1)).toEqual({ kind: 'solution_proposed', body: 'Signée ainsi.' })
  await done()
})

test('Driss switches the keys off: none acts any more, and Ctrl and Enter still send', async () => {
  const site = await openTicketSite()
  const { id } = await addTicket(site, { writer: site.lucie, assignee: site.driss, subject: SUBJECT })
  const { page, done } = await openAs(site, site.driss, true)
  await follow(page, /^Mon compte/, 'Mon compte')
  await press(page, 'Préférences')
  await page.getByRole('heading', { level: 2, name: 'Préférences' }).waitFor()
  await looksSound(page)
  await press(page, /^Utiliser les raccourcis clavier/, 'Space')
  await press(page, 'Enregistrer')
  await said(page).toBe('Vos préférences sont enregistrées.')
  await page.goto(site.url + url(paths.ticket, { id }))
  await keys(page, 's', '?', 'g', 't', 'n', '/')
  await page.goto(site.url + paths.tickets)
  await keys(page, 'j', 'x')
  await focusedTag(page).toBe('BODY')
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(page.url()).toBe(site.url + paths.tickets)
  await page.goto(site.url + url(paths.ticketNote, { id }))
  await tabTo(page, /^Votre note/)
  await page.keyboard.type('Vu.')
  await keys(page, 'Control+Enter')
  await said(page).toBe(`La note est ajoutée au ticket ${tickets(1)}.`)
  await done()
})
