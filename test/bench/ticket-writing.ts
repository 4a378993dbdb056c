import { Agent } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Act } from '../../src/act.ts'
import { readCurrentActor } from '../../src/auth/sessions.ts'
import { sendWriting } from '../../src/tickets/sending.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { ask } from '../fault/client.ts'
import { type Served, serveIn } from '../fault/server-process.ts'
import { type Database, withDatabase } from './databases.ts'
import { atMost, type Figure } from './figures.ts'
import { load, percentile } from './load.ts'
import { targetOf } from './scale.ts'
import type { TicketSide } from './ticket-places.ts'

const SENT = 300
const GOAL_PER_SECOND = 300
const READERS = 50
const WRITTEN_PER_SECOND = 20
const SECONDS = 10
/** How often each of the readers looks at the list. */
const EVERY_MS = 1000
const GOAL_P99_MS = 50

const subjectOf = () => `Mesure ${randomToken().slice(0, 8)} de la facture suspendue`
const DESCRIPTION = 'La facture est suspendue depuis une semaine. Quelle pièce faut-il ajouter au dossier ?'

/** Tickets written as people write them, and what readers notice of it. Uses the database up a little. */
export async function measureWriting(database: Database, side: TicketSide): Promise<Figure[]> {
  const served = await serveIn({ dataDir: database.dataDir })
  const figures: Figure[] = []
  try {
    figures.push(...(await measureReaders({ database, served }, side)))
    const alone = await withPen(served, side, (pen) => sentPerSecond(pen, 1))
    const together = await withPen(served, side, (pen) => sentPerSecond(pen, 10))
    const unit = 'tickets/s'
    figures.push(
      { name: 'Tickets sent by the form, durable, one after the other', value: Math.round(alone), unit },
      {
        name: 'Tickets sent by the form, durable, ten at a time',
        value: Math.round(together),
        unit,
        ...goalOf(together),
      },
    )
  } finally {
    await served.stop()
  }
  const commands = await commandsPerSecond(database.dataDir, side)
  const name = 'Tickets sent by the command alone, durable, one after the other'
  return [...figures, { name, value: Math.round(commands), unit: 'tickets/s' }]
}

const goalOf = (rate: number) => ({ goal: `≥ ${GOAL_PER_SECOND}`, met: rate >= GOAL_PER_SECOND })

const formOf = ({ subcategory, structure, service }: TicketSide) =>
  new URLSearchParams({
    act: 'send',
    once: randomToken(),
    form: randomToken(),
    seen: '0',
    subcategory: String(subcategory),
    recipient: String(structure),
    service: String(service),
    subject: subjectOf(),
    description: DESCRIPTION,
  })

type Pen = { port: number; agent: Agent; side: TicketSide }

/** Connections of one measurement: those left idle by another may be closed by the server while they are taken up again. */
async function withPen<T>({ port }: Served, side: TicketSide, use: (pen: Pen) => Promise<T>): Promise<T> {
  const agent = new Agent({ keepAlive: true })
  try {
    return await use({ port, agent, side })
  } finally {
    agent.destroy()
  }
}

async function post({ port, agent, side }: Pen, number: number): Promise<void> {
  const session = side.writers[number % side.writers.length] ?? ''
  const { status } = await ask({ port, path: paths.newTicketDraft, form: formOf(side), session, agent })
  if (status !== 303) throw new Error(`sending a ticket is answered ${status}`)
}

async function sentPerSecond(pen: Pen, connections: number): Promise<number> {
  const begin = performance.now()
  let next = 0
  const worker = async () => {
    while (next < SENT) await post(pen, next++)
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return SENT / ((performance.now() - begin) / 1000)
}

/** The transaction itself: draft, number, activity, search, counters and mails, on the disk when it returns. */
const commandsPerSecond = (dataDir: string, side: TicketSide): Promise<number> =>
  withDatabase(dataDir, async ({ write: db }) => {
    const { subcategory, structure, service } = side
    const begin = performance.now()
    for (let number = 0; number < SENT; number++) {
      const now = new Date()
      const actor = await readCurrentActor(db, side.writerIds[number % side.writerIds.length] ?? 0, now)
      if (!actor) throw new Error('A writer has no account')
      const act: Act = { db, actor, now }
      const writing = {
        subcategoryId: subcategory,
        structureId: null,
        isAlone: true as const,
        recipientId: structure,
        serviceId: service,
        objectType: null,
        reference: '',
        subject: subjectOf(),
        description: DESCRIPTION,
        phone: '',
        browser: '',
        followsId: null,
      }
      const sent = await sendWriting(act, { id: null, form: randomToken(), seen: 0 }, { writing })
      if (!sent.ok) throw new Error(`sending a ticket is refused: ${sent.refusal}`)
    }
    return SENT / ((performance.now() - begin) / 1000)
  })

type Reading = { database: Database; served: Served }

/** Readers who look at their list once a second, then as fast as the answers come, while tickets are written. */
async function measureReaders({ database, served }: Reading, side: TicketSide): Promise<Figure[]> {
  const path = withQuery(paths.tickets, { rows: 50 })
  const target = targetOf({ database: { ...database, session: side.agent }, served }, path)
  // Neither pages nor writing are timed for the first time.
  await load(target, { connections: 5, seconds: 2 })
  await whileWriting(served, side, () => wait(2000))
  const paced = await whileWriting(served, side, () => readNowAndThen(served, path, side.agent))
  const crowd = await whileWriting(served, side, async () => {
    const { latencies } = await load(target, { connections: READERS, seconds: SECONDS })
    return latencies
  })
  const p99 = (latencies: number[]) => Math.round(percentile(latencies, 0.99))
  const meanwhile = `while ${WRITTEN_PER_SECOND} tickets/s are written`
  return [
    atMost(GOAL_P99_MS, {
      name: `Agent’s queue: p99 with ${READERS} readers, a page a second each, ${meanwhile}`,
      value: p99(paced),
      unit: 'ms',
    }),
    { name: `Agent’s queue: p99 with ${READERS} readers without a pause, ${meanwhile}`, value: p99(crowd), unit: 'ms' },
  ]
}

const whileWriting = <T>(served: Served, side: TicketSide, read: () => Promise<T>): Promise<T> =>
  withPen(served, side, async (pen) => {
    const writing = { isOver: false }
    const write = async () => {
      const posts: Promise<void>[] = []
      for (let number = 0; !writing.isOver; number++) {
        posts.push(post(pen, number))
        await wait(1000 / WRITTEN_PER_SECOND)
      }
      await Promise.all(posts)
    }
    const stop = () => (writing.isOver = true)
    const [result] = await Promise.all([read().finally(stop), write()])
    return result
  })

async function readNowAndThen({ port }: Served, path: string, session: string): Promise<number[]> {
  const latencies: number[] = []
  const agent = new Agent({ keepAlive: true })
  const reader = async (_: unknown, number: number) => {
    await wait((number * EVERY_MS) / READERS)
    for (let turn = 0; turn < (SECONDS * 1000) / EVERY_MS; turn++) {
      const begin = performance.now()
      const { status } = await ask({ port, path, session, agent })
      if (status !== 200) throw new Error(`${path} answers ${status}`)
      const took = performance.now() - begin
      latencies.push(took)
      await wait(Math.max(0, EVERY_MS - took))
    }
  }
  await Promise.all(Array.from({ length: READERS }, reader))
  agent.destroy()
  return latencies
}
