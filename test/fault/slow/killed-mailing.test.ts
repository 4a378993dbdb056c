import { expect, test } from 'vitest'
import { deliverMails } from '../../../src/notifications/delivering.ts'
import { CONNECTIONS, openTransport } from '../../../src/outside/smtp.ts'
import { minutesLater } from '../../../src/values/dates.ts'
import { renderRow } from '../../../views/mails/all.ts'
import { startPeer } from '../../notifications/smtp-peer.ts'
import { IN_BULK, killInRounds, type Moment, PER_ROUND } from '../killing.ts'
import { openTown, tmpFolder, withDatabases } from '../town.ts'
import { readTraces, whatIsWrong } from '../traces.ts'

const ROUNDS = 20
const SITE = { brand: 'Guichet', publicUrl: 'http://guichet.test' }

/** Half of the kills while items are decided, half while mails are handed to the server. */
const moments: Moment[] = Array.from({ length: ROUNDS }, (_, round) =>
  round % 2 === 0 ? { decided: round + 1, sent: 0 } : { decided: IN_BULK, sent: round },
)

test('killed while it hands mails to a server, it loses none, and repeats only what had no answer yet, under the same id', async () => {
  const peer = await startPeer()
  const smtpUrl = `smtp://127.0.0.1:${peer.port}`
  const town = await openTown(ROUNDS * PER_ROUND)
  await killInRounds(town, moments, { SMTP_URL: smtpUrl })
  await withDatabases(town.dataDir, async ({ write }) => {
    const now = () => new Date(minutesLater(new Date(), 10))
    const transport = openTransport({ smtpUrl, mailDir: tmpFolder(), from: 'guichet@127.0.0.1' })
    await deliverMails({ db: write, now, transport, render: (row) => renderRow(row, SITE) })
    transport.close()
  })
  await withDatabases(town.dataDir, async (dbs) => {
    expect(await whatIsWrong(dbs)).toEqual([])
    const traces = await readTraces(dbs)
    const ids = new Map<string, string[]>()
    for (const { envelopeTo, email } of peer.received)
      for (const to of envelopeTo) ids.set(to, [...(ids.get(to) ?? []), email.messageId ?? ''])
    expect([...ids.keys()].toSorted()).toEqual(traces.map(({ address }) => address).toSorted())
    expect([...ids.values()].filter((list) => new Set(list).size !== 1)).toEqual([])
    const repeated = [...ids.values()].filter((list) => list.length > 1)
    expect(repeated.length).toBeLessThanOrEqual(ROUNDS * CONNECTIONS)
  })
})
