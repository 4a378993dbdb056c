import { paths } from '../../src/urls.ts'
import { memberMailWords } from '../words/mails-members.ts'
import { facts, link, paragraph, quote } from './content.ts'
import type { MailView } from './view.ts'

export type MembershipRemovedData = {
  structure: string
  identifier: string
  comment: string | null
  how: 'membership.removed' | 'membership.ended' | 'membership.left'
}

export const membershipRemovedMail: MailView<MembershipRemovedData> = (data, words) => {
  const own = memberMailWords[words.language]
  const subject = `${words.colon(data.structure)} ${own.removed.subject}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.removed.how[data.how]),
      facts([words.structure, data.structure], [words.identifier, data.identifier]),
      ...quote(own.comment, data.comment ?? ''),
      link(own.link, paths.ownMemberships),
    ],
  }
}
