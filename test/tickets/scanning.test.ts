import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { openScanner } from '../../src/outside/clamav.ts'
import { expectScanner, openFileStore } from '../../src/outside/files.ts'
import { openLog } from '../../src/outside/log.ts'
import { openScanning } from '../../src/tickets/scanning.ts'
import { isPaused, pauseAfter } from '../../src/tickets/scanning-rules.ts'
import { paths, url } from '../../src/urls.ts'
import {
  MARKER,
  type Says,
  scriptClamd,
  SIGNATURE,
  startClamd,
  VERSION,
  wellBehaved,
  whyNoClamd,
} from '../outside/clamd.ts'
import { openWorld } from '../world.ts'
import { attach } from './attaching.ts'
import { addAgents, addTicket } from './furnishing.ts'

/** Lucie's ticket with the files that a test adds, and a scan that can be run at a time; what it logs is read. */
async function openStage(address: string, patienceMs = 30_000) {
  const w = await openWorld({ env: { CLAMAV: address } })
  await expectScanner(w.db, true)
  const { lucie, driss } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, assignee: driss })
  const logged: string[] = []
  const log = openLog('info', new Writable({ write: (line, _, done) => (logged.push(String(line)), done()) }))
  const store = openFileStore(join(w.dataDir, 'files'))
  const scanner = openScanner(address, { connectMs: 30_000, verifyMs: patienceMs, scanMs: patienceMs })
  const run = openScanning({ scanner, store, log })
  const stopping = new AbortController()
  onTestFinished(() => stopping.abort())
  const scan = () => run({ db: w.db, actor: null, now: w.clock.now }, stopping.signal)
  const later = (seconds: number) => (w.clock.now = new Date(w.clock.now.getTime() + seconds * 1000))
  const add = async (content: string) => {
    later(1)
    return attach(w, ticket.id, { content, activityId: ticket.last_activity_id })
  }
  const scans = async () =>
    (await w.db.selectFrom('file').select('scan').orderBy('created_at').execute()).map((row) => row.scan)
  const get = async (file: number) =>
    (await (await w.as(lucie)).get(url(paths.sentTicketFile, { id: ticket.id, file }))).status
  return { w, ticket, lucie, driss, logged, scan, scans, later, add, get, stopping }
}

test.skipIf(whyNoClamd !== null)(
  `with a real clamd: clean files can be had, an infected one is gone${whyNoClamd ? ` (${whyNoClamd})` : ''}`,
  async () => {
    const { address } = await startClamd()
    const { w, ticket, lucie, scan, add, get, scans, logged } = await openStage(address)
    const clean = await add('Bonjour')
    const infected = await add(`X ${MARKER} X`)
    expect([await scans(), await get(clean.id), await get(infected.id)]).toEqual([['waiting', 'waiting'], 409, 409])
    await scan()
    expect([await scans(), await get(clean.id), await get(infected.id)]).toEqual([['clean', 'infected'], 200, 403])
    expect([existsSync(clean.path), existsSync(infected.path)]).toEqual([true, false])
    const [line = ''] = logged
    expect(JSON.parse(line)).toMatchObject({
      file: infected.hash,
      signature: SIGNATURE,
      tickets: [{ id: ticket.id, number: ticket.number }],
    })
    expect(logged).toHaveLength(1)
    const page = await (await (await w.as(lucie)).get(url(paths.sentTicket, ticket))).text()
    expect(page).toContain('Écartée : l’antivirus')
  },
)

test('oldest first, each once; the same content sent again keeps its verdict and is not scanned again', async () => {
  const { address, heard } = await scriptClamd({ say: wellBehaved((content) => content.includes('bad')) })
  const { add, scan, scans } = await openStage(address)
  for (const content of ['first', 'a bad one', 'third']) await add(content)
  await scan()
  await scan()
  expect(heard.map(({ content }) => content.toString())).toEqual(['first', 'a bad one', 'third'])
  expect(await scans()).toEqual(['clean', 'infected', 'clean'])
  const again = await add('a bad one')
  await add('third')
  expect(existsSync(again.path)).toBe(true)
  await scan()
  expect([await scans(), heard.length, existsSync(again.path)]).toEqual([['clean', 'infected', 'clean'], 3, false])
})

test('while the scanner is down files wait, the ticket does not; it is tried less and less, and logged once', async () => {
  const peer = await scriptClamd({ say: () => null })
  const { w, add, scan, scans, later, get, logged, ticket, driss } = await openStage(peer.address)
  const file = await add('Bonjour')
  await scan()
  expect([await scans(), await get(file.id)]).toEqual([['waiting'], 409])
  expect((await (await w.as(driss)).get(url(paths.ticket, ticket))).status).toBe(200)
  const tries: number[] = []
  for (let n = 0; n < 60; n++) {
    const before = peer.heard.length
    later(30)
    await scan()
    if (peer.heard.length > before) tries.push(n)
  }
  // After 30 s, 1, 2, 4, 8 minutes, then every ten.
  expect(tries).toEqual([0, 2, 6, 14, 30, 50])
  expect(logged.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'the virus scanner does not answer: attached files wait',
  ])
  peer.script.say = wellBehaved(() => false)
  later(600)
  await scan()
  expect([await scans(), await get(file.id)]).toEqual([['clean'], 200])
  expect(logged[1]).toContain('answers again')
})

