import { paragraph } from './content.ts'
import type { MailView } from './view.ts'
import { waitingRequests, type WaitingRequestsData } from './waiting-requests.ts'

/** Once for each request that is older than 7 days. */
export const requestsReminderMail: MailView<WaitingRequestsData> = (data, words) => ({
  subject: words.requestsReminder.subject(data.total),
  heading: words.requestsReminder.subject(data.total),
  blocks: [paragraph(words.hello), paragraph(words.requestsReminder.body(data.total)), ...waitingRequests(data, words)],
})
