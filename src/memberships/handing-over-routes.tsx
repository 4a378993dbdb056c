import { type Context, Hono } from 'hono'
import { TransferConfirmPage, TransferPage, TransferPickPage } from '../../views/memberships/transfer-page.tsx'
import { handingWords } from '../../views/words/handing-over.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import type { Limit } from '../http/rate-limit.ts'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { accept, refuse } from '../values/result.ts'
import { idsIn, loginField, transferForm } from './handing-forms.ts'
import { findSuccessor } from './handing-over.ts'
import { listOwnStandings, listPrimaryOf, searchCandidates } from './handing-queries.ts'
import type { HandedOver, HandOverRefusal } from './handing-rules.ts'
import { transferMany, transferPrimary } from './transferring-primary.ts'

type C = Context<SignedInEnv>
/** Trying addresses would tell who has an account: nobody tries many. */
export const ADDRESSES_TRIED: Limit = { points: 60, seconds: 3600 }
const QUERY_MAX = 200
const LISTED = 101

export const queryOf = (c: C): string => (c.req.query('q') ?? '').trim().slice(0, QUERY_MAX)

/** The structures named, as far as the actor belongs to them: those to hand over, and those to leave. */
async function readNamed(c: C, ids: number[]) {
  const standings = await listOwnStandings(c.var.act, ids)
  const isPrimary = ({ role }: { role: string }) => role === 'primary_manager'
  return { structures: standings.filter(isPrimary), others: standings.filter((one) => !isPrimary(one)) }
}

type Drawn = { login?: string | undefined; error?: string | undefined; outcome?: HandedOver; status?: Status }

async function showTransfer(c: C, ids: number[], { status = 200, ...drawn }: Drawn = {}) {
  const named = await readNamed(c, ids)
  const q = queryOf(c)
  const among = named.structures.map(({ id }) => id)
  const found = q === '' ? null : await searchCandidates(c.var.act, among, q)
  return showPage(c, <TransferPage {...named} {...drawn} q={q} found={found} />, status)
}

const showPick = async (c: C, error?: string) =>
  showPage(
    c,
    <TransferPickPage structures={await listPrimaryOf(c.var.act, { limit: LISTED })} error={error} />,
    error ? 422 : 200,
  )

/** Which structures, then to whom, then whether: each step is an address of its own. */
async function showStep(c: C) {
  const ticked = c.req.queries('structure') ?? []
  if (ticked.length === 0) return showPick(c)
  const ids = idsIn(ticked)
  const { structures, others } = await readNamed(c, ids)
  const [other, ...more] = others
  const typed = c.req.query('login')
  if (structures.length > 0) return typed === undefined ? showTransfer(c, ids) : showConfirmation(c, ids, typed)
  if (!other) return showNotFound(c)
  return more.length === 0 ? c.redirect(url(paths.ownDeparture, other), 303) : showTransfer(c, ids)
}

async function showConfirmation(c: C, ids: number[], typed: string) {
  const login = loginField.safeParse(typed)
  if (!login.success) return showTransfer(c, ids, { login: typed, error: login.error.issues[0]?.message, status: 422 })
  const wait = await c.var.world.limiter.take('successor', ADDRESSES_TRIED, String(c.var.actor.id))
  if (wait !== null) return showTooMany(c, wait)
  const found = await findSuccessor(c.var.act, login.data)
  const isSelf = found.ok && found.value.id === c.var.actor.id
  if (!found.ok || isSelf)
    return showTransfer(c, ids, { login: typed, error: found.ok ? 'already-primary' : found.refusal, status: 409 })
  const { structures } = await readNamed(c, ids)
  return showPage(c, <TransferConfirmPage structures={structures} successor={found.value} login={login.data} />)
}

const posted = form<SignedInEnv, typeof transferForm>(transferForm, (c, { typed, errors }) => {
  const ids = idsIn([typed['structure'] ?? []].flat())
  return ids.length === 0
    ? showPick(c, 'structure-missing')
    : showTransfer(c, ids, { login: typedText(typed, 'login'), error: errors['login'], status: 422 })
})

/** Hands over what can be; what cannot is told by name, with the address still there. */
async function transfer(c: C, ids: number[], login: string) {
  const { act, world } = c.var
  if (ids.length === 0) return showPick(c, 'structure-missing')
  const standings = await listOwnStandings(act, ids)
  if (standings.length === 0) return showNotFound(c)
  const wait = await world.limiter.take('successor', ADDRESSES_TRIED, String(act.actor.id))
  if (wait !== null) return showTooMany(c, wait)
  let outcome: HandedOver | undefined
  const wanted = standings.map(({ id, name }) => ({ id, name, login }))
  const result = await submitOnce(c, {
    act,
    command: async (act) => {
      outcome = await transferMany(act, wanted, transferPrimary)
      return outcome.done.length > 0 ? accept(outcome.done) : refuse('nothing-done')
    },
    landing: (done) => ({
      to: paths.ownMemberships,
      notice: {
        tone: 'good',
        text: handingWords[act.actor.language].doneNotice(
          done[0]?.successor ?? '',
          done.map(({ name }) => name),
        ),
      },
    }),
  })
  world.wakeMails()
  if (outcome && outcome.refused.length > 0) return showRefused(c, outcome, login)
  return result.ok ? goTo(c, result.value) : showNotFound(c)
}

const ABOUT_ADDRESS: HandOverRefusal[] = ['unknown-address', 'not-active', 'already-primary']

/** One structure's refusal stands at the address when it is about that; of several each is told by name. */
function showRefused(c: C, outcome: HandedOver, login: string) {
  const [first, ...more] = outcome.refused
  const ids = outcome.refused.map(({ id }) => id)
  const isAlone = outcome.done.length === 0 && more.length === 0
  if (first && isAlone && ABOUT_ADDRESS.includes(first.refusal))
    return showTransfer(c, ids, { login, error: first.refusal, status: 409 })
  return showTransfer(c, ids, { login, outcome, status: 409 })
}

/** "Le gestionnaire souhaite conserver son accès": handing the role over and staying. */
export const handingOver = new Hono<SignedInEnv>()
  .get(paths.ownTransfer, signedIn, showStep)
  .post(paths.ownTransfer, signedIn, posted, (c) => {
    const { structure, login } = c.req.valid('form')
    return transfer(c, structure, login)
  })
