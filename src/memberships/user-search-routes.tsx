import { setImmediate } from 'node:timers/promises'
import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { userSearchOf } from '../../views/memberships/user-address.ts'
import { csvOf } from '../../views/memberships/user-csv.ts'
import { UserSearchPage, UserSearchPanel } from '../../views/memberships/user-search-page.tsx'
import { UserStructuresPage, UserStructuresPanel } from '../../views/memberships/user-structures-page.tsx'
import { userWords } from '../../views/words/users-en.ts'
import { logError, showNotFound } from '../http/errors.tsx'
import { show, type SignedInEnv } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { streamed } from '../http/streamed.ts'
import { paths } from '../urls.ts'
import { BOM, csvLines } from '../values/csv.ts'
import { parisDate } from '../values/dates.ts'
import { managesAny } from '../values/reach.ts'
import { findManagedUser, listUserStructures } from './user-account-queries.ts'
import { eachUser } from './user-export-queries.ts'
import { listFoundIds, searchUsers, wordsOf } from './user-queries.ts'
import { USERS_LIMIT, type UserSearch } from './user-rules.ts'

/** Before any form is read: who manages nothing finds no such pages. */
export const managersOnly = createMiddleware<SignedInEnv>((c, next) =>
  managesAny(c.var.actor) ? next() : Promise.resolve(showNotFound(c)),
)

const searchOf = (c: Context<SignedInEnv>): UserSearch => userSearchOf(new URL(c.req.url))
export const backToSearch = (typed: string | undefined): string => backTo(typed, paths.userSearch)

/** The ticked memberships. */
const tickedIds = (c: Context<SignedInEnv>): number[] =>
  (c.req.queries('id') ?? []).map(Number).filter(Number.isSafeInteger).slice(0, USERS_LIMIT)

/** The ticked memberships; with `all` the others of the same search too, as many as one act takes. */
export async function chosenIds(c: Context<SignedInEnv>): Promise<number[]> {
  const ticked = tickedIds(c)
  if (c.req.query('all') !== '1') return ticked
  return [...new Set([...ticked, ...(await listFoundIds(c.var.act, searchOf(c)))])].slice(0, USERS_LIMIT)
}

async function search(c: Context<SignedInEnv>) {
  const { act } = c.var
  const asked = searchOf(c)
  const found = asked.isAsked ? { ...(await searchUsers(act, asked)), words: wordsOf(asked) } : null
  const props = { search: asked, found, actor: act.actor }
  return show(c, { page: <UserSearchPage {...props} />, panel: <UserSearchPanel {...props} /> })
}

/** The ticked rows alone, or all that the same query finds: without one, everybody. */
async function exported(c: Context<SignedInEnv>) {
  const { act, scene } = c.var
  const ids = c.req.query('all') === '1' ? [] : tickedIds(c)
  const words = userWords[scene.language]
  const toRow = csvOf(scene.language)
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header('content-disposition', `attachment; filename="${words.file}-${parisDate(act.now)}.csv"`)
  // The first part is read before the answer begins: a failure there is still an error page.
  const parts = eachUser(act, ids.length > 0 ? { ids } : { search: searchOf(c) })
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

async function structuresOf(c: Context<SignedInEnv>) {
  const user = await findManagedUser(c.var.act, Number(c.req.param('id')))
  if (!user) return showNotFound(c)
  const back = backToSearch(c.req.query('back'))
  const props = { user, rows: await listUserStructures(c.var.act, user), back }
  return show(c, { page: <UserStructuresPage {...props} />, panel: <UserStructuresPanel {...props} /> })
}

/** "Rechercher un utilisateur", its export, and where one of them is attached. */
export const userSearch = new Hono<SignedInEnv>()
  .get(paths.userSearch, signedIn, managersOnly, search)
  .get(paths.usersExport, signedIn, managersOnly, exported)
  .get(paths.userStructures, signedIn, managersOnly, structuresOf)
