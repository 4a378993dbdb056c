import { paths, url } from '../../src/urls.ts'
import { technicalMailWords } from '../words/mails-technical.ts'
import { facts, link, paragraph } from './content.ts'
import { dayOf } from './dates.ts'
import type { MailView } from './view.ts'

export type TechnicalSecretExpiringData = {
  structureId: number
  structure: string
  identifier: string
  technicalLogin: string
  expiresAt: string
  hasExpired: boolean
}

export const technicalSecretExpiringMail: MailView<TechnicalSecretExpiringData> = (data, words) => {
  const own = technicalMailWords[words.language]
  const { subject, body, what } = data.hasExpired ? own.expired : own.expiring
  return {
    subject: `${words.colon(data.structure)} ${subject}`,
    heading: `${words.colon(data.structure)} ${subject}`,
    blocks: [
      paragraph(words.hello),
      paragraph(body),
      facts(
        [words.structure, data.structure],
        [words.identifier, data.identifier],
        [own.login, data.technicalLogin],
        [data.hasExpired ? own.expired.on : own.expires, dayOf(data.expiresAt, words.language)],
      ),
      paragraph(what),
      link(own.reset, url(paths.technicalUserReset, { id: data.structureId })),
    ],
  }
}
