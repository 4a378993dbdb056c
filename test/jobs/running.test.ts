import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDatabases } from '../../src/db/open.ts'
import { inTransaction } from '../../src/db/transaction.ts'
import { isMissed, lastDue } from '../../src/jobs/rules.ts'
import { type Job, startJobs } from '../../src/jobs/running.ts'
import { openLog } from '../../src/outside/log.ts'
import { accept } from '../../src/values/result.ts'

const start = new Date('2026-03-03T12:00:00.000Z')
const seldom = { everySeconds: 3600 }
const often = { everySeconds: 0.01 }
/** However busy the machine, it comes. */
const comes = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000 })

async function openWorkshop() {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-jobs-'))
  const dbs = await openDatabases(folder)
  const lines: Record<string, unknown>[] = []
  const log = openLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) })
  const clock = { now: start }
  const stops: (() => Promise<void>)[] = []
  onTestFinished(async () => {
    for (const stop of stops) await stop()
    await dbs.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const begin = (...jobs: Job[]) => {
    const started = startJobs(jobs, { db: dbs.write, log, now: () => clock.now })
    stops.push(() => started.stop())
    return started
  }
  const runs = () => dbs.read.selectFrom('job_run').selectAll().orderBy('name').execute()
  return { dbs, lines, clock, begin, runs }
}

/** A job that counts its runs and ends when it is let go. */
function heldJob(pattern: Job['pattern']) {
  let release: () => void = () => undefined
  const seen = { runs: 0, now: 0, most: 0, release: () => release() }
  const run = async () => {
    seen.runs += 1
    seen.most = Math.max(seen.most, ++seen.now)
    await new Promise<void>((resolve) => {
      release = resolve
    })
    seen.now -= 1
  }
  return { seen, job: { name: 'held', pattern, run } }
}
const counting = (name: string, pattern: Job['pattern']) => {
  const seen = { runs: 0 }
  const run = () => {
    seen.runs += 1
    return Promise.resolve()
  }
  return { seen, job: { name, pattern, run } }
}

test('a job that counts seconds runs at once and comes back', async () => {
  const { begin, runs } = await openWorkshop()
  const { seen, job } = counting('mails', often)
  const { stop } = begin(job)
  await comes(() => expect(seen.runs).toBeGreaterThan(3))
  await stop()
  expect(await runs()).toEqual([
    { name: 'mails', last_started_at: start.toISOString(), last_ended_at: start.toISOString(), last_error: null },
  ])
})

test('a job with a cron pattern comes back too', async () => {
  const { begin, dbs } = await openWorkshop()
  await dbs.write
    .insertInto('job_run')
    .values({ name: 'each-second', last_started_at: start.toISOString(), last_ended_at: null, last_error: null })
    .execute()
  const { seen, job } = counting('each-second', '* * * * * *')
  begin(job)
  await comes(() => expect(seen.runs).toBeGreaterThanOrEqual(2))
})

test('a job never overlaps with itself', async () => {
  const { begin } = await openWorkshop()
  const { seen, job } = heldJob(often)
  const other = counting('other', often)
  begin(job, other.job)
  await comes(() => expect(other.seen.runs).toBeGreaterThan(5))
  expect(seen.runs).toBe(1)
  seen.release()
  await comes(() => expect(seen.runs).toBe(2))
  expect(seen.most).toBe(1)
  seen.release()
})

test('a job that is woken runs soon, and once more when it was running', async () => {
  const { begin } = await openWorkshop()
  const { seen, job } = heldJob(seldom)
  const { wake } = begin(job)
  await comes(() => expect(seen.runs).toBe(1))
  wake('held')
  wake('held')
  expect(seen.runs).toBe(1)
  seen.release()
  await comes(() => expect(seen.runs).toBe(2))
  seen.release()
  await comes(() => expect(seen.now).toBe(0))
  wake('held')
  await comes(() => expect(seen.runs).toBe(3))
  expect(seen.most).toBe(1)
  seen.release()
})

test('a job that nobody knows cannot be woken', async () => {
  const { begin } = await openWorkshop()
  expect(() => begin().wake('nobody')).toThrow('No job is called nobody')
})

test('a job woken inside a transaction works on the database as ever', async () => {
  const { begin, dbs, lines } = await openWorkshop()
  let found = -1
  const run = async () => {
    found = (await dbs.write.selectFrom('mail').select('id').execute()).length
  }
  await dbs.write
    .insertInto('job_run')
    .values({ name: 'look', last_started_at: start.toISOString(), last_ended_at: null, last_error: null })
    .execute()
  const { wake } = begin({ name: 'look', pattern: '0 0 7 1 1 *', run })
  await inTransaction({ db: dbs.write, actor: null, now: start }, () => {
    wake('look')
    return Promise.resolve(accept(1))
  })
  await comes(() => expect(found).toBe(0))
  expect(lines).toEqual([])
})

test('a job that fails is logged under an id, kept in job_run, and comes back', async () => {
  const { begin, lines, runs } = await openWorkshop()
  let fails = true
  const run = () => (fails ? Promise.reject(new Error('no disk')) : Promise.resolve())
  const { wake } = begin({ name: 'weak', pattern: seldom, run })
  await comes(async () =>
    expect(await runs()).toMatchObject([{ last_error: expect.stringMatching(/^\S+ no disk$/) as string }]),
  )
  const [line] = lines
  expect(line).toMatchObject({ job: 'weak', msg: 'a job failed', err: { message: 'no disk' } })
  expect((await runs())[0]?.last_error).toBe(`${String(line?.['errorId'])} no disk`)
  fails = false
  wake('weak')
  await comes(async () => expect(await runs()).toMatchObject([{ last_error: null }]))
})

test('a database that takes no writes stops a job but not the jobs', async () => {
  const { begin, dbs, lines } = await openWorkshop()
  dbs.sqlite.pragma('query_only=ON')
  const { seen, job } = counting('mails', often)
  begin(job)
  await comes(() => expect(lines.some(({ msg }) => msg === 'a job failed')).toBe(true))
  dbs.sqlite.pragma('query_only=OFF')
  await comes(() => expect(seen.runs).toBeGreaterThan(1))
})

test('stopping asks what runs to leave off, waits for it, and starts nothing more', async () => {
  const { begin, runs } = await openWorkshop()
  let asked = false
  const run = (_now: Date, stopping: AbortSignal) =>
    new Promise<void>((resolve) => {
      stopping.addEventListener('abort', () => {
        asked = true
        setImmediate(resolve)
      })
    })
  const jobs = begin({ name: 'long', pattern: often, run })
  await comes(async () => expect(await runs()).toHaveLength(1))
  await jobs.stop()
  expect(asked).toBe(true)
  expect(await runs()).toMatchObject([{ last_ended_at: start.toISOString() }])
  jobs.wake('long')
  await jobs.stop()
})

test('a daily job whose hour passed while the server was off is made up for at the start', async () => {
  const { begin, dbs } = await openWorkshop()
  const at = (name: string, last_started_at: string) => ({
    name,
    last_started_at,
    last_ended_at: null,
    last_error: null,
  })
  await dbs.write
    .insertInto('job_run')
    .values([at('missed', '2026-03-02T06:00:00.100Z'), at('done', '2026-03-03T06:00:00.100Z')])
    .execute()
  const daily = '0 0 7 * * *'
  const [missed, done, never] = [counting('missed', daily), counting('done', daily), counting('never', daily)]
  const { stop } = begin(missed.job, done.job, never.job)
  await comes(() => expect(missed.seen.runs + never.seen.runs).toBe(2))
  await stop()
  expect(done.seen.runs).toBe(0)
})

test('patterns are read in Paris time, in winter and in summer', () => {
  expect(lastDue('0 0 7 * * *', new Date('2026-01-10T12:00:00Z'))?.toISOString()).toBe('2026-01-10T06:00:00.000Z')
  expect(lastDue('0 0 7 * * *', new Date('2026-07-10T12:00:00Z'))?.toISOString()).toBe('2026-07-10T05:00:00.000Z')
  expect(lastDue('0 0 7 * * *', new Date('2026-07-10T04:59:59Z'))?.toISOString()).toBe('2026-07-09T05:00:00.000Z')
})

test('a start that lies in the future was written by a wrong clock and counts for nothing', () => {
  const now = new Date('2026-03-03T12:00:00Z')
  expect(isMissed('0 0 7 * * *', '2027-03-03T06:00:00.000Z', now)).toBe(true)
  expect(isMissed('0 0 7 * * *', '2026-03-03T06:00:00.000Z', now)).toBe(false)
  expect(isMissed('0 0 7 * * *', '2026-03-03T05:59:59.999Z', now)).toBe(true)
})
