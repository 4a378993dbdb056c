import { paths, url } from '../../src/urls.ts'
import { activationMailWords } from '../words/mails-activation.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** `by` names who did it. */
export type StructureActivatedData = { structureId: number; structure: string; identifier: string; by: string }

export const structureActivatedMail: MailView<StructureActivatedData> = (data, words) => {
  const own = activationMailWords[words.language].activated
  const subject = `${words.colon(data.structure)} ${own.subject}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body(data.by)),
      facts([words.structure, data.structure], [own.identifier, data.identifier]),
      paragraph(own.receives),
      link(own.link, url(paths.managedStructure, { id: data.structureId })),
    ],
  }
}
