import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { openReader } from '../../src/db/sqlite.ts'
import { paths } from '../../src/urls.ts'
import { ask } from '../fault/client.ts'
import { type Served, serveIn } from '../fault/server-process.ts'

const PATIENCE_MS = 300_000

/** What a database that has just been filled leaves to do on its first day is done: reminders are written, mails leave. */
export async function settle(dataDir: string): Promise<void> {
  const served = await serveIn({ dataDir })
  try {
    // Its jobs begin once it has answered.
    await wait(1000)
    await atRest(served, dataDir)
  } finally {
    await served.stop()
  }
}

/** Until no job runs and no mail waits. Throws where that never ends. */
export async function atRest({ port }: Served, dataDir: string): Promise<void> {
  // A reader alone: opened as the product opens it, a large database in use would be read through first.
  const { db, sqlite } = openReader(join(dataDir, 'guichet.sqlite'))
  const until = performance.now() + PATIENCE_MS
  const isBusy = async () => {
    const mails = await db.selectFrom('mail').select('id').where('state', '=', 'waiting').limit(1).execute()
    const jobs = await db.selectFrom('job_run').select('name').where('last_ended_at', 'is', null).execute()
    return mails.length + jobs.length > 0
  }
  try {
    while (await isBusy()) {
      if (performance.now() > until) throw new Error('the server is never at rest')
      await ask({ port, path: paths.alive })
      await wait(100)
    }
  } finally {
    sqlite.close()
  }
}
