import { constants } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { compose, type Failure, type MailTransport, shortReason, whyNotSend } from './message.ts'

/** Where there is no mail server: one .eml file per mail, which any mail program opens. Named by the message id. */
export function openFolder(folder: string, from: string): MailTransport {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(message) {
      const refused = whyNotSend(message)
      if (refused) return refused
      const composed = await composer.sendMail(compose(message, from))
      try {
        await writeWhole(folder, `${message.messageId}.eml`, composed.message as Buffer)
        return { ok: true }
      } catch (error) {
        return failureOf(error)
      }
    },
    async verify() {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await access(folder, constants.W_OK)
        return { ok: true }
      } catch (error) {
        return failureOf(error)
      }
    },
    close: () => composer.close(),
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw error
  return { ok: false, permanent: false, unreachable: true, why: shortReason(error.message) }
}

/** The file is there whole or not at all, even after a power cut. Writing it again replaces it. */
async function writeWhole(folder: string, name: string, content: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const unfinished = join(folder, `.${name}.part`)
  try {
    await writeDurably(unfinished, content)
    await rename(unfinished, join(folder, name))
    await syncFolder(folder)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  // Links in mails open accounts: nobody else on the machine reads them.
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
