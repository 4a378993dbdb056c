import { expect, test } from 'vitest'
import { noteInternally } from '../../src/tickets/noting.ts'
import { takeTicket } from '../../src/tickets/taking.ts'
import { paths, url } from '../../src/urls.ts'
import { tabTo } from '../browser.ts'
import { addTicket } from '../tickets/furnishing.ts'
import { addLucies, openTicketSite, readOnly, shows, SUBJECT } from './ticket-walking.ts'
import { announced, focused, focusedTag, looksSound, noDialog, openAs, press, said, type } from './walking.ts'

const NUMBER = 'T-2026-000001'
const QUEUE = 'du plus récent au plus ancien'

/** Driss at his list: one ticket that he has, two that nobody has. */
async function openQueue() {
  const site = await openTicketSite()
  await addTicket(site, { writer: site.lucie, assignee: site.driss, subject: SUBJECT })
  for (const subject of ['Avoir introuvable', 'Mémoire de frais']) await addLucies(site, subject)
  const opened = await openAs(site, site.driss, true)
  await opened.page.goto(site.url + paths.tickets)
  return { site, ...opened }
}

test('a tab of the list keeps the focus, its caption is said, address and title follow, Back restores', async () => {
  const { site, page, done } = await openQueue()
  await press(page, /^Mes tickets à traiter/)
  await announced(page).toBe(`Tickets : 1, ${QUEUE}`)
  await focused(page).toMatch(/^Mes tickets à traiter/)
  expect(page.url()).toBe(`${site.url}${paths.tickets}?tab=mine`)
  await expect.poll(() => page.title()).toMatch(/^Mes tickets à traiter – /)
  await press(page, /^Clôturés/)
  await announced(page).toBe('Aucun ticket clôturé')
  for (const count of [1, 3]) {
    await page.goBack()
    await page.getByText(`Tickets : ${count}, ${QUEUE}`).first().waitFor()
  }
  await done()
})

test('a column head sorts and keeps the focus; a search keeps it in its field and says what was found', async () => {
  const { site, page, done } = await openQueue()
  await press(page, /^Description brève/)
  await expect.poll(() => page.locator('th[aria-sort=ascending]').textContent()).toMatch(/^Description brève/)
  await focused(page).toMatch(/^Description brève/)
  await type(page, 'Mots clés ou numéro', 'memoire')
  await page.keyboard.press('Enter')
  await announced(page).toMatch(/^Tickets : 1,/)
  await focused(page).toBe('Mots clés ou numéro')
  expect(new URL(page.url()).searchParams.get('q')).toBe('memoire')
  await page.getByLabel('Mots clés ou numéro').fill('zzzz')
  await page.keyboard.press('Enter')
  await announced(page).toBe('Aucun ticket ne correspond à cette recherche')
  await looksSound(page)
  await page.goto(`${site.url}${paths.tickets}?q=memiore`)
  await shows(page).toContain('Résultats pour « memoire »')
  await done()
})

test('ticked tickets are given to Inès from a dialog over the list, which then says how many were', async () => {
  const { site, page, done } = await openQueue()
  await press(page, 'Sélectionner le ticket T-2026-000003', 'Space')
  await press(page, 'Sélectionner le ticket T-2026-000002', 'Space')
  await announced(page).toBe('2 tickets sélectionnés')
  await press(page, 'Affecter à…')
  await focused(page).toBe('Affecter 2 tickets')
  await focusedTag(page).toBe('H2')
  await looksSound(page)
  await page.keyboard.press('Escape')
  await noDialog(page)
  await focused(page).toBe('Affecter à…')
  await page.keyboard.press('Enter')
  await focused(page).toBe('Affecter 2 tickets')
  await type(page, /^Affecter à/, 'Inès')
  await press(page, 'Affecter 2 tickets')
  await said(page).toMatch(/^2 tickets affectés\./)
  await focused(page).toMatch(/^2 tickets affectés\./)
  await noDialog(page)
  const given = site.db.selectFrom('ticket').select('id').where('assignee_id', '=', site.ines.id)
  expect(await given.execute()).toHaveLength(2)
  await done()
})

