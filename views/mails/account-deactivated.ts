import { paths } from '../../src/urls.ts'
import { handingMailWords } from '../words/mails-handing-over.ts'
import { facts, link, paragraph } from './content.ts'
import { minuteOf } from './dates.ts'
import type { MailView } from './view.ts'

/** `until` is an instant. */
export type AccountDeactivatedData = { login: string; until: string }

export const accountDeactivatedMail: MailView<AccountDeactivatedData> = (data, words) => {
  const { deactivated } = handingMailWords[words.language]
  return {
    subject: deactivated.subject,
    heading: deactivated.subject,
    blocks: [
      paragraph(words.hello),
      paragraph(deactivated.body),
      facts([words.account, data.login]),
      paragraph(deactivated.until(minuteOf(data.until, words.language))),
      link(deactivated.link, paths.reactivation),
      paragraph(deactivated.notYou),
    ],
  }
}
