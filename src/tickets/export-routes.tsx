import { setImmediate } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { ticketCsv } from '../../views/tickets/queue-csv.ts'
import { ticketQueueWords } from '../../views/words/ticket-queue.ts'
import { logError } from '../http/errors.tsx'
import type { SignedInEnv } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { searchesNotTooOften } from '../http/ticket-limits.ts'
import { streamed } from '../http/streamed.ts'
import { paths } from '../urls.ts'
import { BOM, csvLines } from '../values/csv.ts'
import { parisDate } from '../values/dates.ts'
import { eachTicket } from './export-queries.ts'
import { ticketSearchIn } from './list-rules.ts'
import { agentsOnly } from './list-routes.tsx'

/** The list as it is narrowed, newest first. */
async function exported(c: Context<SignedInEnv>) {
  const { act, scene } = c.var
  const words = ticketQueueWords[scene.language]
  const toRow = ticketCsv(scene.language, act.now)
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', `attachment; filename="${words.file}-${parisDate(act.now)}.csv"`)
  // The first part is read before the answer begins: a failure there is still an error page.
  const parts = eachTicket(act, ticketSearchIn(new URL(c.req.url)))
  const first = await parts.next()
  return streamed(c, {
    write: async (out) => {
      await out.write(BOM + csvLines([words.csv]))
      for (let part = first; !part.done; part = await parts.next()) {
        // A client that has left, or a page that waits: neither is kept waiting for the rest.
        if (out.aborted) return
        await out.write(csvLines(part.value.map(toRow)))
        await setImmediate()
      }
    },
    onError: async (error, out) => {
      logError(c, error)
      // A file cut in the middle must not look complete.
      await out.close().catch((cause: unknown) => logError(c, cause))
      throw error
    },
  })
}

/** The export of "Tickets reçus". */
export const ticketExport = new Hono<SignedInEnv>().get(
  paths.ticketsExport,
  signedIn,
  agentsOnly,
  searchesNotTooOften,
  exported,
)
