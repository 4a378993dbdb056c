import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmx } from '../world.ts'
import { openTicketWorld } from './acting.ts'

const page = (ticket: { id: number }) => url(paths.ticket, ticket)
const poll = (ticket: { id: number }, query = '') => url(paths.ticketPresence, ticket) + query
const shown = (html: string) => /name="shown" value="([^"]*)"/.exec(html)?.[1] ?? ''

test('who else looks at a ticket is on its page from the start', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const first = await (await (await w.as(w.bruno)).get(page(ticket))).text()
  expect(first).not.toContain('regarde aussi')
  const second = await (await (await w.as(driss)).get(page(ticket))).text()
  expect(second).toContain('Bruno Leroy regarde aussi ce ticket.')
})

test('the page asks for it: nothing while nothing changed, a few bytes when somebody begins to answer', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const [bruno, visitor] = [await w.as(w.bruno), await w.as(driss)]
  await bruno.get(page(ticket))
  const drawn = shown(await (await visitor.get(page(ticket))).text())
  const same = await visitor.get(poll(ticket, `?shown=${drawn}`), htmx)
  expect([same.status, await same.text()]).toEqual([204, ''])
  const html = await (await bruno.get(page(ticket))).text()
  expect(html).toContain('Driss Amrani regarde aussi')
  await visitor.get(url(paths.ticketSolution, ticket))
  const news = await bruno.get(poll(ticket, `?shown=${shown(html)}`), htmx)
  const body = await news.text()
  expect(body).toContain('Driss Amrani est en train de répondre.')
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(300)
  const still = await visitor.get(poll(ticket, `?shown=${drawn}&writing=1`), htmx)
  expect(still.status).toBe(204)
  const known = await bruno.get(poll(ticket, `?shown=${shown(body)}`), htmx)
  expect(known.status).toBe(204)
})

test('who left is forgotten within half a minute', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  await (await w.as(w.bruno)).get(page(ticket))
  w.clock.now = new Date(w.clock.now.getTime() + 30_000)
  expect(await (await (await w.as(driss)).get(page(ticket))).text()).not.toContain('regarde aussi')
})

test('several are named, and only to those who may see the ticket', async () => {
  const { w, driss, ines, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  for (const person of [w.alice, w.bruno, ines, w.chloe]) await (await w.as(person)).get(page(ticket))
  const html = await (await (await w.as(driss)).get(page(ticket))).text()
  expect(html).toContain('Alice Martin, Bruno Leroy et 2 autres personnes regardent aussi ce ticket.')
  expect((await (await w.as(w.farid)).get(poll(ticket), htmx)).status).toBe(404)
  const quiet = await (await w.as(lucie)).get(poll(ticket), htmx)
  expect([quiet.status, await quiet.text(), quiet.headers.get('hx-retarget')]).toEqual([404, '', null])
  const followed = await (await w.as(driss)).get(poll(ticket))
  expect([followed.status, followed.headers.get('location')]).toEqual([303, page(ticket)])
})

test('the part that asks is polite, stays where it is and takes no focus', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const html = await (await (await w.as(driss)).get(page(ticket))).text()
  expect(html).toMatch(/<div id="presence"[^>]*role="status"[^>]*data-quiet[^>]*data-hx-trigger="every 4s"/)
})

test('a form that Inès opens is told to Driss when his page next asks: it waits for nothing that her page asks', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const [reader, writer] = [await w.as(driss), await w.as(ines)]
  await reader.get(page(ticket))
  await writer.get(url(paths.ticketNote, ticket), htmx)
  expect(await (await reader.get(poll(ticket), htmx)).text()).toContain('Inès Moreau est en train de répondre.')
})

test('who stopped automatic updates reads who is there when the page is drawn, and it asks for nothing', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  await (await w.as(ines)).get(page(ticket))
  expect(await (await visitor.get(paths.tickets)).text()).toContain('data-events')
  await visitor.post(paths.accountPreferences, { shortcuts: '1' })
  const html = await (await visitor.get(page(ticket))).text()
  expect(html).toContain('Inès Moreau regarde aussi ce ticket.')
  expect(html).not.toContain('every 4s')
  expect(html).not.toContain('Arrêter les mises à jour')
  const list = await (await visitor.get(paths.tickets)).text()
  expect(list).not.toMatch(/data-events|Arrêter les mises à jour/)
})
