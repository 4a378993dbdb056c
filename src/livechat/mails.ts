import type { MailOf } from '../../views/mails/all.ts'
import { contactOf } from '../accounts/mails.ts'
import type { AnyAct, Language } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import { sha256 } from '../values/random.ts'
import type { TranscriptLine } from './transcript-rules.ts'

/** Lines of a mail, and letters of each: a mail is no archive, the page has all. */
const LINES_MAILED = 200

/** The conversation itself, to the contact address of the account that had it. Asked for again it is another mail when more was said. */
export async function mailTranscript(
  act: AnyAct,
  { chatId, userId, lines }: { chatId: number; userId: number; lines: TranscriptLine[] },
): Promise<string> {
  const to = await contactOf(act, userId)
  const told = lines.slice(-LINES_MAILED).map(({ at, side, name, kind, text, data }) => ({
    at,
    side,
    name,
    kind,
    text,
    data,
  }))
  const mail: MailOf<'chat-transcript'> = {
    kind: 'chat-transcript',
    data: { lines: told, isCut: lines.length > LINES_MAILED },
  }
  await enqueueMail(act, { eventKey: `chat/${chatId}/transcript/${userId}/${lines.at(-1)?.id ?? 0}`, to, ...mail })
  return to.address
}

/** `lastId` is the last line that was said when it was asked for. */
type Linked = { chatId: number; lastId: number; email: string; at: string; language: Language }

/** To an address that somebody without an account typed: a link alone, since a stranger's words are not carried to it. */
export const mailTranscriptLink = (
  act: AnyAct,
  { chatId, lastId, email, at, language }: Linked,
  token: string,
): Promise<void> => {
  const mail: MailOf<'chat-transcript-link'> = { kind: 'chat-transcript-link', data: { at, secret: token } }
  const to = { address: email, userId: null, language }
  return enqueueMail(act, {
    eventKey: `chat/${chatId}/transcript-link/${lastId}/${sha256(email).slice(0, 16)}`,
    to,
    ...mail,
  })
}
