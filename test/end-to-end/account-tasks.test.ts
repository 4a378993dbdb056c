import { expect, test } from 'vitest'
import { hashPassword } from '../../src/outside/password.ts'
import { paths } from '../../src/urls.ts'
import { openSite, type Site } from '../site.ts'
import { traces } from '../world.ts'
import { arrive, focused, follow, looksSound, openAs, press, said, saysWrong, type } from './walking.ts'

const PASSWORD = 'Un mot de passe assez long'

const primaryOf = async (site: Site): Promise<number> => {
  const row = await site.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .select('user_id')
    .where('structure.id', '=', site.mairie)
    .executeTakeFirstOrThrow()
  return row.user_id
}
const roleOf = async (site: Site, person: { id: number }): Promise<string> => {
  const row = await site.db
    .selectFrom('membership')
    .select('role')
    .where('user_id', '=', person.id)
    .where('structure_id', '=', site.mairie)
    .executeTakeFirstOrThrow()
  return row.role
}
const stateOf = async (site: Site, person: { id: number }): Promise<string> =>
  (await site.db.selectFrom('user').select('state').where('id', '=', person.id).executeTakeFirstOrThrow()).state

/** The site, where Alice has a password of her own. */
async function withPassword() {
  const site = await openSite()
  const password_hash = await hashPassword(PASSWORD)
  await site.db.updateTable('user').set({ password_hash }).where('id', '=', site.alice.id).execute()
  return site
}

/** What handing the Mairie over to Bruno leaves behind. */
async function expectHandedOver(site: Site, more: { history?: string[]; mails?: string[] } = {}) {
  expect(await primaryOf(site)).toBe(site.bruno.id)
  expect([await roleOf(site, site.alice), await roleOf(site, site.bruno)]).toEqual(['simple_user', 'primary_manager'])
  expect(await traces(site.dbs)).toEqual({
    history: ['structure.primary_transferred', 'membership.changed', ...(more.history ?? [])],
    mails: [
      `primary-transferred-to → ${site.bruno.login}`,
      `primary-transferred-from → ${site.alice.login}`,
      `single-manager → ${site.bruno.login}`,
      ...(more.mails ?? []),
    ],
  })
}
const HANDED_OVER =
  'Bruno Leroy est maintenant gestionnaire principal de Commune de Noisy-le-Grand. Vous y restez rattaché comme utilisateur simple.'

test('by keyboard alone Alice finds Bruno and hands the Mairie over to him', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.alice, true)
  await follow(page, /^Mon compte/, 'Mon compte')
  await press(page, /^Mes rattachements/)
  await page.waitForURL(site.url + paths.ownMemberships)
  await press(page, 'Sélectionner Commune de Noisy-le-Grand', 'Space')
  await follow(page, 'Valider', 'Désigner le gestionnaire principal')
  await looksSound(page)
  await press(page, 'Valider')
  await focused(page).toMatch(/^Une information est à corriger/)
  await press(page, 'Indiquez l’adresse de connexion du nouveau gestionnaire principal.')
  await focused(page).toMatch(/^Adresse de connexion du nouveau gestionnaire principal/)
  await type(page, /^Nom, prénom ou adresse/, 'lero')
  await page.keyboard.press('Enter')
  await page.getByRole('rowheader', { name: 'Bruno Leroy' }).waitFor()
  await focused(page).toBe('1 utilisateur trouvé')
  await looksSound(page)
  await follow(page, 'Choisir Bruno Leroy', 'Confirmer le nouveau gestionnaire principal')
  await looksSound(page)
  await press(page, 'Valider')
  await said(page).toBe(HANDED_OVER)
  await focused(page).toBe(HANDED_OVER)
  await expectHandedOver(site)
  await done()
})

