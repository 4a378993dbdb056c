import { type Context, Hono } from 'hono'
import { UserAttachingPage } from '../../views/memberships/user-attaching-page.tsx'
import { showNotFound } from '../http/errors.tsx'
import { showPage, type SignedInEnv } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { listAttachable, listPeopleOf } from './user-attaching-queries.ts'
import { backToSearch, chosenIds, managersOnly } from './user-search-routes.tsx'

/** Their addresses go on in the address of the next page, which cannot be longer. */
const PEOPLE_MOST = 100

/** Which structure, and then how: with the chosen people, or with a search for somebody. */
async function choose(c: Context<SignedInEnv>) {
  const ids = await chosenIds(c)
  const all = await listPeopleOf(c.var.act, ids)
  const people = all.slice(0, PEOPLE_MOST)
  const structures = await listAttachable(c.var.act)
  const typed = c.req.query('structure')
  const chosen = structures.find(({ id }) => String(id) === typed)
  if (typed && !chosen) return showNotFound(c)
  if (chosen) {
    const query = new URLSearchParams(people.map(({ login }): [string, string] => ['login', login])).toString()
    const to = people.length === 0 ? url(paths.memberSearch, chosen) : `${url(paths.attaching, chosen)}?${query}`
    return c.redirect(to, 303)
  }
  const props = { people, structures, back: backToSearch(c.req.query('back')) }
  const isMissing = typed === ''
  return showPage(
    c,
    <UserAttachingPage
      {...props}
      isMissing={isMissing}
      isNobody={ids.length > 0 && people.length === 0}
      most={all.length > PEOPLE_MOST ? PEOPLE_MOST : null}
    />,
    isMissing ? 422 : 200,
  )
}

/** "Rattacher un utilisateur", from the search for users. */
export const userAttaching = new Hono<SignedInEnv>().get(paths.userAttaching, signedIn, managersOnly, choose)
