import { waitingMailWords } from '../words/mails-waiting.ts'
import { paragraph } from './content.ts'
import type { MailView } from './view.ts'
import { countsOf, waitingRequests, type WaitingRequestsData } from './waiting-requests.ts'

/** Once for each request that is older than 7 days. */
export const requestsReminderMail: MailView<WaitingRequestsData> = (data, words) => {
  const { reminder } = waitingMailWords[words.language]
  const subject = reminder.subject(countsOf(data))
  return {
    subject,
    heading: subject,
    blocks: [paragraph(words.hello), paragraph(reminder.body(countsOf(data))), ...waitingRequests(data, words)],
  }
}
