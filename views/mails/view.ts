import type { MailWords } from '../words/mails.ts'
import type { MailContent } from './content.ts'

/** Draws one kind of mail as data. `enqueuedAt` is the instant of what the mail tells. */
export type MailView<Data> = (data: Data, words: MailWords, enqueuedAt: string) => MailContent
