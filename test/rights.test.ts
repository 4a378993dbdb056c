import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import type { Act } from '../src/act.ts'
import { openFileStore } from '../src/outside/files.ts'
import { paths, url } from '../src/urls.ts'
import { addMember, addPerson, addRequest, addService } from './people.ts'
import { addSubscriptionRequest } from './subscription-requests.ts'
import { openWorld, type TestWorld, type Visitor } from './world.ts'

const ROLES = ['visitor', 'nadia', 'chloe', 'gael', 'bruno', 'alice', 'farid', 'emma'] as const
type Role = (typeof ROLES)[number]
const EVERYBODY: Role[] = [...ROLES]
const SIGNED_IN: Role[] = ROLES.filter((role) => role !== 'visitor')
const MANAGERS: Role[] = ['gael', 'bruno', 'alice', 'farid']
const OF_MAIRIE: Role[] = ['gael', 'bruno', 'alice']
const OPERATOR: Role[] = ['emma']

/** What a route is asked for: the Mairie's own things, then those of Farid's firm, which is elsewhere. */
type Ids = {
  structure: number
  request: number
  subscription: number
  entry: number
  run: number
  subscriptionRun: number
  service: number
  mandate: number
  /** A member that every manager of the structure sees, and a run of its primary manager on members. */
  user: number
  memberRun: number
}
type Row = {
  /** Who gets in, with the Mairie's ids. */
  mairie: Role[]
  /** The same with the ids of the firm elsewhere. Left out where the route takes no id. */
  elsewhere?: Role[]
  /** Who knows that the Mairie's thing is there, and is told why it is not for them. */
  forbidden?: Role[]
  /** Fills the route's `:id`; its other parameters are filled by their names. */
  id?: keyof Ids
  query?: (ids: Ids) => string
}

/** What concerns a structure as a whole: its managers of the whole and the platform support. */
const OF_WHOLE: Row = {
  mairie: ['bruno', 'alice', 'emma'],
  elsewhere: ['farid', 'emma'],
  forbidden: ['gael'],
  id: 'structure',
}

