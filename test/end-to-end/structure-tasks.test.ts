import { readFileSync } from 'node:fs'
import type { Download, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { LOGIN, secretIn } from '../memberships/technical.ts'
import { readPdf } from '../outside/reading-pdf.ts'
import { openSite, type Site } from '../site.ts'
import { sampleRegister, SIRETS } from '../structures/sample-register.ts'
import { traces } from '../world.ts'
import { arrive, focused, focusedTag, follow, looksSound, noDialog, openAs, press, said, saysWrong } from './walking.ts'

const SHOWN_ONCE = /^Le mot de passe a été montré une fois et ne peut plus l’être/

/** The secret that the page shows, which the document says too, and the login with it. */
async function expectDocument(page: Page, download: Download): Promise<string> {
  const secret = secretIn((await page.locator('main').textContent()) ?? '')
  expect(download.suggestedFilename()).toBe(`informations-de-connexion-${LOGIN}.pdf`)
  const { lines } = await readPdf(new Uint8Array(readFileSync(await download.path())))
  const read = lines.map((line) => line.trim())
  expect(read).toContain(`TD ${LOGIN}`)
  expect(read).toContain(`TD ${secret}`)
  return secret
}

/** The Mairie has one technical user, kept without its secret, and its history one line. */
async function expectTechnicalUser(site: Site, secret: string) {
  const made = await site.db
    .selectFrom('technical_user')
    .innerJoin('user', 'user.id', 'technical_user.user_id')
    .innerJoin('technical_secret', 'technical_secret.user_id', 'user.id')
    .select(['login', 'structure_id', 'secret_hash'])
    .execute()
  expect(made).toEqual([{ login: LOGIN, structure_id: site.mairie, secret_hash: expect.any(String) }])
  expect(JSON.stringify(made)).not.toContain(secret)
  expect(await traces(site.dbs)).toEqual({
    history: ['technical_user.created'],
    mails: [`technical-user-changed → ${site.alice.login}`, `technical-address-used → ${LOGIN}`],
  })
}
const isShown = async (page: Page, secret: string) => (await page.content()).includes(secret)

test('by keyboard alone Alice creates the technical user and takes its document; nothing shows the secret again', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.alice, true)
  await page.goto(site.url + url(paths.managedStructure, { id: site.mairie }))
  await follow(page, 'Créer un utilisateur technique', 'Créer un utilisateur technique')
  await looksSound(page)
  await press(page, 'Créer l’utilisateur technique')
  await focused(page).toMatch(/^Une information est à corriger/)
  await press(page, /^Saisissez l’adresse/)
  await page.keyboard.type(LOGIN)
  await press(page, 'Créer l’utilisateur technique')
  await focused(page).toBe('Informations de connexion de l’utilisateur technique')
  await looksSound(page)
  const downloading = page.waitForEvent('download')
  await press(page, 'Exporter les informations de connexion')
  const secret = await expectDocument(page, await downloading)
  await expectTechnicalUser(site, secret)
  await press(page, 'J’ai noté le mot de passe')
  await arrive(page, 'Utilisateur technique')
  expect(await isShown(page, secret)).toBe(false)
  await looksSound(page)
  await page.goBack()
  expect(await isShown(page, secret)).toBe(false)
  await page.reload()
  expect(await isShown(page, secret)).toBe(false)
  await done()
})

test('without scripting Alice creates the technical user and resets it; neither reloading nor going back shows a secret', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.alice, false)
  const here = url(paths.technicalUser, { id: site.mairie })
  await page.goto(site.url + here)
  await page.getByLabel(/^Adresse électronique/).fill('api')
  await page.getByRole('button', { name: 'Créer l’utilisateur technique' }).click()
  await saysWrong(page)
  await page.getByLabel(/^Adresse électronique/).fill(LOGIN)
  await page.getByRole('button', { name: 'Créer l’utilisateur technique' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Exporter les informations de connexion' }).click()
  const secret = await expectDocument(page, await downloading)
  await expectTechnicalUser(site, secret)
  // Reloading sends the form again.
  await page.reload()
  await said(page).toMatch(SHOWN_ONCE)
  expect(await isShown(page, secret)).toBe(false)
  await expectTechnicalUser(site, secret)
  await page.locator('#flash').getByRole('link', { name: 'Réinitialiser le mot de passe' }).click()
  await page.getByRole('radio', { name: /^Non/ }).check()
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await page.getByRole('button', { name: 'Exporter les informations de connexion' }).waitFor()
  const another = secretIn((await page.locator('main').textContent()) ?? '')
  await page.getByRole('link', { name: 'J’ai noté le mot de passe' }).click()
  await arrive(page, 'Utilisateur technique')
  expect([another === secret, await isShown(page, another)]).toEqual([false, false])
  // The answer with the secret was not kept: the browser has nothing to go back to.
  await expect(page.goBack()).rejects.toThrow('ERR_CACHE_MISS')
  await done()
})

