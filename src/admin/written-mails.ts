import { join } from 'node:path'
import { renderRow } from '../../views/mails/all.ts'
import type { Config } from '../config.ts'
import { messageIdOf } from '../notifications/delivering.ts'
import type { MailRow } from '../notifications/delivering.ts'
import { secretOf } from '../notifications/rules.ts'

/** What is left of an old mail: that it was sent. */
const EMPTIED = '{}'

/**
 * What a mail said, and the file that it was written to. `text` is null where it held a one-time link, and `subject` too
 * where the mail is so old that what it said is erased.
 */
export function readWrittenMail(row: MailRow, config: Config) {
  const { subject, text } = row.data === EMPTIED ? { subject: null, text: null } : renderRow(row, config)
  const file = join(config.dataDir, 'mail', `${messageIdOf(row)}.eml`)
  return {
    kind: row.kind,
    subject,
    text: secretOf(row.data) === undefined ? text : null,
    to: row.to_address,
    createdAt: row.created_at,
    file,
  }
}
