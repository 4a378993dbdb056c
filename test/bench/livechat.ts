import { existsSync, readFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { openChance } from '../../src/cli/demo-chance.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { type Answer, ask } from '../fault/client.ts'
import {
  BEHIND_PROXY,
  type End,
  headersOf,
  listenTo,
  type ManyChats,
  type OpenPage,
  openManyChats,
  type Pair,
  sendMessage,
  sendTyping,
} from '../fault/many-chats.ts'
import { type Served, serveIn } from '../fault/server-process.ts'
import { type Database, withDatabase } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { percentile } from './load.ts'
import { megabytesOf } from './memory.ts'

const CHATS = 200
/** In each chat something is said this often, by one side and the other in turns; twenty a second in all. */
const EVERY_MS = 10_000
const TURNS = 6
/** The first of them warm up. */
const COLD_TURNS = 1
/** A page tells that one types this long before what was typed is sent. */
const TYPES_MS = 1500
const GOAL_P99_MS = 300
const GOAL_MB = 50
const GOAL_BYTES = 300

/** Chats as people have them, all at once: how long a message takes to the other's screen, and what they cost. */
export async function measureLivechat({ dataDir }: Database): Promise<Figure[]> {
  const chats = await withDatabase(dataDir, (dbs) => openManyChats(dbs, CHATS))
  const served = await serveIn({ dataDir, env: BEHIND_PROXY })
  try {
    await readPages(served, chats)
    const before = memoryOf(served)
    const heard = await talkForAWhile(served, chats)
    return [...heard.figures, ...memoryFigures(before, heard), ...(await pollFigures(served, chats))]
  } finally {
    await served.stop()
  }
}

const memoryOf = ({ pid }: Served): number | null => (existsSync('/proc/self/status') ? megabytesOf(pid) : null)

/** Everybody has the page open before anything is measured. */
async function readPages({ port }: Served, { pages }: ManyChats): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const page of pages) {
      const path = isDesk(page) ? paths.advisor : paths.assistant
      const { status } = await ask({ port, path, headers: headersOf(page, port) })
      if (status !== 200) throw new Error(`${path} answers ${status}`)
    }
}
const isDesk = ({ path }: OpenPage): boolean => path === paths.advisorEvents

/** Milliseconds that a process has had of a processor, as Linux tells it: a busy machine changes little of it. */
function workOf({ pid }: Served): number {
  if (!existsSync('/proc/self/stat')) return Number.NaN
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = after.split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}

type Heard = { figures: Figure[]; withStreams: number | null; most: number | null }
type Times = { post: number[]; screen: { v: number[]; a: number[] } }

async function talkForAWhile(served: Served, { pages, pairs }: ManyChats): Promise<Heard> {
  const sentAt = new Map<string, number>()
  const times: Times = { post: [], screen: { v: [], a: [] } }
  const streams = pages.map((page) =>
    listenTo(served.port, page, (word) => {
      const own = isDesk(page) ? 'a' : 'v'
      const by = word.endsWith('a') ? 'a' : 'v'
      const at = sentAt.get(word)
      if (by !== own && at !== undefined && isWarm(word)) times.screen[by].push(performance.now() - at)
    }),
  )
  const statuses = await Promise.all(streams.map(({ opened }) => opened))
  if (statuses.some((status) => status !== 200)) throw new Error(`a stream answers ${statuses.join(' ')}`)
  await wait(1000)
  const withStreams = memoryOf(served)
  const watch = watchMemory(served)
  // A connection of its own for each: one that was kept may be closed just when it is taken up again.
  const agent = new Agent()
  const worked = workOf(served)
  await Promise.all(pairs.map((pair, number) => talk({ served, agent, sentAt, times }, pair, number)))
  await wait(2000)
  const work = (workOf(served) - worked) / sentAt.size
  agent.destroy()
  for (const { close } of streams) close()
  const lost = [...sentAt.keys()].filter(isWarm).length - times.screen.a.length - times.screen.v.length
  if (lost !== 0) throw new Error(`${lost} messages did not come`)
  const share = {
    name: 'Processor time for a message, its sign of typing and their streams',
    value: rounded(work, 1),
    unit: 'ms',
  }
  return { figures: [...latencyFigures(times), share], withStreams, most: watch.stop() }
}
const isWarm = (word: string): boolean => Number(word.split('-')[2]) >= COLD_TURNS

