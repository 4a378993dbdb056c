import { createHash, randomBytes } from 'node:crypto'

/** 160 bits as URL-safe text: session ids, links in mails. */
export const randomToken = (): string => randomBytes(20).toString('base64url')

/** What the database keeps of a secret that is long and random itself; never for passwords. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