test('what is written in a dialog is kept by itself, quietly, and found again; Escape gives the focus back', async () => {
  const { site, page, done } = await openQueue()
  await page.goto(site.url + url(paths.ticket, { id: 1 }))
  await press(page, 'Actions')
  await press(page, 'Proposer une solution')
  await focused(page).toBe(`Proposer une solution – ${NUMBER}`)
  await type(page, /^Votre solution/, 'La facture sera')
  const state = () => page.locator('#writing-state').textContent()
  await expect.poll(state, { timeout: 30_000 }).toMatch(/^Brouillon gardé à \d\d:\d\d$/)
  // Neither the focus nor the place in the text has moved.
  await page.keyboard.type(' payée.')
  expect(await page.getByLabel(/^Votre solution/).inputValue()).toBe('La facture sera payée.')
  await page.keyboard.press('Escape')
  await noDialog(page)
  // The menu has closed behind the dialog; Escape closes it too.
  await focused(page).toBe('Actions')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Affecter à…')
  await page.keyboard.press('Escape')
  await focused(page).toBe('Actions')
  expect(await page.locator('.choices[open]').count()).toBe(0)
  await page.keyboard.press('Enter')
  await press(page, 'Proposer une solution')
  await expect.poll(() => page.getByLabel(/^Votre solution/).inputValue()).toMatch(/^La facture sera/)
  expect((await readOnly(site)).activities).not.toContain('solution_proposed')
  await done()
})

test('what Driss wrote last is kept when he leaves at once: by Escape, or by going elsewhere', async () => {
  const { site, page, done } = await openQueue()
  const solution = page.getByLabel(/^Votre solution/)
  const drafts = async () => (await site.db.selectFrom('ticket_draft').select('body').execute()).map(({ body }) => body)
  await page.goto(site.url + url(paths.ticket, { id: 1 }))
  await press(page, 'Actions')
  await press(page, 'Proposer une solution')
  await focused(page).toBe(`Proposer une solution – ${NUMBER}`)
  await type(page, /^Votre solution/, 'Elle sera payée.')
  await page.keyboard.press('Escape')
  await noDialog(page)
  await expect.poll(drafts).toEqual(['Elle sera payée.'])
  await page.keyboard.press('Enter')
  await press(page, 'Proposer une solution')
  await expect.poll(() => solution.inputValue()).toBe('Elle sera payée.')
  await page.goto(site.url + url(paths.ticketSolution, { id: 1 }))
  await type(page, /^Votre solution/, 'Demain. ')
  const whole = await solution.inputValue()
  await page.goto(site.url + paths.tickets)
  await expect.poll(drafts).toEqual([whole])
  await done()
})

test('who types without a pause is kept after five seconds all the same', async () => {
  const { site, page, done } = await openQueue()
  await page.clock.install()
  await page.goto(site.url + url(paths.ticketSolution, { id: 1 }))
  await page.clock.pauseAt(Date.now() + 60_000)
  for (const letter of 'Demain') {
    await page.getByLabel(/^Votre solution/).press(letter)
    await page.clock.runFor(900)
  }
  const state = () => page.locator('#writing-state').textContent()
  await expect.poll(state).toMatch(/^Brouillon gardé à \d\d:\d\d$/)
  await done()
})

test('a draft of Lucie’s is kept while she types, and the focus stays where she is', async () => {
  const site = await openTicketSite()
  const { page, done } = await openAs(site, site.lucie, true)
  await page.goto(site.url + paths.newTicket)
  await type(page, /^Description brève/, 'Facture')
  await expect
    .poll(() => page.locator('#draft-status').textContent(), { timeout: 30_000 })
    .toMatch(/^Brouillon gardé à /)
  await focused(page).toMatch(/^Description brève/)
  await page.keyboard.type(' suspendue')
  await press(page, 'Enregistrer')
  await said(page).toMatch(/^Le brouillon est enregistré/)
  const drafts = await site.db.selectFrom('ticket').select(['status', 'subject']).execute()
  expect(drafts).toEqual([{ status: 'draft', subject: 'Facture suspendue' }])
  await done()
})

