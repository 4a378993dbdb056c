import { paths } from '../../src/urls.ts'
import { technicalAddressWords } from '../words/mails-technical-address.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** `by` made the technical user; null when somebody tried to make an account with its address. */
export type TechnicalAddressUsedData = {
  structure: string
  identifier: string
  technicalLogin: string
  by: string | null
}

/** To the address itself: whoever reads it may not know that a structure uses it. */
export const technicalAddressUsedMail: MailView<TechnicalAddressUsedData> = (data, words) => {
  const own = technicalAddressWords[words.language]
  return {
    subject: own.subject,
    heading: own.subject,
    blocks: [
      paragraph(words.hello),
      paragraph(data.by === null ? own.tried : own.made(data.by)),
      facts([own.address, data.technicalLogin], [words.structure, data.structure], [words.identifier, data.identifier]),
      paragraph(own.meaning),
      paragraph(own.free),
      link(own.contact, paths.contact),
    ],
  }
}
