import { paths } from '../../src/urls.ts'
import { handingMailWords } from '../words/mails-handing-over.ts'
import { facts, link, paragraph, quote } from './content.ts'
import type { MailView } from './view.ts'

/** `by` names the platform support's agent who did it, with the reason; null when the former did it. */
type Transferred = { structure: string; identifier: string; by: string | null; reason: string | null }
export type PrimaryTransferredToData = Transferred & { former: string }
export type PrimaryTransferredFromData = Transferred & { successor: string }

export const primaryTransferredToMail: MailView<PrimaryTransferredToData> = (data, words) => {
  const { received, reason } = handingMailWords[words.language]
  return {
    subject: `${words.colon(data.structure)} ${received.subject}`,
    heading: `${words.colon(data.structure)} ${received.subject}`,
    blocks: [
      paragraph(words.hello),
      paragraph(data.by === null ? received.from(data.former) : received.by(data.by, data.former)),
      facts([words.structure, data.structure], [words.identifier, data.identifier]),
      ...quote(reason, data.reason ?? ''),
      paragraph(received.duties),
      link(received.link, paths.manager),
    ],
  }
}

export const primaryTransferredFromMail: MailView<PrimaryTransferredFromData> = (data, words) => {
  const { handed, reason } = handingMailWords[words.language]
  return {
    subject: `${words.colon(data.structure)} ${handed.subject}`,
    heading: `${words.colon(data.structure)} ${handed.subject}`,
    blocks: [
      paragraph(words.hello),
      paragraph(data.by === null ? handed.to(data.successor) : handed.by(data.by, data.successor)),
      facts([words.structure, data.structure], [words.identifier, data.identifier]),
      ...quote(reason, data.reason ?? ''),
      paragraph(handed.stays),
      paragraph(handed.notYou),
      link(handed.link, paths.ownMemberships),
    ],
  }
}
