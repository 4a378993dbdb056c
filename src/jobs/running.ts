import { AsyncLocalStorage } from 'node:async_hooks'
import { Cron } from 'croner'
import type { Db } from '../db/tables.ts'
import type { Log } from '../outside/log.ts'
import { randomToken } from '../values/random.ts'
import { isMissed } from './rules.ts'

/**
 * A piece of work that comes back. `pattern` is a cron pattern in Europe/Paris, or a number of seconds by a clock
 * that nobody sets. `stopping` fires when the server wants to end: leave off at the next safe point.
 */
export type Job = {
  name: string
  pattern: string | { everySeconds: number }
  run: (now: Date, stopping: AbortSignal) => Promise<void>
}

/** `wake` runs a job at once, or once more after the run it is in. `stop` ends all and waits for what runs. */
export type Jobs = { wake: (name: string) => void; stop: () => Promise<void> }

type Surroundings = { db: Db; log: Log; now: () => Date }

/**
 * Starts the jobs: those that count seconds at once, those with a cron pattern at their time, or now if their last time
 * was missed. A job never overlaps with itself. A failure is logged under an id and kept in job_run; the job comes back.
 */
export function startJobs(jobs: Job[], surroundings: Surroundings): Jobs {
  const stopping = new AbortController()
  const running = new Map<string, Promise<void>>()
  const onceMore = new Set<string>()
  // Who wakes a job may be inside a transaction: the job must not believe that it is.
  const fromOutside = AsyncLocalStorage.snapshot()

  const start = (job: Job): void => {
    if (stopping.signal.aborted || running.has(job.name)) return
    const run = runOnce(job, surroundings, stopping.signal).finally(() => {
      running.delete(job.name)
      if (onceMore.delete(job.name)) start(job)
    })
    running.set(job.name, run)
  }
  const timers = jobs.map((job) => schedule(job, () => start(job)))
  const catchUp = startMissed(jobs, surroundings, start)

  return {
    wake(name) {
      const job = jobs.find((each) => each.name === name)
      if (!job) throw new Error(`No job is called ${name}`)
      if (running.has(name)) onceMore.add(name)
      else fromOutside(() => setImmediate(start, job))
    },
    async stop() {
      stopping.abort()
      for (const cancel of timers) cancel()
      await catchUp
      await Promise.all(running.values())
    },
  }
}

/** Returns how to cancel it. */
function schedule({ pattern }: Job, start: () => void): () => void {
  if (typeof pattern === 'string') {
    const cron = new Cron(pattern, { timezone: 'Europe/Paris', unref: true }, start)
    return () => cron.stop()
  }
  const timer = setInterval(start, pattern.everySeconds * 1000).unref()
  return () => clearInterval(timer)
}

async function startMissed(jobs: Job[], { db, log, now }: Surroundings, start: (job: Job) => void): Promise<void> {
  try {
    const rows = await db.selectFrom('job_run').select(['name', 'last_started_at']).execute()
    const lastStarts = new Map(rows.map((row) => [row.name, row.last_started_at]))
    for (const job of jobs) {
      const { pattern } = job
      if (typeof pattern !== 'string' || isMissed(pattern, lastStarts.get(job.name) ?? null, now())) start(job)
    }
  } catch (error) {
    log.error({ errorId: randomToken(), err: error }, 'missed jobs could not be looked up')
  }
}

async function runOnce(job: Job, { db, log, now }: Surroundings, stopping: AbortSignal): Promise<void> {
  const failure = await tryRun(job, { db, log, now }, stopping)
  try {
    const ended = { last_ended_at: now().toISOString(), last_error: failure }
    await db.updateTable('job_run').set(ended).where('name', '=', job.name).execute()
  } catch (error) {
    log.error({ job: job.name, errorId: randomToken(), err: error }, 'the end of a job could not be noted')
  }
}

/** What went wrong, in short, or null. */
async function tryRun(job: Job, { db, log, now }: Surroundings, stopping: AbortSignal): Promise<string | null> {
  try {
    const started = now()
    const row = { name: job.name, last_started_at: started.toISOString(), last_ended_at: null, last_error: null }
    await db
      .insertInto('job_run')
      .values(row)
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ last_started_at: row.last_started_at, last_ended_at: null }),
      )
      .execute()
    await job.run(started, stopping)
    return null
  } catch (error) {
    const errorId = randomToken()
    log.error({ job: job.name, errorId, err: error }, 'a job failed')
    return `${errorId} ${error instanceof Error ? error.message : 'not an Error'}`.slice(0, 200)
  }
}
