import type { Act } from '../act.ts'
import type { Config } from '../config.ts'
import { findWholeMail } from '../notifications/queries.ts'
import { readWrittenMail } from './written-mails.ts'

/** A mail of a site whose mails are files. Those that leave by a mail server are between it and their recipients. */
export async function findWrittenMail(act: Act, id: number, config: Config) {
  const row = config.smtpUrl === undefined ? await findWholeMail(act, id) : undefined
  return row && readWrittenMail(row, config)
}
