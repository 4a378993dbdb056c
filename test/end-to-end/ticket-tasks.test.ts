import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { CAPTURE, chooseFile, openTicketSite, readOnly, SUBJECT, type TicketSite } from './ticket-walking.ts'
import { arrive, focused, follow, looksSound, openAs, press, said, saysWrong, type } from './walking.ts'

/** Many pages, each looked at; on a busy machine too. */
const LONG = { timeout: 90_000 }

const DESCRIPTION = 'Notre facture est suspendue depuis douze jours et aucun motif n’apparaît.'
const SENT =
  /^Votre sollicitation a bien été envoyée et sera traitée dans les meilleurs délais par le destinataire\. Son numéro est T-2026-000001\.$/

/** What sending leaves behind: a ticket at the finance service, its file, and the mails to whom it concerns. */
async function expectSent(site: TicketSite) {
  const { ticket, activities, mails } = await readOnly(site)
  expect(ticket).toMatchObject({
    status: 'open',
    reason: 'creation',
    writer_id: site.lucie.id,
    structure_id: site.elsewhere,
    recipient_structure_id: site.mairie,
    recipient_service_id: site.finances,
    subject: SUBJECT,
    description: DESCRIPTION,
  })
  expect(activities).toEqual(['sent'])
  expect(mails).toContain(`ticket-sent → ${site.lucie.login}`)
  const files = await site.db
    .selectFrom('ticket_file')
    .select(['name', 'kind'])
    .where('ticket_id', '=', ticket.id)
    .execute()
  expect(files).toEqual([{ name: 'capture.txt', kind: 'screenshot' }])
}

test(
  'by keyboard alone Lucie writes to the Mairie’s finance service, with an attachment, and reads the number',
  LONG,
  async () => {
    const site = await openTicketSite()
    const { page, done } = await openAs(site, site.lucie, true)
    await follow(page, 'Sollicitations émises', 'Sollicitations émises')
    await looksSound(page)
    await follow(page, 'Saisir une sollicitation', 'Saisir une sollicitation')
    await type(page, /^Catégorie et sous-catégorie/, 'Facture suspendue')
    await type(page, /^Chercher la structure destinataire/, 'noisy')
    await page.getByRole('radio', { name: /^Commune de Noisy-le-Grand/ }).waitFor()
    await press(page, /^Commune de Noisy-le-Grand/, 'Space')
    await page.getByLabel('Service', { exact: false }).first().waitFor()
    await looksSound(page)
    await type(page, /^Service/, 'Finances')
    await type(page, /^Description brève/, SUBJECT)
    await press(page, 'Enregistrer')
    await arrive(page, 'Modifier un brouillon')
    await said(page).toMatch(/^Le brouillon est enregistré/)
    await looksSound(page)
    await attachByKeyboard(page)
    await press(page, 'Valider et envoyer')
    await focused(page).toMatch(/^Une information est à corriger/)
    await looksSound(page)
    await press(page, 'Décrivez votre problème.')
    await page.keyboard.type(DESCRIPTION)
    await press(page, 'Valider et envoyer')
    await said(page).toMatch(SENT)
    await focused(page).toMatch(SENT)
    await looksSound(page)
    await expectSent(site)
    await done()
  },
)

async function attachByKeyboard(page: Page) {
  await follow(page, 'Gestion des pièces jointes', 'Gestion des pièces jointes')
  await looksSound(page)
  await chooseFile(page, () => press(page, /^Fichiers à ajouter/))
  await type(page, /^Type de pièce jointe/, 'Capture')
  await press(page, 'Ajouter')
  await said(page).toBe('1 pièce jointe ajoutée.')
  await looksSound(page)
  await follow(page, 'Revenir au brouillon', 'Modifier un brouillon')
}

test(
  'without scripting Lucie writes to the Mairie’s finance service, with an attachment, and reads the number',
  LONG,
  async () => {
    const site = await openTicketSite()
    const { page, done } = await openAs(site, site.lucie, false)
    await page.goto(site.url + paths.newTicket)
    await page.getByLabel(/^Catégorie et sous-catégorie/).selectOption({ label: 'Facture suspendue' })
    await page.getByRole('button', { name: /^Continuer/ }).click()
    await page.getByLabel(/^Chercher la structure destinataire/).fill('noisy')
    await page.getByRole('button', { name: 'Rechercher' }).click()
    await page.getByRole('radio', { name: /^Commune de Noisy-le-Grand/ }).check()
    await page.getByRole('button', { name: /^Continuer/ }).click()
    await page.getByLabel(/^Service/).selectOption({ label: 'Finances (FIN)' })
    await page.getByLabel(/^Description brève/).fill(SUBJECT)
    await page.getByRole('button', { name: 'Enregistrer' }).click()
    await arrive(page, 'Modifier un brouillon')
    await page.getByRole('link', { name: 'Gestion des pièces jointes' }).click()
    await page.getByLabel(/^Fichiers à ajouter/).setInputFiles(CAPTURE)
    await page.getByLabel(/^Type de pièce jointe/).selectOption({ label: 'Capture d’écran' })
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click()
    await said(page).toBe('1 pièce jointe ajoutée.')
    await page.getByRole('link', { name: 'Revenir au brouillon' }).click()
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await saysWrong(page)
    expect(await page.getByLabel(/^Description brève/).inputValue()).toBe(SUBJECT)
    await page.getByLabel(/^Description \*/).fill(DESCRIPTION)
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await said(page).toMatch(SENT)
    await expectSent(site)
    await done()
  },
)
