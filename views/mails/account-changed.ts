import type { CorrectedField } from '../../src/accounts/rules.ts'
import { paths } from '../../src/urls.ts'
import { accountChangedMailWords } from '../words/mails-account-changed.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** `fields` are what changed; the values are for the person's own page. */
export type AccountChangedData = { login: string; by: string; fields: CorrectedField[] }

export const accountChangedMail: MailView<AccountChangedData> = (data, words) => {
  const own = accountChangedMailWords[words.language]
  return {
    subject: own.subject,
    heading: own.subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body(data.by)),
      facts([own.changed, data.fields.map((field) => own.fields[field]).join(', ')], [words.account, data.login]),
      paragraph(own.look),
      link(own.link, paths.account),
    ],
  }
}
