import { expect, test } from 'vitest'
import { paths, url } from '../src/urls.ts'
import { addMember } from './people.ts'
import { furnish } from './rights-furnished.ts'
import { MANAGER_RIGHTS } from './rights-managers.ts'
import { OPERATOR_RIGHTS } from './rights-operators.ts'
import { OWN_RIGHTS } from './rights-own.ts'
import { HELP_RIGHTS } from './rights-help.ts'
import { TICKET_RIGHTS } from './rights-tickets.ts'
import { OF_MAIRIE, ROLES, type Row } from './rights-roles.ts'
import { htmx, openWorld, type TestWorld, type Visitor } from './world.ts'

/** The rights of every route: the first check of each command and page. A route without a row fails. */
const MATRIX: Record<string, Row> = {
  ...OWN_RIGHTS,
  ...MANAGER_RIGHTS,
  ...OPERATOR_RIGHTS,
  ...TICKET_RIGHTS,
  ...HELP_RIGHTS,
  // Last: who may leave has left after it.
  [`POST ${paths.ownDeparture}`]: { mairie: ['chloe', ...OF_MAIRIE], elsewhere: ['farid'], id: 'structure' },
}

const routesOf = (w: TestWorld) => [
  ...new Set(
    w.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
]

/** These lead to the sign-in page because they did what was asked. */
const ENDS_THE_SESSION: string[] = [paths.signOut, paths.accountSessionsEnd]

/** `sign-in`, `hidden` (404), `forbidden` (403) or `in`: what a first answer tells. */
async function outcome(visitor: Visitor, method: string, path: string): Promise<string> {
  const answer = method === 'GET' ? await visitor.get(path) : await visitor.post(path, {})
  // A stream of events would go on.
  await answer.body?.cancel()
  if (
    answer.status === 303 &&
    answer.headers.get('location')?.startsWith(`${paths.signIn}`) &&
    !ENDS_THE_SESSION.includes(path)
  )
    return 'sign-in'
  if (answer.status >= 500) return `error ${answer.status}`
  return answer.status === 404 ? 'hidden' : answer.status === 403 ? 'forbidden' : 'in'
}

const fill = (route: string, id: Row['id'], others: Partial<Record<string, number>>): string =>
  route
    .replace(':id', String((id && others[id]) ?? 0))
    .replace(':file', String(others[`${id}File`] ?? 0))
    .replace(':token', 'unknown-token-of-twenty')
    .replace(':space', 'requests_sent')
    .replace(':slug', 'space-what')
    .replace(':run', String(others['memberRun'] ?? 0))
    .replace(/:(\w+)/g, (_, name: string) => String(others[name] ?? 0))

test('every route has its row, and no row is without a route', async () => {
  const w = await openWorld()
  expect(Object.keys(MATRIX).toSorted()).toEqual(routesOf(w).toSorted())
})

test.each(ROLES)('%s gets in where the matrix says, and nowhere else', async (role) => {
  const w = await openWorld()
  const ids = await furnish(w)
  const wrong: string[] = []
  for (const [key, row] of Object.entries(MATRIX)) {
    const [method = '', route = ''] = key.split(' ')
    for (const side of ['mairie', 'elsewhere'] as const) {
      const allowed = row[side]
      if (!allowed) continue
      const visitor = await w.as(role === 'visitor' ? null : w[role])
      const got = await outcome(visitor, method, fill(route, row.id, ids[side]))
      const isForbidden = side === 'mairie' && row.forbidden?.includes(role)
      const refused = role === 'visitor' ? ['sign-in', 'hidden'] : isForbidden ? ['forbidden'] : ['hidden']
      const expected = allowed.includes(role) ? ['in'] : refused
      if (!expected.includes(got)) wrong.push(`${key} (${side}): ${got}, not ${expected.join('/')}`)
    }
  }
  expect(wrong).toEqual([])
})

test('a part of a page tells a stranger, or a visitor, no more than the page does', async () => {
  const w = await openWorld()
  const { mairie } = await furnish(w)
  const [farid, visitor] = [await w.as(w.farid), await w.as(null)]
  const ask = (who: Visitor, method: string, path: string) =>
    method === 'GET' ? who.get(path, htmx) : who.post(path, {}, htmx)
  const told: string[] = []
  for (const [key, row] of Object.entries(TICKET_RIGHTS).filter(([, { id }]) => id)) {
    const [method = '', route = ''] = key.split(' ')
    const path = fill(route, row.id, mairie)
    if ((await ask(farid, method, path)).status !== 404) told.push(`${key}: Farid`)
    const answer = await ask(visitor, method, path)
    const isSentAway = answer.headers.has('HX-Redirect') && (await answer.clone().text()) === ''
    // What is typed when a session has ended gets an answer that names nothing.
    const isQuiet = answer.status === 204 || [paths.ticketWriting, paths.sentTicketWriting].some((one) => one === route)
    if (answer.status !== 404 && !isSentAway && !isQuiet) told.push(`${key}: a visitor`)
  }
  expect(told).toEqual([])
})

test('an id that is no number, or of nothing, is not found anywhere', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const emma = await w.as(w.emma)
  for (const [key, row] of Object.entries(MATRIX)) {
    const [method = '', route = ''] = key.split(' ')
    if (!row.id) continue
    for (const id of ['0', '-1', '999999999', 'abc', '1e3', '1%27', '9007199254740993']) {
      const visitor = row.mairie.includes('emma') && !row.mairie.includes('alice') ? emma : alice
      expect([key, id, await outcome(visitor, method, route.replace(':id', id))]).toEqual([key, id, 'hidden'])
    }
  }
})

test('a membership that has not begun, or has ended, opens nothing', async () => {
  const w = await openWorld()
  await addMember(w.dbs, w.nadia, { structureId: w.mairie, role: 'secondary_manager' })
  const nadia = await w.as(w.nadia)
  const dated = (starts_on: string, ends_on: string | null) =>
    w.db.updateTable('membership').set({ starts_on, ends_on }).where('user_id', '=', w.nadia.id).execute()
  expect((await nadia.get(paths.manager)).status).toBe(200)
  await dated('2026-11-24', null)
  expect((await nadia.get(paths.manager)).status).toBe(404)
  await dated('2026-01-01', '2026-11-22')
  expect((await nadia.get(paths.manager)).status).toBe(404)
  await dated('2026-01-01', '2026-11-23')
  expect((await nadia.get(paths.manager)).status).toBe(200)
})

test('a member sees the address of a manager’s page only when it is theirs', async () => {
  const w = await openWorld()
  const html = await (await (await w.as(w.chloe)).get(url(paths.structure, { id: w.mairie }))).text()
  expect(html).not.toContain(paths.manager)
})
