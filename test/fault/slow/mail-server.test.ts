import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { paths, url } from '../../../src/urls.ts'
import { randomToken } from '../../../src/values/random.ts'
import { type Peer, startPeer } from '../../notifications/smtp-peer.ts'
import { ask } from '../client.ts'
import { freePort, type Served, serveIn } from '../server-process.ts'
import { openTown, type Town, withDatabases } from '../town.ts'
import { whatIsWrong } from '../traces.ts'

const PATIENCE_MS = 60_000
/** Nobody waits for the mail server: with it down or asleep a decision and a page take no longer than this. */
const AT_ONCE_MS = 1000

const decide = ({ port }: Served, { alice }: Town, id: number) =>
  ask({
    port,
    path: url(paths.membershipRequestApproval, { id }),
    form: new URLSearchParams({ role: 'simple_user', whole: '1', once: randomToken() }),
    session: alice,
  })

const mailsOf = ({ dataDir }: Town) =>
  withDatabases(dataDir, ({ read }) =>
    read.selectFrom('mail').select(['state', 'attempts', 'last_error', 'to_address']).orderBy('id').execute(),
  )

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 50) {
    if (waited > PATIENCE_MS) throw new Error(`still not so: ${what}`)
    await wait(50)
  }
}

/** As if the back-off had passed: what waits is due now, and the next decision wakes the delivery. */
const letTimePass = ({ dataDir }: Town) =>
  withDatabases(dataDir, ({ write }) =>
    write
      .updateTable('mail')
      .set({ next_attempt_at: new Date(0).toISOString() })
      .where('state', '=', 'waiting')
      .execute(),
  )

async function decideAtOnce(served: Served, town: Town, ids: number[]): Promise<void> {
  for (const id of ids) {
    const decided = await decide(served, town, id)
    expect(decided.status).toBe(303)
    const page = await ask({ port: served.port, path: paths.membershipRequests, session: town.alice })
    expect(page.status).toBe(200)
    expect(Math.max(decided.ms, page.ms)).toBeLessThan(AT_ONCE_MS)
  }
}

type Fault = { name: string; break: (peer: Peer) => void; isMet: (peer: Peer) => boolean }

const faults: Fault[] = [
  { name: 'is asleep', break: (peer) => peer.behave(() => 'silent'), isMet: () => true },
  {
    name: 'says 451 later',
    break: (peer) => peer.behave(() => ({ at: 'DATA', code: 451, text: '4.3.0 Later' })),
    isMet: (peer) => peer.seen() > 0,
  },
  {
    name: 'says 421 at once',
    break: (peer) => peer.behave(() => ({ at: 'CONNECT', code: 421, text: '4.3.2 Closing' })),
    isMet: () => true,
  },
]

test.each(faults)(
  'while the mail server $name decisions go through, and each mail leaves once when it is well',
  async (fault) => {
    const town = await openTown(12)
    const peer = await startPeer()
    fault.break(peer)
    const served = await serveIn({ dataDir: town.dataDir, env: { SMTP_URL: `smtp://127.0.0.1:${peer.port}` } })
    await decideAtOnce(served, town, town.ids.slice(0, 10))
    await until(
      'the fault is met',
      async () => (await mailsOf(town)).some(({ attempts }) => attempts > 0) && fault.isMet(peer),
    )
    expect((await mailsOf(town)).filter(({ state }) => state !== 'waiting')).toEqual([])
    peer.behave(() => 'well')
    // The attempt that sleeps is cut off with the process; what it had claimed is due again later.
    expect(await served.stop()).toBe(0)
    await letTimePass(town)
    const again = await serveIn({ dataDir: town.dataDir, env: { SMTP_URL: `smtp://127.0.0.1:${peer.port}` } })
    await decideAtOnce(again, town, town.ids.slice(10))
    await until('all mails have left', async () => (await mailsOf(town)).every(({ state }) => state === 'sent'))
    expect(await again.stop()).toBe(0)
    expect(peer.received.flatMap(({ envelopeTo }) => envelopeTo).toSorted()).toEqual(
      (await mailsOf(town)).map(({ to_address }) => to_address).toSorted(),
    )
    await withDatabases(town.dataDir, async (dbs) => expect(await whatIsWrong(dbs)).toEqual([]))
  },
)

test('with no mail server at all decisions go through, and once there is one each mail leaves once', async () => {
  const town = await openTown(12)
  const port = await freePort()
  const served = await serveIn({ dataDir: town.dataDir, env: { SMTP_URL: `smtp://127.0.0.1:${port}` } })
  await decideAtOnce(served, town, town.ids.slice(0, 10))
  await until('an attempt failed', async () => (await mailsOf(town)).some(({ last_error }) => last_error !== null))
  const peer = await startPeer({ port })
  await letTimePass(town)
  await decideAtOnce(served, town, town.ids.slice(10))
  await until('all mails have left', async () => (await mailsOf(town)).every(({ state }) => state === 'sent'))
  expect(await served.stop()).toBe(0)
  expect(new Set(peer.received.flatMap(({ envelopeTo }) => envelopeTo)).size).toBe(12)
  expect(peer.received).toHaveLength(12)
})

test('an address that the server refuses for good is given up, and holds no other mail up', async () => {
  const town = await openTown(6)
  const peer = await startPeer()
  peer.behave((to) => (to.includes('petit-3') ? { at: 'RCPT', code: 550, text: '5.1.1 No such user' } : 'well'))
  const served = await serveIn({ dataDir: town.dataDir, env: { SMTP_URL: `smtp://127.0.0.1:${peer.port}` } })
  await decideAtOnce(served, town, town.ids)
  await until('no mail waits', async () => (await mailsOf(town)).every(({ state }) => state !== 'waiting'))
  expect(await served.stop()).toBe(0)
  const mails = await mailsOf(town)
  expect(mails.filter(({ state }) => state === 'given_up').map(({ to_address }) => to_address)).toEqual([
    'jeanne.petit-3@guichet.test',
  ])
  expect(peer.received).toHaveLength(5)
})
