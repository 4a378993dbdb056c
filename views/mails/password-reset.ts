import { paths, url } from '../../src/urls.ts'
import { facts, link, paragraph } from './content.ts'
import { linkDeadline } from './dates.ts'
import type { MailView } from './view.ts'

/** `secret` is the token of the link. */
export type PasswordResetData = { login: string; secret: string; minutes: number }

export const passwordResetMail: MailView<PasswordResetData> = (data, words, enqueuedAt) => ({
  subject: words.passwordReset.subject,
  heading: words.passwordReset.subject,
  blocks: [
    paragraph(words.hello),
    paragraph(words.passwordReset.body),
    facts([words.account, data.login]),
    link(words.passwordReset.link, url(paths.passwordReset, { token: data.secret })),
    paragraph(words.linkLife(data.minutes, linkDeadline({ enqueuedAt, minutes: data.minutes }, words.language))),
    paragraph(words.passwordReset.ignore),
  ],
})
