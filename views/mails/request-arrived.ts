import { paths, url } from '../../src/urls.ts'
import { facts, link, paragraph, quote } from './content.ts'
import { type AboutRequest, requestFacts, requestSubject } from './membership-request.ts'
import type { MailView } from './view.ts'

export type RequestArrivedData = AboutRequest & { requester: string; comment: string }

/** To each manager who wants a mail at once. */
export const requestArrivedMail: MailView<RequestArrivedData> = (data, words) => ({
  subject: requestSubject(data, words, words.requestArrived.subject),
  heading: requestSubject(data, words, words.requestArrived.subject),
  blocks: [
    paragraph(words.hello),
    paragraph(words.requestArrived.body(data.requester)),
    facts([words.requester, data.requester], ...requestFacts(data, words)),
    ...quote(words.requestArrived.comment, data.comment),
    link(words.requestArrived.link, url(paths.membershipRequest, { id: data.requestId })),
    link(words.chooseMails, paths.account),
  ],
})
