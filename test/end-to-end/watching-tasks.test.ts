import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword } from '../../src/outside/password.ts'
import { paths, url } from '../../src/urls.ts'
import { tabTo } from '../browser.ts'
import { addTicket } from '../tickets/furnishing.ts'
import { addLucies, openTicketSite, readOnly, shows, SUBJECT, textOf, type TicketSite } from './ticket-walking.ts'
import { announced, arrive, focused, follow, looksSound, openAs, press, said, saysWrong, type } from './walking.ts'

/** Many pages, each looked at; on a busy machine too. */
const LONG = { timeout: 90_000 }

const SUPPORT = 'Ticket transféré au support'
const REASON = 'Le dépôt lui-même échoue : c’est un incident de la plateforme.'
const SAID = 'Le ticket T-2026-000001 est transféré au support. Il n’est plus dans vos tickets reçus.'
const SOLUTION = 'La facture sera payée vendredi.'

/** Driss has Lucie's ticket. */
async function openTaken() {
  const site = await openTicketSite()
  const { id } = await addTicket(site, {
    writer: site.lucie,
    structureId: site.elsewhere,
    assignee: site.driss,
    subject: SUBJECT,
  })
  return { site, id, ticket: site.url + url(paths.ticket, { id }), sent: site.url + url(paths.sentTicket, { id }) }
}

/** Driss finds it nowhere, Emma does and reads why, Lucie reads where it went and no more. */
async function expectTransferred(site: TicketSite, driss: Page, { ticket, sent }: { ticket: string; sent: string }) {
  expect((await driss.goto(ticket))?.status()).toBe(404)
  const emma = await openAs(site, site.emma, true)
  await follow(emma.page, /^Tickets reçus/, 'Tickets reçus')
  await follow(emma.page, 'T-2026-000001', SUBJECT)
  await emma.page.getByRole('link', { name: 'Activités' }).click()
  await shows(emma.page).toContain(REASON)
  await looksSound(emma.page)
  const lucie = await openAs(site, site.lucie, false)
  await lucie.page.goto(sent)
  await shows(lucie.page).toContain(SUPPORT)
  expect(await textOf(lucie.page)).not.toContain(REASON)
  const read = await readOnly(site)
  expect(read.ticket).toMatchObject({ route: 'support', assignee_id: null, recipient_structure_id: null })
  expect(read.activities).toEqual(['sent', 'taken', 'transferred_to_support'])
  expect(read.mails).toContain(`ticket-transferred → ${site.lucie.login}`)
  await emma.done()
  await lucie.done()
}

test('by keyboard alone Driss hands a ticket over to the support, where Emma finds it', LONG, async () => {
  const { site, ticket, sent } = await openTaken()
  const { page } = await openAs(site, site.driss, true)
  await page.goto(ticket)
  await press(page, 'Actions')
  await press(page, 'Transférer au support')
  await focused(page).toBe('Transférer au support – T-2026-000001')
  await looksSound(page)
  await press(page, 'Transférer au support')
  await focused(page).toMatch(/^Une information est à corriger/)
  await type(page, /^Motif du transfert/, REASON)
  await press(page, 'Transférer au support')
  await arrive(page, 'Tickets reçus')
  await said(page).toBe(SAID)
  await focused(page).toBe(SAID)
  await looksSound(page)
  await expectTransferred(site, page, { ticket, sent })
})

test('without scripting Driss hands a ticket over to the support, where Emma finds it', LONG, async () => {
  const { site, ticket, sent } = await openTaken()
  const { page } = await openAs(site, site.driss, false)
  await page.goto(ticket)
  await page.getByText('Actions', { exact: true }).click()
  await page.getByRole('link', { name: 'Transférer au support' }).click()
  await page.getByRole('button', { name: 'Transférer au support' }).click()
  await saysWrong(page)
  await page.getByLabel(/^Motif du transfert/).fill(REASON)
  await page.getByRole('button', { name: 'Transférer au support' }).click()
  await said(page).toBe(SAID)
  await expectTransferred(site, page, { ticket, sent })
})

test('new tickets are told above the list, which does not move before Driss asks for them', LONG, async () => {
  const site = await openTicketSite()
  for (let n = 1; n <= 15; n++) await addLucies(site, `Facture ${n} suspendue`)
  const { page, done } = await openAs(site, site.driss, true)
  const stream = page.waitForResponse((answer) => answer.url().includes(paths.ticketEvents))
  await follow(page, /^Tickets reçus/, 'Tickets reçus')
  await stream
  await tabTo(page, 'T-2026-000015')
  const place = () => page.getByRole('link', { name: 'T-2026-000015' }).boundingBox()
  const before = await place()
  await addLucies(site, 'Facture 16 suspendue')
  site.world.live.tell()
  await announced(page).toBe('1 nouveau ticket — afficher')
  await focused(page).toBe('T-2026-000015')
  expect(await place()).toEqual(before)
  expect(await page.getByRole('link', { name: 'T-2026-000016' }).count()).toBe(0)
  await looksSound(page)
  await press(page, '1 nouveau ticket — afficher')
  await page.getByRole('link', { name: 'T-2026-000016' }).waitFor()
  await focused(page).toMatch(/^Tickets : 16, du plus récent au plus ancien/)
  expect(await page.getByRole('link', { name: /nouveau ticket/ }).count()).toBe(0)
  await done()
})

