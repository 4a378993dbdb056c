import { paths, url } from '../../src/urls.ts'
import { facts, link, paragraph, quote } from './content.ts'
import { type AboutRequest, requestFacts, requestSubject } from './membership-request.ts'
import type { MailView } from './view.ts'

/** `decidedBy` names the structure whose manager decided: a side, not a person. */
export type RequestRefusedData = AboutRequest & { decidedBy: string; reason: string }

export const requestRefusedMail: MailView<RequestRefusedData> = (data, words) => ({
  subject: requestSubject(data, words, words.requestRefused.subject),
  heading: requestSubject(data, words, words.requestRefused.subject),
  blocks: [
    paragraph(words.hello),
    paragraph(words.requestRefused.body),
    facts(...requestFacts(data, words), [words.decidedBy, words.managersOf(data.decidedBy)]),
    ...quote(words.requestRefused.reason, data.reason),
    paragraph(words.requestRefused.correct),
    link(words.requestRefused.link, url(paths.ownRequest, { id: data.requestId })),
  ],
})