function watchMemory(served: Served) {
  let most = memoryOf(served)
  const timer = setInterval(() => (most = Math.max(most ?? 0, memoryOf(served) ?? 0)), 2000)
  return {
    stop: () => {
      clearInterval(timer)
      return most
    },
  }
}

type Talking = { served: Served; agent: Agent; sentAt: Map<string, number>; times: Times }

/** One chat: in each turn one of the two types and says something, at a moment of its own. */
async function talk(talking: Talking, { visitor, advisor }: Pair, number: number): Promise<void> {
  const chance = openChance(number + 1)
  const begin = performance.now()
  for (let turn = 0; turn < TURNS; turn++) {
    const by = (turn + number) % 2 === 0 ? 'v' : 'a'
    const at = begin + turn * EVERY_MS + TYPES_MS + chance.below(EVERY_MS - TYPES_MS)
    await wait(Math.max(0, at - TYPES_MS - performance.now()))
    await sayOne(talking, by === 'v' ? visitor : advisor, { word: `mot-${number}-${turn}-${by}`, at })
  }
}

async function sayOne(
  { served: { port }, agent, sentAt, times }: Talking,
  end: End,
  { word, at }: { word: string; at: number },
): Promise<void> {
  must(await sendTyping({ port, agent }, end), 204)
  await wait(Math.max(0, at - performance.now()))
  sentAt.set(word, performance.now())
  const text = `${word} : la facture est suspendue depuis lundi, quelle pièce manque ?`
  const { ms } = must(await sendMessage({ port, agent }, end, { text, once: randomToken() }), 200)
  if (isWarm(word)) times.post.push(ms)
}

function must(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`something said is answered ${answer.status}`)
  return answer
}

function latencyFigures({ post, screen }: Times): Figure[] {
  const name = `${CHATS} live chats, ${(1000 * CHATS) / EVERY_MS} messages/s`
  const all = [...screen.v, ...screen.a]
  const p = (values: number[], share: number) => rounded(percentile(values, share), 1)
  return [
    { name: `${name}: message to screen, p50`, value: p(all, 0.5), unit: 'ms' },
    atMost(GOAL_P99_MS, { name: `${name}: message to screen, p99`, value: p(all, 0.99), unit: 'ms' }),
    { name: `${name}: visitor to advisor, p99`, value: p(screen.v, 0.99), unit: 'ms' },
    { name: `${name}: advisor to visitor, p99`, value: p(screen.a, 0.99), unit: 'ms' },
    { name: `${name}: message to its own answer, p99`, value: p(post, 0.99), unit: 'ms' },
  ]
}

function memoryFigures(before: number | null, { withStreams, most }: Heard): Figure[] {
  if (before === null || withStreams === null || most === null) {
    process.stderr.write('Live chats: this system has no /proc to read memory from, it is not measured\n')
    return []
  }
  const unit = 'MB'
  return [
    { name: `Memory (RSS) before, their pages read`, value: before, unit },
    { name: `Memory added by ${CHATS} live chats: their streams, silent`, value: withStreams - before, unit },
    atMost(GOAL_MB, { name: `Memory added by ${CHATS} live chats: most while they write`, value: most - before, unit }),
  ]
}

/** What a page without a stream fetches while nothing happens: a browser's and an advisor's. */
async function pollFigures({ port }: Served, { pages }: ManyChats): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const [who, page, path] of [
    ['a visitor', pages.find((one) => !isDesk(one)), paths.assistantNews],
    ['an advisor', pages.find(isDesk), paths.advisorNews],
  ] as const) {
    if (!page) continue
    const headers = { ...headersOf(page, port), ...HTMX }
    const first = await ask({ port, path: withQuery(path, { after: page.lastId }), headers })
    const html = first.body.toString()
    const known = { mode: attributeIn(html, 'mode'), key: attributeIn(html, 'key') }
    const idle = await ask({ port, path: withQuery(path, { after: page.lastId, ...known }), headers })
    const head = Object.entries(idle.headers).reduce(
      (sum, [name, value]) => sum + `${name}: ${String(value)}\r\n`.length,
      0,
    )
    figures.push(atMost(GOAL_BYTES, { name: `Idle poll of ${who}: body`, value: idle.body.length, unit: 'bytes' }), {
      name: `Idle poll of ${who}: answer’s headers`,
      value: head,
      unit: 'bytes',
    })
  }
  return figures
}
const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial' }
const attributeIn = (html: string, name: string): string => new RegExp(`data-${name}="([^"]*)"`).exec(html)?.[1] ?? ''
