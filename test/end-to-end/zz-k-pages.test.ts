import { statSync } from 'node:fs'
import { request } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Language } from '../../src/act.ts'
import { readAssets } from '../../src/http/assets.ts'
import { paths } from '../../src/urls.ts'
import { axeViolations, complaints, htmlFaults, openProfile, sidewaysScroll } from '../browser.ts'
import { signIn } from '../site.ts'
import { firstOperatorPage, type Furnished, openFurnished, type RoleName } from './furnished.ts'
import { ROLES } from './page-rows.ts'
import { ARTICLE_PAGES } from './article-page-table.ts'
import { NO_PAGES, PAGES, pagesOf } from './page-table.ts'

const KB = 1024
const FIRST_PAINT = 14 * KB
const FIRST_LOAD = 30 * KB

let site: Furnished
beforeAll(async () => {
  site = await openFurnished()
})
afterAll(() => site.close())

type Served = { status: number; html: string; bytes: number; location: string | undefined }

/** One answer as it goes over the line: compressed, and not followed. */
const fetchPage = (address: string, cookie: string) =>
  new Promise<Served>((resolve, reject) => {
    const asked = request(site.url + address, { headers: { cookie, 'accept-encoding': 'br' } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const body = Buffer.concat(parts)
        const html = (answer.headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString()
        resolve({ status: answer.statusCode ?? 0, html, bytes: body.length, location: answer.headers.location })
      })
    })
    asked.on('error', reject).end()
  })

