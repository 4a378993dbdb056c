import { paths, url } from '../../src/urls.ts'
import { subscriptionDecisionMailWords } from '../words/mails-subscription-decisions.ts'
import { facts, link, paragraph, quote } from './content.ts'
import { type AboutSubscriptions, subscriptionFacts, subscriptionSubject } from './subscription-decision.ts'
import type { MailView } from './view.ts'

export type SubscriptionValidatedData = AboutSubscriptions & { comment: string }

export const subscriptionValidatedMail: MailView<SubscriptionValidatedData> = (data, words) => {
  const own = subscriptionDecisionMailWords[words.language].validated
  return {
    subject: subscriptionSubject(data, words, own.subject),
    heading: subscriptionSubject(data, words, own.subject),
    blocks: [
      paragraph(words.hello),
      paragraph(own.body[data.origin]),
      facts(...subscriptionFacts(data, words)),
      ...quote(own.comment, data.comment),
      link(own.link, url(paths.ownSubscriptionRequest, { id: data.requestId })),
    ],
  }
}
