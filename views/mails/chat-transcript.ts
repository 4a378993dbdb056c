import { TRANSCRIPT_DAYS, type TranscriptLine } from '../../src/livechat/transcript-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { livechatMailWords } from '../words/mails-livechat.ts'
import { transcriptText } from '../words/transcript.ts'
import { link, paragraph, quote } from './content.ts'
import { dayOf } from './dates.ts'
import type { MailView } from './view.ts'

/** What was said, to the account that had the conversation. `isCut`: there was more before. */
export type ChatTranscriptData = { lines: Omit<TranscriptLine, 'id'>[]; isCut: boolean }

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const chatTranscriptMail: MailView<ChatTranscriptData> = ({ lines, isCut }, words) => {
  const own = livechatMailWords[words.language]
  const title = capital(own.subject)
  return {
    subject: title,
    heading: title,
    blocks: [
      paragraph(words.hello),
      paragraph(own.body),
      ...(isCut ? [paragraph(own.cut)] : []),
      ...quote(own.conversation, transcriptText(lines, { language: words.language, reader: 'visitor' })),
      link(own.link, paths.assistant),
    ],
  }
}

/** `at`: when the chat began. `secret` is the token of the link; null once it was erased. Nothing that a stranger wrote. */
export type ChatTranscriptLinkData = { at: string; secret: string | null }

export const chatTranscriptLinkMail: MailView<ChatTranscriptLinkData> = ({ at, secret }, words) => {
  const own = livechatMailWords[words.language]
  const title = capital(own.linkSubject)
  return {
    subject: title,
    heading: title,
    blocks: [
      paragraph(words.hello),
      paragraph(own.linkBody(dayOf(at, words.language))),
      link(own.linkRead, url(paths.livechatLinked, { token: secret ?? '…' })),
      paragraph(own.linkLife(TRANSCRIPT_DAYS)),
      paragraph(words.ignore),
    ],
  }
}
