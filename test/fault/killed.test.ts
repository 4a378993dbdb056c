import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deliverMails } from '../../src/notifications/delivering.ts'
import { openTransport } from '../../src/outside/smtp.ts'
import { minutesLater } from '../../src/values/dates.ts'
import { renderRow } from '../../views/mails/all.ts'
import { IN_BULK, killInRounds, type Moment, PER_ROUND } from './killing.ts'
import { openTown, withDatabases } from './town.ts'
import { readTraces, recipientsIn, whatIsWrong } from './traces.ts'

const ROUNDS = 20
const SITE = { brand: 'Guichet', publicUrl: 'http://guichet.test' }

/** From the very first item to the last, then while the mails leave. */
const moments: Moment[] = Array.from({ length: ROUNDS }, (_, round) =>
  round < 16 ? { decided: Math.round((round * IN_BULK) / 15), sent: 0 } : { decided: IN_BULK, sent: (round - 16) * 6 },
)

test('killed in the middle of bulk decisions, the server loses nothing, leaves nothing half done and mails nobody twice', async () => {
  const town = await openTown(ROUNDS * PER_ROUND)
  await killInRounds(town, moments)
  // Mails that a kill met on their way are taken up again once their claim has lapsed.
  await withDatabases(town.dataDir, async ({ write }) => {
    const now = () => new Date(minutesLater(new Date(), 10))
    const transport = openTransport({ mailDir: join(town.dataDir, 'mail'), from: 'guichet@guichet.test' })
    await deliverMails({ db: write, now, transport, render: (row) => renderRow(row, SITE) })
    transport.close()
  })
  await withDatabases(town.dataDir, async (dbs) => {
    expect(await whatIsWrong(dbs)).toEqual([])
    const traces = await readTraces(dbs)
    expect(traces.filter(({ state }) => state === 'pending')).toEqual([])
    expect(recipientsIn(town.dataDir).toSorted()).toEqual(traces.map(({ address }) => address).toSorted())
    const runs = await dbs.read.selectFrom('decision_run').select('id').execute()
    expect(runs).toHaveLength(ROUNDS)
  })
}, 300_000)
