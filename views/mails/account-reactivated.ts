import { paths } from '../../src/urls.ts'
import { handingMailWords } from '../words/mails-handing-over.ts'
import { facts, link, paragraph } from './content.ts'
import { minuteOf } from './dates.ts'
import type { MailView } from './view.ts'

/** `at` is an instant. */
export type AccountReactivatedData = { login: string; at: string }

export const accountReactivatedMail: MailView<AccountReactivatedData> = (data, words) => {
  const { reactivated } = handingMailWords[words.language]
  return {
    subject: reactivated.subject,
    heading: reactivated.subject,
    blocks: [
      paragraph(words.hello),
      paragraph(reactivated.body(minuteOf(data.at, words.language))),
      facts([words.account, data.login]),
      paragraph(reactivated.notYou),
      link(reactivated.link, paths.passwordForgotten),
    ],
  }
}
