import { paths, url } from '../../src/urls.ts'
import { activationMailWords } from '../words/mails-activation.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

type Named = { id: number; name: string; identifier: string }
/** `reader`: a manager of the structure that is inactive now, or of the one that takes over alone. `by` names who did it. */
export type StructureInactivatedData = {
  structure: Named
  successor: Named | null
  by: string
  reader: 'former' | 'successor'
}

const named = ({ identifier, name }: Named) => `${identifier} – ${name}`

export const structureInactivatedMail: MailView<StructureInactivatedData> = (data, words) => {
  const own = activationMailWords[words.language].inactivated
  const { structure, successor, by, reader } = data
  const isSuccessor = reader === 'successor' && successor !== null
  const about = isSuccessor ? successor : structure
  const subject = `${words.colon(about.name)} ${isSuccessor ? own.successorSubject : own.subject}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(isSuccessor ? own.successorBody(by, structure.name) : own.body(by)),
      facts(
        [own.structure, named(structure)],
        ...(successor ? [[own.successor, named(successor)] as [string, string]] : []),
      ),
      paragraph(successor ? own.delivered : own.closed),
      ...(isSuccessor ? [] : [paragraph(own.stays)]),
      link(own.link, url(paths.managedStructure, about)),
    ],
  }
}
