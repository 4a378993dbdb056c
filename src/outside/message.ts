import type { SendMailOptions } from 'nodemailer'
import { isEmail } from '../values/email.ts'

/** A mail to one person. `messageId` is the left part of Message-ID: the same for every attempt at the same mail. */
export type Message = { to: string; subject: string; text: string; html: string; messageId: string; date?: Date }

/**
 * `permanent`: the server refused this mail or this address for good, trying again is useless.
 * `unreachable`: it is not about this mail, the others would fail alike.
 * `why` is one short line without passwords.
 */
export type Failure = { ok: false; permanent: boolean; unreachable: boolean; why: string }
export type Sending = { ok: true } | Failure

/** The way out for mails. `send` and `verify` answer with a value, they do not throw when the other side fails. */
export type MailTransport = {
  send: (message: Message) => Promise<Sending>
  verify: () => Promise<Sending>
  close: () => void
}

/** What no server needs to be asked: null when the mail can be sent. */
export const whyNotSend = ({ to }: Message): Failure | null =>
  isEmail(to)
    ? null
    : { ok: false, permanent: true, unreachable: false, why: 'This is not an address that mail can be sent to' }

/** The message as nodemailer takes it. The address goes as an object: a text could hold several. */
export function compose({ to, messageId, ...message }: Message, from: string): SendMailOptions {
  const sender = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
  return {
    ...message,
    from,
    to: { name: '', address: to },
    messageId: `<${messageId}@${sender.split('@').at(-1) ?? 'localhost'}>`,
    // So that holiday answers and other robots do not answer it (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

/** One line of at most 200 characters, with the secrets struck out. */
export const shortReason = (text: string, secrets: string[] = []): string =>
  secrets
    .reduce((kept, secret) => kept.replaceAll(secret, '…'), text)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
