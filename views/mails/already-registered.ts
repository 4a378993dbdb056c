import { paths } from '../../src/urls.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

export type AlreadyRegisteredData = { login: string }

export const alreadyRegisteredMail: MailView<AlreadyRegisteredData> = (data, words) => ({
  subject: words.alreadyRegistered.subject,
  heading: words.alreadyRegistered.subject,
  blocks: [
    paragraph(words.hello),
    paragraph(words.alreadyRegistered.body),
    facts([words.account, data.login]),
    link(words.alreadyRegistered.signIn, paths.signIn),
    link(words.alreadyRegistered.forgotten, paths.passwordForgotten),
    paragraph(words.ignore),
  ],
})
