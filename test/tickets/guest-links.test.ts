import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { openLog } from '../../src/outside/log.ts'
import { makeGuestLink } from '../../src/tickets/guest-links.ts'
import { purgeLinks } from '../../src/tickets/purging-links.ts'
import { paths, url } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { openWorld, PUBLIC_URL, type TestWorld } from '../world.ts'
import { addTicket } from './furnishing.ts'
import { get, mailsOf, pass, post, sendContact, tokenFor } from './contact-site.ts'

const DAY = 24 * 3600
const follow = (w: TestWorld, token: string) => get(w, url(paths.guestTicket, { token }))
const links = ({ db }: TestWorld) => db.selectFrom('ticket_link').selectAll().execute()

async function openSent() {
  const w = await openWorld()
  await sendContact(w)
  const { id } = await w.db.selectFrom('ticket').select('id').executeTakeFirstOrThrow()
  return { w, id, token: await tokenFor(w) }
}

test('a link has 256 bits, of which only the hash is kept; several open the ticket', async () => {
  const { w, id, token } = await openSent()
  const second = await makeGuestLink({ db: w.db, now: w.clock.now }, id)
  expect([token.length, second.length]).toEqual([43, 43])
  expect([(await follow(w, token)).status, (await follow(w, second)).status]).toEqual([200, 200])
  const rows = await links(w)
  expect(rows).toHaveLength(2)
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('a wrong, an expired and a malformed link get the same page, which says what to do', async () => {
  const { w, token } = await openSent()
  pass(w, 400 * DAY)
  const answers = await Promise.all(
    [token, 'x'.repeat(43), 'x', `${token}%00`, "' or 1=1"].map((one) => follow(w, one)),
  )
  const pages = await Promise.all(
    answers.map(async (one) => (await one.text()).replace(/name="(once|back)" value="[^"]*"/g, '')),
  )
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  expect(new Set(pages).size).toBe(1)
  expect(pages[0]).toContain('Recevoir un nouveau lien')
  expect(pages[0]).toContain('noindex')
  for (const path of [paths.guestTicketAnswer, paths.guestTicketClosing])
    expect((await post(w, url(path, { token: 'x'.repeat(43) }), { text: 'x' })).status).toBe(404)
})

test('links that open nothing are limited by network; one that opens is not', async () => {
  const { w, token } = await openSent()
  for (let wrong = 0; wrong < 60; wrong++) expect((await follow(w, `${wrong}`.padStart(43, 'x'))).status).toBe(404)
  expect((await follow(w, 'y'.repeat(43))).status).toBe(429)
  expect((await follow(w, token)).status).toBe(200)
})

test('a link opens its ticket for 60 days after closing, then it is taken away with those that expired', async () => {
  const { w, id, token } = await openSent()
  const closing = url(paths.guestTicketClosing, { token })
  const { last_activity_id } = await w.db.selectFrom('ticket').select('last_activity_id').executeTakeFirstOrThrow()
  expect((await post(w, closing, { text: '', seen: String(last_activity_id) })).status).toBe(303)
  pass(w, 60 * DAY)
  expect((await follow(w, token)).status).toBe(200)
  await purgeLinks({ db: w.db, now: w.clock.now })
  expect(await links(w)).toHaveLength(1)
  pass(w, 1)
  expect((await follow(w, token)).status).toBe(404)
  await purgeLinks({ db: w.db, now: w.clock.now })
  expect(await links(w)).toEqual([])
  await sendContact(w)
  const open = await w.db.selectFrom('ticket').select('id').where('id', '<>', id).executeTakeFirstOrThrow()
  await makeGuestLink({ db: w.db, now: new Date(w.clock.now.getTime() - 401 * DAY * 1000) }, open.id)
  await purgeLinks({ db: w.db, now: w.clock.now })
  expect(await links(w)).toHaveLength(1)
})

test('a new link goes out only when number and address belong together; the answer is always the same', async () => {
  const { w, token } = await openSent()
  const ask = async (number: string, email: string) => {
    const answer = await post(w, paths.contactLink, { number, email })
    return [answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]
  }
  const chloes = await addTicket(w, { writer: w.chloe, to: null })
  const before = (await mailsOf(w)).length
  const same = [303, paths.contactLinkSent, null]
  expect(await ask('T-2026-000001', 'autre@example.fr')).toEqual(same)
  expect(await ask('T-2026-999999', 'jeanne.petit@example.fr')).toEqual(same)
  expect(await ask(chloes.number ?? '', w.chloe.login)).toEqual(same)
  expect((await mailsOf(w)).length).toBe(before)
  expect(await ask(' t-2026-000 001 ', 'Jeanne.Petit@Example.fr ')).toEqual(same)
  const fresh = await tokenFor(w)
  expect(fresh).not.toBe(token)
  // Who asked may be a stranger to the address: nothing that was typed goes there.
  expect((await mailsOf(w)).at(-1)).toEqual({
    kind: 'ticket-link',
    to_address: 'jeanne.petit@example.fr',
    language: 'fr',
    data: { number: 'T-2026-000001', secret: fresh },
  })
  expect([(await follow(w, fresh)).status, (await follow(w, token)).status]).toEqual([200, 200])
  for (let more = 0; more < 6; more++) expect(await ask('T-2026-000001', 'jeanne.petit@example.fr')).toEqual(same)
  expect((await mailsOf(w)).filter(({ kind }) => kind === 'ticket-link')).toHaveLength(4)
})

test('asking for a link: bad input is told, pages are valid in both languages, a network asks twenty times an hour', async () => {
  const { w } = await openSent()
  const wrong = await post(w, paths.contactLink, { number: '12', email: 'jeanne' })
  const html = await wrong.text()
  expect(wrong.status).toBe(422)
  for (const text of ['Ce n’est pas un numéro de ticket', 'n’est pas valable', 'value="12"', 'value="jeanne"'])
    expect(html).toContain(text)
  for (const language of ['fr', 'en'])
    for (const path of [paths.contactLink, paths.contactLinkSent, url(paths.guestTicket, { token: 'x' })])
      expect(await htmlFaults(await (await get(w, path, { 'accept-language': language })).text())).toEqual([])
  for (let time = 0; time < 20; time++)
    expect((await post(w, paths.contactLink, { number: 'T-2026-000009', email: `a${time}@b.fr` })).status).toBe(303)
  expect((await post(w, paths.contactLink, { number: 'T-2026-000009', email: 'a@b.fr' })).status).toBe(429)
})

test('the token is neither in the log nor anywhere in the database, whatever is done with it', async () => {
  const { w, id, token } = await openSent()
  const lines: string[] = []
  const log = openLog('debug', new Writable({ write: (line, _, done) => (lines.push(String(line)), done()) }))
  const app = createApp({ ...w.world, log })
  const headers = { host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL }
  const at = PUBLIC_URL + url(paths.guestTicket, { token })
  const { last_activity_id: seen } = await w.db
    .selectFrom('ticket')
    .select('last_activity_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const form = () => {
    const body = new FormData()
    for (const [name, value] of [
      ['once', 'an-answer-of-jeanne-1'],
      ['text', 'Merci'],
      ['seen', String(seen)],
    ] as const)
      body.append(name, value)
    return body
  }
  await app.request(at, { headers })
  for (const _ of ['first', 'again']) {
    const answer = await app.request(`${at}/answer`, { method: 'POST', body: form(), headers })
    expect(answer.headers.get('location')).toBe(url(paths.guestTicket, { token }))
  }
  await app.request(`${at}/files/1`, { headers })
  expect(lines.join('')).toContain('/follow/…')
  expect(lines.join('')).not.toContain(token)
  await w.db.updateTable('mail').set({ data: '{}' }).execute()
  const tables = w.dbs.sqlite
    .prepare(
      `select name from sqlite_master where type = 'table' and sql not like 'create virtual%' and name not like '%_search%'`,
    )
    .all() as { name: string }[]
  const kept = JSON.stringify(tables.map(({ name }) => w.dbs.sqlite.prepare(`select * from "${name}"`).all()))
  expect(kept).toContain('/follow/:token')
  expect(kept).not.toContain(token)
})