test('a scanner that hangs is left after a bounded time', async () => {
  const { address, heard } = await scriptClamd({ say: () => undefined })
  const { add, scan, scans } = await openStage(address, 100)
  for (const content of ['one', 'two', 'three']) await add(content)
  await scan()
  // The first file and the question whether it is alive: not every file waits for the time-out.
  expect([heard.map(({ command }) => command), await scans()]).toEqual([
    ['INSTREAM', 'VERSION'],
    ['waiting', 'waiting', 'waiting'],
  ])
})

test('one file that the scanner cannot judge holds up no other, and is tried again later', async () => {
  const { address, script } = await scriptClamd({ say: judging((content) => !content.includes('odd')) })
  const { add, scan, scans, later, logged } = await openStage(address)
  for (const content of ['an odd one', 'two', 'three']) await add(content)
  await scan()
  await scan()
  expect(await scans()).toEqual(['waiting', 'clean', 'clean'])
  expect(logged).toEqual([expect.stringContaining('could not be scanned: it waits')])
  script.say = judging(() => true)
  await scan()
  expect(await scans()).toEqual(['waiting', 'clean', 'clean'])
  later(31)
  await scan()
  expect(await scans()).toEqual(['clean', 'clean', 'clean'])
})

test('a scanner that is alive but judges nothing is not asked about each of many files', async () => {
  const { address, heard } = await scriptClamd({ say: judging(() => false) })
  const { add, scan, scans } = await openStage(address)
  for (const content of ['1', '2', '3', '4', '5', '6']) await add(content)
  await scan()
  expect(heard.filter(({ command }) => command === 'INSTREAM')).toHaveLength(3)
  expect(new Set(await scans())).toEqual(new Set(['waiting']))
})

test('a file that is gone from the disk waits, and is told', async () => {
  const { address } = await scriptClamd({ say: wellBehaved(() => false) })
  const { w, add, scan, scans, logged } = await openStage(address)
  const gone = await add('one')
  await add('two')
  await openFileStore(join(w.dataDir, 'files')).remove(gone.hash)
  await scan()
  expect(await scans()).toEqual(['waiting', 'clean'])
  expect(logged[0]).toContain('its content is not on the disk')
})

test('a server that stops leaves a scan that hangs at once, and blames nobody', async () => {
  const { address } = await scriptClamd({ say: () => undefined })
  const { add, scan, scans, stopping, logged } = await openStage(address)
  await add('one')
  const scanning = scan()
  stopping.abort()
  await scanning
  expect([await scans(), logged]).toEqual([['waiting'], []])
})

test('what came before a scanner was configured waits once one is; without one nothing waits any more', async () => {
  const w = await openWorld()
  const { id } = await addTicket(w, { writer: w.nadia })
  const scans = async () =>
    (await w.db.selectFrom('file').select('scan').orderBy('hash').execute()).map(({ scan }) => scan)
  const { hash } = await attach(w, id, { content: 'one' })
  await attach(w, id, { content: 'two' })
  expect(await scans()).toEqual(['none', 'none'])
  await expectScanner(w.db, true)
  expect(await scans()).toEqual(['waiting', 'waiting'])
  await w.db.updateTable('file').set({ scan: 'infected' }).where('hash', '=', hash).execute()
  await expectScanner(w.db, false)
  expect((await scans()).toSorted()).toEqual(['infected', 'none'])
  await attach(w, id, { content: 'three' })
  expect((await scans()).toSorted()).toEqual(['infected', 'none', 'none'])
  await expectScanner(w.db, true)
  await expectScanner(w.db, true)
  expect((await scans()).toSorted()).toEqual(['infected', 'waiting', 'waiting'])
})

test('pauses grow up to a limit, and a clock that was set back makes none longer', () => {
  const now = new Date('2026-11-23T10:00:00Z')
  const seconds = (failures: number) => (pauseAfter({ failures, until: 0 }, now, 600_000).until - now.getTime()) / 1000
  expect([seconds(0), seconds(1), seconds(4), seconds(5), seconds(2000)]).toEqual([30, 60, 480, 600, 600])
  const pause = pauseAfter(undefined, now, 600_000)
  const at = (time: string) => isPaused(pause, new Date(time), 600_000)
  expect([at('2026-11-23T10:00:29Z'), at('2026-11-23T10:00:30Z'), at('2026-11-22T10:00:00Z')]).toEqual([
    true,
    false,
    false,
  ])
  expect(isPaused(undefined, now, 600_000)).toBe(false)
})

/** Alive, but without a word on some files. */
function judging(judges: (content: string) => boolean): Says {
  return ({ command, content }) => {
    if (command === 'VERSION') return VERSION
    return judges(content.toString()) ? 'stream: OK\0' : 'stream: Can not scan ERROR\0'
  }
}
