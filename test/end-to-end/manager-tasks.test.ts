import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { openSite, type Site } from '../site.ts'
import { traces } from '../world.ts'
import {
  announced,
  arrive,
  focused,
  follow,
  focusedTag,
  looksSound,
  noDialog,
  openAs,
  press,
  said,
  saysWrong,
  type,
} from './walking.ts'

const MAIRIE = 'Commune de Noisy-le-Grand'
const CREATED = 'Le compte de Zoé Durand est créé et rattaché. Un courriel l’invite à l’activer.'

/** What "Créer un nouvel utilisateur" leaves behind: an account to activate, attached to one service. */
async function expectColleague(site: Site) {
  const user = await site.db
    .selectFrom('user')
    .select(['id', 'state', 'last_name', 'first_name'])
    .where('login', '=', 'zoe.durand@mairie.test')
    .executeTakeFirstOrThrow()
  expect(user).toMatchObject({ state: 'pending_activation', last_name: 'Durand', first_name: 'Zoé' })
  const membership = await site.db
    .selectFrom('membership')
    .innerJoin('membership_service', 'membership_id', 'membership.id')
    .select(['role', 'whole_structure', 'service_id', 'ends_on'])
    .where('user_id', '=', user.id)
    .execute()
  expect(membership).toEqual([{ role: 'simple_user', whole_structure: 0, service_id: site.finances, ends_on: null }])
  expect(await traces(site.dbs)).toEqual({
    history: ['account.created', 'membership.attached'],
    mails: ['activation → zoe.durand@mairie.test', 'membership-attached → zoe.durand@mairie.test'],
  })
}

test('by keyboard alone Alice looks for a colleague who has no account, creates it and attaches it', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.alice, true)
  await follow(page, /^Activités du gestionnaire/, /gestionnaire/)
  await follow(page, MAIRIE, MAIRIE)
  await follow(page, 'Rattacher un utilisateur', 'Rattacher un utilisateur')
  expect(await page.getByRole('button', { name: 'Créer le compte utilisateur' }).isDisabled()).toBe(true)
  await press(page, 'Rechercher')
  await focused(page).toMatch(/^Une information est à corriger/)
  await type(page, 'Nom', 'Durand')
  await page.keyboard.press('Enter')
  await announced(page).toBe('Aucun compte ne correspond.')
  await focused(page).toBe('Nom')
  await looksSound(page)
  await follow(page, 'Créer le compte utilisateur', 'Créer le compte utilisateur')
  expect(await page.getByLabel(/^Nom/).inputValue()).toBe('Durand')
  await type(page, /^Prénom/, 'Zoé')
  await type(page, /^Adresse de connexion/, 'zoe.durand@mairie.test')
  await press(page, 'Créer un nouvel utilisateur')
  await focused(page).toMatch(/^Une information est à corriger/)
  await looksSound(page)
  await press(page, /Finances/, 'Space')
  await press(page, 'Créer un nouvel utilisateur')
  await said(page).toBe(CREATED)
  await focused(page).toBe(CREATED)
  await expectColleague(site)
  await done()
})

test('without scripting Alice creates the account of a colleague and attaches it', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.alice, false)
  await page.goto(site.url + url(paths.managedStructure, { id: site.mairie }))
  await page.getByRole('link', { name: 'Rattacher un utilisateur' }).click()
  expect(await page.getByRole('button', { name: 'Créer le compte utilisateur' }).isDisabled()).toBe(true)
  await page.getByLabel('Nom', { exact: true }).fill('Durand')
  await page.getByRole('button', { name: 'Rechercher' }).click()
  await page.getByRole('link', { name: 'Créer le compte utilisateur' }).click()
  await page.getByLabel(/^Prénom/).fill('Zoé')
  await page.getByLabel(/^Adresse de connexion/).fill('zoe.durand@mairie.test')
  await page.getByRole('button', { name: 'Créer un nouvel utilisateur' }).click()
  await saysWrong(page)
  expect(await page.getByLabel(/^Prénom/).inputValue()).toBe('Zoé')
  await page.getByRole('checkbox', { name: 'Finances' }).check()
  await page.getByRole('button', { name: 'Créer un nouvel utilisateur' }).click()
  await said(page).toBe(CREATED)
  await expectColleague(site)
  await done()
})

