import { expect, test } from 'vitest'
import { openSessions } from '../../src/auth/sessions.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld, traces } from '../world.ts'
import { isStored, pass, sessionsOf } from './browser.ts'

const HOUR = 60
const stateOf = async (w: Awaited<ReturnType<typeof openWorld>>, id: string) =>
  (await w.world.sessions.find(id, w.clock.now)).state

test('a session lasts twelve hours without use, and use prolongs it', async () => {
  const w = await openWorld()
  const id = await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now)
  pass(w, 11 * HOUR)
  expect(await stateOf(w, id)).toBe('valid')
  pass(w, 11 * HOUR)
  expect(await stateOf(w, id)).toBe('valid')
  pass(w, 12 * HOUR)
  expect(await w.world.sessions.find(id, w.clock.now)).toEqual({ state: 'lapsed', userId: w.alice.id })
})
test('after seven days it ends however much it was used', async () => {
  const w = await openWorld()
  const id = await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now)
  for (let hour = 0; hour < 7 * 24 - 1; hour++) {
    pass(w, HOUR)
    expect(await stateOf(w, id), `hour ${hour}`).toBe('valid')
  }
  pass(w, HOUR)
  expect(await stateOf(w, id)).toBe('lapsed')
})
test('both lifetimes are settings', async () => {
  const w = await openWorld({ env: { SESSION_IDLE_HOURS: '1', SESSION_DAYS: '1' } })
  const sessions = openSessions(w.dbs, { idleHours: 1, days: 1 })
  const id = await sessions.start(w.alice.id, 'Firefox', w.clock.now)
  pass(w, HOUR)
  expect((await sessions.find(id, w.clock.now)).state).toBe('lapsed')
})
test('a clock that steps back ends no session and prolongs none for long', async () => {
  const w = await openWorld()
  pass(w, 365 * 24 * HOUR)
  const id = await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now)
  pass(w, -365 * 24 * HOUR)
  expect(await stateOf(w, id)).toBe('valid')
  pass(w, 12 * HOUR)
  expect(await stateOf(w, id)).toBe('lapsed')
})
test('an account that is no longer active has no session', async () => {
  const w = await openWorld()
  const id = await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now)
  await w.db.updateTable('user').set({ state: 'deactivated' }).where('id', '=', w.alice.id).execute()
  expect(await stateOf(w, id)).toBe('none')
})
test('a session id that nobody gave out is none', async () => {
  const w = await openWorld()
  const id = await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now)
  const [stored] = await sessionsOf(w, w.alice)
  expect(await stateOf(w, '')).toBe('none')
  expect(await stateOf(w, `${id}x`)).toBe('none')
  // Who reads the database has the hash, which opens nothing.
  expect(await stateOf(w, stored?.id_hash ?? '')).toBe('none')
})

test('Alice sees her sessions, this one marked, and no one else’s', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await w.world.sessions.start(w.alice.id, 'Safari, iOS', w.clock.now)
  await w.world.sessions.start(w.alice.id, '', w.clock.now)
  await w.world.sessions.start(w.bruno.id, 'Opera, Linux', w.clock.now)
  const html = await (await alice.get(paths.accountSecurity)).text()
  for (const words of ['3 sessions ouvertes', 'Safari, iOS', 'Appareil inconnu', 'Se déconnecter partout'])
    expect(html).toContain(words)
  expect(html).not.toContain('Opera')
  expect(html.match(/Cette session/g)).toHaveLength(1)
})
test('she closes another one: a page without htmx, the list with it', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const phone = await w.world.sessions.start(w.alice.id, 'Safari, iOS', w.clock.now)
  const tablet = await w.world.sessions.start(w.alice.id, 'Chrome, Android', w.clock.now)
  const hashOf = async (device: string) =>
    (await sessionsOf(w, w.alice)).find((row) => row.device === device)?.id_hash ?? ''
  const page = await alice.post(url(paths.accountSessionEnd, { id: await hashOf('Safari, iOS') }))
  expect([page.status, page.headers.get('location')]).toEqual([303, paths.accountSecurity])
  expect([await isStored(w, phone), await isStored(w, tablet)]).toEqual([false, true])
  const panel = await alice.post(url(paths.accountSessionEnd, { id: await hashOf('Chrome, Android') }), {}, htmx)
  const html = await panel.text()
  expect([panel.status, html]).toEqual([200, expect.stringMatching(/^<section id="sessions-panel"/)])
  expect(html).toContain('La session est fermée.')
  expect(html).toContain('1 session ouverte')
  expect(html).not.toContain('<html')
})
test('twice is once: closing it again finds nothing', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await w.world.sessions.start(w.alice.id, 'Safari, iOS', w.clock.now)
  const id = (await sessionsOf(w, w.alice)).find((row) => row.device === 'Safari, iOS')?.id_hash ?? ''
  expect((await alice.post(url(paths.accountSessionEnd, { id }))).status).toBe(303)
  expect((await alice.post(url(paths.accountSessionEnd, { id }))).status).toBe(404)
})
test('Farid cannot close a session of Alice', async () => {
  const w = await openWorld()
  const farid = await w.as(w.farid)
  const id = await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now)
  const [stored] = await sessionsOf(w, w.alice)
  expect((await farid.post(url(paths.accountSessionEnd, { id: stored?.id_hash ?? '' }))).status).toBe(404)
  expect(await isStored(w, id)).toBe(true)
})
test('closing her own one signs Alice out', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const [mine] = await sessionsOf(w, w.alice)
  const answer = await alice.post(url(paths.accountSessionEnd, { id: mine?.id_hash ?? '' }))
  expect(answer.headers.get('location')).toBe(paths.signIn)
  expect(answer.headers.getSetCookie().join()).toMatch(/guichet=;/)
  expect((await alice.get(paths.account)).status).toBe(303)
})
test('signing out everywhere ends all of hers, and nobody else’s', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const bruno = await w.as(w.bruno)
  await w.world.sessions.start(w.alice.id, 'Safari, iOS', w.clock.now)
  const answer = await alice.post(paths.accountSessionsEnd)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.signIn])
  expect(await sessionsOf(w, w.alice)).toEqual([])
  expect((await bruno.get(paths.account)).status).toBe(200)
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('a page left open asks for news by itself, and keeps no session alive', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const endsAt = async () =>
    (await w.db.selectFrom('session').select('expires_at').executeTakeFirstOrThrow()).expires_at
  const first = await endsAt()
  w.clock.now = new Date(w.clock.now.getTime() + 3_600_000)
  expect((await alice.get(`${paths.ticketNews}?since=0`)).status).toBeLessThan(300)
  expect(await endsAt()).toBe(first)
  await alice.get(paths.tickets)
  expect((await endsAt()) > first).toBe(true)
})
