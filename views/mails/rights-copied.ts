import type { Role } from '../../src/act.ts'
import { paths } from '../../src/urls.ts'
import { memberMailWords } from '../words/mails-members.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

/** `from` is the name of who had these rights before; `services` are names, null for the whole structure. */
export type RightsCopiedData = {
  from: string
  structures: { structure: string; identifier: string; role: Role; services: string[] | null }[]
}

export const rightsCopiedMail: MailView<RightsCopiedData> = (data, words) => {
  const own = memberMailWords[words.language]
  const subject = own.copied.subject(data.structures.length)
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.copied.body(data.from)),
      ...data.structures.map(({ structure, identifier, role, services }) =>
        facts(
          [words.structure, structure],
          [words.identifier, identifier],
          [words.role, role === 'primary_manager' ? own.copied.primary : words.roles[role]],
          [words.services, services === null ? words.wholeStructure : services.join(', ')],
        ),
      ),
      link(own.link, paths.ownMemberships),
    ],
  }
}
