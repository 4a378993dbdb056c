import { join } from 'node:path'
import { renderRow } from '../../views/mails/all.ts'
import type { Config } from '../config.ts'
import { messageIdOf } from '../notifications/delivering.ts'
import type { MailRow } from '../notifications/delivering.ts'
import { secretOf } from '../notifications/rules.ts'

/** What a mail said, and the file that it was written to. `text` is null where it held a one-time link. */
export function readWrittenMail(row: MailRow, config: Config) {
  const { subject, text } = renderRow(row, config)
  const file = join(config.dataDir, 'mail', `${messageIdOf(row)}.eml`)
  return {
    subject,
    text: secretOf(row.data) === undefined ? text : null,
    to: row.to_address,
    createdAt: row.created_at,
    file,
  }
}
