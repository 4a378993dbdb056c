import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { renderRow } from '../../views/mails/all.ts'
import { complaints, openProfile } from '../browser.ts'
import { openSite, type Site } from '../site.ts'
import { furnishGuests } from './guest-furnished.ts'
import { CAPTURE, chooseFile, readOnly, shows } from './ticket-walking.ts'
import { announced, arrive, focused, follow, looksSound, press, said, saysWrong, type } from './walking.ts'

/** Many pages, each looked at; on a busy machine too. */
const LONG = { timeout: 90_000 }

const SENT = 'Votre sollicitation a bien été envoyée et sera traitée dans les meilleurs délais par le destinataire.'
const SUBJECT = 'Page blanche au dépôt'
const ANSWER = 'Avec un autre navigateur, cela passe.'

/** Somebody whom the site has never seen, and who shows no cookie. */
async function openStranger(site: Site, script: boolean) {
  const profile = await openProfile({ script })
  const page = await profile.newPage()
  const found = complaints(page)
  await page.goto(site.url)
  const done = async () => {
    await profile.close()
    expect(found).toEqual([])
  }
  return { profile, page, done }
}

/** Nobody fills the form in at once. */
const pass = (site: Site) => {
  site.clock.now = new Date(site.clock.now.getTime() + 60_000)
}

/** The link in the mail that Jeanne gets, read as she does: in its text. */
async function linkInMail(site: Site): Promise<string> {
  const mail = await site.db
    .selectFrom('mail')
    .selectAll()
    .where('to_address', '=', 'jeanne.petit@example.fr')
    .executeTakeFirstOrThrow()
  const { subject, text } = renderRow(mail, { brand: 'Guichet', publicUrl: site.url })
  expect(subject).toContain('T-2026-000001')
  return /^http\S+\/follow\/\S+$/m.exec(text)?.[0] ?? 'no link in the mail'
}

async function expectAnswered(site: Site) {
  const { ticket, activities, mails } = await readOnly(site)
  expect(ticket).toMatchObject({ status: 'open', route: 'support', writer_id: null, subject: SUBJECT })
  expect(activities).toEqual(['sent', 'answered'])
  expect(mails.filter((mail) => mail.endsWith('jeanne.petit@example.fr'))).toHaveLength(1)
  const files = await site.db.selectFrom('ticket_file').select('name').execute()
  expect(files).toEqual([{ name: 'capture.txt' }])
}

async function fillByKeyboard(page: Page) {
  await type(page, /^Nom/, 'Petit')
  await type(page, /^Prénom/, 'Jeanne')
  await type(page, /^Adresse électronique \*/, 'jeanne.petit@example.fr')
  await type(page, /^Adresse électronique, une seconde fois/, 'jeanne.petit@example.fr')
  await type(page, /^Description brève/, SUBJECT)
  await type(page, /^Description \*/, 'Après « Déposer », la page reste blanche.')
}

test(
  'by keyboard alone Jeanne, who has no account, contacts the support and answers by the link in the mail',
  LONG,
  async () => {
    const site = await openSite()
    const { page, done } = await openStranger(site, true)
    await follow(page, /^Nous contacter/, 'Nous contacter')
    await looksSound(page)
    await type(page, /^Catégorie et sous-catégorie/, 'Message d')
    await announced(page).toBe('Destinataire')
    await shows(page).toMatch(/Votre sollicitation sera adressée au support/)
    await fillByKeyboard(page)
    await chooseFile(page, () => press(page, /^Ajouter des pièces jointes/))
    pass(site)
    await press(page, 'Valider et envoyer')
    await arrive(page, 'Sollicitation envoyée')
    await shows(page).toContain(SENT)
    await shows(page).toContain('T-2026-000001')
    await looksSound(page)
    await done()
    await followByKeyboard(site)
    await expectAnswered(site)
  },
)