/** A profile of the role in that language, and the cookies that it sends. English is looked at in the dark. */
async function openRole(role: RoleName, language: Language) {
  const profile = await openProfile({ dark: language === 'en' })
  await profile.addCookies([{ name: 'guichet_language', value: language, url: site.url }])
  if (role !== 'visitor') {
    await site.db.updateTable('user').set({ language }).where('id', '=', site[role].id).execute()
    await signIn(profile, site, site[role])
  }
  const cookies = await profile.cookies()
  return { profile, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
}

/** What the style sheet weighs on the line, and what comes after the first paint. */
function builtBytes() {
  const { css, js, icon } = readAssets()
  const [styles = 0, script = 0, mark = 0] = [css, js, icon].map((path) => statSync(`public${path}.br`).size)
  return { css: styles, rest: script + mark }
}

const TITLE = /<title>([^<]*)<\/title>/
const known = new Map<string, boolean>()

/** The links of a page that lead nowhere, for this role. */
async function deadLinks(html: string, role: RoleName, cookie: string): Promise<string[]> {
  const hrefs = [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const dead: string[] = []
  for (const href of new Set(hrefs)) {
    if (href.startsWith('#')) {
      if (!html.includes(`id="${href.slice(1)}"`)) dead.push(href)
    } else if (href.startsWith('/')) {
      const key = `${role} ${href}`
      if (!known.has(key)) known.set(key, (await fetchPage(href, cookie)).status < 400)
      if (!known.get(key)) dead.push(href)
    }
  }
  return dead
}

/** What two pages of one shape share: tags, classes and roles, without texts, numbers, tokens and rows alike. */
const shapeOf = (html: string) =>
  html
    .replace(/>[^<]+</g, '><')
    .replace(/ (href|value|title|aria-label|data-[\w:-]+|datetime|content|id|for|action|src|name)="[^"]*"/g, '')
    .replace(/(<tr.*?<\/tr>)\1+/g, '$1')
const seen = new Set<string>()
/** A page is its main part and what stands around it, which many pages share: new is what brings a new one of either. */
function isNewShape(html: string): boolean {
  const shape = shapeOf(html)
  const [before = '', rest = ''] = shape.split('<main', 2)
  const [main = '', after = ''] = rest.split('</main>', 2)
  const parts = [before + after, main].filter((part) => !seen.has(part))
  for (const part of parts) seen.add(part)
  return parts.length > 0
}

/** What axe finds on the addresses, two tabs at a time; a shape that was looked at before is not looked at again. */
async function axeFaults(profile: BrowserContext, pages: { address: string; html: string }[]): Promise<string[]> {
  const faults: string[] = []
  const todo = pages.filter(({ html }) => isNewShape(html))
  const work = async () => {
    const page = await profile.newPage()
    const complained = complaints(page)
    for (let one = todo.shift(); one; one = todo.shift()) {
      const { address } = one
      await page.goto(site.url + address)
      faults.push(...(await axeViolations(page)).map((fault) => `${address}: ${fault}`))
      faults.push(...complained.splice(0).map((text) => `${address}: console: ${text}`))
      await page.setViewportSize({ width: 320, height: 700 })
      faults.push(...(await sidewaysScroll(page)).map((text) => `${address}: sideways: ${text}`))
      await page.setViewportSize({ width: 1280, height: 800 })
    }
    await page.close()
  }
  await Promise.all([work(), work()])
  return faults
}

test('every GET route has a row in the table of pages', () => {
  const routes = site.app.routes
    .filter(({ method, path }) => method === 'GET' && !path.includes('*'))
    .map(({ path }) => path)
  expect([...new Set(routes)].filter((path) => !(path in PAGES) && !NO_PAGES.includes(path))).toEqual([])
})

const languages = ['fr', 'en'] as const
const rounds = ROLES.filter((r) => ['visitor','alice','emma'].includes(r)).flatMap((role) => languages.map((language) => ({ role, language })))

test.each(rounds)(
  'every page that $role opens is sound in $language',
  { timeout: 180_000 },
  async ({ role, language }) => {
    const { profile, cookie } = await openRole(role, language)
    const { css, rest } = builtBytes()
    const faults: string[] = []
    const titles = new Map<string, string>()
    const drawn: { address: string; html: string }[] = []
    for (const { pattern, address, expected } of pagesOf(role, site).filter(({ pattern }) => pattern in ARTICLE_PAGES || pattern === paths.operator)) {
      const { status, html, bytes } = await fetchPage(address, cookie)
      const say = (text: string) => faults.push(`${address}: ${text}`)
      if (status !== expected) {
        say(`answers ${status}`)
        continue
      }
      if (!html.includes(`<html lang="${language}">`)) say('is in another language')
      if (html.match(/<h1[ >]/g)?.length !== 1) say('has not one h1')
      const title = TITLE.exec(html)?.[1] ?? ''
      if (titles.has(title) && titles.get(title) !== pattern) say(`has the title of ${titles.get(title)}: ${title}`)
      titles.set(title, pattern)
      if (bytes + css > FIRST_PAINT) say(`needs ${bytes + css} bytes for the first paint`)
      if (bytes + css + rest > FIRST_LOAD) say(`weighs ${bytes + css + rest} bytes`)
      for (const fault of await htmlFaults(html)) say(fault)
      // A page that says no leads to itself as well, to stay signed in.
      for (const href of await deadLinks(html, role, cookie)) if (href !== address) say(`dead link ${href}`)
      drawn.push({ address, html })
    }
    faults.push(...(await axeFaults(profile, drawn)))
    await profile.close()
    expect(faults).toEqual([])
  },
)

test('a cold page takes at most four requests and 30 KB, headers aside', async () => {
  const { profile } = await openRole('alice', 'fr')
  const page = await profile.newPage()
  const asked: { url: string; bytes: Promise<number> }[] = []
  page.on('requestfinished', (one) =>
    asked.push({ url: one.url(), bytes: one.sizes().then((sizes) => sizes.responseBodySize) }),
  )
  await page.goto(`${site.url}${paths.membershipRequests}?rows=50`, { waitUntil: 'networkidle' })
  const bytes = (await Promise.all(asked.map((one) => one.bytes))).reduce((sum, one) => sum + one, 0)
  expect(asked.length).toBeLessThanOrEqual(4)
  expect(bytes).toBeLessThanOrEqual(FIRST_LOAD)
  await profile.close()
})

test('the page for the first operator is sound', async () => {
  const { profile } = await openRole('visitor', 'fr')
  const address = await firstOperatorPage(site)
  const { status, html } = await fetchPage(address, '')
  expect([status, await htmlFaults(html), await axeFaults(profile, [{ address, html }])]).toEqual([200, [], []])
  await site.db.updateTable('user').set({ is_operator: 1 }).where('id', '=', site.emma.id).execute()
  await profile.close()
})