/** Two colleagues that Alice removes together. */
async function withColleagues() {
  const site = await openSite()
  for (const first of ['Jeanne', 'Karim']) {
    const person = await addPerson(site.dbs, { first, last: 'Petit' })
    await addMember(site.dbs, person, { structureId: site.mairie, role: 'simple_user', services: [site.finances] })
  }
  return site
}

/** Two memberships are over, each with its history and its mail; whoever had them is told the comment. */
async function expectRemoved(site: Site) {
  const left = await site.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'user_id')
    .select('membership.id')
    .where('last_name', '=', 'Petit')
    .execute()
  expect(left).toEqual([])
  const { history, mails } = await traces(site.dbs)
  expect(history.filter((action) => action === 'membership.removed')).toHaveLength(2)
  expect(new Set(history)).toEqual(new Set(['subscription.disabled', 'membership.removed']))
  expect(mails.toSorted()).toEqual([
    'membership-removed → jeanne.petit@guichet.test',
    'membership-removed → karim.petit@guichet.test',
  ])
}

test('by keyboard alone Alice finds two colleagues and removes both; Escape leaves everything as it was', async () => {
  const site = await withColleagues()
  const { page, done } = await openAs(site, site.alice, true)
  await follow(page, /^Activités du gestionnaire/, /gestionnaire/)
  await follow(page, 'Rechercher un utilisateur', 'Rechercher un utilisateur')
  await type(page, 'Nom', 'petit')
  await page.keyboard.press('Enter')
  await announced(page).toMatch(/^Utilisateurs : 2/)
  await press(page, `Sélectionner Jeanne Petit, ${MAIRIE}`, 'Space')
  await press(page, `Sélectionner Karim Petit, ${MAIRIE}`, 'Space')
  await announced(page).toBe('2 lignes sélectionnées')
  await looksSound(page)
  await press(page, 'Supprimer rattachements')
  await focused(page).toBe('Supprimer 2 rattachements')
  await focusedTag(page).toBe('H2')
  await looksSound(page)
  await page.keyboard.press('Escape')
  await noDialog(page)
  await focused(page).toBe('Supprimer rattachements')
  await page.keyboard.press('Enter')
  await focusedTag(page).toBe('H2')
  await type(page, /^Commentaire/, 'Départ en retraite')
  await press(page, 'Supprimer 2 rattachements')
  await arrive(page, 'Suppression de rattachements')
  await said(page).toBe('2 rattachements supprimés.')
  await focused(page).toBe('2 rattachements supprimés.')
  await looksSound(page)
  await expectRemoved(site)
  await follow(page, 'Revenir à la recherche', 'Rechercher un utilisateur')
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('petit')
  await done()
})

test('without scripting Alice removes two memberships at once', async () => {
  const site = await withColleagues()
  const { page, done } = await openAs(site, site.alice, false)
  await page.goto(site.url + paths.userSearch)
  await page.getByLabel('Nom', { exact: true }).fill('petit')
  await page.getByRole('button', { name: 'Rechercher' }).click()
  for (const name of ['Jeanne Petit', 'Karim Petit'])
    await page.getByRole('checkbox', { name: `Sélectionner ${name}, ${MAIRIE}` }).check()
  await page.getByRole('button', { name: 'Supprimer rattachements' }).click()
  await arrive(page, 'Supprimer 2 rattachements')
  await page.getByLabel(/^Commentaire/).fill('Départ en retraite')
  await page.getByRole('button', { name: 'Supprimer 2 rattachements' }).click()
  await said(page).toBe('2 rattachements supprimés.')
  await expectRemoved(site)
  await done()
})