const FIRM = 'Ørsted Conseil'
const openFirm = async () => openSite({ register: await sampleRegister() })

/** Farid's firm is inactive and leads to the new one, which he manages; the history of each says so in one line. */
async function expectNewIdentifier(site: Site, page: Page) {
  const rows = await site.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.structure_id', 'structure.id')
    .select(['structure.id', 'identifier', 'state', 'origin_id', 'successor_id', 'user_id', 'role'])
    .where('user_id', '=', site.farid.id)
    .orderBy('structure.id')
    .execute()
  const [old, fresh] = rows
  expect(rows).toHaveLength(2)
  expect(old).toMatchObject({ id: site.elsewhere, state: 'inactive', successor_id: fresh?.id })
  expect(fresh).toMatchObject({
    identifier: SIRETS.bakery,
    state: 'active',
    origin_id: site.elsewhere,
    role: 'primary_manager',
  })
  expect(page.url()).toBe(site.url + url(paths.managedStructure, { id: fresh?.id ?? 0 }))
  expect(await traces(site.dbs)).toEqual({
    history: ['structure.identifier_changed', 'structure.duplicated'],
    mails: [`identifier-changed → ${site.farid.login}`],
  })
}

test('by keyboard alone Farid changes the SIRET of his firm; Cancel leaves it as it was', async () => {
  const site = await openFirm()
  const { page, done } = await openAs(site, site.farid, true)
  await follow(page, /^Activités du gestionnaire/, /gestionnaire/)
  await follow(page, FIRM, FIRM)
  await press(page, /Modifier$/)
  await page.waitForURL(/edit/)
  await looksSound(page)
  await follow(page, /^Continuer/, 'Modifier la structure')
  await press(page, 'Modifier l’identifiant')
  await focusedTag(page).toBe('H2')
  await focused(page).toBe('Modifier l’identifiant')
  await looksSound(page)
  await press(page, 'Annuler')
  await noDialog(page)
  await focused(page).toBe('Modifier l’identifiant')
  await page.keyboard.press('Enter')
  await focusedTag(page).toBe('H2')
  await follow(page, 'Continuer', 'Nouvel identifiant')
  await looksSound(page)
  await press(page, 'Continuer')
  await focused(page).toMatch(/^Une information est à corriger/)
  await press(page, 'Saisissez le nouveau SIRET.')
  await page.keyboard.type('000 100 495 00019')
  await press(page, 'Continuer')
  await arrive(page, 'Vérifier le nouvel identifiant')
  await looksSound(page)
  await press(page, 'Continuer')
  await said(page).toMatch(/a maintenant l’identifiant/)
  await focused(page).toMatch(/a maintenant l’identifiant/)
  await looksSound(page)
  await expectNewIdentifier(site, page)
  await done()
})

test('without scripting Farid changes the SIRET of his firm, after one that is not in the register', async () => {
  const site = await openFirm()
  const { page, done } = await openAs(site, site.farid, false)
  await page.goto(`${site.url}${url(paths.managedStructureEdit, { id: site.elsewhere })}?mandate=none`)
  await page.getByRole('link', { name: 'Modifier l’identifiant' }).click()
  await arrive(page, 'Modifier l’identifiant')
  await page.getByRole('link', { name: 'Continuer' }).click()
  await page.getByLabel(/^Identifiant/).fill('552 081 317 66522')
  await page.getByRole('button', { name: 'Continuer' }).click()
  await saysWrong(page)
  expect(await page.getByLabel(/^Identifiant/).inputValue()).toBe('552 081 317 66522')
  await page.getByLabel(/^Identifiant/).fill(SIRETS.bakery)
  await page.getByRole('button', { name: 'Continuer' }).click()
  await arrive(page, 'Vérifier le nouvel identifiant')
  await page.getByRole('button', { name: 'Continuer' }).click()
  await said(page).toMatch(/a maintenant l’identifiant/)
  await expectNewIdentifier(site, page)
  await done()
})
