import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { StreamingApi } from 'hono/utils/stream'

type Writing = {
  write: (out: StreamingApi) => Promise<void>
  onError: (error: Error, out: StreamingApi) => Promise<void>
}

/**
 * An answer that is written piece by piece. HEAD gets its headers alone: nobody reads what would be written, so that the
 * writing would never come to an end.
 */
export const streamed = (c: Context, { write, onError }: Writing): Response =>
  c.req.method === 'HEAD' ? c.body(null) : stream(c, write, onError)
