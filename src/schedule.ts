import { join } from 'node:path'
import { renderRow } from '../views/mails/all.ts'
import { purgeExpired } from './auth/purging.ts'
import type { Sessions } from './auth/sessions.ts'
import type { Config } from './config.ts'
import type { Databases } from './db/open.ts'
import { type Job, startJobs } from './jobs/running.ts'
import { eraseDueAccounts } from './memberships/erasing.ts'
import { endDueMemberships } from './memberships/ending.ts'
import { remindManagers, sendDailySummaries } from './memberships/reminding.ts'
import { warnOfExpiringSecrets } from './memberships/technical-expiry.ts'
import { deliverMails } from './notifications/delivering.ts'
import { collectFiles } from './http/kept-files.ts'
import { openFileStore } from './outside/files.ts'
import type { Log } from './outside/log.ts'
import { openTransport } from './outside/smtp.ts'

type Surroundings = { config: Config; dbs: Databases; sessions: Sessions; log: Log; now: () => Date }

const DELIVER = 'mails.deliver'

/** Which job runs which command, and when (Paris time). Returns how to wake the delivery, and how to stop. */
export function startSchedule({ config, dbs, sessions, log, now }: Surroundings) {
  const transport = openTransport({
    // Whatever is configured, the mails of a demonstration go to invented people: they stay here.
    smtpUrl: config.smtpUrl,
    mailDir: join(config.dataDir, 'mail'),
    from: config.mailFrom,
  })
  const site = { brand: config.brand, publicUrl: config.publicUrl }
  const db = dbs.write
  const act = (at: Date) => ({ db, actor: null, now: at })
  const jobs: Job[] = [
    {
      name: DELIVER,
      pattern: { everySeconds: 30 },
      run: async (_at, stopping) => {
        let more = true
        while (more && !stopping.aborted)
          ({ more } = await deliverMails({ db, now, transport, render: (row) => renderRow(row, site), stopping }))
      },
    },
    { name: 'requests.summary', pattern: '0 8 * * 1-5', run: (at) => sendDailySummaries(act(at)) },
    { name: 'requests.reminder', pattern: '30 7 * * 1-5', run: (at) => remindManagers(act(at)) },
    { name: 'technical.expiry', pattern: '15 7 * * *', run: (at) => warnOfExpiringSecrets(act(at)) },
    { name: 'accounts.erase', pattern: '45 2 * * *', run: async (at) => void (await eraseDueAccounts(act(at))) },
    {
      name: 'files.collect',
      pattern: '45 3 * * *',
      run: async (at) => void (await collectFiles({ db, now: at }, openFileStore(join(config.dataDir, 'files')))),
    },
    { name: 'memberships.end', pattern: '5 0 * * *', run: async (at) => void (await endDueMemberships(act(at))) },
    { name: 'expired.purge', pattern: '15 3 * * *', run: (at) => purgeExpired({ db, now: at, sessions }) },
  ]
  const running = startJobs(jobs, { db, log, now })
  const stop = async () => {
    await running.stop()
    transport.close()
  }
  return { wakeMails: () => running.wake(DELIVER), stop }
}
