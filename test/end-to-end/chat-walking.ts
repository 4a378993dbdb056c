import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import type { Talker } from '../../src/livechat/conversation-rules.ts'
import { speakAsVisitor } from '../../src/livechat/speaking.ts'
import { paths } from '../../src/urls.ts'
import { seed } from '../assistant/talking.ts'
import { complaints, openProfile } from '../browser.ts'
import { openSite, signIn, type Site } from '../site.ts'

/** Two browsers, a stream each; on a busy machine too. */
export const LONG = { timeout: 180_000 }
const PATIENT = { timeout: 60_000 }

/** A site whose assistant knows something. */
export async function openKnowing() {
  const site = await openSite()
  await seed(site)
  return site
}

/** A tab of somebody, or of nobody. */
export async function openTab(site: Site, person: { id: number } | null, script: boolean) {
  const profile = await openProfile({ script })
  if (person) await signIn(profile, site, person)
  const page = await profile.newPage()
  page.setDefaultTimeout(60_000)
  const found = complaints(page)
  const done = async () => {
    await profile.close()
    expect(found).toEqual([])
  }
  return { page, script, done }
}
export type Tab = Awaited<ReturnType<typeof openTab>>

const ASKED = 'Contacter un agent'

/** What was said and sent since an advisor was asked for, as a page shows it, in order; not what happened besides. */
async function saidOn(page: Page, log: string): Promise<string[]> {
  const all = await page
    .locator(`${log} li`)
    .evaluateAll((lines) => lines.flatMap((one) => [one.querySelector('.said')?.textContent ?? []].flat()))
  return all.slice(all.lastIndexOf(ASKED) + 1)
}

/** Comes by itself; where scripts are off, by a reload. */
export const showsLines = ({ page, script }: Tab, log: '#talk-log' | '.desk-log', texts: (string | RegExp)[]) =>
  expect
    .poll(async () => {
      if (!script) await page.reload()
      return saidOn(page, log)
    }, PATIENT)
    .toEqual(texts.map((text) => (typeof text === 'string' ? text : expect.stringMatching(text))))

export const stateOf = ({ page, script }: Tab) =>
  expect.poll(async () => {
    if (!script) await page.reload()
    return (await page.locator('#chat-state').textContent())?.replaceAll(/\s+/g, ' ')
  }, PATIENT)

/** Of a visitor whom no browser shows. */
export async function speakFor(site: Site, talker: Talker, { id, texts }: { id: number; texts: string[] }) {
  for (const text of texts) {
    const act = { db: site.db, actor: null, now: site.world.now() }
    const said = await speakAsVisitor(act, talker, { text, files: [], limits: site.config.uploads })
    if (!said.ok) throw new Error(said.refusal)
  }
  site.world.live.tell(conversationTopic(id))
}

/** Opens the desk when its stream stands. */
export async function openDesk(site: Site, tab: Tab) {
  const stream = tab.script ? tab.page.waitForResponse((answer) => answer.url().includes(paths.advisorEvents)) : null
  await tab.page.goto(site.url + paths.advisor)
  await stream
}
