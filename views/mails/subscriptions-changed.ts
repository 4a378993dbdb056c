import type { Access, Space } from '../../src/act.ts'
import { paths } from '../../src/urls.ts'
import { memberMailWords } from '../words/mails-members.ts'
import { spaceWords } from '../words/spaces.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** All that is held from now on; `service` is a name, null as far as the membership reaches. */
export type SubscriptionsChangedData = {
  structure: string
  identifier: string
  spaces: { space: Space; access: Access; service: string | null }[]
}

export const subscriptionsChangedMail: MailView<SubscriptionsChangedData> = (data, words) => {
  const own = memberMailWords[words.language].subscriptions
  const { names, accesses } = spaceWords[words.language]
  const subject = `${words.colon(data.structure)} ${own.subject}`
  const rows = data.spaces.map(({ space, access, service }): [string, string] => [
    service === null ? names[space] : `${names[space]} (${service})`,
    accesses[access],
  ])
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body),
      facts([words.structure, data.structure], [words.identifier, data.identifier], ...rows),
      ...(rows.length === 0 ? [paragraph(own.none)] : []),
      link(own.link, paths.ownSubscriptions),
    ],
  }
}