test('without scripting Alice hands the Mairie over to the login address of Bruno, after one that nobody has', async () => {
  const site = await openSite()
  const { page, done } = await openAs(site, site.alice, false)
  await page.goto(site.url + paths.ownMemberships)
  await page.getByRole('checkbox', { name: 'Sélectionner Commune de Noisy-le-Grand' }).check()
  await page.getByRole('button', { name: 'Valider' }).click()
  const login = page.getByLabel(/^Adresse de connexion du nouveau gestionnaire principal/)
  await login.fill('personne@guichet.test')
  await page.getByRole('button', { name: 'Valider' }).click()
  await saysWrong(page)
  expect(await login.inputValue()).toBe('personne@guichet.test')
  await login.fill(site.bruno.login)
  await page.getByRole('button', { name: 'Valider' }).click()
  await arrive(page, 'Confirmer le nouveau gestionnaire principal')
  await page.getByRole('button', { name: 'Valider' }).click()
  await said(page).toBe(HANDED_OVER)
  await expectHandedOver(site)
  await done()
})

// One line for the account, one for the structure that she belongs to.
const LEFT = {
  history: ['account.deactivated', 'account.deactivated'],
  mails: ['account-deactivated → alice.martin@guichet.test'],
}

test('by keyboard alone Alice names Bruno as her successor and deactivates her account', async () => {
  const site = await withPassword()
  const { page, done } = await openAs(site, site.alice, true)
  await follow(page, /^Mon compte/, 'Mon compte')
  await follow(page, 'Désactiver mon compte', 'Désactiver mon compte')
  await looksSound(page)
  await follow(page, 'Désigner un nouveau gestionnaire principal', 'Désigner un nouveau gestionnaire principal')
  await type(page, /^Nom, prénom ou adresse/, 'lero')
  await page.keyboard.press('Enter')
  await focused(page).toBe('1 utilisateur trouvé')
  await looksSound(page)
  await press(page, /^Choisir Bruno Leroy/)
  await page.waitForURL(/login=/)
  await focused(page).toMatch(/pour toutes les structures/)
  await press(page, 'Valider')
  await said(page).toBe('1 structure a un nouveau gestionnaire principal.')
  await focused(page).toBe('1 structure a un nouveau gestionnaire principal.')
  await looksSound(page)
  await type(page, /^Votre mot de passe actuel/, 'Pas le bon mot de passe')
  await press(page, 'Désactiver mon compte')
  await focused(page).toMatch(/^Une information est à corriger/)
  await press(page, /^Ce n’est pas votre mot de passe/)
  await page.keyboard.type(PASSWORD)
  await press(page, 'Désactiver mon compte')
  await page.waitForURL(site.url + paths.signIn)
  await said(page).toMatch(/^Votre compte est désactivé. Vous pouvez le réactiver jusqu’au /)
  await focused(page).toMatch(/^Votre compte est désactivé/)
  expect(await stateOf(site, site.alice)).toBe('deactivated')
  await expectHandedOver(site, LEFT)
  await page.goto(site.url + paths.account)
  await page.waitForURL(/sign-in/)
  await done()
})

test('without scripting Alice names Bruno as her successor and deactivates her account', async () => {
  const site = await withPassword()
  const { page, done } = await openAs(site, site.alice, false)
  await page.goto(site.url + paths.account)
  await page.getByRole('link', { name: 'Désactiver mon compte' }).click()
  await page.getByRole('link', { name: 'Désigner un nouveau gestionnaire principal' }).click()
  await page.getByRole('button', { name: 'Valider' }).click()
  await saysWrong(page)
  await page.getByLabel(/pour Commune de Noisy-le-Grand/).fill(site.bruno.login)
  await page.getByRole('button', { name: 'Valider' }).click()
  await said(page).toBe('1 structure a un nouveau gestionnaire principal.')
  await page.getByLabel(/^Votre mot de passe actuel/).fill(PASSWORD)
  await page.getByRole('button', { name: 'Désactiver mon compte' }).click()
  await said(page).toMatch(/^Votre compte est désactivé/)
  expect(new URL(page.url()).pathname).toBe(paths.signIn)
  expect(await stateOf(site, site.alice)).toBe('deactivated')
  await expectHandedOver(site, LEFT)
  await done()
})
