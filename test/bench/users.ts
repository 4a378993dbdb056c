import { request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { paths, withQuery } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { ask, cookieOf } from '../fault/client.ts'
import { type Served, serveIn } from '../fault/server-process.ts'
import { crowd, withCopy } from './crowd.ts'
import { type Database, mainStructure, withDatabase } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { askInTurn, medianOf, percentile } from './load.ts'
import { megabytesOf } from './memory.ts'

const FEW = { people: 1000, members: 400 }
const MANY = { people: 100_000, members: 10_000 }
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
      await crowd(few.dataDir, FEW)
      await crowd(many.dataDir, MANY)
      const searches = await measureSearches(few, many)
      const removal = await measureRemoval(many)
      await crowd(many.dataDir, { people: MANY.people, members: EXPORTED })
      return [...searches, ...removal, ...(await measureExport(many))]
    }),
  )

type Side = { served: Served; session: string; login: string }

async function measureSearches(few: Database, many: Database): Promise<Figure[]> {
  const words = await commonStarts(few)
  const [small, large] = [await openSide(few), await openSide(many)]
  const search = (query: Record<string, string>) => withQuery(paths.userSearch, { ...query, rows: 10 })
  try {
    return [
      ...(await compare('by parts of a name', [small, large], () => search(words))),
      ...(await compare('by login', [small, large], ({ login }) => search({ login }))),
      ...(await compare('everybody', [small, large], () => search({ asked: '1' }))),
      ...(await measureSynthesis(large)),
    ]
  } finally {
    await small.served.stop()
    await large.served.stop()
  }
}

async function openSide({ dataDir, session }: Database): Promise<Side> {
  const login = await withDatabase(dataDir, async (dbs) => {
    const members = dbs.read.selectFrom('membership').innerJoin('user', 'user.id', 'membership.user_id').select('login')
    const there = members.where('structure_id', '=', await mainStructure(dbs)).where('role', '=', 'simple_user')
    return (await there.orderBy('membership.id', 'desc').limit(1).executeTakeFirstOrThrow()).login
  })
  return { served: await serveIn({ dataDir }), session, login }
}

/** Three letters that begin the surnames of more than ten members, and so are found on both sides. */
const commonStarts = ({ dataDir }: Database): Promise<{ last: string }> =>
  withDatabase(dataDir, async (dbs) => {
    const rows = await dbs.read
      .selectFrom('membership')
      .select((eb) => ['member_folded', eb.fn.countAll<number>().as('people')])
      .where('structure_id', '=', await mainStructure(dbs))
      .groupBy((eb) => eb.fn('substr', ['member_folded', eb.val(1), eb.val(3)]))
      .orderBy('people', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return { last: rows.member_folded.slice(0, 3) }
  })

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

async function measureSynthesis(side: Side): Promise<Figure[]> {
  const target = targetOf(side, paths.manager)
  await askInTurn([target], WARM_UP)
  const [times = []] = await askInTurn([target], ROUNDS)
  const name = 'Synthesis page with 10,000 members: median'
  return [atMost(GOALS.synthesis, { name, value: rounded(medianOf(times), 1), unit: 'ms' })]
}

async function measureRemoval({ dataDir, session }: Database): Promise<Figure[]> {
  const ids = await withDatabase(dataDir, async (dbs) => {
    const there = dbs.read
      .selectFrom('membership')
      .select('id')
      .where('structure_id', '=', await mainStructure(dbs))
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
