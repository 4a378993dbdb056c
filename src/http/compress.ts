import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const WORTH_IT = 800

type Encoding = 'br' | 'gzip'

function encodingFor(accepts: string): Encoding | null {
  if (/\bbr\b/.test(accepts)) return 'br'
  return /\bgzip\b/.test(accepts) ? 'gzip' : null
}

/** The window holds any page of ours; the usual one takes 4 MB more for each answer that is being packed. */
const WINDOW_BITS = 18

/** Beyond it brotli takes fifteen times as long for one byte in a hundred. */
const QUALITY = 7

const pack = (body: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br'
    ? brotli(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: QUALITY,
          [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      })
    : zip(body)

/** Brotli or gzip for pages and fragments. Streams (exports, events) pass as they are: they have no end to wait for. */
export const compressed: MiddlewareHandler = async (c, next) => {
  await next()
  const encoding = encodingFor(c.req.header('accept-encoding') ?? '')
  const isPage = c.res.headers.get('content-type')?.startsWith('text/html') === true
  if (!encoding || !isPage || c.req.method === 'HEAD') return
  const { status, headers } = c.res
  const body = Buffer.from(await c.res.arrayBuffer())
  // Hono copies the headers of the answer before over those of the new one: they are changed where they are.
  headers.append('vary', 'Accept-Encoding')
  headers.delete('content-length')
  if (body.length >= WORTH_IT) headers.set('content-encoding', encoding)
  const sent = body.length >= WORTH_IT ? await pack(body, encoding) : body
  c.res = new Response(new Uint8Array(sent), { status, headers })
}
