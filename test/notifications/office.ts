import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Act, Actor, AnyAct } from '../../src/act.ts'
import { openDatabases } from '../../src/db/open.ts'
import { deliverMails, type DeliveryReport } from '../../src/notifications/delivering.ts'
import { enqueueMail } from '../../src/notifications/outbox.ts'
import { openTransport } from '../../src/outside/smtp.ts'
import { minutesLater } from '../../src/values/dates.ts'
import { renderRow } from '../../views/mails/all.ts'
import { samples } from './samples.ts'

export const start = new Date('2026-03-03T12:00:00.000Z')
export const after = (minutes: number): Date => new Date(minutesLater(start, minutes))

export function tmpFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-mail-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const emma: Actor = {
  id: 1,
  name: 'Emma Durand',
  login: 'emma@support.test',
  language: 'fr',
  isOperator: true,
  memberships: [],
}
const farid: Actor = { ...emma, id: 2, name: 'Farid Benali', login: 'farid@ailleurs.test', isOperator: false }

/** A database with an outbox, a clock that only the test moves, and the way out by SMTP or into a folder. */
export async function openOffice({ port, timeoutMs = 2000 }: { port?: number; timeoutMs?: number } = {}) {
  const folder = tmpFolder()
  const dbs = await openDatabases(folder)
  const mailDir = join(folder, 'mail')
  const smtpUrl = port === undefined ? undefined : `smtp://127.0.0.1:${port}`
  const transport = openTransport({ smtpUrl, mailDir, from: 'Guichet <guichet@mairie.test>', timeoutMs })
  onTestFinished(async () => {
    transport.close()
    await dbs.close()
  })
  const clock = { now: start }
  const anyone = (): AnyAct => ({ db: dbs.write, actor: null, now: clock.now })
  return {
    dbs,
    transport,
    mailDir,
    clock,
    anyone,
    asEmma: (): Act => ({ db: dbs.write, actor: emma, now: clock.now }),
    asFarid: (): Act => ({ db: dbs.write, actor: farid, now: clock.now }),
    /** A mail to chloe1@mairie.test, chloe2…: one event each. */
    enqueue: async (...numbers: number[]) => {
      for (const number of numbers) {
        const to = { address: `chloe${number}@mairie.test`, userId: null, language: 'fr' as const }
        await enqueueMail(anyone(), {
          eventKey: `request:${number}:refused`,
          kind: 'request-refused',
          to,
          data: samples['request-refused'],
        })
      }
    },
    deliver: (minutes = 0, limit = 1000): Promise<DeliveryReport> => {
      clock.now = after(minutes)
      const render = (row: Parameters<typeof renderRow>[0]) =>
        renderRow(row, { brand: 'Guichet', publicUrl: 'https://guichet.test' })
      return deliverMails({ db: dbs.write, now: () => clock.now, transport, render, limit })
    },
    rows: () => dbs.read.selectFrom('mail').selectAll().orderBy('id').execute(),
  }
}