async function followByKeyboard(site: Site) {
  const { page, done } = await openStranger(site, true)
  await page.goto(await linkInMail(site))
  await arrive(page, SUBJECT)
  await looksSound(page)
  await press(page, 'Envoyer')
  await focused(page).toMatch(/^Une information est à corriger/)
  await looksSound(page)
  await type(page, /^Ajouter un message/, ANSWER)
  await press(page, 'Envoyer')
  await said(page).toBe('Votre message a été ajouté à la sollicitation T-2026-000001.')
  await focused(page).toBe('Votre message a été ajouté à la sollicitation T-2026-000001.')
  await shows(page).toContain(ANSWER)
  await done()
}

test(
  'without scripting, and without a single cookie, Jeanne contacts the support and answers by the link',
  LONG,
  async () => {
    const site = await openSite()
    const { profile, page, done } = await openStranger(site, false)
    await page.getByRole('link', { name: 'Nous contacter' }).first().click()
    await page.getByLabel(/^Catégorie et sous-catégorie/).selectOption({ label: 'Message d’erreur' })
    await page.getByRole('button', { name: /^Continuer/ }).click()
    await shows(page).toMatch(/Votre sollicitation sera adressée au support/)
    await page.getByLabel(/^Nom/).fill('Petit')
    await page.getByLabel(/^Prénom/).fill('Jeanne')
    await page.getByLabel(/^Adresse électronique \*/).fill('jeanne.petit@example.fr')
    await page.getByLabel(/^Adresse électronique, une seconde fois/).fill('jeanne.petit@exemple.fr')
    await page.getByLabel(/^Description brève/).fill(SUBJECT)
    await page.getByLabel(/^Description \*/).fill('Après « Déposer », la page reste blanche.')
    await page.getByLabel('Ajouter des pièces jointes').setInputFiles(CAPTURE)
    pass(site)
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await saysWrong(page)
    // The file came, and stays with the form.
    await shows(page).toContain('Retirer capture.txt')
    await page.getByLabel(/^Adresse électronique, une seconde fois/).fill('jeanne.petit@example.fr')
    await page.getByRole('button', { name: 'Valider et envoyer' }).click()
    await arrive(page, 'Sollicitation envoyée')
    expect(await profile.cookies()).toEqual([])
    await done()
    await followWithoutScript(site)
    await expectAnswered(site)
  },
)

async function followWithoutScript(site: Site) {
  const { profile, page, done } = await openStranger(site, false)
  await page.goto(await linkInMail(site))
  await arrive(page, SUBJECT)
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await saysWrong(page)
  await page.getByLabel('Ajouter un message').fill(ANSWER)
  expect(await profile.cookies()).toEqual([])
  await page.getByRole('button', { name: 'Envoyer' }).click()
  await shows(page).toContain(ANSWER)
  await done()
}

test(
  'what Jeanne begins to write by her link is found again; once closed she follows her ticket up',
  LONG,
  async () => {
    const site = await openSite()
    const { open } = await furnishGuests(site)
    const { page, done } = await openStranger(site, true)
    const link = site.url + url(paths.guestTicket, { token: open })
    await page.goto(link)
    await type(page, /^Ajouter un message/, ANSWER)
    await page.getByText(/^Brouillon gardé à/).waitFor()
    await page.goto(site.url)
    await page.goto(link)
    await expect.poll(() => page.getByLabel('Ajouter un message').inputValue()).toBe(ANSWER)
    await looksSound(page)
    await press(page, 'Clôturer la sollicitation')
    await focused(page).toBe('Clôturer la sollicitation : T-2026-000001')
    await press(page, 'Clôturer la sollicitation')
    await said(page).toBe('La sollicitation T-2026-000001 est clôturée.')
    await follow(page, 'Donner suite par une nouvelle sollicitation', 'Donner suite à la sollicitation T-2026-000001')
    await looksSound(page)
    await type(page, /^Description \*/, 'Cela recommence.')
    pass(site)
    await press(page, 'Valider et envoyer')
    await arrive(page, 'Sollicitation envoyée')
    await shows(page).toContain('T-2026-000004')
    const { follows_id } = await site.db
      .selectFrom('ticket')
      .select('follows_id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(follows_id).not.toBeNull()
    await done()
  },
)
