import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { DeactivationPage } from '../../views/memberships/deactivation-page.tsx'
import { DeparturePage, DeparturePanel } from '../../views/memberships/departure-page.tsx'
import { dateText } from '../../views/parts/time.tsx'
import { deactivationWords } from '../../views/words/deactivation.ts'
import { handingWords } from '../../views/words/handing-over.ts'
import { findOwnAccount } from '../accounts/queries.ts'
import { type DeactivateRefusal, erasedFrom } from '../auth/rules.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import type { Limit } from '../http/rate-limit.ts'
import { dropSession, signedIn } from '../http/session.ts'
import { verifyPassword } from '../outside/password.ts'
import { paths } from '../urls.ts'
import { deactivateAccount, whyNotDeactivate } from './deactivating.ts'
import { deactivationForm } from './handing-forms.ts'
import { listOwnStandings, listPrimaryOf, type OwnStanding } from './handing-queries.ts'
import { leaveStructure } from './leaving.ts'
import type { LeaveRefusal } from './handing-rules.ts'

type LeavingEnv = { Variables: SignedInEnv['Variables'] & { standing: OwnStanding } }
type C = Context<SignedInEnv>

const LISTED = 101
/** The same few as for changing the password: a session left open must not become a way to guess it. */
const TRIES: Limit = { points: 10, seconds: 3600 }
const LEAVE_STATUS: Record<LeaveRefusal, Status> = { 'not-found': 404, 'primary-manager': 409 }

/** A structure that the actor belongs to; any other is not there. */
const withStanding = createMiddleware<LeavingEnv>(async (c, next) => {
  const id = Number(c.req.param('id'))
  const [standing] = Number.isSafeInteger(id) ? await listOwnStandings(c.var.act, [id]) : []
  if (!standing) return showNotFound(c)
  c.set('standing', standing)
  return next()
})

function showDeparture(c: Context<LeavingEnv>, refused: LeaveRefusal | null = null) {
  const { standing: structure } = c.var
  const refusal = refused ?? (structure.role === 'primary_manager' ? 'primary-manager' : null)
  const props = { structure, refusal }
  const status = refusal && c.req.method !== 'GET' ? LEAVE_STATUS[refusal] : 200
  return show(c, { page: <DeparturePage {...props} />, panel: <DeparturePanel {...props} /> }, status)
}

/** Sent twice it lands on the first one's result, though its sender does not belong to the structure any more. */
async function leave(c: Context<LeavingEnv>) {
  const { act, world } = c.var
  const id = Number(c.req.param('id'))
  if (!Number.isSafeInteger(id)) return showNotFound(c)
  const [standing] = await listOwnStandings(act, [id])
  const text = handingWords[act.actor.language].leaveNotice(standing?.name ?? '')
  const result = await submitOnce(c, {
    act,
    command: (act) => leaveStructure(act, id),
    landing: () => ({ to: paths.ownMemberships, notice: { tone: 'good', text } }),
  })
  if (!result.ok && standing) {
    c.set('standing', standing)
    return showDeparture(c, result.refusal)
  }
  if (!result.ok) return showNotFound(c)
  world.wakeMails()
  return goTo(c, result.value)
}

type Drawn = { error?: string | undefined; refusal?: DeactivateRefusal; status?: Status }

async function showDeactivation(c: C, { error, refusal, status = 200 }: Drawn = {}) {
  const { act } = c.var
  const structures = await listPrimaryOf(act, { limit: LISTED })
  const why = refusal ?? (await whyNotDeactivate(act))
  const until = erasedFrom(act.now)
  return showPage(c, <DeactivationPage {...{ structures, until, error }} refusal={why} />, status)
}

const deactivationPosted = form<SignedInEnv, typeof deactivationForm>(deactivationForm, (c, { errors }) =>
  showDeactivation(c, { error: errors['currentPassword'], status: 422 }),
)

async function deactivate(c: C, password: string) {
  const { act, world } = c.var
  const { config, limiter } = world
  const wait = await limiter.take('current-password', TRIES, String(act.actor.id))
  if (wait !== null) return showTooMany(c, wait)
  const { password_hash } = await findOwnAccount(act)
  const checked = password_hash ?? ''
  if (!(await verifyPassword(checked, password))) return showDeactivation(c, { error: 'current-wrong', status: 422 })
  await limiter.giveBack('current-password', TRIES, String(act.actor.id))
  const { language } = act.actor
  const result = await submitOnce(c, {
    act,
    command: (act) => deactivateAccount(act, { checked }),
    landing: ({ until }) => ({
      to: paths.signIn,
      notice: { tone: 'good', text: deactivationWords[language].doneNotice(dateText(until, language)) },
    }),
  })
  if (!result.ok && result.refusal === 'current-wrong')
    return showDeactivation(c, { error: 'current-wrong', status: 422 })
  if (!result.ok) return showDeactivation(c, { refusal: result.refusal, status: 409 })
  world.wakeMails()
  dropSession(c, config.publicUrl)
  return goTo(c, result.value)
}

/** Leaving one structure, or closing one's account. */
export const departures = new Hono<LeavingEnv>()
  .get(paths.ownDeparture, signedIn, withStanding, (c) => showDeparture(c))
  .post(paths.ownDeparture, signedIn, leave)
  .get(paths.deactivation, signedIn, (c) => showDeactivation(c as unknown as C))
  .post(paths.deactivation, signedIn, deactivationPosted, (c) =>
    deactivate(c as unknown as C, c.req.valid('form').currentPassword),
  )
