import { paths } from '../../src/urls.ts'
import { facts, link, paragraph } from './content.ts'
import { minuteOf } from './dates.ts'
import type { MailView } from './view.ts'

/** `until` is an instant. */
export type AccountLockedData = { login: string; until: string }

export const accountLockedMail: MailView<AccountLockedData> = (data, words) => ({
  subject: words.accountLocked.subject,
  heading: words.accountLocked.subject,
  blocks: [
    paragraph(words.hello),
    paragraph(words.accountLocked.body(minuteOf(data.until, words.language))),
    facts([words.account, data.login]),
    paragraph(words.accountLocked.sooner),
    link(words.accountLocked.link, paths.passwordForgotten),
    paragraph(words.accountLocked.notYou),
  ],
})
