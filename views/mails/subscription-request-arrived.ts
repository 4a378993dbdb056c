import type { Access, Space } from '../../src/act.ts'
import { paths, url } from '../../src/urls.ts'
import { subscriptionArrivalWords } from '../words/mails-subscription-arrived.ts'
import { spaceWords } from '../words/spaces.ts'
import { facts, link, paragraph, quote } from './content.ts'
import type { MailView } from './view.ts'

export type SubscriptionRequestArrivedData = {
  requestId: number
  structure: string
  identifier: string
  /** `service` is a name; null where all services of the requester are meant. */
  spaces: { space: Space; access: Access; service: string | null }[]
  requester: string
  comment: string
}

/** To each manager who may decide the request and wants a mail at once. */
export const subscriptionRequestArrivedMail: MailView<SubscriptionRequestArrivedData> = (data, words) => {
  const own = subscriptionArrivalWords[words.language]
  const { names, accesses, allServices, space } = spaceWords[words.language]
  const subject = `${words.requestNumber(data.requestId)} – ${words.colon(data.structure)} ${own.subject}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body(data.requester)),
      facts(
        [words.requester, data.requester],
        [words.structure, data.structure],
        [words.identifier, data.identifier],
        ...data.spaces.map((one): [string, string] => [
          space,
          `${names[one.space]} – ${accesses[one.access]} – ${one.service ?? allServices}`,
        ]),
      ),
      ...quote(own.comment, data.comment),
      link(own.link, url(paths.subscriptionRequest, { id: data.requestId })),
      link(words.chooseMails, paths.account),
    ],
  }
}
