import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'

const MODULES = join(import.meta.dirname, '../node_modules')

type Unpacked = { executablePath: string; env: Record<string, string> }

/**
 * The Chromium that lies in @sparticuz/chromium, unpacked once per clone with the libraries and fonts it brings. It is
 * unpacked aside and moved in one step, since several test files may want it at once.
 */
async function unpacked(): Promise<Unpacked> {
  const { version } = JSON.parse(readFileSync(join(MODULES, '@sparticuz/chromium/package.json'), 'utf8')) as {
    version: string
  }
  const cache = join(MODULES, '.cache')
  const home = join(cache, `chromium-${version}`)
  if (!existsSync(home)) {
    mkdirSync(cache, { recursive: true })
    const aside = mkdtempSync(join(cache, 'chromium-'))
    const before = { tmp: process.env['TMPDIR'], runtime: process.env['AWS_LAMBDA_JS_RUNTIME'] }
    process.env['TMPDIR'] = aside
    process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x'
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
    restore('TMPDIR', before.tmp)
    restore('AWS_LAMBDA_JS_RUNTIME', before.runtime)
    // Its own settings look for the fonts under /tmp.
    writeFileSync(join(aside, 'fonts/fonts.conf'), fontSettings(join(home, 'fonts')))
    try {
      renameSync(aside, home)
    } catch (error) {
      if (!existsSync(home)) throw error
      rmSync(aside, { recursive: true }) // Another test file was quicker.
    }
  }
  return {
    executablePath: join(home, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(home, 'al2023/lib'),
      FONTCONFIG_PATH: join(home, 'fonts'),
      XDG_CACHE_HOME: join(home, 'cache'),
    },
  }
}

const fontSettings = (folder: string) =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir><dir>/usr/share/fonts</dir></fontconfig>`

function restore(name: string, value: string | undefined) {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

let launched: Promise<Browser> | null = null

/** One browser per test file, closed after its last test. `CHROME_PATH` names another one. */
export function openBrowser(): Promise<Browser> {
  launched ??= launch()
  return launched
}
afterAll(async () => (await launched)?.close())

async function launch(): Promise<Browser> {
  const own = process.env['CHROME_PATH']
  const { executablePath, env } = own ? { executablePath: own, env: {} } : await unpacked()
  const clean = Object.entries({ ...process.env, ...env }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return chromium.launch({
    executablePath,
    env: Object.fromEntries(clean) as Record<string, string>,
    // Never the default flags of the package: they switch web security off.
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'],
  })
}

export type Look = { dark?: boolean; width?: number; script?: boolean; forcedColours?: boolean; calm?: boolean }

/** A fresh profile: no cookie, no cache. Without `script` it is a browser whose user switched scripting off. */
export async function openProfile({
  dark,
  width = 1280,
  script = true,
  forcedColours,
  calm = true,
}: Look = {}): Promise<BrowserContext> {
  const browser = await openBrowser()
  return browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    forcedColors: forcedColours ? 'active' : 'none',
    reducedMotion: calm ? 'reduce' : 'no-preference',
    javaScriptEnabled: script,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
  })
}

const AXE_TAGS = ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const AXE = readFileSync(join(MODULES, 'axe-core/axe.min.js'), 'utf8')
/** A tab where axe stands ready on every page that it comes to: the browser keeps it compiled from one to the next. */
export async function openAxeTab(profile: BrowserContext): Promise<Page> {
  const page = await profile.newPage()
  await page.addInitScript(AXE)
  return page
}

/**
 * What axe finds wrong on the page as it is now: the rule and where, one line each. In forced colours it must not look at
 * the contrast: it reads `-webkit-text-fill-color`, which Chromium reports as it was before the user's colours took over.
 */
export async function axeViolations(page: Page, { contrast = true } = {}): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE)
  // Our pages have no frames: the legacy mode spares a second page per look. Its source is there already, and what
  // passed need not be told: both took longer than looking.
  const axe = new AxeBuilder({ page, axeSource: ';' }).setLegacyMode(true).options({
    reporter: 'no-passes',
    ...(!contrast && { rules: { 'color-contrast': { enabled: false } } }),
  })
  const { violations } = await axe.withTags(AXE_TAGS).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message)
      return `${id}: ${target.join(' ')} (${why.join('; ')})`
    }),
  )
}

/** The elements that stick out sideways; none when the page needs no sideways scrolling. */
export function sidewaysScroll(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const out = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > wide + 1)
    return ['page is ' + document.documentElement.scrollWidth + ' wide', ...out.map((one) => one.outerHTML.slice(0, 120))]
  })()`)
}

/** Presses Tab until the control of that accessible name has the focus, as somebody does who has no mouse. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = []
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press('Tab')
    const here = await focusedName(page)
    if (typeof name === 'string' ? here === name : name.test(here)) return
    seen.push(here)
  }
  throw new Error(`Tab never came to ${String(name)}. It passed: ${seen.join(' · ')}`)
}

/** The accessible name of what has the focus, near enough: its label, its text, or its tag and id. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const one = document.activeElement
    if (!one) return ''
    const text = (node) => node ? node.textContent.replace(/\\s+/g, ' ').trim() : ''
    const by = (one.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean).map((id) => text(document.getElementById(id))).join(' ')
    const label = one.labels?.length ? [...one.labels].map(text).join(' ') : ''
    const own = one.matches('a, button, summary, h1, h2, caption, [tabindex="-1"]') ? text(one) : ''
    return by || one.getAttribute('aria-label') || label || own || one.tagName.toLowerCase() + (one.id ? '#' + one.id : '')
  })()`)
}

/** What the browser complained of. A refused form (4xx) is no complaint: browsers log those answers by themselves. */
export function complaints(page: Page): string[] {
  const found: string[] = []
  page.on('console', (message) => {
    const isRefusedForm = /Failed to load resource.*status of 4\d\d/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !isRefusedForm) found.push(message.text())
  })
  page.on('pageerror', (error) => found.push(String(error)))
  return found
}

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    'no-inline-style': 'error',
    'doctype-style': ['error', { style: 'lowercase' }],
    // How hono/jsx writes attributes and empty elements.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    // A button in a form submits it: that is its default.
    'no-implicit-button-type': 'off',
    // A title says page, section and product; that takes more than 70 signs.
    'long-title': 'off',
    // A named group of buttons is no fieldset, and an output belongs to a form.
    'prefer-native-element': ['error', { exclude: ['group', 'status', 'search'] }],
    // Screen readers and mail addresses do not need phone-number typography.
    'tel-non-breaking': 'off',
    // A list of ids is sent under one name.
    'form-dup-name': 'off',
  },
})

/** What html-validate finds wrong in a whole page or, with `fragment`, a part of one; one line each. */
export async function htmlFaults(html: string, { fragment = false } = {}): Promise<string[]> {
  const report = await validator.validateString(
    html,
    fragment ? { rules: { 'missing-doctype': 'off', 'no-missing-references': 'off' } } : {},
  )
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} near ${near(html, line, column)}`),
  )
}

const near = (html: string, line: number, column: number) =>
  (html.split('\n')[line - 1] ?? '').slice(Math.max(0, column - 40), column + 60)
