import type { Context } from 'hono'
import { GonePage, GonePanel } from '../../views/tickets/gone-page.tsx'
import type { Act } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { firstTexts } from '../http/first-texts.ts'
import { isMultipart } from '../http/guard.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { goTo, isFragment, plain, show, type SignedInEnv } from '../http/page.tsx'
import { paths } from '../urls.ts'
import { refuse } from '../values/result.ts'
import { findTransferred, listWritings } from './gone-queries.ts'

/**
 * A ticket that is not among those received, any more or at all. What was typed about it is given back, whatever the reason;
 * that it was transferred, and its number, is told to who had to do with it. Nobody else learns that there is one.
 */
export async function showGone<E extends SignedInEnv>(c: Context<E>) {
  const { act } = (c as unknown as Context<SignedInEnv>).var
  const landing = await landedBefore(c, act)
  if (landing) return goTo(c, landing)
  const id = Number(c.req.param('id'))
  const isKnown = Number.isSafeInteger(id)
  const number = isKnown ? await findTransferred(act, id) : null
  const typed = await typedIn(c)
  const texts = typed === '' && isKnown ? await listWritings(act, id) : [typed].filter(Boolean)
  if (number === null && texts.length === 0) return showNotFound(c)
  if (isFragment(c) && c.req.method === 'GET') {
    c.header('HX-Retarget', '#flash')
    c.header('HX-Reswap', 'innerHTML')
    c.header('HX-Push-Url', 'false')
  }
  const props = { number, texts }
  return show(c, { page: <GonePage {...props} />, panel: <GonePanel {...props} /> }, 404)
}

/** Where this very form landed when it was sent before: it may be what made the ticket go. */
async function landedBefore<E extends SignedInEnv>(c: Context<E>, act: Act): Promise<Landing | null> {
  if (c.req.method !== 'POST' || isMultipart(plain(c))) return null
  const command = async () => refuse('not-found')
  const result = await submitOnce(c, { act, command, landing: () => ({ to: paths.tickets, notice: null }) })
  return result.ok ? result.value : null
}

/** The text of a form that was sent; files are not taken in. */
async function typedIn<E extends SignedInEnv>(c: Context<E>): Promise<string> {
  if (c.req.method !== 'POST') return ''
  const body = isMultipart(plain(c))
    ? (await firstTexts(c.req.raw)).find(([name]) => name === 'body')?.[1]
    : (await c.req.parseBody())['body']
  return typeof body === 'string' ? body.trim() : ''
}
