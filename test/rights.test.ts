import { expect, test } from 'vitest'
import { paths, url } from '../src/urls.ts'
import { addMember, addPerson, addRequest } from './people.ts'
import { openWorld, type TestWorld, type Visitor } from './world.ts'

const ROLES = ['visitor', 'nadia', 'chloe', 'gael', 'bruno', 'alice', 'farid', 'emma'] as const
type Role = (typeof ROLES)[number]
const EVERYBODY: Role[] = [...ROLES]
const SIGNED_IN: Role[] = ROLES.filter((role) => role !== 'visitor')
const MANAGERS: Role[] = ['gael', 'bruno', 'alice', 'farid']
const OF_MAIRIE: Role[] = ['gael', 'bruno', 'alice']
const OPERATOR: Role[] = ['emma']

/** What a route is asked for: the Mairie's own things, then those of Farid's firm, which is elsewhere. */
type Ids = { structure: number; request: number; entry: number; run: number }
type Row = {
  /** Who gets in, with the Mairie's ids. */
  mairie: Role[]
  /** The same with the ids of the firm elsewhere. Left out where the route takes no id. */
  elsewhere?: Role[]
  /** Fills the route's `:id`. */
  id?: keyof Ids
  query?: (ids: Ids) => string
}

/** The rights of every route: the first check of each command and page. A route without a row fails. */
const MATRIX: Record<string, Row> = {
  [`GET ${paths.alive}`]: { mairie: EVERYBODY },
  [`GET ${paths.ready}`]: { mairie: EVERYBODY },
  [`GET ${paths.home}`]: { mairie: EVERYBODY },
  [`POST ${paths.language}`]: { mairie: EVERYBODY },
  ...Object.fromEntries(
    [
      paths.help,
      paths.contact,
      paths.siteMap,
      paths.releaseNotes,
      paths.legal,
      paths.privacy,
      paths.terms,
      paths.accessibility,
    ].map((path) => [`GET ${path}`, { mairie: EVERYBODY }]),
  ),
  // Whoever holds the link may use it; an unknown one is a 404 that says how to get another.
  ...Object.fromEntries(
    [paths.activation, paths.passwordReset].flatMap((path) => [
      [`GET ${path}`, { mairie: [] }],
      [`POST ${path}`, { mairie: [] }],
    ]),
  ),
  [`GET ${paths.firstOperator}`]: { mairie: [] },
  [`POST ${paths.firstOperator}`]: { mairie: [] },
  ...Object.fromEntries(
    [paths.signIn, paths.passwordForgotten, paths.newAccount].flatMap((path) => [
      [`GET ${path}`, { mairie: EVERYBODY }],
      [`POST ${path}`, { mairie: EVERYBODY }],
    ]),
  ),
  [`GET ${paths.passwordForgottenSent}`]: { mairie: EVERYBODY },
  [`GET ${paths.newAccountSent}`]: { mairie: EVERYBODY },
  [`POST ${paths.signOut}`]: { mairie: EVERYBODY },

  [`GET ${paths.resume}`]: { mairie: [], id: 'entry' },
  [`POST ${paths.resume}`]: { mairie: [], id: 'entry' },
  [`GET ${paths.account}`]: { mairie: SIGNED_IN },
  [`POST ${paths.accountIdentity}`]: { mairie: SIGNED_IN },
  [`GET ${paths.accountData}`]: { mairie: SIGNED_IN },
  [`GET ${paths.accountSecurity}`]: { mairie: SIGNED_IN },
  [`POST ${paths.accountPassword}`]: { mairie: SIGNED_IN },
  // It ends at the sign-in page, where a visitor is sent too.
  [`POST ${paths.accountSessionsEnd}`]: { mairie: EVERYBODY },
  [`POST ${paths.accountSessionEnd}`]: { mairie: [], id: 'entry' },
  [`GET ${paths.ownMemberships}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ownRequest}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },
  [`GET ${paths.ownRequestWithdrawal}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },
  [`POST ${paths.ownRequestWithdrawal}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },

  [`GET ${paths.structureSearch}`]: { mairie: SIGNED_IN },
  [`GET ${paths.newStructure}`]: { mairie: SIGNED_IN },
  [`POST ${paths.newStructure}`]: { mairie: SIGNED_IN },
  [`GET ${paths.newStructureCheck}`]: { mairie: SIGNED_IN },
  [`GET ${paths.structure}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`GET ${paths.joining}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`POST ${paths.joining}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },

  [`GET ${paths.manager}`]: { mairie: MANAGERS },
  [`GET ${paths.membershipRequests}`]: { mairie: MANAGERS },
  [`GET ${paths.membershipRequest}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`POST ${paths.membershipRequestApproval}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`GET ${paths.membershipRequestRefusal}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`POST ${paths.membershipRequestRefusal}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`GET ${paths.membershipRequestApprovals}`]: { mairie: MANAGERS },
  [`POST ${paths.membershipRequestApprovals}`]: { mairie: MANAGERS },
  [`GET ${paths.membershipRequestRefusals}`]: { mairie: MANAGERS },
  [`POST ${paths.membershipRequestRefusals}`]: { mairie: MANAGERS },
  [`GET ${paths.decisionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'run' },
  [`POST ${paths.decisionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'run' },
  [`GET ${paths.history}`]: { mairie: ['bruno', 'alice', 'farid', 'emma'] },
  [`GET ${paths.historyExport}`]: { mairie: ['bruno', 'alice', 'farid', 'emma'] },
  [`GET ${paths.historyEntry}`]: { mairie: ['bruno', 'alice', 'emma'], elsewhere: ['farid', 'emma'], id: 'entry' },

  [`GET ${paths.operator}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorMails}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorMail}`]: { mairie: OPERATOR, id: 'entry' },
  [`POST ${paths.operatorMailRetry}`]: { mairie: OPERATOR, id: 'entry' },
  [`GET ${paths.operatorStructures}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorNewStructure}`]: { mairie: OPERATOR },
  [`POST ${paths.operatorNewStructure}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorStructure}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  [`POST ${paths.operatorPrimary}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  [`POST ${paths.operatorServices}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
}

type Made = { structure: number; by: 'alice' | 'farid'; who: TestWorld['nadia']; services: number[] }

/** Each structure has a request that waits, a decided one in its history, and a run of its primary manager. */
async function furnish(w: TestWorld): Promise<Record<'mairie' | 'elsewhere', Ids>> {
  const act = { alice: await w.actOf(w.alice), farid: await w.actOf(w.farid) }
  const { openRun } = await import('../src/memberships/deciding-in-bulk.ts')
  const { refuseRequest } = await import('../src/memberships/deciding.ts')
  const made = async ({ structure, by, who, services }: Made): Promise<Ids> => {
    const other = await addPerson(w.dbs, { first: 'Karim', last: by })
    const decided = await addRequest(w.dbs, other, { structureId: structure })
    await refuseRequest(act[by], decided, { reason: 'Non' })
    const { id: entry } = await w.db
      .selectFrom('history')
      .select('id')
      .where('subject', '=', `membership_request/${decided}`)
      .executeTakeFirstOrThrow()
    const request = await addRequest(w.dbs, who, { structureId: structure, services })
    const run = await openRun(act[by], [decided], { decision: 'refuse', reason: 'Non' })
    return { structure, request, entry, run: run.ok ? run.value : 0 }
  }
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  return {
    mairie: await made({ structure: w.mairie, by: 'alice', who: w.nadia, services: [w.finances] }),
    elsewhere: await made({ structure: w.elsewhere, by: 'farid', who: jeanne, services: [] }),
  }
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
  if (
    answer.status === 303 &&
    answer.headers.get('location')?.startsWith(`${paths.signIn}`) &&
    !ENDS_THE_SESSION.includes(path)
  )
    return 'sign-in'
  if (answer.status >= 500) return `error ${answer.status}`
  return answer.status === 404 ? 'hidden' : answer.status === 403 ? 'forbidden' : 'in'
}

const fill = (route: string, id: number): string =>
  route.replace(':id', String(id)).replace(':token', 'unknown-token-of-twenty')

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
      const got = await outcome(visitor, method, fill(route, row.id ? ids[side][row.id] : 0))
      const expected = allowed.includes(role) ? ['in'] : role === 'visitor' ? ['sign-in', 'hidden'] : ['hidden']
      if (!expected.includes(got)) wrong.push(`${key} (${side}): ${got}, not ${expected.join('/')}`)
    }
  }
  expect(wrong).toEqual([])
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
