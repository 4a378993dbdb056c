import { paragraph } from './content.ts'
import type { MailView } from './view.ts'
import { waitingRequests, type WaitingRequestsData } from './waiting-requests.ts'

/** Once a day, to managers who chose a summary. */
export const requestsSummaryMail: MailView<WaitingRequestsData> = (data, words) => ({
  subject: words.requestsSummary.subject(data.total),
  heading: words.requestsSummary.subject(data.total),
  blocks: [paragraph(words.hello), paragraph(words.requestsSummary.body(data.total)), ...waitingRequests(data, words)],
})
