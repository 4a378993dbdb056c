import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { WriterAbout } from '../../views/tickets/writer-about.ts'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { showTooMany } from '../http/errors.tsx'
import { isMultipart } from '../http/guard.ts'
import { type GuestUploadEnv, keptForGuest, takeGuestFiles, uploadProblem } from '../http/guest-upload.ts'
import { forgetKeptFiles, keepFiles } from '../http/kept-files.ts'
import { plain } from '../http/page.tsx'
import { upload, type UploadEnv } from '../http/upload.ts'
import type { AnyAct } from '../act.ts'
import { readHeldFiles } from './file-queries.ts'
import type { WriterEnv } from './sent-act-routes.tsx'

type C = Context<WriterEnv>

/** Forms with files of one writer in an hour: each may lie on the disk for a day. Of a link its network is counted besides. */
const UPLOADS = { points: 120, seconds: 3600 }

const asGuest = (c: C): Context<GuestUploadEnv> => c as unknown as Context<GuestUploadEnv>

/** What the ticket can still hold. */
export async function limitsOf({ var: { anyAct, place, world } }: C) {
  const { perFile, perForm, files } = world.config.uploads
  const held = await readHeldFiles(anyAct, place.ticket.id)
  return { perFile, perForm: Math.max(0, perForm - held.bytes), files: Math.max(0, files - held.count) }
}

/** Takes in what the ticket can still hold, with the files kept from the last sending. */
export const withFiles = createMiddleware<WriterEnv>(async (c, next) => {
  const { place, world } = c.var
  const who = place.writer.kind === 'user' ? `user ${place.writer.id}` : `ticket ${place.ticket.id}`
  // Asked before the body is read.
  const wait = isMultipart(plain(c)) ? await world.limiter.take('ticket-writer-upload', UPLOADS, who) : null
  if (wait !== null) return showTooMany(c, wait)
  const limits = await limitsOf(c)
  // Who has no session finds the files again by a signed list in the form.
  if (place.writer.kind === 'guest') return takeGuestFiles(asGuest(c), next, { field: 'files', limits })
  return upload(['files'], limits)(c as unknown as Context<UploadEnv>, next)
})

/** The first file that was not taken, as a sentence; or that those kept for who has no session are gone. */
export function filesError({ var: { upload: sent, scene } }: C): string | undefined {
  if (!sent) return undefined
  const [first] = sent.refused
  const words = ticketWritingWords[scene.language]
  return first ? `${first.name} : ${words.files[first.refusal]}` : uploadProblem(sent, scene.language)
}

/** The files that came, which a browser drops with a form that is drawn again: kept with it. */
export async function keepSent(c: C): Promise<NonNullable<WriterAbout['kept']> | null> {
  const { anyAct, upload: sent } = c.var
  if (!sent) return null
  const { token, files } = sent
  const { actor } = anyAct
  if (!actor) return keptForGuest(asGuest(c), files)
  if (token === null) return null
  await keepFiles({ ...anyAct, actor }, token, files)
  return files.length > 0 ? { token, files } : null
}

/** Lets go of them, in the transaction of the command that took them. */
export async function forgetSent({ var: { upload: sent } }: C, act: AnyAct): Promise<void> {
  const { actor } = act
  if (actor && sent && sent.token !== null) await forgetKeptFiles({ ...act, actor }, sent.token)
}
