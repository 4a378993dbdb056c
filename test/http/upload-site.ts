import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { z } from 'zod'
import { sendFile } from '../../src/http/download.ts'
import { onError } from '../../src/http/errors.tsx'
import { form } from '../../src/http/form.ts'
import { forgetKeptFiles, keepFiles } from '../../src/http/kept-files.ts'
import { submitOnce } from '../../src/http/once.ts'
import { session, signedIn } from '../../src/http/session.ts'
import { filesOf, upload, type UploadEnv, type UploadLimits } from '../../src/http/upload.ts'
import { nameFile } from '../../src/outside/files.ts'
import { accept } from '../../src/values/result.ts'
import { openWorld, PUBLIC_URL } from '../world.ts'

export const MB = 1024 * 1024
export const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')
export const pdfOf = (size: number) => Buffer.concat([PDF, randomBytes(size - PDF.length)])
export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
export const ONCE = 'a-token-of-this-form-1'

type Answer = {
  files: { field: string; name: string; hash: string; size: number; type: string }[]
  refused: { field: string; name: string; refusal: string }[]
  token: string | null
  title: string
}

/** A site with one form: a title, which must not be empty, and documents. It lists what it was sent. */
export async function openSite(limits: Partial<UploadLimits> = {}) {
  const w = await openWorld()
  const runs: string[] = []
  const app = new Hono<UploadEnv>()
  app.onError(onError as never)
  app.use(async (c, next) => {
    c.set('world', w.world)
    c.set('log', w.world.log)
    c.set('requestId', 'test')
    await next()
  })
  app.use(session(w.world))
  app.post(
    '/documents',
    signedIn,
    upload(['documents'], limits),
    form<UploadEnv, typeof schema>(schema, async (c) => {
      const { files, refused, token } = c.var.upload
      if (token) await keepFiles(c.var.act, token, files)
      return c.json({ files, refused, token, title: '' }, 422)
    }),
    async (c) => {
      const { files, refused, token } = c.var.upload
      const { title } = c.req.valid('form')
      const result = await submitOnce(c, {
        act: c.var.act,
        command: async (act) => {
          for (const file of files) await nameFile(act, file)
          if (token) await forgetKeptFiles(act, token)
          runs.push(files.map(({ name }) => name).join(' + '))
          return accept(runs.length)
        },
        landing: (value) => ({ to: `/done/${value}`, notice: null }),
      })
      c.header('X-Landing', result.ok ? result.value.to : '')
      return c.json({ files, refused, token, title })
    },
  )
  app.get('/documents/:hash', signedIn, async (c) => {
    const file = { hash: c.req.param('hash'), name: c.req.query('name') ?? '', size: 0, type: 'pdf' as const }
    return (await sendFile(c, filesOf(c), file)) ?? c.notFound()
  })
  const { cookie } = await w.as(w.alice)
  const headers = { cookie, origin: PUBLIC_URL }
  const send = async (body: NonNullable<RequestInit['body']>, extra: Record<string, string> = {}) =>
    app.request(`${PUBLIC_URL}/documents`, {
      method: 'POST',
      body,
      headers: { ...headers, ...extra },
      duplex: 'half',
    } as RequestInit)
  const folder = join(w.dataDir, 'files')
  const lying = () =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' }).filter((entry) =>
          entry.isFile(),
        )
      : []
  return { ...w, app, send, lying, runs, cookie, folder }
}
const schema = z.object({ title: z.string().min(1, 'missing') })

export const formWith = (texts: Record<string, string>, files: [name: string, bytes: Uint8Array | string][]) => {
  const data = new FormData()
  for (const [name, text] of Object.entries(texts)) data.append(name, text)
  for (const [name, bytes] of files) data.append('documents', new File([bytes as string], name))
  return data
}
export const answerOf = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as Answer),
})

export const BOUNDARY = 'x-boundary-x'
export const multipart = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }
/** A form written by hand, names of files as the browser would send them or worse. */
export const partOf = (head: string, body: Uint8Array | string) =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(body as string),
    Buffer.from('\r\n'),
  ])
export const byHand = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)])
