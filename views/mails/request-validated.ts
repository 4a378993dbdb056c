import type { Role } from '../../src/act.ts'
import { paths, url } from '../../src/urls.ts'
import { facts, link, paragraph } from './content.ts'
import { civilDay } from './dates.ts'
import { type AboutRequest, requestFacts, requestSubject } from './membership-request.ts'
import type { MailView } from './view.ts'

/** `decidedBy` names the structure whose manager decided: a side, not a person. `startsOn` is a civil date. */
export type RequestValidatedData = AboutRequest & {
  role: Exclude<Role, 'primary_manager'>
  decidedBy: string
  startsOn: string
}

export const requestValidatedMail: MailView<RequestValidatedData> = (data, words) => ({
  subject: requestSubject(data, words, words.requestValidated.subject),
  heading: requestSubject(data, words, words.requestValidated.subject),
  blocks: [
    paragraph(words.hello),
    paragraph(words.requestValidated.body),
    facts(
      ...requestFacts(data, words),
      [words.role, words.roles[data.role]],
      [words.startsOn, civilDay(data.startsOn, words.language)],
      [words.decidedBy, words.managersOf(data.decidedBy)],
    ),
    link(words.requestValidated.link, url(paths.ownRequest, { id: data.requestId })),
  ],
})