test('a request that Lucie leaves at once is a draft with all that she typed; saving it makes one', async () => {
  const site = await openTicketSite()
  const { page, done } = await openAs(site, site.lucie, true)
  const drafts = () => site.db.selectFrom('ticket').select(['status', 'subject']).execute()
  await page.goto(site.url + paths.newTicket)
  await type(page, /^Description brève/, 'Facture')
  await page.goto(site.url)
  await expect.poll(drafts).toEqual([{ status: 'draft', subject: 'Facture' }])
  await page.goto(site.url + paths.newTicket)
  await type(page, /^Description brève/, 'Avoir')
  await press(page, 'Enregistrer')
  await said(page).toMatch(/^Le brouillon est enregistré/)
  expect(await drafts()).toHaveLength(2)
  await done()
})

test('of two who take a ticket the second is told who was first, with the focus on it', async () => {
  const { site, page, done } = await openQueue()
  await page.goto(site.url + url(paths.ticket, { id: 2 }))
  await takeTicket(await site.actOf(site.ines), 2)
  await press(page, 'Actions')
  await press(page, 'M’affecter le ticket')
  await focused(page).toMatch(/^Inès Moreau s’est affecté ce ticket le /)
  await looksSound(page)
  await expect.poll(() => page.title()).toMatch(/^Erreur : /)
  await done()
})

test('somebody acted meanwhile: the dialog shows what changed, keeps the text, and sends it the second time', async () => {
  const { site, page, done } = await openQueue()
  await page.goto(site.url + url(paths.ticket, { id: 1 }))
  await press(page, 'Actions')
  await press(page, 'Proposer une solution')
  await focused(page).toBe(`Proposer une solution – ${NUMBER}`)
  await noteInternally(await site.actOf(site.ines), 1, { body: 'Déjà payée mardi.' })
  await type(page, /^Votre solution/, 'Elle sera payée.')
  await press(page, 'Proposer une solution')
  await focused(page).toMatch(/^Ce ticket a changé depuis que vous l’avez ouvert/)
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('heading', { name: 'Ce qui a changé' }).count()).toBe(1)
  expect(await dialog.textContent()).toContain('Déjà payée mardi.')
  expect(await page.getByLabel(/^Votre solution/).inputValue()).toBe('Elle sera payée.')
  await looksSound(page)
  await press(page, 'Proposer une solution')
  await said(page).toBe(`La solution est envoyée. Le ticket ${NUMBER} est résolu.`)
  await noDialog(page)
  await done()
})

test('Ctrl and click opens a tab of the list in another window, as any link', async () => {
  const { site, page, done } = await openQueue()
  const tab = page.getByRole('link', { name: /^Tous \(sauf clôturés\)/ })
  const [other] = await Promise.all([page.context().waitForEvent('page'), tab.click({ modifiers: ['Control'] })])
  await expect.poll(() => other.url()).toBe(`${site.url}${paths.tickets}?tab=all`)
  expect(page.url()).toBe(site.url + paths.tickets)
  await done()
})

test.each(['fr', 'en'] as const)('the ten columns of the list fit in a window of 1,000 px (%s)', async (language) => {
  const { site, page, done } = await openQueue()
  await site.db.updateTable('user').set({ language }).where('id', '=', site.driss.id).execute()
  await addTicket(site, {
    writer: site.lucie,
    assignee: site.ines,
    status: 'awaiting_information',
    at: new Date(site.clock.now.getTime() - 90 * 24 * 3_600_000),
  })
  await page.setViewportSize({ width: 1000, height: 800 })
  await page.goto(`${site.url}${paths.tickets}?tab=all`)
  const widths = await page.locator('.scroll').evaluate((box) => [box.scrollWidth, box.clientWidth])
  expect(widths[0]).toBe(widths[1])
  const number = page.getByRole('link', { name: NUMBER })
  expect((await number.boundingBox())?.height).toBeLessThan(30)
  await done()
})
