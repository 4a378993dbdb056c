import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const WORTH_IT = 800

type Encoding = 'br' | 'gzip'

function encodingFor(accepts: string): Encoding | null {
  if (/\bbr\b/.test(accepts)) return 'br'
  return /\bgzip\b/.test(accepts) ? 'gzip' : null
}

/** With a window this small brotli works in half a megabyte; with a larger one in eight, which take longer to clear than a page to pack. */
const WINDOW_BITS = 16

/** Beyond it a page takes half as long again for four bytes in a thousand. */
const QUALITY = 5

/** At once, in a third of a millisecond: handing a page to another thread and back costs more, and memory for each page under way. */
const pack = (body: Buffer, encoding: Encoding): Buffer<ArrayBuffer> =>
  encoding === 'br'
    ? brotliCompressSync(body, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: QUALITY,
          [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      })
    : gzipSync(body)

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
  c.res = new Response(body.length >= WORTH_IT ? pack(body, encoding) : body, { status, headers })
}
