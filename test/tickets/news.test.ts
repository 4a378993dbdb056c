import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { openLive } from '../../src/http/live.ts'
import { sessionCookie } from '../../src/http/session.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { listen } from '../listening.ts'
import type { Person } from '../moment.ts'
import { openSite, type Site } from '../site.ts'
import { openWorld, PUBLIC_URL } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

async function cookieFor(site: Site, person: Person): Promise<string> {
  return `${sessionCookie(site.url).name}=${await site.world.sessions.start(person.id, 'Firefox', site.world.now())}`
}

/** An open stream: what came so far, and whether it has ended. */
async function openStream(address: string, headers: Record<string, string>) {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const answer = await fetch(address, { headers, redirect: 'manual', signal: leaving.signal })
  const state = { status: answer.status, headers: answer.headers, text: '', ended: false, leave: () => leaving.abort() }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) state.text += decoder.decode(part as Uint8Array, { stream: true })
  }
  read()
    .catch(() => undefined)
    .finally(() => (state.ended = true))
  return state
}
async function until(condition: () => boolean, what: string): Promise<void> {
  const last = performance.now() + 30_000
  while (!condition()) {
    if (performance.now() > last) throw new Error(`Never came: ${what}`)
    await wait(10)
  }
}

test('a stream tells of tickets that came in, once, and goes on after it was broken off', async () => {
  const site = await openSite()
  const { ines, lucie } = await addAgents(site)
  const before = await addTicket(site, { writer: lucie })
  const cookie = await cookieFor(site, ines)
  const address = site.url + withQuery(paths.ticketEvents, { since: before.position })
  const stream = await openStream(address, { cookie, 'accept-encoding': 'br' })
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(stream.headers.get('content-encoding')).toBeNull()
  await until(() => stream.text.includes('retry:'), 'the beginning')
  expect(stream.text).not.toContain('data:')
  await addTicket(site, { writer: lucie })
  site.world.live.tell()
  await until(() => stream.text.includes('data:'), 'the event')
  expect(stream.text).toContain(
    `id: 1\ndata: <a href="/tickets" data-hx-get="/tickets">1 nouveau ticket — afficher</a>\n\n`,
  )
  await addTicket(site, { writer: lucie, to: null })
  site.world.live.tell()
  stream.leave()
  // What was told is not told again; what came meanwhile is.
  const again = await openStream(address, { cookie, 'last-event-id': '1' })
  await addTicket(site, { writer: lucie })
  site.world.live.tell()
  await until(() => again.text.includes('2 nouveaux tickets'), 'both tickets')
  expect(again.text).not.toContain('1 nouveau')
})

test('a stream ends when the server closes, when the session ends, and when nothing is received any more', async () => {
  const site = await openSite()
  const { driss, ines, lucie } = await addAgents(site)
  const cookies = {
    driss: await cookieFor(site, driss),
    ines: await cookieFor(site, ines),
    gael: await cookieFor(site, site.gael),
  }
  const address = site.url + paths.ticketEvents
  const streams = {
    driss: await openStream(address, { cookie: cookies.driss }),
    ines: await openStream(address, { cookie: cookies.ines }),
    gael: await openStream(address, { cookie: cookies.gael }),
  }
  await until(() => Object.values(streams).every(({ text }) => text !== ''), 'all beginnings')
  await site.world.sessions.endAll(driss.id)
  await site.db
    .deleteFrom('subscription')
    .where('membership_id', 'in', (eb) => eb.selectFrom('membership').select('id').where('user_id', '=', ines.id))
    .execute()
  await addTicket(site, { writer: lucie })
  site.world.live.tell()
  await until(() => streams.driss.ended && streams.ines.ended, 'the end of two')
  expect(streams.ines.text).not.toContain('data:')
  expect(streams.gael.ended).toBe(false)
  site.world.live.close()
  await until(() => streams.gael.ended, 'the end of the last')
  expect((await openStream(address, { cookie: cookies.gael })).status).toBe(503)
})

test('after a restart the page asks again and is told what came meanwhile', async () => {
  const site = await openSite()
  const { ines, lucie } = await addAgents(site)
  const { position } = await addTicket(site, { writer: lucie })
  const cookie = await cookieFor(site, ines)
  const query = { since: position }
  const stream = await openStream(site.url + withQuery(paths.ticketEvents, query), { cookie })
  site.world.live.close()
  await until(() => stream.ended, 'the end')
  await addTicket(site, { writer: lucie })
  const restarted = await listen(
    (url) => createApp({ ...site.world, live: openLive(), config: { ...site.config, publicUrl: url } }).fetch,
  )
  const value = cookie.split('=')[1] ?? ''
  const renamed = `${sessionCookie(restarted.url).name}=${value}`
  const again = await openStream(restarted.url + withQuery(paths.ticketEvents, query), { cookie: renamed })
  await until(() => again.text.includes('1 nouveau ticket'), 'what came meanwhile')
})

