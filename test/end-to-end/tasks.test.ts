import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { focusedName } from '../browser.ts'
import { addPerson, addRequest } from '../people.ts'
import { openSite } from '../site.ts'
import { traces } from '../world.ts'
import { arrive, focused, openAs, press, said, saysWrong, type } from './walking.ts'

async function withRequests() {
  const site = await openSite()
  const jeanne = await addPerson(site.dbs, { first: 'Jeanne', last: 'Petit' })
  const karim = await addPerson(site.dbs, { first: 'Karim', last: 'Benali' })
  const lucie = await addPerson(site.dbs, { first: 'Lucie', last: 'Ørsted' })
  const ids: number[] = []
  for (const person of [jeanne, karim, lucie])
    ids.push(await addRequest(site.dbs, person, { structureId: site.mairie, services: [site.finances] }))
  const states = async () =>
    (await site.db.selectFrom('membership_request').select('state').orderBy('id').execute()).map(({ state }) => state)
  return { ...site, ids, states }
}

test('by keyboard alone Nadia finds the Mairie and asks to join its finance service', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.nadia, true)
  await page.keyboard.press('Tab')
  expect(await focusedName(page)).toBe('Aller au contenu')
  await press(page, 'Rechercher une structure')
  await page.waitForURL(site.url + paths.structureSearch)
  await press(page, 'Aller au contenu')
  await type(page, /^SIRET, nom ou commune/, 'noisy')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Commune de Noisy-le-Grand' }).waitFor()
  await press(page, /^Commune de Noisy-le-Grand/)
  await page.waitForURL(site.url + url(paths.structure, { id: site.mairie }))
  await press(page, /^Demander/)
  await page.waitForURL(site.url + url(paths.joining, { id: site.mairie }))
  await press(page, /^Finances/, 'Space')
  await type(page, /^Commentaire/, 'Je rejoins l’équipe.')
  await press(page, 'Envoyer ma demande')
  await said(page).toMatch(/demande/)
  await focused(page).toMatch(/demande/)
  expect((await traces(site.dbs)).history).toEqual(['membership_request.sent'])
  const asked = await site.db.selectFrom('membership_request').select(['state', 'comment']).execute()
  expect(asked).toEqual([{ state: 'pending', comment: 'Je rejoins l’équipe.' }])
  await done()
})

test('by keyboard alone Alice opens a request and validates it', async () => {
  const site = await withRequests()
  const { page, done } = await openAs(site, site.alice, true)
  await press(page, /^Activités du gestionnaire/)
  await page.waitForURL(site.url + paths.manager)
  await press(page, /^Les demandes de rattachement/)
  await page.waitForURL(site.url + paths.membershipRequests)
  await press(page, 'Consulter la demande de Jeanne Petit')
  await page.getByRole('heading', { level: 1, name: /Jeanne Petit/ }).waitFor()
  await press(page, /^Valider/)
  await said(page).toMatch(/Jeanne Petit/)
  await focused(page).toMatch(/Jeanne Petit/)
  expect(await site.states()).toEqual(['validated', 'pending', 'pending'])
  await done()
})

test('by keyboard alone Alice ticks two requests and refuses them; the focus lands on what was done', async () => {
  const site = await withRequests()
  const { page, done } = await openAs(site, site.alice, true)
  await page.goto(site.url + paths.membershipRequests)
  await press(page, 'Sélectionner la demande de Jeanne Petit', 'Space')
  await press(page, 'Sélectionner la demande de Lucie Ørsted', 'Space')
  await expect.poll(() => page.locator('#live').textContent()).toBe('2 demandes sélectionnées')
  await press(page, /^Refuser$/)
  await focused(page).toBe('Refuser 2 demandes')
  await press(page, /^Refuser 2 demandes/)
  await focused(page).toMatch(/^Une information est à corriger/)
  await type(page, /^Motif/, 'Inconnues de la mairie')
  await press(page, /^Refuser 2 demandes/)
  await said(page).toMatch(/2 demandes refusées/)
  await focused(page).toMatch(/2 demandes refusées/)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await site.states()).toEqual(['refused', 'pending', 'refused'])
  await done()
})

test('what Tab reaches on a full queue never lies under the bar of bulk actions', async () => {
  const site = await openSite()
  for (let n = 1; n <= 25; n++) {
    const person = await addPerson(site.dbs, { first: `Prénom${n}`, last: `Nom ${n}` })
    await addRequest(site.dbs, person, { structureId: site.mairie })
  }
  const { page, done } = await openAs(site, site.alice, true)
  await page.goto(site.url + paths.membershipRequests)
  const hidden: string[] = []
  for (let step = 0; step < 110; step++) {
    await page.keyboard.press('Tab')
    const isHidden = await page.evaluate(() => {
      const [one, bar] = [document.activeElement, document.querySelector('.bulk')]
      if (!one || !bar || bar.contains(one)) return false
      const [here, there] = [one.getBoundingClientRect(), bar.getBoundingClientRect()]
      return here.bottom > there.top + 1 && here.top < there.bottom
    })
    if (isHidden) hidden.push(await focusedName(page))
  }
  expect(hidden).toEqual([])
  await done()
})

test('without scripting Nadia asks to join the Mairie, after an error that keeps what she wrote', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.nadia, false)
  await page.getByRole('link', { name: 'Rechercher une structure' }).first().click()
  await page.getByLabel('SIRET, nom ou commune').fill('noisy')
  await page.getByRole('button', { name: 'Rechercher' }).click()
  await page.getByRole('link', { name: 'Commune de Noisy-le-Grand' }).click()
  await page.getByRole('link', { name: /^Demander/ }).click()
  await page.getByLabel(/^Commentaire/).fill('Je rejoins l’équipe.')
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
  await saysWrong(page)
  expect(await page.getByLabel(/^Commentaire/).inputValue()).toBe('Je rejoins l’équipe.')
  await page.getByRole('checkbox', { name: /Finances/ }).check()
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
  await said(page).toMatch(/demande/)
  await done()
})

test('without scripting Alice validates one request and refuses two others in bulk', async () => {
  const site = await withRequests()
  const { page, done } = await openAs(site, site.alice, false)
  await page.goto(site.url + paths.membershipRequests)
  await page.getByRole('link', { name: 'Consulter la demande de Jeanne Petit' }).click()
  await page.getByRole('button', { name: /^Valider/ }).click()
  await said(page).toMatch(/Jeanne Petit/)
  await page.goto(site.url + paths.membershipRequests)
  await page.getByRole('checkbox', { name: /Karim Benali/ }).check()
  await page.getByRole('checkbox', { name: /Lucie Ørsted/ }).check()
  await page.getByRole('button', { name: 'Refuser', exact: true }).click()
  await arrive(page, 'Refuser 2 demandes')
  await page.getByRole('button', { name: /^Refuser 2 demandes/ }).click()
  await saysWrong(page)
  await page.getByLabel(/^Motif/).fill('Inconnus')
  await page.getByRole('button', { name: /^Refuser 2 demandes/ }).click()
  await said(page).toMatch(/2 demandes refusées/)
  expect(await site.states()).toEqual(['validated', 'refused', 'refused'])
  await done()
})
