import { paths, url, withQuery } from '../../src/urls.ts'
import { ask, cookieOf } from '../fault/client.ts'
import { type Served, serveIn } from '../fault/server-process.ts'
import type { Database } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { askInTurn, medianOf } from './load.ts'

const WARM_UP = 60
const ROUNDS = 240
const SAME = 1.2
const SEARCH = 2

export type Side = { database: Database; served: Served }
export type Page = { name: string; path: (database: Database) => string; goal: number }

const queue = (query: Record<string, string | number>) => withQuery(paths.membershipRequests, query)

const PAGES: Page[] = [
  { name: 'queue, 50 rows', path: () => queue({ rows: 50 }), goal: SAME },
  { name: 'queue by name', path: () => queue({ rows: 50, sort: 'name' }), goal: SAME },
  { name: 'decided requests', path: () => queue({ rows: 10, state: 'validated' }), goal: SAME },
  { name: 'one request', path: ({ requestId }) => url(paths.membershipRequest, { id: requestId }), goal: SAME },
  {
    name: 'queue searched by name, 10 rows',
    path: ({ start }) => queue({ rows: 10, q: start }),
    goal: SEARCH,
  },
  { name: "user's own pages", path: () => paths.ownMemberships, goal: SAME },
  { name: 'history', path: () => withQuery(paths.history, { rows: 10 }), goal: SAME },
  {
    name: 'structure search, 10 rows',
    path: () => withQuery(paths.structureSearch, { q: 'commune', rows: 10 }),
    goal: SEARCH,
  },
]

/** The same pages over a small and a large database, asked for in turns: what grows with the data shows here. */
export async function measureScale(small: Database, large: Database): Promise<Figure[]> {
  const sides: [Side, Side] = [
    { database: small, served: await serveIn({ dataDir: small.dataDir }) },
    { database: { ...large, start: small.start }, served: await serveIn({ dataDir: large.dataDir }) },
  ]
  try {
    const figures: Figure[] = []
    for (const page of PAGES) figures.push(...(await comparePage(page, sides)))
    figures.push(await comparePlace(sides[1]))
    return figures
  } finally {
    for (const { served } of sides) await served.stop()
  }
}

export const targetOf = ({ database, served }: Side, path: string) => ({
  port: served.port,
  path,
  headers: { cookie: cookieOf(served.port, database.session), 'accept-encoding': 'identity' },
})

/** The median of a page over the large database beside that over the small one. */
export async function comparePage({ name, path, goal }: Page, [small, large]: [Side, Side]): Promise<Figure[]> {
  const targets = [small, large].map((side) => targetOf(side, path(side.database)))
  const rows = await Promise.all(targets.map(rowsOf))
  if (rows[0] !== rows[1])
    process.stderr.write(`${name}: ${rows[0]} rows in the small database, ${rows[1]} in the large\n`)
  const [less, more] = await mediansOf(targets)
  const span = `${large.database.scale.toLocaleString('en')} ÷ ${small.database.scale.toLocaleString('en')}`
  return [
    atMost(goal, { name: `Median, ${name}: ${span}`, value: rounded(more / less), unit: '×' }),
    { name: `Median, ${name}, ${large.database.scale.toLocaleString('en')}`, value: rounded(more), unit: 'ms' },
  ]
}

async function comparePlace(side: Side): Promise<Figure> {
  const page = Math.min(100, Math.floor(side.database.scale / 10 / 50))
  const [first, last] = await mediansOf([
    targetOf(side, queue({ rows: 50 })),
    targetOf(side, queue({ rows: 50, page })),
  ])
  return atMost(SAME, { name: `Median, queue: page ${page} ÷ page 1`, value: rounded(last / first), unit: '×' })
}

/** Of two pages, asked for in turns. */
export async function mediansOf(targets: ReturnType<typeof targetOf>[]): Promise<[number, number]> {
  await askInTurn(targets, WARM_UP)
  const [first = [], second = []] = await askInTurn(targets, ROUNDS)
  return [medianOf(first), medianOf(second)]
}

/** Two pages compare only if they show the same number of rows. */
async function rowsOf(target: ReturnType<typeof targetOf>): Promise<number> {
  const { body } = await ask(target)
  return body.toString().split('<tr>').length
}
