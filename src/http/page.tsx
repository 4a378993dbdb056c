import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { FlashPanel } from '../../views/layout/flash.tsx'
import { type Notice, type Scene, SceneContext } from '../../views/layout/scene.ts'
import type { Act, Actor, AnyAct } from '../act.ts'
import type { Log } from '../outside/log.ts'
import { packed } from './compress.ts'
import { setNotice } from './flash.ts'
import type { World } from './world.ts'

/** What the middleware of `app.tsx` puts on every request. */
export type Env = {
  Variables: {
    /** On the reading connection for GET, on the writing one otherwise. */
    anyAct: AnyAct
    scene: Scene
    world: World
    requestId: string
    log: Log
    /** The user of a session that lapsed less than 24 h ago: only what was typed may be given back to them. */
    lapsedUserId: number | null
  }
}

/** The same behind `signedIn`. */
export type SignedInEnv = { Variables: Env['Variables'] & { act: Act; actor: Actor } }

export type Status = 200 | 400 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503
/** Hono takes either from a route, which may also send elsewhere at once. */
type Drawn = Response | Promise<Response>
type Two = { page: Child; panel: Child }

/** True when htmx wants the panel alone. History restores and boosted links ask for 'full': they must get the page. */
export const isFragment = <E extends Env>(c: Context<E>): boolean =>
  c.req.header('HX-Request') === 'true' && c.req.header('HX-Request-Type') === 'partial'

/** Hono's context type is invariant: a route's context, which knows more, is not one that knows less until it is said. */
export const plain = <E extends Env>(c: Context<E>): Context<Env> => c as unknown as Context<Env>

const scratch = Buffer.allocUnsafeSlow(256 * 1024)

/** A page as bytes, until the next one is drawn. Written to a place that holds it anyhow: measuring a text takes as long as encoding it. */
const encoded = (text: string) =>
  text.length * 3 > scratch.length ? Buffer.from(text) : scratch.subarray(0, scratch.write(text))

const draw = async (c: Context<Env>, child: Child, status: Status): Promise<Response> => {
  const drawn = await html`${<SceneContext.Provider value={c.var.scene}>{child}</SceneContext.Provider>}`
  c.header('Vary', 'HX-Request, HX-Request-Type')
  c.header('Content-Type', 'text/html; charset=UTF-8')
  return c.body(packed(c, encoded(String(drawn))), status)
}

/** The whole page for a browser without htmx, the panel alone for htmx: same data, same status. */
export const show = <E extends Env>(c: Context<E>, { page, panel }: Two, status: Status = 200): Drawn =>
  isFragment(c)
    ? draw(plain(c), panel, status)
    : draw(
        plain(c),
        <>
          {raw('<!doctype html>')}
          {page}
        </>,
        status,
      )

/** A page that has no panel of its own. */
export const showPage = <E extends Env>(c: Context<E>, page: Child, status: Status = 200) =>
  show(c, { page, panel: page }, status)

/** An address in a header, which takes visible ASCII alone. What is encoded in it already stays as it is. */
export const inHeader = (to: string): string => to.replace(/[^\x21-\x7e]+/g, encodeURIComponent)

/** After a success: see-other to the page, which then says the notice; for htmx the fresh panel and the notice at once. */
export async function goTo<E extends Env>(
  c: Context<E>,
  landing: { to: string; notice: Notice | null },
  panel?: () => Promise<Child>,
) {
  if (!isFragment(c)) {
    if (landing.notice) setNotice(c, landing.notice)
    return c.redirect(landing.to, 303)
  }
  if (panel)
    return draw(
      plain(c),
      <>
        {await panel()}
        <FlashPanel notice={landing.notice} outOfBand />
      </>,
      200,
    )
  if (landing.notice) setNotice(c, landing.notice)
  c.header('HX-Redirect', inHeader(landing.to))
  return c.body(null, 200)
}
