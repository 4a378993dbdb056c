import { paths, url, withQuery } from '../../src/urls.ts'
import { serveIn } from '../fault/server-process.ts'
import { weigh } from './bytes.ts'
import type { Database } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { askInTurn, medianOf } from './load.ts'
import { measureHeld } from './memory.ts'
import { measureBeside } from './queue.ts'
import { comparePage, mediansOf, type Page, type Side, targetOf } from './scale.ts'
import { findTicketSide, type TicketSide } from './ticket-places.ts'
import { measureWriting } from './ticket-writing.ts'

const SAME = 1.2
const SEARCH = 2
/** Of the queue, where it has so many. */
const FAR_PAGE = 1000
const MADE_WITHIN_SECONDS = 180
const LARGEST = 1_000_000

const queue = (query: Record<string, string | number> = {}) => withQuery(paths.tickets, { rows: 50, ...query })

/** Tickets: the agent's queue, one ticket, search, writing; the last of it writes. */
export async function measureTickets(small: Database, large: Database): Promise<Figure[]> {
  const [less, more] = [await findTicketSide(small.dataDir), await findTicketSide(large.dataDir)]
  return [
    madeIn(large),
    ...(await measureBeside(large.dataDir, { name: 'Agent’s queue, 50 rows', path: queue(), session: more.agent })),
    ...(await compareScales([small, large], [less, more])),
    ...(await weighPages(large, more)),
    ...(await measureHeld(large.dataDir, mixOf(more))),
    ...(await measureWriting(large, more)),
  ]
}

function madeIn({ scale, seconds }: Database): Figure {
  const figure = { name: `demo --scale ${scale}`, value: rounded(seconds, 1), unit: 's' }
  return scale === LARGEST ? atMost(MADE_WITHIN_SECONDS, figure) : figure
}

async function compareScales(
  databases: [Database, Database],
  [less, more]: [TicketSide, TicketSide],
): Promise<Figure[]> {
  const [small, large] = databases
  const sides: [Side, Side] = [
    { database: { ...small, session: less.agent }, served: await serveIn({ dataDir: small.dataDir }) },
    { database: { ...large, session: more.agent }, served: await serveIn({ dataDir: large.dataDir }) },
  ]
  const ticketOf = ({ dataDir }: Database) => (dataDir === small.dataDir ? less : more).ticketId
  const pages: Page[] = [
    { name: 'agent’s queue, 50 rows', path: () => queue(), goal: SAME },
    { name: 'agent’s closed tickets, 50 rows', path: () => queue({ tab: 'closed' }), goal: SAME },
    { name: 'agent’s queue by subject', path: () => queue({ sort: 'subject' }), goal: SAME },
    { name: 'one ticket', path: (database) => url(paths.ticket, { id: ticketOf(database) }), goal: SAME },
  ]
  try {
    const figures: Figure[] = []
    for (const page of pages) figures.push(...(await comparePage(page, sides)))
    for (const [at, words] of SEARCHES.entries())
      figures.push(
        ...(await compareSearch(sides, { words, readers: [less, more].map((side) => some(side.readers, at)) })),
      )
    return [...figures, await compareFarPage(sides[1])]
  } finally {
    for (const { served } of sides) await served.stop()
  }
}

/** Three readers ask for each. */
const SEARCHES = ['gymnase', 'facture merci', 'gym', 'T-2026-000']
const some = (readers: string[], at: number): string[] => readers.slice(3 * at, 3 * at + 3)

/** A key-word search in turns over both, by one reader after the other. */
async function compareSearch(sides: [Side, Side], { words, readers }: { words: string; readers: string[][] }) {
  const times: [number[], number[]] = [[], []]
  for (const [at] of readers[0]?.entries() ?? []) {
    const targets = sides.map((side, of) =>
      targetOf(
        { ...side, database: { ...side.database, session: readers[of]?.[at] ?? '' } },
        queue({ rows: 10, q: words }),
      ),
    )
    await askInTurn(targets, 30)
    const [small = [], large = []] = await askInTurn(targets, 70)
    times[0].push(...small)
    times[1].push(...large)
  }
  const [less, more] = [medianOf(times[0]), medianOf(times[1])]
  const name = `Median, tickets searched for « ${words} », 10 rows`
  const span = sides.map(({ database }) => database.scale.toLocaleString('en')).toReversed()
  return [
    atMost(SEARCH, { name: `${name}: ${span.join(' ÷ ')}`, value: rounded(more / less), unit: '×' }),
    { name: `${name}, ${span[0]}`, value: rounded(more), unit: 'ms' },
  ]
}

async function compareFarPage(side: Side): Promise<Figure> {
  const page = Math.min(FAR_PAGE, Math.floor(side.database.scale / 10 / 50))
  const [first, last] = await mediansOf([targetOf(side, queue()), targetOf(side, queue({ page }))])
  const name = `Median, agent’s queue: page ${page.toLocaleString('en')} ÷ page 1`
  return atMost(SAME, { name, value: rounded(last / first), unit: '×' })
}

/** Searches go round the readers. */
function mixOf({ agent, operator, simple, readers, ticketId, sentId }: TicketSide) {
  const of = (session: string, ...asked: string[]) => asked.map((path) => ({ path, session }))
  const mix = readers.flatMap((reader) => [
    ...of(agent, queue(), queue({ tab: 'mine' }), queue({ tab: 'closed', page: 40 })),
    ...of(reader, queue({ q: 'gymnase' }), queue({ q: 'certificat' })),
    ...of(agent, url(paths.ticket, { id: ticketId }), queue({ sort: 'subject' }), paths.cannedAnswers),
    ...of(operator, queue(), paths.operatorMails),
    ...of(simple, paths.sentTickets, paths.newTicket, url(paths.sentTicket, { id: sentId }), paths.sentTicketDashboard),
    ...of(simple, paths.sentTicketSearch, paths.contact, paths.home, paths.account),
  ])
  return { mix, name: 'Memory (RSS) after 10,000 mixed requests about tickets' }
}

const weighPages = ({ dataDir }: Database, side: TicketSide): Promise<Figure[]> =>
  weighAsWriter(dataDir, side).then(async (figures) => [
    ...figures,
    ...(await weigh(dataDir, side.agent, (signedIn) => ({
      pages: [
        ['agent’s queue', paths.tickets, signedIn],
        ['one ticket', url(paths.ticket, { id: side.ticketId }), signedIn],
        ['contact, signed out', paths.contact, {}],
      ],
      swaps: [
        ['agent’s queue, 25 rows', withQuery(paths.tickets, { rows: 25, page: 2 })],
        ['solution dialog', url(paths.ticketSolution, { id: side.ownId })],
      ],
    }))),
  ])

const weighAsWriter = (dataDir: string, { simple, sentId }: TicketSide): Promise<Figure[]> =>
  weigh(dataDir, simple, (signedIn) => ({
    pages: [
      ['writer’s synthesis', paths.sentTickets, signedIn],
      ['new ticket', paths.newTicket, signedIn],
      ['one’s own ticket', url(paths.sentTicket, { id: sentId }), signedIn],
      ['writer’s dashboard', paths.sentTicketDashboard, signedIn],
    ],
    swaps: [],
  }))
