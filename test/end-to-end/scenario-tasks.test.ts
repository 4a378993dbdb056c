import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { seed } from '../assistant/talking.ts'
import { focusedName } from '../browser.ts'
import { furnishTown, scriptRegister, SIRETS } from '../memberships/activation.ts'
import { openSite } from '../site.ts'
import { traces } from '../world.ts'
import { LONG, openTab, type Tab } from './chat-walking.ts'
import { shows } from './ticket-walking.ts'
import { arrive, focused, follow, looksSound, press, said, saysWrong, type } from './walking.ts'

const ASKED = 'Je veux activer/inactiver ma structure publique'

/** The Mairie, which is inactive, and the library beside it; Alice has both. */
async function openTownSite(isScripted: boolean) {
  const { script, register } = scriptRegister('open')
  const site = await openSite({ register })
  await seed(site)
  const town = await furnishTown(site)
  await town.set(site.mairie, 'inactive')
  const alice = await openTab(site, site.alice, isScripted)
  return { site, register: script, ...town, page: alice.page, done: alice.done, alice }
}

const steps = (page: Page) => page.locator('[data-answer=scenario][data-scenario=structure-activation]')
const lastStep = (page: Page) => expect.poll(() => steps(page).last().textContent(), { timeout: 60_000 })

/** Goes on by a button of the step that is the last; what the next one says. */
async function answer({ page }: Tab, button: string, next: string) {
  // Where the focus is on it already, only the key is left.
  if ((await focusedName(page)) === button) await page.keyboard.press('Enter')
  else await press(page, button)
  await lastStep(page).toContain(next)
}
async function giveSiret({ page }: Tab, field: string, { siret, next }: { siret: string; next: string }) {
  await type(page, new RegExp(`^${field}`), siret)
  await press(page, 'Valider')
  await lastStep(page).toContain(next)
}

/** Where scripts put it: on what is to be done next. */
const stands = async ({ page, script }: Tab, name: string | RegExp) => {
  if (script) await focused(page).toMatch(name)
}

test.each([true, false])(
  'by keyboard alone Alice activates her structure with ClaudIA, then inactivates it for a successor (scripting: %s)',
  LONG,
  async (isScripted) => {
    const { site, page, alice, read, library, done } = await openTownSite(isScripted)
    await page.goto(site.url + paths.assistant)
    await press(page, ASKED)
    await lastStep(page).toContain('Que souhaitez-vous faire ?')
    await stands(alice, /^Activer une structure publique/)
    await answer(alice, 'Activer une structure publique', 'Saisissez le SIRET de la structure à activer')
    await stands(alice, /^SIRET de la structure/)
    if (isScripted) await looksSound(page)
    // A number that is none is said so beside the field, and stays in it.
    await giveSiret(alice, 'SIRET de la structure', { siret: '12', next: 'Ce n’est pas un SIRET' })
    expect(
      await steps(page)
        .last()
        .getByLabel(/^SIRET de la structure/)
        .inputValue(),
    ).toBe('12')
    if (isScripted) await looksSound(page)
    await page
      .getByLabel(/^SIRET de la structure/)
      .last()
      .fill('')
    await giveSiret(alice, 'SIRET de la structure', { siret: SIRETS.mairie, next: 'Commune de Noisy-le-Grand' })
    await stands(alice, 'Oui, c’est cette structure')
    await answer(alice, 'Oui, c’est cette structure', 'Confirmez l’action')
    await answer(alice, 'Revenir en arrière', 'Confirmez la structure')
    await answer(alice, 'Oui, c’est cette structure', 'Confirmez l’action')
    await page.reload()
    await lastStep(page).toContain('Confirmez l’action')
    await answer(alice, 'Confirmer l’action', 'est active')
    expect(await read(site.mairie)).toEqual({ state: 'active', successor: null })
    // Words that plainly ask to do it begin it as well.
    await type(page, /^Votre question/, 'je veux inactiver ma structure publique')
    await press(page, 'Envoyer')
    await lastStep(page).toContain('Que souhaitez-vous faire ?')
    await answer(alice, 'Inactiver une structure publique', 'à inactiver')
    await giveSiret(alice, 'SIRET de la structure', { siret: SIRETS.mairie, next: 'Commune de Noisy-le-Grand' })
    await answer(alice, 'Oui, c’est cette structure', 'Existe-t-il un autre SIRET reprenant l’activité ?')
    await answer(alice, 'Oui', 'Saisissez le SIRET de la structure reprenant l’activité')
    await stands(alice, /^SIRET reprenant l’activité/)
    await giveSiret(alice, 'SIRET reprenant l’activité', { siret: SIRETS.library, next: 'Médiathèque de Noisy' })
    if (isScripted) await looksSound(page)
    expect(await read(site.mairie)).toEqual({ state: 'active', successor: null })
    await answer(alice, 'Confirmer l’action', 'reprend son activité')
    expect(await read(site.mairie)).toEqual({ state: 'inactive', successor: library })
    expect((await traces(site.dbs)).history).toEqual([
      'structure.activated',
      'structure.inactivated',
      'structure.succession_taken',
    ])
    // None of the steps that were said can be answered any more.
    expect(await steps(page).locator('[name=turn]').count()).toBe(0)
    await follow(page, 'Ouvrir la page de la structure', 'Commune de Noisy-le-Grand')
    await done()
  },
)

