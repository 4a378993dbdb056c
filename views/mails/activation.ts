import { paths, url } from '../../src/urls.ts'
import type { MailWords } from '../words/mails.ts'
import { facts, link, paragraph } from './content.ts'
import { linkDeadline } from './dates.ts'
import { isGreetable } from './plain.ts'
import type { MailView } from './view.ts'

/** `secret` is the token of the link; `createdBy` the manager who made the account, absent when its owner did. */
export type ActivationData = {
  firstName: string
  lastName: string
  login: string
  secret: string
  minutes: number
  createdBy?: string
}

export const activationMail: MailView<ActivationData> = (data, words, enqueuedAt) => ({
  subject: words.activation.subject,
  heading: words.activation.subject,
  blocks: [
    paragraph(greeting(data, words)),
    paragraph(data.createdBy === undefined ? words.activation.asked : words.activation.createdBy(data.createdBy)),
    facts([words.account, data.login]),
    link(words.activation.link, url(paths.activation, { token: data.secret })),
    paragraph(words.linkLife(data.minutes, linkDeadline({ enqueuedAt, minutes: data.minutes }, words.language))),
    paragraph(words.activation.ignore),
  ],
})

function greeting({ firstName, lastName }: ActivationData, words: MailWords): string {
  const name = `${firstName} ${lastName}`
  return isGreetable(name) ? words.helloName(name) : words.hello
}
