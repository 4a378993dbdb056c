import { expect, test } from 'vitest'
import { countWaitingChats } from '../../src/http/waiting-chats.ts'
import { paths } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { askAs, browserOf, openChat, stranger, talkerOf } from './chatting.ts'
import type { Person } from '../moment.ts'

/** What the menu says of the platform support, on a page far from the desk. */
async function entryOf(w: TestWorld, person: Person) {
  const html = await (await (await browserOf(w, person)).get(paths.sentTickets)).text()
  expect(await htmlFaults(html)).toEqual([])
  const [, entry = ''] = new RegExp(`<a href="${paths.operator}"[^>]*>(.*?)</a>`, 's').exec(html) ?? []
  return entry
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

test('wherever she is Emma reads in the menu how many wait for an advisor, and nobody else does', async () => {
  const w = await openWorld()
  expect(await entryOf(w, w.emma)).toBe('Support de la plateforme')
  await askAs(w, talkerOf(w.chloe))
  await askAs(w, stranger('someone'))
  await openChat(w, talkerOf(w.nadia))
  expect(await entryOf(w, w.emma)).toBe('Support de la plateforme 2 en attente d’un conseiller')
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.emma.id).execute()
  expect(await entryOf(w, w.emma)).toBe('Platform support 2 waiting for an advisor')
  expect(await (await (await browserOf(w, w.alice)).get(paths.sentTickets)).text()).not.toContain('en attente d’un')
})

test('those who wait are counted from their index, and of very many no more than a menu has room for', async () => {
  const w = await openWorld()
  const plans = await plansOf(w, await w.actOf(w.emma), ({ db }) => countWaitingChats(db))
  expect(plans.flatMap(({ plan }) => plan).join()).toContain('INDEX chat_waiting')
  expect(plans).toHaveLength(1)
})