test(
  'Driss’s page asks every four seconds, and tells him that Inès looks at his ticket, and that she writes',
  LONG,
  async () => {
    const { site, ticket } = await openTaken()
    const [driss, ines] = [await openAs(site, site.driss, true), await openAs(site, site.ines, true)]
    // What is promised is the interval: how soon a busy machine keeps it says nothing of the product.
    const tellsDriss = (text: string) =>
      expect.poll(() => textOf(driss.page), { timeout: 30_000, interval: 100 }).toContain(text)
    await driss.page.goto(ticket)
    await tabTo(driss.page, 'Actions')
    await ines.page.goto(ticket)
    await shows(ines.page).toContain('Driss Amrani regarde aussi ce ticket.')
    await tellsDriss('Inès Moreau regarde aussi ce ticket.')
    await focused(driss.page).toBe('Actions')
    await press(ines.page, 'Actions')
    await press(ines.page, 'Note interne')
    await tellsDriss('Inès Moreau est en train de répondre.')
    expect(await driss.page.locator('#presence').getAttribute('data-hx-trigger')).toBe('every 4s')
    await looksSound(driss.page)
    await driss.done()
    await ines.done()
  },
)

test('whoever stops automatic updates reads who is there, and is asked for nothing by the page', LONG, async () => {
  const { site, ticket } = await openTaken()
  const [driss, ines] = [await openAs(site, site.driss, true), await openAs(site, site.ines, true)]
  await ines.page.goto(ticket)
  await driss.page.goto(ticket)
  await press(driss.page, 'Arrêter les mises à jour automatiques')
  await arrive(driss.page, 'Mon compte')
  await press(driss.page, 'Tenir à jour les pages ouvertes', 'Space')
  await press(driss.page, 'Enregistrer')
  await said(driss.page).toBe('Vos préférences sont enregistrées.')
  const asked: string[] = []
  driss.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await driss.page.goto(ticket)
  await shows(driss.page).toContain('Inès Moreau regarde aussi ce ticket.')
  await driss.page.goto(site.url + paths.tickets)
  await shows(driss.page).toContain('T-2026-000001')
  expect(await driss.page.locator('[data-hx-trigger^=every], [data-events]').count()).toBe(0)
  expect(asked.filter((path) => /presence|events|news/.test(path))).toEqual([])
  await driss.done()
  await ines.done()
})

test('without scripting Driss reads who else has his ticket open when the page is drawn', async () => {
  const { site, ticket } = await openTaken()
  const [driss, ines] = [await openAs(site, site.driss, false), await openAs(site, site.ines, false)]
  await ines.page.goto(ticket)
  await driss.page.goto(ticket)
  await shows(driss.page).toContain('Inès Moreau regarde aussi ce ticket.')
  await driss.done()
  await ines.done()
})

/** Twelve hours without a sign, while a solution was being written. */
async function lapse(site: TicketSite) {
  const password_hash = await hashPassword('Un mot de passe assez long')
  await site.db.updateTable('user').set({ password_hash }).where('id', '=', site.driss.id).execute()
  site.clock.now = new Date(site.clock.now.getTime() + 13 * 3_600_000)
}

test.each([true, false])(
  'a session that ends in the middle of a solution loses nothing (scripting: %s)',
  LONG,
  async (script) => {
    const { site, id, ticket } = await openTaken()
    const { page, done } = await openAs(site, site.driss, script)
    await page.goto(script ? ticket : site.url + url(paths.ticketSolution, { id }))
    if (script) {
      await press(page, 'Actions')
      await press(page, 'Proposer une solution')
    }
    await page.getByLabel(/^Votre solution/).fill(SOLUTION)
    await lapse(site)
    await page.getByRole('button', { name: 'Proposer une solution' }).click()
    await page.waitForURL(/sign-in/)
    await page.getByLabel(/^Adresse de connexion/).fill(site.driss.login)
    await page.getByLabel(/^Mot de passe/).fill('Un mot de passe assez long')
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await arrive(page, 'Reprendre ce que vous aviez écrit')
    await shows(page).toContain(SOLUTION)
    if (script) await looksSound(page)
    await page.getByRole('button', { name: 'Envoyer maintenant' }).click()
    await said(page).toBe('La solution est envoyée. Le ticket T-2026-000001 est résolu.')
    const read = await readOnly(site)
    expect(read.activity.at(-1)).toEqual({ kind: 'solution_proposed', body: SOLUTION })
    await done()
  },
)
