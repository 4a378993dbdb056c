import type { Role } from '../../src/act.ts'
import { paths } from '../../src/urls.ts'
import { memberMailWords } from '../words/mails-members.ts'
import type { MailWords } from '../words/mails.ts'
import { facts, link, type MailContent, paragraph, quote } from './content.ts'
import { civilDay } from './dates.ts'
import type { MailView } from './view.ts'

/** `services` are names, null for the whole structure; the dates are civil dates. */
export type MembershipGivenData = {
  structure: string
  identifier: string
  role: Exclude<Role, 'primary_manager'>
  services: string[] | null
  startsOn: string
  endsOn: string | null
  comment: string | null
}

export const membershipAttachedMail: MailView<MembershipGivenData> = (data, words) => drawn(data, words, 'attached')

export const membershipChangedMail: MailView<MembershipGivenData> = (data, words) => drawn(data, words, 'changed')

function drawn(data: MembershipGivenData, words: MailWords, what: 'attached' | 'changed'): MailContent {
  const { language } = words
  const own = memberMailWords[language]
  const subject = `${words.colon(data.structure)} ${own[what].subject}`
  const until: [string, string][] = data.endsOn === null ? [] : [[own.endsOn, civilDay(data.endsOn, language)]]
  return {
    subject,
    heading: subject,
    blocks: [
      paragraph(words.hello),
      paragraph(own[what].body),
      facts(
        [words.structure, data.structure],
        [words.identifier, data.identifier],
        [words.role, words.roles[data.role]],
        [words.services, data.services === null ? words.wholeStructure : data.services.join(', ')],
        [words.startsOn, civilDay(data.startsOn, language)],
        ...until,
        [words.decidedBy, words.managersOf(data.structure)],
      ),
      ...quote(own.comment, data.comment ?? ''),
      link(own.link, paths.ownMemberships),
    ],
  }
}