/** What managers do for members of their structure or services. */
const OF_SERVICES: Row = { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'structure' }

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
  [`GET ${paths.ownTransfer}`]: { mairie: SIGNED_IN },
  [`POST ${paths.ownTransfer}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ownDeparture}`]: { mairie: ['chloe', ...OF_MAIRIE], elsewhere: ['farid'], id: 'structure' },
  [`GET ${paths.deactivation}`]: { mairie: SIGNED_IN },
  [`POST ${paths.deactivation}`]: { mairie: SIGNED_IN },
  [`GET ${paths.deactivationSuccessors}`]: { mairie: SIGNED_IN },
  [`POST ${paths.deactivationSuccessors}`]: { mairie: SIGNED_IN },
  [`GET ${paths.reactivation}`]: { mairie: EVERYBODY },
  [`POST ${paths.reactivation}`]: { mairie: EVERYBODY },
  [`GET ${paths.ownRequest}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },
  [`GET ${paths.ownRequestWithdrawal}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },
  [`POST ${paths.ownRequestWithdrawal}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },

  [`GET ${paths.ownSubscriptions}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ownSubscriptionRequest}`]: { mairie: ['chloe'], elsewhere: [], id: 'subscription' },
  [`GET ${paths.ownSubscriptionRequestWithdrawal}`]: { mairie: ['chloe'], elsewhere: [], id: 'subscription' },
  [`POST ${paths.ownSubscriptionRequestWithdrawal}`]: { mairie: ['chloe'], elsewhere: [], id: 'subscription' },
  [`GET ${paths.subscribing}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`POST ${paths.subscribing}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`POST ${paths.ownSpaces}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },

  [`GET ${paths.structureSearch}`]: { mairie: SIGNED_IN },
  [`GET ${paths.newStructure}`]: { mairie: SIGNED_IN },
  [`POST ${paths.newStructure}`]: { mairie: SIGNED_IN },
  [`GET ${paths.newStructureCheck}`]: { mairie: SIGNED_IN },
  [`GET ${paths.structure}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`GET ${paths.joining}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`POST ${paths.joining}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },

  ...Object.fromEntries(
    [
      paths.managedStructureEdit,
      paths.managedStructureRegister,
      paths.managedParameters,
      paths.managedService,
      paths.managedServiceClosing,
      paths.managedMandates,
      paths.managedMandate,
    ].flatMap((path) => [
      [`GET ${path}`, OF_WHOLE],
      [`POST ${path}`, OF_WHOLE],
    ]),
  ),
  [`POST ${paths.managedServiceOpening}`]: OF_WHOLE,
  [`GET ${paths.managedMandateDocument}`]: OF_WHOLE,
  [`POST ${paths.managedServices}`]: OF_WHOLE,
  [`GET ${paths.managedServices}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  [`GET ${paths.managedStructure}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  [`GET ${paths.managedStructures}`]: { mairie: MANAGERS },

  [`GET ${paths.managedSpaces}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  // Open for the whole structure: a manager of services alone leaves it as it is.
  ...Object.fromEntries(
    [paths.managedSpaceOpening, paths.managedSpaceClosing].flatMap((path) => [
      [`GET ${path}`, OF_WHOLE],
      [`POST ${path}`, OF_WHOLE],
    ]),
  ),

  [`GET ${paths.members}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  ...Object.fromEntries(
    [paths.attaching, paths.newMemberAccount, paths.membersSubscriptions].flatMap((path) => [
      [`GET ${path}`, OF_SERVICES],
      [`POST ${path}`, OF_SERVICES],
    ]),
  ),
  [`GET ${paths.memberSearch}`]: OF_SERVICES,
  ...Object.fromEntries(
    [paths.member, paths.memberSubscriptions, paths.memberRemoval].flatMap((path) => [
      [`GET ${path}`, OF_SERVICES],
      [`POST ${path}`, OF_SERVICES],
    ]),
  ),
  [`GET ${paths.attachingRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'structure' },
  [`POST ${paths.attachingRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'structure' },
  [`GET ${paths.rightsCopy}`]: { mairie: MANAGERS },
  [`POST ${paths.rightsCopy}`]: { mairie: MANAGERS },
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
  [`GET ${paths.subscriptionRequests}`]: { mairie: MANAGERS },
  ...Object.fromEntries(
    [
      `GET ${paths.subscriptionRequest}`,
      `POST ${paths.subscriptionRequestApproval}`,
      `GET ${paths.subscriptionRequestRefusal}`,
      `POST ${paths.subscriptionRequestRefusal}`,
    ].map((route): [string, Row] => [route, { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'subscription' }]),
  ),
  ...Object.fromEntries(
    [paths.subscriptionRequestApprovals, paths.subscriptionRequestRefusals].flatMap((path): [string, Row][] => [
      [`GET ${path}`, { mairie: MANAGERS }],
      [`POST ${path}`, { mairie: MANAGERS }],
    ]),
  ),
  [`GET ${paths.subscriptionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'subscriptionRun' },
  [`POST ${paths.subscriptionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'subscriptionRun' },
  [`GET ${paths.history}`]: { mairie: ['bruno', 'alice', 'farid', 'emma'] },
  [`GET ${paths.historyExport}`]: { mairie: ['bruno', 'alice', 'farid', 'emma'] },
  ...Object.fromEntries(
    [
      `GET ${paths.technicalUser}`,
      `POST ${paths.technicalUser}`,
      `GET ${paths.technicalUserReset}`,
      `POST ${paths.technicalUserReset}`,
      `GET ${paths.technicalUserRemoval}`,
      `POST ${paths.technicalUserRemoval}`,
      `POST ${paths.technicalUserExport}`,
    ].map((route): [string, Row] => [
      route,
      { mairie: ['alice'], elsewhere: ['farid'], forbidden: ['gael', 'bruno'], id: 'structure' },
    ]),
  ),
  // A public structure keeps its identifier, and its managers are told so.
  ...Object.fromEntries(
    [`GET ${paths.identifierChange}`, `GET ${paths.identifierNew}`, `POST ${paths.identifierNew}`].map(
      (route): [string, Row] => [route, OF_SERVICES],
    ),
  ),
  [`GET ${paths.historyEntry}`]: { mairie: ['bruno', 'alice', 'emma'], elsewhere: ['farid', 'emma'], id: 'entry' },

  [`GET ${paths.operator}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorMails}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorMail}`]: { mairie: OPERATOR, id: 'entry' },
  [`POST ${paths.operatorMailRetry}`]: { mairie: OPERATOR, id: 'entry' },
  [`GET ${paths.operatorSpaces}`]: { mairie: OPERATOR },
  [`POST ${paths.operatorSpaces}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorStructures}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorNewStructure}`]: { mairie: OPERATOR },
  [`POST ${paths.operatorNewStructure}`]: { mairie: OPERATOR },
  [`GET ${paths.operatorStructure}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  [`POST ${paths.operatorPrimary}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  [`POST ${paths.operatorServices}`]: { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' },
  ...Object.fromEntries(
    [`GET ${paths.operatorReplacement}`, `POST ${paths.operatorReplacement}`, `POST ${paths.operatorPigp}`].map(
      (key) => [key, { mairie: OPERATOR, elsewhere: OPERATOR, id: 'structure' as const }],
    ),
  ),
  // Last: who may leave has left after it.
  [`POST ${paths.ownDeparture}`]: { mairie: ['chloe', ...OF_MAIRIE], elsewhere: ['farid'], id: 'structure' },
}

type Made = { structure: number; by: 'alice' | 'farid'; who: TestWorld['nadia']; services: number[] }

/** Each structure has a request that waits, a decided one in its history, and a run of its primary manager. */
async function furnish(w: TestWorld): Promise<Record<'mairie' | 'elsewhere', Ids>> {
  const act = { alice: await w.actOf(w.alice), farid: await w.actOf(w.farid) }
  const { openRun } = await import('../src/memberships/deciding-in-bulk.ts')
  const { refuseRequest } = await import('../src/memberships/deciding.ts')
  const { openSubscriptionRun } = await import('../src/subscriptions/deciding-in-bulk.ts')
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
    const service = services[0] ?? (await addService(w.dbs, { structure_id: structure, code: 'A', name: 'Accueil' }))
    const mandate = await addMandate(w, structure)
    const asker = structure === w.mairie ? w.chloe : who
    const spaces = [{ space: 'invoices_issued' as const, service }]
    const asked = { structureId: structure, spaces, reached: [service] }
    const subscription = await addSubscriptionRequest(w.dbs, asker, asked)
    const decidedToo = await openSubscriptionRun(act[by], [subscription], { decision: 'validate' })
    const subscriptionRun = decidedToo.ok ? decidedToo.value : 0
    const { user, memberRun } = await addMemberRun(w, act[by], { structure, service })
    const runs = { run: run.ok ? run.value : 0, subscriptionRun, memberRun }
    return { structure, request, subscription, entry, ...runs, service, mandate, user }
  }
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  return {
    mairie: await made({ structure: w.mairie, by: 'alice', who: w.nadia, services: [w.finances] }),
    elsewhere: await made({ structure: w.elsewhere, by: 'farid', who: jeanne, services: [] }),
  }
}

/** A member of one service, whose subscriptions are to be changed. */
async function addMemberRun(w: TestWorld, act: Act, { structure, service }: { structure: number; service: number }) {
  const { openSubscribing } = await import('../src/memberships/member-subscribing.ts')
  const person = await addPerson(w.dbs, { first: 'Lucie', last: `Membre ${structure}` })
  await addMember(w.dbs, person, { structureId: structure, role: 'simple_user', services: [service] })
  const input = { structureId: structure, space: 'requests_sent', access: 'write' } as const
  const run = await openSubscribing(act, input, [person.id])
  return { user: person.id, memberRun: run.ok ? run.value : 0 }
}

/** A mandate with a document that can be had. */
async function addMandate(w: TestWorld, structure_id: number): Promise<number> {
  const received = await openFileStore(`${w.dataDir}/files`).receive(Readable.from([Buffer.from('%PDF-')]), 100)
  if (!received.ok) throw new Error(received.refusal)
  const { hash: file_hash, size, keep } = received.value
  await keep()
  const created_at = w.clock.now.toISOString()
  const file = { hash: file_hash, size, type: 'pdf', created_at }
  await w.db
    .insertInto('file')
    .values(file)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const dates = { starts_on: '2026-01-01', ends_on: null, created_at, created_by_id: w.alice.id }
  const row = { structure_id, mandatary: 'Facture Service', file_hash, file_name: 'mandat.pdf', ...dates }
  return (await w.db.insertInto('billing_mandate').values(row).returning('id').executeTakeFirstOrThrow()).id
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

const fill = (route: string, id: number, others: Partial<Record<string, number>>): string =>
  route
    .replace(':id', String(id))
    .replace(':token', 'unknown-token-of-twenty')
    .replace(':space', 'requests_sent')
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
      const got = await outcome(visitor, method, fill(route, row.id ? ids[side][row.id] : 0, ids[side]))
      const isForbidden = side === 'mairie' && row.forbidden?.includes(role)
      const refused = role === 'visitor' ? ['sign-in', 'hidden'] : isForbidden ? ['forbidden'] : ['hidden']
      const expected = allowed.includes(role) ? ['in'] : refused
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
