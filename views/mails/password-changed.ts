import { paths } from '../../src/urls.ts'
import { facts, link, paragraph } from './content.ts'
import { minuteOf } from './dates.ts'
import type { MailView } from './view.ts'

/** `at` is an instant. */
export type PasswordChangedData = { login: string; at: string }

export const passwordChangedMail: MailView<PasswordChangedData> = (data, words) => ({
  subject: words.passwordChanged.subject,
  heading: words.passwordChanged.subject,
  blocks: [
    paragraph(words.hello),
    paragraph(words.passwordChanged.body(minuteOf(data.at, words.language))),
    facts([words.account, data.login]),
    paragraph(words.passwordChanged.notYou),
    link(words.passwordChanged.link, paths.passwordForgotten),
  ],
})
