import { type Context, Hono } from 'hono'
import { DeactivationSuccessorsPage } from '../../views/memberships/deactivation-successors-page.tsx'
import { deactivationWords } from '../../views/words/deactivation.ts'
import { showTooMany } from '../http/errors.tsx'
import { form } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { accept, refuse } from '../values/result.ts'
import { loginField, successorsForm } from './handing-forms.ts'
import { ADDRESSES_TRIED, queryOf } from './handing-over-routes.tsx'
import { listPrimaryOf, searchCandidates } from './handing-queries.ts'
import type { HandedOver, HandOverRefusal, PrimaryOf } from './handing-rules.ts'
import { transferBeforeLeaving, transferMany } from './transferring-primary.ts'

type C = Context<SignedInEnv>
type Addresses = Record<string, string | undefined>
type Drawn = { typed?: Addresses; errors?: Addresses; outcome?: HandedOver; status?: Status }

/** So many have a field of their own on one page; the others come after these are done. */
const FIELDS_MAX = 100
const ABOUT_ADDRESS: HandOverRefusal[] = ['unknown-address', 'not-active', 'already-primary']

async function showSuccessors(c: C, { typed, errors = {}, outcome, status = 200 }: Drawn = {}) {
  const all = await listPrimaryOf(c.var.act, { limit: FIELDS_MAX })
  const structures = all.filter(({ isPigp }) => !isPigp)
  const q = queryOf(c)
  const among = structures.map(({ id }) => id)
  const found = q === '' ? null : await searchCandidates(c.var.act, among, q)
  const props = { structures, typed: typed ?? addressesIn(c.req.query()), errors, q, found, outcome }
  return showPage(c, <DeactivationSuccessorsPage {...props} />, status)
}

/** The addresses among fields of any names: `login`, and `login-12` for the structure 12. */
const addressesIn = (fields: Record<string, unknown>): Addresses =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      /^login(-\d+)?$/.test(name) && typeof value === 'string' ? [[name, value.trim().slice(0, 300)]] : [],
    ),
  )

/** What is wrong with the addresses, by field; and who is to have which structure. */
function readWanted(structures: PrimaryOf[], typed: Addresses) {
  const errors: Addresses = {}
  for (const [name, text] of Object.entries(typed)) {
    const read = text ? loginField.safeParse(text) : null
    if (read && !read.success) errors[name] = read.error.issues[0]?.message
  }
  const wanted = structures.flatMap(({ id, name, isPigp }) => {
    // Where successors are named elsewhere the address for all is not meant; one for it alone is refused by the command.
    const login = typed[`login-${id}`] || (isPigp ? '' : typed['login'])
    return login ? [{ id, name, login }] : []
  })
  return { errors, wanted }
}

async function nameSuccessors(c: C, typed: Addresses) {
  const { act, world } = c.var
  const structures = await listPrimaryOf(act, { limit: FIELDS_MAX })
  const { errors, wanted } = readWanted(structures, typed)
  if (Object.keys(errors).length > 0) return showSuccessors(c, { typed, errors, status: 422 })
  for (const _login of new Set(wanted.map(({ login }) => login))) {
    const wait = await world.limiter.take('successor', ADDRESSES_TRIED, String(act.actor.id))
    if (wait !== null) return showTooMany(c, wait)
  }
  let outcome: HandedOver | undefined
  const words = deactivationWords[act.actor.language]
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      outcome = await transferMany(act, wanted, transferBeforeLeaving)
      return outcome.done.length > 0 ? accept(outcome.done.length) : refuse('nothing-done')
    },
    landing: (n) => ({ to: paths.deactivation, notice: { tone: 'good', text: words.successorsNotice(n) } }),
  })
  world.wakeMails()
  if (outcome && outcome.refused.length > 0) return showRefused(c, outcome, typed)
  // A second click finds nothing left to do, and lands where the first one did.
  return result.ok
    ? goTo(c, result.value)
    : showSuccessors(c, { typed, errors: { login: 'login-missing' }, status: 422 })
}

/** Each refusal stands at the address that it is about; what was done, or has no field here, is told above the form. */
function showRefused(c: C, outcome: HandedOver, typed: Addresses) {
  const errors: Addresses = {}
  for (const { id, refusal } of outcome.refused) errors[typed[`login-${id}`] ? `login-${id}` : 'login'] = refusal
  const isToldBelow =
    outcome.done.length === 0 && outcome.refused.every(({ refusal }) => ABOUT_ADDRESS.includes(refusal))
  return showSuccessors(c, { typed, errors, ...(!isToldBelow && { outcome }), status: 409 })
}

const posted = form<SignedInEnv, typeof successorsForm>(successorsForm, (c) => showSuccessors(c, { status: 422 }))

/** "Le gestionnaire ne souhaite pas conserver son accès": another primary manager for each structure, before leaving. */
export const successors = new Hono<SignedInEnv>()
  .get(paths.deactivationSuccessors, signedIn, (c) => showSuccessors(c))
  .post(paths.deactivationSuccessors, signedIn, posted, (c) => nameSuccessors(c, addressesIn(c.req.valid('form'))))
