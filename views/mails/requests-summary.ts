import { waitingMailWords } from '../words/mails-waiting.ts'
import { paragraph } from './content.ts'
import type { MailView } from './view.ts'
import { countsOf, waitingRequests, type WaitingRequestsData } from './waiting-requests.ts'

/** Once a day, to managers who chose a summary. */
export const requestsSummaryMail: MailView<WaitingRequestsData> = (data, words) => {
  const { summary } = waitingMailWords[words.language]
  const subject = summary.subject(countsOf(data))
  return {
    subject,
    heading: subject,
    blocks: [paragraph(words.hello), paragraph(summary.body(countsOf(data))), ...waitingRequests(data, words)],
  }
}
