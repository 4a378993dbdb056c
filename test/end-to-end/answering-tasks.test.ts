import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addTicket } from '../tickets/furnishing.ts'
import { addLucies, chooseFile, openTicketSite, readOnly, shows, SUBJECT, type TicketSite } from './ticket-walking.ts'
import { focused, focusedTag, follow, looksSound, noDialog, openAs, press, said, saysWrong, type } from './walking.ts'

/** Many pages, each looked at. */
const LONG = { timeout: 90_000 }
const NUMBER = 'T-2026-000001'
const SAID = {
  taken: `Le ticket ${NUMBER} vous est affecté.`,
  asked: `La demande d’informations est envoyée. Le ticket ${NUMBER} attend la réponse de son émetteur.`,
  solved: `La solution est envoyée. Le ticket ${NUMBER} est résolu.`,
  answered: `Votre message a été ajouté à la sollicitation ${NUMBER}.`,
  refused: `Vous avez refusé la solution. La sollicitation ${NUMBER} est de nouveau ouverte.`,
  accepted: `Vous avez accepté la solution. La sollicitation ${NUMBER} est clôturée.`,
  transferred: `Le ticket ${NUMBER} est transféré au support. Il n’est plus dans vos tickets reçus.`,
}

/** The whole course of a ticket, each step once. */
async function expectAccepted(site: TicketSite) {
  const { ticket, activities, mails } = await readOnly(site)
  expect(ticket).toMatchObject({ status: 'closed', closed_how: 'accepted', assignee_id: site.driss.id })
  expect(activities).toEqual([
    'sent',
    'taken',
    'information_asked',
    'answered',
    'solution_proposed',
    'solution_refused',
    'solution_proposed',
    'solution_accepted',
  ])
  const [lucie, driss] = [site.lucie.login, site.driss.login]
  expect(mails).toEqual([
    `ticket-information-asked → ${lucie}`,
    `ticket-answered → ${driss}`,
    `ticket-solution → ${lucie}`,
    `ticket-solution-refused → ${driss}`,
    `ticket-solution → ${lucie}`,
  ])
}

/** An act of the menu "Actions": its dialog, once without a text, then with it. */
async function actByKeyboard(page: Page, act: string, text: string) {
  await press(page, 'Actions')
  await press(page, act)
  await focused(page).toBe(`${act} – ${NUMBER}`)
  await looksSound(page)
  await press(page, act)
  await focused(page).toMatch(/^Une information est à corriger/)
  await looksSound(page)
  await press(page, 'Écrivez un texte : il est obligatoire.')
  await page.keyboard.type(text)
  await press(page, act)
}

test(
  'by keyboard alone Driss takes the ticket, asks and solves; Lucie answers, refuses, and accepts',
  LONG,
  async () => {
    const site = await openTicketSite()
    await addLucies(site)
    const [driss, lucie] = [await openAs(site, site.driss, true), await openAs(site, site.lucie, true)]
    await follow(driss.page, /^Tickets reçus/, 'Tickets reçus')
    await looksSound(driss.page)
    await follow(driss.page, NUMBER, SUBJECT)
    await looksSound(driss.page)
    await press(driss.page, 'Actions')
    await press(driss.page, 'M’affecter le ticket')
    await said(driss.page).toBe(SAID.taken)
    await focused(driss.page).toBe(SAID.taken)
    await actByKeyboard(driss.page, 'Demander des informations', 'Pouvez-vous joindre le bon de commande ?')
    await said(driss.page).toBe(SAID.asked)
    await focused(driss.page).toBe(SAID.asked)
    await noDialog(driss.page)
    await looksSound(driss.page)

    await follow(lucie.page, /^Sollicitations émises/, 'Sollicitations émises')
    await looksSound(lucie.page)
    await follow(lucie.page, NUMBER, SUBJECT)
    await looksSound(lucie.page)
    await type(lucie.page, /^Votre réponse/, 'Le voici : BC-2026-77.')
    await press(lucie.page, 'Envoyer')
    await said(lucie.page).toBe(SAID.answered)
    await focused(lucie.page).toBe(SAID.answered)

    await driss.page.reload()
    await shows(driss.page).toContain('Le voici : BC-2026-77.')
    await actByKeyboard(driss.page, 'Proposer une solution', 'La facture sera payée vendredi.')
    await said(driss.page).toBe(SAID.solved)

    await lucie.page.reload()
    await refuseByKeyboard(lucie.page)
    await driss.page.reload()
    await shows(driss.page).toContain('Refus de solution')
    await actByKeyboard(driss.page, 'Proposer une solution', 'La facture a été payée ce matin.')
    await said(driss.page).toBe(SAID.solved)
    await lucie.page.reload()
    await press(lucie.page, 'Accepter la solution')
    await focused(lucie.page).toBe(`Accepter la solution : ${NUMBER}`)
    await looksSound(lucie.page)
    await press(lucie.page, 'Accepter la solution')
    await said(lucie.page).toBe(SAID.accepted)
    await focused(lucie.page).toBe(SAID.accepted)
    await looksSound(lucie.page)
    await expectAccepted(site)
    await driss.done()
    await lucie.done()
  },
)

