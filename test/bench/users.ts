import { request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { paths, withQuery } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { ask, cookieOf } from '../fault/client.ts'
import { type Served, serveIn } from '../fault/server-process.ts'
import { crowd, findPlace, withCopy } from './crowd.ts'
import { type Database, mainStructure, withDatabase } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { askInTurn, medianOf, percentile } from './load.ts'
import { megabytesOf } from './memory.ts'

/** The same place in a small database and in a large one: what grows with the platform shows. */
const PLACE = 800
const FEW = { people: 1000, members: PLACE }
const MANY = { people: 100_000, members: PLACE }
/** And a town hall that has many members itself. */
const TOWN = { people: 100_000, members: 10_000 }
const EXPORTED = 100_000
const REMOVED = 1000
const WARM_UP = 60
const ROUNDS = 300
const SAMPLE_MS = 20

const GOALS = { p99: 25, same: 1.2, synthesis: 15, rowsPerSecond: 50_000, memory: 30, removal: 1 }

/** The manager's search for users, synthesis, export and removal in bulk, with a crowd: on copies of the databases. */
export const measureUsers = (small: Database, large: Database): Promise<Figure[]> =>
  withCopy(small, (few) =>
    withCopy(large, async (many) => {
      const [less, more] = [await findPlace(few.dataDir), await findPlace(many.dataDir)]
      await crowd(few.dataDir, less.place, FEW)
      await crowd(many.dataDir, more.place, MANY)
      const town = await withDatabase(many.dataDir, mainStructure)
      await crowd(many.dataDir, town, TOWN)
      const login = await loginIn(many, town)
      const sides: [Side, Side] = [await openSide(few, less), await openSide(many, more)]
      const hall = { ...sides[1], session: many.session, login }
      const searches = await measureAndStop(sides, hall)
      const removal = await measureRemoval(many, town)
      await crowd(many.dataDir, town, { ...TOWN, members: EXPORTED })
      return [...searches, ...removal, ...(await measureExport(many))]
    }),
  )

/** A server, and who asks it: `words` are found there. */
type Side = { served: Served; session: string; login: string; last: string }

async function openSide(database: Database, { place, session }: { place: number; session: string }): Promise<Side> {
  const { dataDir } = database
  const login = await loginIn(database, place)
  return { served: await serveIn({ dataDir }), session, login, last: await commonStart(dataDir, place) }
}

async function measureAndStop(sides: [Side, Side], hall: Side): Promise<Figure[]> {
  try {
    return await measureSearches(sides, hall)
  } finally {
    for (const { served } of sides) await served.stop()
  }
}

const loginIn = ({ dataDir }: Database, place: number): Promise<string> =>
  withDatabase(dataDir, async ({ read }) => {
    const members = read.selectFrom('membership').innerJoin('user', 'user.id', 'membership.user_id').select('login')
    const there = members.where('structure_id', '=', place).where('role', '=', 'simple_user')
    return (await there.orderBy('membership.id', 'desc').limit(1).executeTakeFirstOrThrow()).login
  })

/** Three letters that begin more surnames in a place than any others. */
const commonStart = (dataDir: string, place: number): Promise<string> =>
  withDatabase(dataDir, async ({ read }) => {
    const { folded } = await read
      .selectFrom('membership')
      .select((eb) => ['member_folded as folded', eb.fn.countAll<number>().as('people')])
      .where('structure_id', '=', place)
      .groupBy((eb) => eb.fn('substr', ['member_folded', eb.val(1), eb.val(3)]))
      .orderBy('people', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return folded.slice(0, 3)
  })

async function measureSearches([small, large]: [Side, Side], hall: Side): Promise<Figure[]> {
  const search = (query: Record<string, string>) => withQuery(paths.userSearch, { ...query, rows: 10 })
  const { last } = small
  return [
    ...(await compare('by parts of a name', [small, large], () => search({ last }))),
    ...(await compare('by login', [small, large], ({ login }) => search({ login }))),
    ...(await compare('everybody', [small, large], () => search({ asked: '1' }))),
    ...(await measurePage('User search by parts of a name, 10,000 members', hall, search({ last }))),
    ...(await measurePage('User search by login, 10,000 members', hall, search({ login: hall.login }))),
    ...(await measureSynthesis(hall)),
  ]
}

const targetOf = ({ served, session }: Side, path: string) => ({
  port: served.port,
  path,
  headers: { cookie: cookieOf(served.port, session), 'accept-encoding': 'identity' },
})

async function compare(name: string, sides: [Side, Side], path: (side: Side) => string): Promise<Figure[]> {
  const targets = sides.map((side) => targetOf(side, path(side)))
  const rows = await Promise.all(targets.map(async (target) => String((await ask(target)).body).split('<tr>').length))
  if (rows[0] !== rows[1]) process.stderr.write(`Search ${name}: ${rows[0]} rows among few, ${rows[1]} among many\n`)
  await askInTurn(targets, WARM_UP)
  const [less = [], more = []] = await askInTurn(targets, ROUNDS)
  const title = `User search ${name}`
  return [
    atMost(GOALS.p99, { name: `${title}: p99`, value: rounded(percentile(more, 0.99), 1), unit: 'ms' }),
    atMost(GOALS.same, {
      name: `Median, ${title.toLowerCase()}: 100,000 ÷ 1,000 users`,
      value: rounded(medianOf(more) / medianOf(less)),
      unit: '×',
    }),
    { name: `Median, ${title.toLowerCase()}`, value: rounded(medianOf(more), 1), unit: 'ms' },
  ]
}

async function measurePage(name: string, side: Side, path: string): Promise<Figure[]> {
  const target = targetOf(side, path)
  await askInTurn([target], WARM_UP)
  const [times = []] = await askInTurn([target], ROUNDS)
  return [
    atMost(GOALS.p99, { name: `${name}: p99`, value: rounded(percentile(times, 0.99), 1), unit: 'ms' }),
    { name: `Median, ${name}`, value: rounded(medianOf(times), 1), unit: 'ms' },
  ]
}

async function measureSynthesis(side: Side): Promise<Figure[]> {
  const target = targetOf(side, paths.manager)
  await askInTurn([target], WARM_UP)
  const [times = []] = await askInTurn([target], ROUNDS)
  const name = 'Synthesis page with 10,000 members: median'
  return [atMost(GOALS.synthesis, { name, value: rounded(medianOf(times), 1), unit: 'ms' })]
}

async function measureRemoval({ dataDir, session }: Database, town: number): Promise<Figure[]> {
  const ids = await withDatabase(dataDir, async ({ read }) => {
    const there = read.selectFrom('membership').select('id').where('structure_id', '=', town)
    return there.where('role', '=', 'simple_user').orderBy('id').limit(REMOVED).execute()
  })
  const served = await serveIn({ dataDir })
  try {
    const form = new URLSearchParams({ once: randomToken() })
    for (const { id } of ids) form.append('id', String(id))
    const answer = await ask({ port: served.port, path: paths.memberRemovals, form, session })
    if (answer.status !== 303) throw new Error(`the removal is answered ${answer.status}`)
    const name = `${REMOVED.toLocaleString('en')} memberships removed at once`
    return [atMost(GOALS.removal, { name, value: rounded(answer.ms / 1000), unit: 's' })]
  } finally {
    await served.stop()
  }
}

/** The file of everybody, and what the server holds more while it writes it. */
async function measureExport({ dataDir, session }: Database): Promise<Figure[]> {
  const served = await serveIn({ dataDir })
  try {
    const target = { port: served.port, path: paths.usersExport, session }
    await exportOnce({ ...target, path: withQuery(paths.usersExport, { last: 'mar' }) })
    const before = megabytesOf(served.pid)
    let most = before
    const sampling = setInterval(() => (most = Math.max(most, megabytesOf(served.pid))), SAMPLE_MS)
    const begin = performance.now()
    const rows = await exportOnce(target)
    clearInterval(sampling)
    const rate = Math.round(rows / ((performance.now() - begin) / 1000))
    const { rowsPerSecond } = GOALS
    return [
      {
        name: `Export of ${rows.toLocaleString('en')} users`,
        value: rate,
        unit: 'rows/s',
        goal: `≥ ${rowsPerSecond.toLocaleString('en')}`,
        met: rate >= rowsPerSecond,
      },
      atMost(GOALS.memory, { name: 'Memory (RSS) that the export takes besides', value: most - before, unit: 'MB' }),
    ]
  } finally {
    await served.stop()
  }
}

/** How many rows came. The file is not kept here: the reader must not be what grows. */
function exportOnce({ port, path, session }: { port: number; path: string; session: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `http://127.0.0.1:${port}${path}`,
      { headers: { cookie: cookieOf(port, session) } },
      (answer) => {
        let lines = 0
        answer.on('data', (part: Buffer) => {
          for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++
        })
        answer.on('error', reject)
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve(lines - 1) : reject(new Error(`${answer.statusCode}`)),
        )
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}
