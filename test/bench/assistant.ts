import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { openSessions } from '../../src/auth/sessions.ts'
import { indexArticles } from '../../src/assistant/index-rules.ts'
import { type KnowledgeBase, readKnowledge } from '../../src/assistant/knowledge.ts'
import { understand } from '../../src/assistant/understanding-rules.ts'
import { paths } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { ask } from '../fault/client.ts'
import { type Served, serveIn } from '../fault/server-process.ts'
import { fillKnowledge } from './articles.ts'
import { type Database, withDatabase } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { percentile } from './load.ts'
import { readQuestions, scoreSet } from './questions.ts'

const ARTICLES = 1000
const GOAL_P99_MS = 20
/** Nobody may ask without end. */
const PEOPLE = 40
const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial' }

/** How well the assistant understands what the product ships, and how fast it answers among many articles. */
export async function measureAssistant({ dataDir }: Database): Promise<Figure[]> {
  const shipped = await readBase(dataDir)
  const scores = (['first', 'second'] as const).flatMap((set) => scoreSet(shipped, set))
  await fillKnowledge(dataDir, ARTICLES)
  const many = await readBase(dataDir)
  if (many.articles.size !== ARTICLES) throw new Error(`there are ${many.articles.size} articles`)
  return [...scores, ...measureUnderstanding(many), ...(await measureAnswers(dataDir))]
}

const readBase = (dataDir: string): Promise<KnowledgeBase> => withDatabase(dataDir, ({ read }) => readKnowledge(read))

const asked = readQuestions('first')

function measureUnderstanding({ articles, knowledge }: KnowledgeBase): Figure[] {
  const all = [...articles.values()]
  const begin = performance.now()
  indexArticles(all)
  const indexed = performance.now() - begin
  const times = (): number[] =>
    asked.map(({ text, language }) => {
      const before = performance.now()
      understand(knowledge, text, { language })
      return performance.now() - before
    })
  times()
  const latencies = [...times(), ...times(), ...times()]
  const name = `${ARTICLES.toLocaleString('en')} articles`
  return [
    { name: `Index of ${name}, both languages`, value: Math.round(indexed), unit: 'ms' },
    { name: `Understanding alone, ${name}: p50`, value: rounded(percentile(latencies, 0.5)), unit: 'ms' },
    { name: `Understanding alone, ${name}: p99`, value: rounded(percentile(latencies, 0.99)), unit: 'ms' },
  ]
}

/** Questions sent as the page's script sends them, one after the other, until the answer's lines are there. */
async function measureAnswers(dataDir: string): Promise<Figure[]> {
  const sessions = await sessionsOf(dataDir)
  const served = await serveIn({ dataDir })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const answer = (number: number) => answerTime({ served, agent }, { number, session: sessions[number % PEOPLE] ?? '' })
  try {
    // What a process does once: the index, and the compiling of what runs often.
    const first = await answer(0)
    for (let number = 0; number < 200; number++) await answer(number)
    const latencies: number[] = []
    for (let number = 0; number < 2 * asked.length; number++) latencies.push(await answer(number))
    const name = `Question to answer over HTTP, durable, ${ARTICLES.toLocaleString('en')} articles`
    return [
      { name: `${name}: the first after a start, which makes the index`, value: Math.round(first), unit: 'ms' },
      { name: `${name}: p50`, value: rounded(percentile(latencies, 0.5), 1), unit: 'ms' },
      atMost(GOAL_P99_MS, { name: `${name}: p99`, value: rounded(percentile(latencies, 0.99), 1), unit: 'ms' }),
    ]
  } finally {
    agent.destroy()
    await served.stop()
  }
}

const sessionsOf = (dataDir: string): Promise<string[]> =>
  withDatabase(dataDir, async (dbs) => {
    const people = dbs.read.selectFrom('user').select('id').where('state', '=', 'active').where('kind', '=', 'person')
    const rows = await people.where('is_operator', '=', 0).orderBy('id').limit(PEOPLE).execute()
    const sessions = openSessions(dbs, { idleHours: 12, days: 7 })
    return Promise.all(rows.map(({ id }) => sessions.start(id, 'bench', new Date())))
  })

type Line = { served: Served; agent: Agent }

async function answerTime({ served: { port }, agent }: Line, { number, session }: { number: number; session: string }) {
  const { text = '', language = 'fr' } = asked[number % asked.length] ?? {}
  const form = new URLSearchParams({ question: text, once: randomToken() })
  const headers = { ...HTMX, 'accept-language': language }
  const { status, ms, body } = await ask({ port, path: paths.assistantQuestions, form, session, headers, agent })
  if (status !== 200 || !body.includes('data-answer=')) throw new Error(`a question is answered ${status}`)
  return ms
}