async function refuseByKeyboard(page: Page) {
  await press(page, 'Refuser la solution')
  await focused(page).toBe(`Refuser la solution : ${NUMBER}`)
  await focusedTag(page).toBe('H2')
  await looksSound(page)
  await press(page, 'Refuser la solution')
  await focused(page).toMatch(/^Une information est à corriger/)
  await looksSound(page)
  await type(page, /^Motif du refus/, 'Vendredi est passé, et rien n’est arrivé.')
  await press(page, 'Refuser la solution')
  await said(page).toBe(SAID.refused)
  await focused(page).toBe(SAID.refused)
  await noDialog(page)
}

/** The same act on its page. */
async function act(page: Page, name: string, text: string) {
  await page.getByText('Actions', { exact: true }).click()
  await page.getByRole('link', { name }).click()
  await page.getByRole('button', { name }).click()
  await saysWrong(page)
  await page.getByRole('textbox').and(page.locator('[name=body]')).fill(text)
  await page.getByRole('button', { name }).click()
}

test(
  'without scripting Driss takes the ticket, asks and solves; Lucie answers, refuses, and accepts',
  LONG,
  async () => {
    const site = await openTicketSite()
    const { id } = await addLucies(site)
    const [driss, lucie] = [await openAs(site, site.driss, false), await openAs(site, site.lucie, false)]
    await driss.page.goto(site.url + paths.tickets)
    await driss.page.getByRole('link', { name: NUMBER }).click()
    await driss.page.getByText('Actions', { exact: true }).click()
    await driss.page.getByRole('button', { name: 'M’affecter le ticket' }).click()
    await said(driss.page).toBe(SAID.taken)
    await act(driss.page, 'Demander des informations', 'Pouvez-vous joindre le bon de commande ?')
    await said(driss.page).toBe(SAID.asked)

    await lucie.page.goto(site.url + url(paths.sentTicket, { id }))
    await lucie.page.getByLabel('Votre réponse').fill('Le voici : BC-2026-77.')
    await lucie.page.getByRole('button', { name: 'Envoyer' }).click()
    await said(lucie.page).toBe(SAID.answered)

    await driss.page.reload()
    await act(driss.page, 'Proposer une solution', 'La facture sera payée vendredi.')
    await said(driss.page).toBe(SAID.solved)
    await lucie.page.reload()
    await lucie.page.getByRole('button', { name: 'Refuser la solution' }).click()
    await lucie.page.getByRole('button', { name: 'Refuser la solution' }).click()
    await saysWrong(lucie.page)
    await lucie.page.getByLabel(/^Motif du refus/).fill('Vendredi est passé, et rien n’est arrivé.')
    await lucie.page.getByRole('button', { name: 'Refuser la solution' }).click()
    await said(lucie.page).toBe(SAID.refused)

    await driss.page.reload()
    await act(driss.page, 'Proposer une solution', 'La facture a été payée ce matin.')
    await said(driss.page).toBe(SAID.solved)
    await lucie.page.reload()
    await lucie.page.getByRole('button', { name: 'Accepter la solution' }).click()
    await lucie.page.getByRole('button', { name: 'Accepter la solution' }).click()
    await said(lucie.page).toBe(SAID.accepted)
    await expectAccepted(site)
    await driss.done()
    await lucie.done()
  },
)

test.each([true, false])(
  'a file that Lucie chose beside her answer goes along when she accepts the solution (scripting: %s)',
  LONG,
  async (script) => {
    const site = await openTicketSite()
    const { id } = await addTicket(site, { writer: site.lucie, assignee: site.driss, status: 'resolved' })
    const { page, done } = await openAs(site, site.lucie, script)
    await page.goto(site.url + url(paths.sentTicket, { id }))
    await page.getByLabel('Votre réponse').fill('Merci, voici ce que je vois.')
    await chooseFile(page, () => page.getByLabel('Ajouter des pièces jointes').click())
    await page.getByRole('button', { name: 'Accepter la solution' }).click()
    const form = script ? page.getByRole('dialog') : page.locator('main')
    await form.getByText('Retirer capture.txt').waitFor()
    expect(await form.getByLabel(/^Un mot pour le service/).inputValue()).toBe('Merci, voici ce que je vois.')
    if (script) await looksSound(page)
    await form.getByRole('button', { name: 'Accepter la solution' }).click()
    await said(page).toBe(SAID.accepted)
    await shows(page).toContain('capture.txt')
    const files = await site.db
      .selectFrom('ticket_file')
      .innerJoin('ticket_activity as activity', 'activity.id', 'ticket_file.activity_id')
      .select(['name', 'activity.kind'])
      .execute()
    expect(files).toEqual([{ name: 'capture.txt', kind: 'solution_accepted' }])
    await done()
  },
)
