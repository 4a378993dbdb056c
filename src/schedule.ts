import { join } from 'node:path'
import { renderRow } from '../views/mails/all.ts'
import type { AnyAct } from './act.ts'
import { purgeConversations } from './assistant/purging.ts'
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
import type { Live } from './http/live.ts'
import { purgePrefills } from './http/prefill.ts'
import { conversationTopic, WAITING_TOPIC } from './livechat/conversation-rules.ts'
import { purgeTranscriptLinks } from './livechat/mailing-transcript.ts'
import { endHopeless, reofferChats } from './livechat/reoffering.ts'
import { openJudgement } from './livechat/watch-rules.ts'
import { openScanner } from './outside/clamav.ts'
import { type FileStore, openFileStore } from './outside/files.ts'
import type { Log } from './outside/log.ts'
import { openTransport } from './outside/smtp.ts'
import { closeDueTickets } from './tickets/closing-due.ts'
import { purgeLinks } from './tickets/purging-links.ts'
import { releaseTickets } from './tickets/releasing.ts'
import { remindOfLate } from './tickets/reminding-late.ts'
import { openScanning } from './tickets/scanning.ts'
import { purgeTicketDrafts } from './tickets/writing-text.ts'

type Surroundings = { config: Config; dbs: Databases; sessions: Sessions; live: Live; log: Log; now: () => Date }

/** How to wake what waits for work, and how to stop. */
export type Schedule = { wakeMails: () => void; wakeScanner: () => void; stop: () => Promise<void> }

const DELIVER = 'mails.deliver'
const SCAN = 'files.scan'

/** Which job runs which command, and when (Paris time). */
export function startSchedule({ config, dbs, sessions, live, log, now }: Surroundings): Schedule {
  const transport = openTransport({
    // Whatever is configured, the mails of a demonstration go to invented people: they stay here.
    smtpUrl: config.smtpUrl,
    mailDir: join(config.dataDir, 'mail'),
    from: config.mailFrom,
  })
  const store = openFileStore(join(config.dataDir, 'files'))
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
      run: async (at) => void (await collectFiles({ db, now: at }, store)),
    },
    { name: 'memberships.end', pattern: '5 0 * * *', run: async (at) => void (await endDueMemberships(act(at))) },
    {
      name: 'expired.purge',
      pattern: '15 3 * * *',
      run: async (at) => {
        await purgeExpired({ db, now: at, sessions })
        await purgeLinks(act(at))
        await purgeTicketDrafts(act(at))
        await purgeConversations(act(at))
        await purgeTranscriptLinks(act(at))
        await purgePrefills(act(at))
      },
    },
    ...ticketJobs({ config, live, act }),
    ...livechatJobs({ live, act }),
    ...scanning({ config, store, log, act }),
  ]
  const running = startJobs(jobs, { db, log, now })
  const stop = async () => {
    await running.stop()
    transport.close()
  }
  const wakeScanner = () => {
    if (config.clamav !== undefined) running.wake(SCAN)
  }
  return { wakeMails: () => running.wake(DELIVER), wakeScanner, stop }
}

type OfTickets = Pick<Surroundings, 'config' | 'live'> & { act: (at: Date) => AnyAct }

const ticketJobs = ({ config, live, act }: OfTickets): Job[] => [
  {
    name: 'tickets.close',
    pattern: '0 7 * * *',
    run: async (at, stopping) => {
      const { warned, closed } = await closeDueTickets(act(at), config.closing, stopping)
      if (warned + closed > 0) live.tell()
    },
  },
  {
    name: 'tickets.remind',
    pattern: '15 8 * * 1-5',
    run: async (at, stopping) => void (await remindOfLate(act(at), stopping)),
  },
  {
    name: 'tickets.release',
    pattern: { everySeconds: 60 },
    run: async (at, stopping) => {
      if ((await releaseTickets(act(at), stopping)) > 0) live.tell()
    },
  },
]

/** Chats whose advisor has vanished, and those that nobody will take any more. */
function livechatJobs({ live, act }: Pick<OfTickets, 'live' | 'act'>): Job[] {
  const mayJudge = openJudgement(performance.now())
  const watch: Job = {
    name: 'livechat.watch',
    pattern: { everySeconds: 10 },
    run: async (at, stopping) => {
      if (!mayJudge(performance.now(), at.getTime())) return
      const left = await reofferChats(act(at), stopping)
      const ended = await endHopeless(act(at), stopping)
      const conversations = [...left.conversations, ...ended.conversations]
      for (const id of conversations) live.tell(conversationTopic(id))
      if (conversations.length > 0) live.tell(WAITING_TOPIC)
    },
  }
  return [watch]
}

type Scans = Pick<Surroundings, 'config' | 'log'> & { store: FileStore; act: (at: Date) => AnyAct }

/** Only where a scanner is configured. */
function scanning({ config, store, log, act }: Scans): Job[] {
  if (config.clamav === undefined) return []
  const scan = openScanning({ scanner: openScanner(config.clamav), store, log })
  return [{ name: SCAN, pattern: { everySeconds: 30 }, run: (at, stopping) => scan(act(at), stopping) }]
}
