import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context } from 'hono'

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

/**
 * A copy of a page as this browser takes it: with brotli, gzip or plain, and told so in the headers. It happens where the
 * page is drawn: taking the body out of an answer again would copy it three times.
 */
export function packed(c: Context, body: Buffer): Buffer<ArrayBuffer> {
  c.header('Vary', 'Accept-Encoding', { append: true })
  const encoding = encodingFor(c.req.header('accept-encoding') ?? '')
  if (!encoding || c.req.method === 'HEAD' || body.length < WORTH_IT) return Buffer.from(body)
  c.header('Content-Encoding', encoding)
  return pack(body, encoding)
}
