import { Hono } from 'hono'
import { ManagerPage } from '../../views/memberships/manager-page.tsx'
import { readsHistory, searchHistory } from '../history/queries.ts'
import { showNotFound } from '../http/errors.tsx'
import { showPage, type SignedInEnv } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { readSubscriptionQueue } from '../subscriptions/queue-queries.ts'
import { paths } from '../urls.ts'
import { offsetOf, pageOf, type Paging } from '../values/page.ts'
import { managesAny } from '../values/reach.ts'
import { countManagedStructures, listManagedStructures, readQueue } from './manager-queries.ts'

const BLOCK = 10

/** Rows of one block; each block's page number has a name of its own in the address. */
function blockPaging(typed: string | undefined): Paging {
  const page = Number(typed ?? 1)
  return { page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1, size: BLOCK }
}

const done = { structureId: null, family: null, list: 'done', person: '', from: null, to: null } as const

export const manager = new Hono<SignedInEnv>().get(paths.manager, signedIn, async (c) => {
  const { act } = c.var
  if (!managesAny(act.actor)) return showNotFound(c)
  const paging = blockPaging(c.req.query('requests'))
  const waiting = { state: 'pending', structureId: null, q: '', sort: 'oldest' } as const
  const queue = await readQueue(act, { ...waiting, paging })
  const subscriptions = await readSubscriptionQueue(act, {
    ...waiting,
    paging: blockPaging(c.req.query('subscriptions')),
  })
  const part = blockPaging(c.req.query('structures'))
  const structures = await listManagedStructures(act, { limit: part.size + 1, offset: offsetOf(part) })
  return showPage(
    c,
    <ManagerPage
      queue={queue}
      subscriptions={subscriptions}
      structures={pageOf(structures, part, countManagedStructures(act))}
      history={
        readsHistory(act.actor)
          ? await searchHistory(act, { ...done, paging: blockPaging(c.req.query('history')) })
          : null
      }
    />,
  )
})
