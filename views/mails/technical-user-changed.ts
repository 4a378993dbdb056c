import { paths, url } from '../../src/urls.ts'
import { technicalMailWords } from '../words/mails-technical.ts'
import { facts, link, paragraph } from './content.ts'
import { dayOf } from './dates.ts'
import type { MailView } from './view.ts'

/** `by` names who did it; `expiresAt` is the end of the new secret, which itself is in no mail. */
export type TechnicalUserChangedData = {
  structureId: number
  structure: string
  identifier: string
  what: 'created' | 'reset' | 'removed'
  technicalLogin: string
  by: string
  expiresAt: string | null
}

export const technicalUserChangedMail: MailView<TechnicalUserChangedData> = (data, words) => {
  const own = technicalMailWords[words.language]
  const { subject, body } = own.changed[data.what]
  const ends: [string, string][] = data.expiresAt === null ? [] : [[own.expires, dayOf(data.expiresAt, words.language)]]
  return {
    subject: `${words.colon(data.structure)} ${subject}`,
    heading: `${words.colon(data.structure)} ${subject}`,
    blocks: [
      paragraph(words.hello),
      paragraph(body(data.by)),
      facts(
        [words.structure, data.structure],
        [words.identifier, data.identifier],
        [own.login, data.technicalLogin],
        ...ends,
      ),
      ...(data.expiresAt === null ? [] : [paragraph(own.noSecret), paragraph(own.notYou)]),
      link(own.link, url(paths.technicalUser, { id: data.structureId })),
    ],
  }
}
