import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import { seed } from './talking.ts'

const subject = 'Mot de passe oublié'

test('while a ticket is written the articles that may answer are offered, to visitors too', async () => {
  const w = await openWorld()
  await seed(w)
  for (const person of [w.chloe, null]) {
    const panel = await (await w.as(person)).post(paths.helpSuggestions, { subject, description: '' }, htmx)
    expect(panel.status).toBe(200)
    const text = await panel.text()
    expect(text).toContain('Ces 3 articles peuvent répondre')
    expect(text).toContain('href="/help/articles/password-forgotten" target="_blank"')
    expect(text).not.toContain('<html')
  }
})

test('what resembles no article, or is hardly begun, is answered by the way to the help alone', async () => {
  const w = await openWorld()
  await seed(w)
  const chloe = await w.as(w.chloe)
  for (const typed of ['', 'Bon', 'zzz qqq xxx', '<script>alert(1)</script>']) {
    const text = await (await chloe.post(paths.helpSuggestions, { subject: typed }, htmx)).text()
    expect(text).toContain('chercher dans l’aide')
    expect(text).not.toContain('<script')
  }
})

test('without scripting it leads to the search of the help', async () => {
  const w = await openWorld()
  const answer = await (await w.as(null)).post(paths.helpSuggestions, { subject })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/help?q=Mot+de+passe+oubli%C3%A9')
})

test('the forms of tickets ask for them', async () => {
  const w = await openWorld()
  const forms = [await (await w.as(w.chloe)).get(paths.newTicket), await (await w.as(null)).get(paths.contact)]
  expect(await forms[0]?.text()).toContain(`data-hx-post="${paths.helpSuggestions}"`)
  expect(forms[1]?.status).toBe(200)
})