test.each([true, false])(
  'a register that cannot be reached is said so, tried again, and nothing is taken over from it (scripting: %s)',
  LONG,
  async (isScripted) => {
    const { site, register, page, alice, read, set, done } = await openTownSite(isScripted)
    await set(site.mairie, 'active')
    register.state = 'timeout'
    await page.goto(site.url + paths.assistant)
    await press(page, ASKED)
    await lastStep(page).toContain('Que souhaitez-vous faire ?')
    await answer(alice, 'Inactiver une structure publique', 'à inactiver')
    await giveSiret(alice, 'SIRET de la structure', { siret: SIRETS.mairie, next: 'Commune de Noisy-le-Grand' })
    await answer(alice, 'Oui, c’est cette structure', 'n’a pas répondu à temps')
    await stands(alice, 'Réessayer')
    if (isScripted) await looksSound(page)
    register.state = 'open'
    await answer(alice, 'Réessayer', 'Existe-t-il un autre SIRET reprenant l’activité ?')
    await answer(alice, 'Non', 'ne peut pas être inactivée')
    await page.locator('[data-answer=handover]').getByRole('button', { name: 'Contacter un agent' }).waitFor()
    expect((await read(site.mairie)).state).toBe('active')
    await done()
  },
)

test.each([true, false])(
  'by keyboard alone Alice does the same on the ordinary pages (scripting: %s)',
  LONG,
  async (isScripted) => {
    const { site, page, at, read, library, done } = await openTownSite(isScripted)
    await page.goto(site.url + at(site.mairie).structure)
    await follow(page, 'Activer la structure', 'Activer une structure publique')
    await shows(page).toContain('Le SIRET n’est pas fermé en base SIRENE. Rempli')
    await press(page, 'Activer la structure')
    await said(page).toContain('est active.')
    expect(await read(site.mairie)).toEqual({ state: 'active', successor: null })
    await follow(page, 'Inactiver la structure', 'Inactiver une structure publique')
    if (isScripted) await looksSound(page)
    await type(page, /^SIRET reprenant l’activité/, '12')
    await press(page, 'Continuer')
    await saysWrong(page)
    if (isScripted) await looksSound(page)
    await page.getByLabel(/^SIRET reprenant l’activité/).fill('')
    await type(page, /^SIRET reprenant l’activité/, SIRETS.library)
    await press(page, 'Continuer')
    await arrive(page, 'Confirmer l’inactivation')
    if (isScripted) await looksSound(page)
    expect((await read(site.mairie)).state).toBe('active')
    await press(page, 'Inactiver la structure')
    await said(page).toContain('reprend son activité.')
    expect(await read(site.mairie)).toEqual({ state: 'inactive', successor: library })
    await done()
  },
)
