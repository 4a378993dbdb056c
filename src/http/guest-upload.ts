import type { Context, Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { ticketContactWords } from '../../views/words/ticket-contact.ts'
import { ticketWords } from '../../views/words/tickets.ts'
import type { Language } from '../act.ts'
import { FILE_TYPES, type FileType } from '../outside/sniffing.ts'
import { showTooMany } from './errors.tsx'
import { isMultipart } from './guard.ts'
import type { UploadedFile } from './kept-files.ts'
import { type Env, plain } from './page.tsx'
import { clientAddress, type Limit } from './rate-limit.ts'
import { sealOf } from './seal.ts'
import { fit, upload, type Upload, type UploadEnv, type UploadLimits } from './upload.ts'

/**
 * What one network, which may be a whole town hall, sends in an hour: each form counts once for every 5 MB begun, since
 * what was sent may lie on the disk for a day.
 */
const SENT_PER_NETWORK: Limit = { points: 60, seconds: 3600 }
const PIECE = 5 * 1024 * 1024
/** How long the files of a form that came back wait for it. They lie in the store, unnamed, until the nightly collection. */
const KEPT_FOR = 3_600_000
const PURPOSE = 'files'

/** As `Upload`; `areLost` when files were kept and cannot be had any more: they must be chosen again. */
export type GuestUpload = Upload & { areLost?: boolean }
export type GuestUploadEnv = { Variables: Env['Variables'] & { upload: GuestUpload } }

const isFileType = (text: string): text is FileType => Object.hasOwn(FILE_TYPES, text)
const keptList = z.object({
  at: z.number(),
  files: z.array(
    z.object({
      field: z.string(),
      hash: z.string(),
      name: z.string(),
      size: z.number(),
      type: z.string().refine(isFileType),
    }),
  ),
})

/** The files of a form that is drawn again, for its `FileField`: without a session they are kept by this signed list alone. */
export function keptForGuest<E extends Env>(c: Context<E>, files: UploadedFile[]) {
  if (files.length === 0) return null
  return { token: sealOf(c).close(PURPOSE, { at: c.var.anyAct.now.getTime(), files }), files }
}

/**
 * Reads a form with files of somebody who has not signed in, as `upload` does, by the limits of the instance. What its
 * last sending brought comes back by the signed list in its field `kept`, within the hour.
 */
export const guestUpload = (field: string) =>
  createMiddleware<GuestUploadEnv>((c, next) => takeGuestFiles(c, next, { field, limits: c.var.world.config.uploads }))

type Taking = { field: string; limits: UploadLimits }

/** The same by other limits: those of what a ticket can still hold. */
export async function takeGuestFiles<E extends GuestUploadEnv>(
  some: Context<E>,
  next: Next,
  { field, limits }: Taking,
): Promise<Response | undefined> {
  const c = some as unknown as Context<GuestUploadEnv>
  const wait = isMultipart(c) ? await secondsUntilSending(c, limits) : null
  if (wait !== null) return showTooMany(c, wait)
  const read = upload([field], limits)
  const answer = await read(c as unknown as Context<UploadEnv>, async () => {
    c.set('upload', await withKept(c, limits))
    await next()
  })
  return answer ?? undefined
}

/** Asked before the body is read. One that does not say its length may be as long as the limits allow. */
async function secondsUntilSending(c: Context<GuestUploadEnv>, { perForm }: UploadLimits): Promise<number | null> {
  const { limiter, config } = c.var.world
  const network = clientAddress(c, config.trustedProxies)
  const pieces = Math.ceil(Number(c.req.header('content-length') ?? perForm) / PIECE)
  for (let piece = 0; piece < Math.max(1, pieces); piece++) {
    const wait = await limiter.take('guest-upload', SENT_PER_NETWORK, network)
    if (wait !== null) return wait
  }
  return null
}

async function withKept(c: Context<GuestUploadEnv>, limits: UploadLimits): Promise<GuestUpload> {
  const sent = c.var.upload
  const body = await plain(c).req.parseBody({ all: true })
  const list = body['kept']
  if (typeof list !== 'string' || list === '') return { ...sent, token: null, areLost: false }
  const parsed = keptList.safeParse(sealOf(c).open(PURPOSE, list))
  if (!parsed.success || c.var.anyAct.now.getTime() - parsed.data.at > KEPT_FOR)
    return { ...sent, token: null, areLost: true }
  const dropped = new Set([body['drop_kept'] ?? []].flat())
  const kept = parsed.data.files.filter(({ hash }) => !dropped.has(hash))
  const { files, refused } = fit([...(kept as UploadedFile[]), ...sent.files], limits)
  return { files, refused: [...sent.refused, ...refused], token: null, areLost: false }
}

/** What is wrong with the files that came, as a sentence; undefined when all were taken. */
export function uploadProblem({ refused, areLost }: GuestUpload, language: Language): string | undefined {
  const words = ticketContactWords[language]
  const [first] = refused
  if (first) return words.fileRefused(first.name || ticketWords[language].files, words.files[first.refusal])
  return areLost ? words.filesLost : undefined
}
