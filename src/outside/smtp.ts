import nodemailer from 'nodemailer'
import { openFolder } from './mail-folder.ts'
import { compose, type Failure, type MailTransport, shortReason, whyNotSend } from './message.ts'

/** `timeoutMs` bounds each wait for the server (20 s); a whole mail may take three of them. */
export type MailSettings = { smtpUrl?: string | undefined; mailDir: string; from: string; timeoutMs?: number }

/** Deliveries to a server that may run at the same time. */
export const CONNECTIONS = 3

/** SMTP when there is a server; otherwise one .eml file per mail in `mailDir`. */
export const openTransport = ({ smtpUrl, mailDir, from, timeoutMs = 20_000 }: MailSettings): MailTransport =>
  smtpUrl === undefined ? openFolder(mailDir, from) : openServer({ smtpUrl, from, timeoutMs })

function openServer({ smtpUrl, from, timeoutMs }: { smtpUrl: string; from: string; timeoutMs: number }): MailTransport {
  const server = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    // Once more when a connection that was kept open turns out to be closed, before anything was said on it.
    maxRequeues: 1,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const secrets = secretsOf(smtpUrl)
  return {
    async send(message) {
      const refused = whyNotSend(message)
      if (refused) return refused
      try {
        // A server that trickles its answers meets no time-out between two of them.
        await server.sendMail({ ...compose(message, from), signal: AbortSignal.timeout(timeoutMs * 3) })
        return { ok: true }
      } catch (error) {
        return failureOf(error, secrets)
      }
    },
    async verify() {
      try {
        await server.verify()
        return { ok: true }
      } catch (error) {
        return failureOf(error, secrets)
      }
    },
    close: () => server.close(),
  }
}

type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number }

function failureOf(error: unknown, secrets: string[]): Failure {
  if (!(error instanceof Error)) throw error
  const { response, message } = error as SmtpError
  const unreachable = !isAboutTheMail(error)
  return {
    ok: false,
    permanent: !unreachable && response !== undefined && isForGood(response),
    unreachable,
    why: shortReason(response || message, secrets),
  }
}

/** A refusal of the sender (MAIL FROM) or a goodbye (421) would meet every other mail too. */
const isAboutTheMail = ({ code, command, responseCode }: SmtpError): boolean =>
  (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM' && responseCode !== 421

/**
 * 5xx is for good (RFC 5321), but not "sign in first" and not what policy blocks (x.7.x in RFC 3463, "relay denied"):
 * the operator can mend that, the mail itself is sound.
 */
const isForGood = (response: string): boolean =>
  response.startsWith('5') && !/^5(30|34|35|38)\b/.test(response) && !/^5\d\d[ -]5\.7\.\d/.test(response)

/** The password of an SMTP address in the forms in which a server may repeat it. */
function secretsOf(smtpUrl: string): string[] {
  const { username, password } = new URL(smtpUrl)
  if (password === '') return []
  const [user, clear] = [decodeURIComponent(username), decodeURIComponent(password)]
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  return [smtpUrl, clear, password, base64(clear), base64(`\0${user}\0${clear}`)]
}
