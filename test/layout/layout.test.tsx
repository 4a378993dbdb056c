import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAssets } from '../../src/http/assets.ts'
import { ErrorPage, ErrorPanel } from '../../views/layout/error-page.tsx'
import { FlashPanel } from '../../views/layout/flash.tsx'
import { Layout } from '../../views/layout/layout.tsx'
import { Panel } from '../../views/parts/panel.tsx'
import { htmlFaults } from '../browser.ts'
import { drawn } from '../parts/scene.tsx'

const titleIn = (html: string) => /<title>([^<]*)/.exec(html)?.[1]

test.each(['fr', 'en'] as const)(
  'a page and an error page are valid in %s, for visitors and members',
  async (language) => {
    for (const viewer of [
      null,
      { name: 'Alice Martin', isManager: true, isOperator: true, spaces: [], waiting: 12, openTickets: 4 },
    ])
      for (const page of [
        <Layout title="Demandes" section="manager" crumbs={[{ href: '/', label: 'X' }]} />,
        <ErrorPage kind="too-large" id="5f" />,
      ]) {
        const html = await drawn(page, { language, viewer, sessionEnds: '2026-11-23T12:00:00.000Z', demo: true }, true)
        expect(await htmlFaults(html)).toEqual([])
        expect(html).toContain(`<html lang="${language}">`)
        expect(html.match(/<h1/g)).toHaveLength(1)
      }
  },
)

test('the title says page, part, section and product, and an error first', async () => {
  expect(titleIn(await drawn(<Layout title="Demandes" section="manager" part="2/3" />))).toBe(
    'Demandes (2/3) – Activités du gestionnaire – Guichet',
  )
  expect(titleIn(await drawn(<Layout title="Accueil" section="home" hasError />))).toBe('Erreur : Accueil – Guichet')
  expect(titleIn(await drawn(<Layout title="Guichet" />))).toBe('Guichet')
})

test('a panel carries the very title of its page', async () => {
  const titled = { title: 'Demandes', section: 'manager', part: '2/3' } as const
  const page = await drawn(
    <Layout {...titled}>
      <Panel id="x-panel" {...titled} />
    </Layout>,
  )
  expect(page).toContain(`data-title="${titleIn(page)}"`)
})

test('the skip link comes first and leads to the main part', async () => {
  const html = await drawn(<Layout title="Demandes" />)
  expect(/<body[^>]*><a class="skip" href="#main">/.test(html)).toBe(true)
  expect(html).toContain('<main id="main" tabindex="-1">')
})

test('the regions that speak are on the page before there is anything to say', async () => {
  const html = await drawn(<Layout title="Demandes" />)
  expect(html).toMatch(/<div id="flash" role="status" tabindex="-1"><\/div>/)
  expect(html).toMatch(/<div\s+id="live"\s+class="vh"\s+role="status"/)
})

test('what somebody else wrote is escaped in a notice', async () => {
  const html = await drawn(<FlashPanel notice={{ tone: 'good', text: '<img src=x onerror=alert(1)>' }} outOfBand />)
  expect(html).not.toContain('<img')
})

test('a failure in the dialog can be closed there, on a page it cannot', async () => {
  expect(await drawn(<ErrorPanel kind="unexpected" id="5f" />)).toContain('data-cancel')
  expect(await drawn(<ErrorPage kind="unexpected" id="5f" />)).not.toContain('data-cancel')
})

test('the style sheet stays under 4.4 KB and the script under 15.9 KB, htmx included', () => {
  const { css, js } = readAssets()
  expect(statSync(`public${css}.br`).size).toBeLessThanOrEqual(4.4 * 1024)
  expect(statSync(`public${js}.br`).size).toBeLessThanOrEqual(15.9 * 1024)
  for (const file of ['app.js', 'tables.js'])
    expect(readFileSync(`public/${file}`, 'utf8').split('\n').length).toBeLessThan(100)
})
