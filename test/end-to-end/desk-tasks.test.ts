import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { pass } from '../livechat/chatting.ts'
import { LONG, openDesk, openKnowing, openTab, showsLines, stateOf, type Tab } from './chat-walking.ts'
import { CAPTURE, chooseFile } from './ticket-walking.ts'
import { arrive, focused, follow, looksSound, press, said, type } from './walking.ts'

const FIELD = /^Votre message/
const FILE = /capture\.txt/

/** By keyboard: Enter sends where a script says so, a button does anywhere. */
async function write({ page, script }: Tab, text: string) {
  await type(page, FIELD, text)
  if (script) await page.keyboard.press('Enter')
  else await press(page, /^Envoyer/)
  await expect.poll(() => page.getByLabel(FIELD).inputValue(), { timeout: 60_000 }).toBe('')
}

/** Two questions that ClaudIA does not understand; the hand-over that follows is taken. */
async function askInVain({ page, script }: Tab) {
  for (const [n, question] of ['recette de la tarte aux pommes', 'asdkjh qsdlkj azeoiu'].entries()) {
    await type(page, /^Votre question/, question)
    if (script) await page.keyboard.press('Enter')
    else await press(page, 'Envoyer')
    await page.locator('[data-answer=unknown]').nth(n).waitFor()
  }
  await page.locator('[data-answer=handover]').waitFor()
  if (script) await looksSound(page)
  await press(page, 'Contacter un agent')
  await page.locator('#chat-state').waitFor()
}

test.each([
  { who: null, visitor: true, advisor: true },
  { who: 'alice', visitor: true, advisor: false },
  { who: null, visitor: false, advisor: true },
  { who: 'alice', visitor: false, advisor: false },
] as const)(
  'by keyboard alone a visitor and Emma talk with each other: $who, scripting of the visitor $visitor, of Emma $advisor',
  LONG,
  async ({ who, visitor: isScripted, advisor: isEmmaScripted }) => {
    const site = await openKnowing()
    const visitor = await openTab(site, who && site[who], isScripted)
    const emma = await openTab(site, site.emma, isEmmaScripted)
    const name = who ? 'Alice Martin' : 'Visiteur sans compte 1'
    await visitor.page.goto(site.url + paths.assistant)
    await askInVain(visitor)
    await stateOf(visitor).toContain('en première position')
    await openDesk(site, emma)
    await emma.page.getByText(/Personnes en attente : 1/).waitFor()
    await press(emma.page, 'Prendre le suivant')
    await focused(emma.page).toBe(`Votre message à ${name}`)
    await stateOf(visitor).toContain('Vous parlez avec Emma')
    const lines: (string | RegExp)[] = []
    const shown = async () => {
      await showsLines(visitor, '#talk-log', lines)
      await showsLines(emma, '.desk-log', lines)
    }
    for (const [tab, text] of [
      [visitor, 'Où est ma facture ?'],
      [emma, 'Je regarde.'],
      [emma, 'Elle est suspendue.'],
      [visitor, 'Depuis quand ?'],
    ] as const) {
      await write(tab, text)
      lines.push(text)
      await shown()
    }
    // A sign is told anew when it comes later.
    pass(site, 10)
    await tellsTyping(visitor, emma)
    await sendFile(visitor)
    lines.push(FILE)
    await shown()
    await openFile(emma)
    await end(emma, name)
    await stateOf(visitor).toContain('est terminée')
    await rate(visitor)
    await follow(emma.page, 'Conversations terminées', 'Conversations terminées')
    await emma.page.getByText('5 sur 5').waitFor()
    await visitor.done()
    await emma.done()
  },
)

/** Each sees that the other writes, where both have scripts: a sign that is kept nowhere. */
async function tellsTyping(visitor: Tab, emma: Tab) {
  if (!visitor.script || !emma.script) return
  await type(emma.page, FIELD, 'D')
  await expect.poll(() => visitor.page.locator('#chat-typing').textContent(), { timeout: 60_000 }).toContain('écrit')
  await type(visitor.page, FIELD, 'V')
  await emma.page.getByText('L’usager est en train d’écrire…').waitFor()
  for (const { page } of [emma, visitor]) await page.keyboard.press('Backspace')
}

async function sendFile({ page }: Tab) {
  await press(page, 'Joindre des fichiers')
  await chooseFile(page, () => press(page, /^Fichiers/))
  await press(page, /^Envoyer/)
  await page.getByRole('log').getByText(FILE).waitFor()
}

async function openFile({ page, script }: Tab) {
  if (script) await looksSound(page)
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, FILE)])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  expect(Buffer.concat(chunks)).toEqual(CAPTURE.buffer)
}

async function end({ page, script }: Tab, name: string) {
  await press(page, `Terminer la conversation – Conversation avec ${name}`)
  if (script) {
    await page.getByRole('dialog').getByText(`La conversation avec ${name} sera terminée.`).waitFor()
    await looksSound(page)
  } else await arrive(page, 'Terminer la conversation')
  await press(page, 'Terminer la conversation')
  await said(page).toBe('La conversation est terminée.')
}

async function rate({ page }: Tab) {
  await follow(page, 'Donner mon avis', 'Votre avis sur la conversation')
  await press(page, /^1 – pas du tout/, 'ArrowUp')
  await press(page, 'Envoyer mon avis')
  await page.getByText('Merci pour votre avis').waitFor()
}