test('four streams a session are enough: a fifth is refused, and a place that is left can be taken', async () => {
  const site = await openSite()
  const { ines } = await addAgents(site)
  const cookie = await cookieFor(site, ines)
  const streams = await Promise.all([1, 2, 3, 4].map(() => openStream(site.url + paths.ticketEvents, { cookie })))
  await until(() => streams.every(({ text }) => text !== ''), 'four beginnings')
  expect((await openStream(site.url + paths.ticketEvents, { cookie })).status).toBe(503)
  streams[0]?.leave()
  let status = 503
  while (status === 503) status = (await openStream(site.url + paths.ticketEvents, { cookie })).status
  expect(status).toBe(200)
})

test('who receives no tickets finds no stream', async () => {
  const w = await openWorld()
  for (const path of [paths.ticketEvents, paths.ticketNews]) {
    expect((await (await w.as(w.farid)).get(path)).status).toBe(404)
    expect((await (await w.as(null)).get(path)).status).toBe(303)
  }
})

test('a poll answers nothing at all, or a link of at most 300 bytes', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  const { position } = await addTicket(w, { writer: lucie })
  const visitor = await w.as(ines)
  const poll = (query: Record<string, string | number | null>) => visitor.get(withQuery(paths.ticketNews, query))
  const idle = await poll({ since: position })
  expect([idle.status, await idle.text()]).toEqual([204, ''])
  await addTicket(w, { writer: lucie })
  await addTicket(w, { writer: lucie, assignee: driss, status: 'awaiting_information' })
  await addTicket(w, { writer: lucie, to: { structureId: w.mairie } })
  const link = await (await poll({ since: position })).text()
  expect(link).toContain('>2 nouveaux tickets — afficher<')
  expect(Buffer.byteLength(link)).toBeLessThanOrEqual(300)
  expect(await (await poll({ since: position, tab: 'all' })).text()).toContain('>3 nouveaux tickets')
  expect(await (await poll({ since: position, place: `v${w.finances}` })).text()).toContain('>1 nouveau ticket ')
  expect((await poll({ since: position, tab: 'closed' })).status).toBe(204)
})

test('among one’s own those are new that others gave or sent back', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  await addTicket(w, { writer: lucie, assignee: ines })
  const visitor = await w.as(ines)
  const html = await (await visitor.get(`${paths.tickets}?tab=mine`)).text()
  const news = /data-poll="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  expect((await visitor.get(news)).status).toBe(204)
  const given = await addTicket(w, { writer: lucie })
  const fields = { id: String(given.id), assignee: String(ines.id) }
  await (await w.as(driss)).post(paths.ticketAssignments, fields)
  expect(await (await visitor.get(news)).text()).toContain('1 nouveau ticket')
})

test('HEAD takes no place: what follows finds its stream', async () => {
  const site = await openSite()
  const { ines } = await addAgents(site)
  const cookie = await cookieFor(site, ines)
  for (const _ of [1, 2, 3, 4, 5, 6]) {
    const head = await fetch(site.url + paths.ticketEvents, { method: 'HEAD', headers: { cookie } })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  }
  const stream = await openStream(site.url + paths.ticketEvents, { cookie })
  await until(() => stream.text.includes('retry:'), 'the beginning')
})

test('a stream that nobody reads ends with the others', async () => {
  const w = await openWorld()
  const { ines, lucie } = await addAgents(w)
  await addTicket(w, { writer: lucie })
  let listeners = 0
  const live = openLive()
  const listen: typeof live.listen = (listener) => {
    const stop = live.listen(listener)
    listeners++
    return () => {
      listeners--
      stop()
    }
  }
  const app = createApp({ ...w.world, live: { ...live, listen } })
  const visitor = await w.as(ines)
  const headers = { cookie: visitor.cookie, host: new URL(PUBLIC_URL).host }
  const answer = await app.request(PUBLIC_URL + paths.ticketEvents, { headers })
  expect([answer.status, listeners]).toEqual([200, 1])
  // By then it has more to tell than the stream takes in.
  expect((await visitor.get(paths.ticketNews)).status).toBe(200)
  live.close()
  await until(() => listeners === 0, 'the end')
})
