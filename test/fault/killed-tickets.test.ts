import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { deliverMails } from '../../src/notifications/delivering.ts'
import { openTransport } from '../../src/outside/smtp.ts'
import { minutesLater } from '../../src/values/dates.ts'
import { renderRow } from '../../views/mails/all.ts'
import { arriving, postTicket, type SentTicket, whatIsWrongWithTickets, writeTicket } from './killed-tickets.ts'
import { freePort, serveIn } from './server-process.ts'
import { openTown, type Town, withDatabases } from './town.ts'
import { recipientsIn } from './traces.ts'

const ROUNDS = 20
const PER_ROUND = 8
const AT_A_TIME = 4
const SITE = { brand: 'Guichet', publicUrl: 'http://guichet.test' }

/** Killed when so many tickets of the round are there, or so many files were seen on their way. */
type Moment = { tickets: number } | { files: number }
const moments: Moment[] = Array.from({ length: ROUNDS }, (_, round) =>
  round % 3 === 2 ? { files: 1 + Math.floor(round / 3) } : { tickets: Math.round((round * PER_ROUND) / ROUNDS) },
)

test('killed while tickets with files are sent, the server loses none, sends none twice, and each has its files and one mail', async () => {
  const town = await openTown(0)
  const subcategory = await withDatabases(town.dataDir, ({ read }) =>
    read.selectFrom('subcategory').select('id').where('code', '=', 'suspended').executeTakeFirstOrThrow(),
  )
  const about = { subcategory: subcategory.id, recipient: town.structureId }
  const port = await freePort()
  const all: SentTicket[] = []
  let cutShort: SentTicket[] = []
  let unanswered = 0
  for (const [round, moment] of moments.entries()) {
    const served = await serveIn({ dataDir: town.dataDir, port })
    await sendAgain(port, cutShort)
    const tickets = Array.from({ length: PER_ROUND }, (_, n) =>
      writeTicket(`demande-${round}-${n}`, { ...about, session: n % 2 === 0 ? town.alice : town.bruno }),
    )
    all.push(...tickets)
    const state = { isOver: false }
    const sending = send(port, tickets).then(() => (state.isOver = true))
    await reached(town, moment, { before: round * PER_ROUND, isOver: () => state.isOver })
    await served.kill()
    await sending
    unanswered += tickets.filter(({ landing }) => landing === null).length
    await withDatabases(town.dataDir, async (dbs) => {
      expect(whatIsWrongWithTickets(dbs, town.dataDir, all)).toEqual([])
    })
    cutShort = tickets
  }
  const served = await serveIn({ dataDir: town.dataDir, port })
  await sendAgain(port, cutShort)
  expect(await served.stop()).toBe(0)
  // Kills that come when all is done would prove nothing.
  expect(unanswered).toBeGreaterThan(ROUNDS)
  await checkInTheEnd(town, all)
}, 300_000)

/** Some at a time, each as soon as one before is answered, until the line breaks. */
async function send(port: number, tickets: SentTicket[]): Promise<void> {
  const waiting = [...tickets]
  const worker = async () => {
    for (let ticket = waiting.shift(); ticket; ticket = waiting.shift()) {
      try {
        const { status, landing } = await postTicket(port, ticket)
        expect(status).toBe(303)
        ticket.landing = landing
      } catch (error) {
        // Killed: whoever sent it knows nothing of what became of it.
        if (error instanceof TypeError) return
        throw error
      }
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, worker))
}

/** The same forms with the same tokens land where they landed, or do now what the kill cut short. */
async function sendAgain(port: number, tickets: SentTicket[]): Promise<void> {
  for (const ticket of tickets) {
    const { status, landing } = await postTicket(port, ticket)
    expect(status).toBe(303)
    if (ticket.landing !== null) expect(landing).toBe(ticket.landing)
    ticket.landing = landing
  }
}

/** Looks on from outside until the round has come so far, or is over. */
async function reached(
  { dataDir }: Town,
  moment: Moment,
  { before, isOver }: { before: number; isOver: () => boolean },
): Promise<void> {
  const sqlite = new Database(join(dataDir, 'guichet.sqlite'), { readonly: true })
  const count = sqlite.prepare(`select count(*) from ticket where status <> 'draft'`).pluck()
  let seen = 0
  const isReached = () => {
    if ('tickets' in moment) return (count.get() as number) >= before + moment.tickets
    seen = Math.max(seen, arriving(dataDir))
    return seen >= Math.min(moment.files, AT_A_TIME)
  }
  try {
    while (!isOver() && !isReached()) await nextTurn()
  } finally {
    sqlite.close()
  }
}

async function checkInTheEnd({ dataDir }: Town, all: SentTicket[]): Promise<void> {
  await withDatabases(dataDir, async (dbs) => {
    // Mails that a kill met on their way are taken up again once their claim has lapsed.
    const now = () => new Date(minutesLater(new Date(), 10))
    const transport = openTransport({ mailDir: join(dataDir, 'mail'), from: 'guichet@guichet.test' })
    await deliverMails({ db: dbs.write, now, transport, render: (row) => renderRow(row, SITE) })
    transport.close()
    expect(whatIsWrongWithTickets(dbs, dataDir, all)).toEqual([])
    const sent = await dbs.read.selectFrom('ticket').select('id').where('status', '<>', 'draft').execute()
    expect(sent).toHaveLength(all.length)
    const mails = await dbs.read.selectFrom('mail').select(['kind', 'to_address']).where('state', '=', 'sent').execute()
    expect(recipientsIn(dataDir).toSorted()).toEqual(mails.map(({ to_address }) => to_address).toSorted())
    // One to the writer, one to the colleague who processes the tickets of the same place.
    for (const kind of ['ticket-sent', 'ticket-arrived'])
      expect(mails.filter((mail) => mail.kind === kind)).toHaveLength(all.length)
  })
}
