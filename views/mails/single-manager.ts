import { paths, url } from '../../src/urls.ts'
import { singleManagerMailWords } from '../words/mails-single-manager.ts'
import { facts, link, paragraph } from './content.ts'
import type { MailView } from './view.ts'

export type SingleManagerData = { structureId: number; structure: string; identifier: string }

/** To the primary manager who is left alone, with the way out of it. */
export const singleManagerMail: MailView<SingleManagerData> = (data, words) => {
  const own = singleManagerMailWords[words.language]
  const subject = `${words.colon(data.structure)} ${own.subject}`
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body),
      facts([words.structure, data.structure], [words.identifier, data.identifier]),
      paragraph(own.what),
      link(own.link, url(paths.memberSearch, { id: data.structureId })),
    ],
  }
}
