import { paths, url } from '../../src/urls.ts'
import { technicalMailWords } from '../words/mails-technical.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** `structureId` is the new structure, `former` its old identifier. `by` names who did it. */
export type IdentifierChangedData = {
  structureId: number
  structure: string
  former: string
  identifier: string
  by: string
}

export const identifierChangedMail: MailView<IdentifierChangedData> = (data, words) => {
  const { identifier: own } = technicalMailWords[words.language]
  const subject = `${words.colon(data.structure)} ${own.subject(data.identifier)}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body(data.by)),
      facts([words.structure, data.structure], [own.former, data.former], [own.current, data.identifier]),
      paragraph(own.again),
      paragraph(own.old),
      link(own.link, url(paths.managedStructure, { id: data.structureId })),
    ],
  }
}
