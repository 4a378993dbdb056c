import { expect, test } from 'vitest'
import { KEPT_DAYS } from '../../src/assistant/purging.ts'
import { REACTIVATION_DAYS } from '../../src/auth/rules.ts'
import { CLAIMED_WITHIN } from '../../src/livechat/conversation-rules.ts'
import { paths } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { openWorld } from '../world.ts'

const REPHRASE = { ASSISTANT_REPHRASE_URL: 'https://modele.example.fr/v1', ASSISTANT_REPHRASE_MODEL: 'petit' }

async function read(path: string, language: 'fr' | 'en', env: Record<string, string> = {}) {
  const w = await openWorld({ env })
  const answer = await (await w.as(null)).get(path, { 'accept-language': language })
  const html = await answer.text()
  expect(await htmlFaults(html)).toEqual([])
  return html.slice(html.indexOf('<main'), html.indexOf('</main>')).replaceAll('\u00a0', ' ')
}

const PRIVACY = {
  fr: ['un an après le dernier message', '30 jours sans compte', 'gardé deux ans', '60 jours après sa désactivation'],
  en: ['one year after the last message', '30 days without', 'kept for two years', '60 days after it was deactivated'],
}
const MORE = {
  fr: ['dans l’heure', 'totaux par jour', 'sans adresses électroniques ni nombres', 'votre pouce', 'un cookie de plus'],
  en: ['within one hour', 'totals by day', 'without e-mail addresses and numbers', 'your thumb', 'one more as soon as'],
}
for (const language of ['fr', 'en'] as const) {
  test(`the privacy page says what is kept of conversations and questions, and how long (${language})`, async () => {
    // The page is written in words: whoever changes a figure changes them too.
    expect([KEPT_DAYS, REACTIVATION_DAYS, CLAIMED_WITHIN]).toEqual([{ guest: 30, user: 365, question: 730 }, 60, 60])
    const page = await read(paths.privacy, language)
    for (const said of [...PRIVACY[language], ...MORE[language]]) expect(page).toContain(said)
  })

  test(`that questions go to an outside service is said where one is set, with its name, and nowhere else (${language})`, async () => {
    const title = language === 'fr' ? 'Reformulation par un service extérieur' : 'Rewording by an outside service'
    expect(await read(paths.privacy, language)).not.toContain(title)
    const page = await read(paths.privacy, language, REPHRASE)
    expect([page.includes(title), page.includes('modele.example.fr')]).toEqual([true, true])
    expect(await read(paths.terms, language, REPHRASE)).not.toContain(title)
  })

  test(`the accessibility page says where updates are stopped and what the log announces (${language})`, async () => {
    const page = await read(paths.accessibility, language)
    expect(page).toContain(`href="${paths.accountPreferences}#updates"`)
    expect(page).toContain(language === 'fr' ? 'lit chaque nouvelle ligne une fois' : 'reads each new line once')
  })
}

test('the link leads to where updates are stopped', async () => {
  const w = await openWorld()
  expect(await (await (await w.as(w.chloe)).get(paths.accountPreferences)).text()).toContain('id="updates"')
})
