import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { get, pass, post, tokenFor, valueOf } from './contact-site.ts'
import { openFollowed } from './guest-stage.ts'

async function openClosed() {
  const stage = await openFollowed()
  const { w, at, seen } = stage
  expect((await post(w, at(paths.guestTicketClosing), { text: '', seen: await seen() })).status).toBe(303)
  return stage
}

const inputOf = (html: string, name: string): string =>
  / value="([^"]*)"/.exec(new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html)?.[0] ?? '')?.[1] ?? ''

/** What the form holds, as a browser sends it. */
const fieldsOf = (html: string): Record<string, string> => ({
  ...Object.fromEntries(
    ['once', 'drawn', 'follows', 'lastName', 'firstName', 'email', 'emailAgain', 'siret', 'subject', 'browser'].map(
      (name) => [name, inputOf(html, name)],
    ),
  ),
  subcategory: /<option value="(\d+)" selected/.exec(html)?.[1] ?? '',
  act: 'send',
  description: 'Cela recommence.',
})

test('Jeanne follows her closed ticket up: the form holds what that one hands down, and each names the other', async () => {
  const { w, id, at, kinds } = await openClosed()
  expect(await (await get(w, at(paths.guestTicket))).text()).toContain(at(paths.guestTicketFollowUp))
  const page = await get(w, at(paths.guestTicketFollowUp))
  const html = await page.text()
  expect([page.status, await htmlFaults(html)]).toEqual([200, []])
  expect(html).toContain('<h1>Donner suite à la sollicitation T-2026-000001</h1>')
  const fields = fieldsOf(html)
  expect(fields).toMatchObject({ subject: 'Page blanche au dépôt', lastName: 'Petit', firstName: 'Jeanne' })
  expect(fields['emailAgain']).toBe('jeanne.petit@example.fr')
  // A number that agents alone see is not given out to whoever holds the link.
  expect(html).not.toContain('01 23 45 67 89')
  pass(w, 30)
  const wrong = await post(w, paths.contact, { ...fields, description: '' })
  expect([wrong.status, valueOf(await wrong.text(), 'follows')]).toEqual([422, fields['follows']])
  for (const _ of [1, 2]) expect((await post(w, paths.contact, fields)).status).toBe(303)
  const rows = await w.db.selectFrom('ticket').select(['number', 'follows_id', 'writer_id']).orderBy('id').execute()
  expect(rows[1]).toEqual({ number: 'T-2026-000002', follows_id: id, writer_id: null })
  expect(rows).toHaveLength(2)
  expect(await kinds()).toEqual(['sent', 'taken', 'closed', 'sent', 'followed_up'])
  expect(await (await get(w, at(paths.guestTicket))).text()).toContain('T-2026-000002')
  const next = await get(w, url(paths.guestTicket, { token: await tokenFor(w) }))
  expect(await next.text()).toMatch(/Fait suite à.*T-2026-000001/s)
})

test('an open ticket is not followed up; nor by what is no link', async () => {
  const { w, at } = await openFollowed()
  expect(await (await get(w, at(paths.guestTicket))).text()).not.toContain('/follow-up')
  const early = await get(w, at(paths.guestTicketFollowUp))
  expect([early.status, (await early.text()).includes('n’est pas clôturée')]).toEqual([409, true])
  expect((await get(w, url(paths.guestTicketFollowUp, { token: 'x'.repeat(43) }))).status).toBe(404)
})

test('a link that lapsed meanwhile is said; the text stays, and goes by itself when sent again', async () => {
  const { w, at } = await openClosed()
  const fields = fieldsOf(await (await get(w, at(paths.guestTicketFollowUp))).text())
  pass(w, 30)
  await w.db.deleteFrom('ticket_link').execute()
  const refused = await post(w, paths.contact, fields)
  const html = await refused.text()
  expect([refused.status, html.includes('partira seule'), html.includes('Cela recommence.')]).toEqual([409, true, true])
  expect(html).not.toContain('name="follows"')
  const { follows: _, ...alone } = fields
  expect((await post(w, paths.contact, alone)).status).toBe(303)
  const rows = await w.db.selectFrom('ticket').select('follows_id').orderBy('id').execute()
  expect(rows.map(({ follows_id }) => follows_id)).toEqual([null, null])
})
