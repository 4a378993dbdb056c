import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ActivationPage } from '../../views/memberships/activation-page.tsx'
import { InactivationConfirmPage, InactivationPage } from '../../views/memberships/inactivation-page.tsx'
import { activationWords } from '../../views/words/activation.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import type { Lookup } from '../sirene/rules.ts'
import { findManagedStructure } from '../structures/managed-queries.ts'
import { type ManagedStructure, type Standpoint, standpointOf } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { activateStructure, findSuccessor, type Inactivation, inactivateStructure } from './activating-structures.ts'
import { inactivationForm } from './activation-forms.ts'
import { findTypedSiret } from './activation-queries.ts'
import {
  type ActivateRefusal,
  type ActivationRefusal,
  checksOf,
  type InactivateRefusal,
  registeredState,
  type SuccessorError,
  whyNotActivate,
  whyNotInactivate,
  whyNotRegistered,
} from './activation-rules.ts'

type ActivationEnv = { Variables: SignedInEnv['Variables'] & { structure: ManagedStructure; from: Standpoint } }
type Ctx = Context<ActivationEnv>

const STATUS: Record<ActivationRefusal, Status> = {
  'not-found': 404,
  'private-structure': 409,
  'beyond-your-services': 403,
  'already-active': 409,
  'already-inactive': 409,
  'no-primary': 409,
  'register-unreachable': 503,
  'register-busy': 503,
  'not-in-register': 409,
  'closed-in-register': 409,
  'successor-needed': 409,
  'successor-unknown': 409,
  'successor-itself': 409,
  'successor-not-managed': 403,
  'successor-beyond-your-services': 403,
  'successor-private': 409,
  'successor-inactive': 409,
  'successor-circle': 409,
}

/** Who does not manage the structure, and is not the platform support, learns nothing of it. */
const withStructure = createMiddleware<ActivationEnv>(async (c, next) => {
  const { act } = c.var
  const structure = await findManagedStructure(act, Number(c.req.param('id')))
  const from = structure && standpointOf(act.actor, structure.id)
  if (!structure || !from) return showNotFound(c)
  c.set('structure', structure)
  c.set('from', from)
  return next()
})

const aboutOf = ({ var: { structure, from } }: Ctx) => ({ structure, from })

/** What a remote register allows is everybody's: nobody uses it up by reading the page anew. */
const LOOKUPS = { points: 12, seconds: 60 }

/** The register may be slow, and what it said yesterday will not do: asked anew, never inside a transaction. */
async function lookUp({ var: { world, structure, actor } }: Ctx): Promise<Lookup> {
  const wait = await world.limiter.take('register', LOOKUPS, String(actor.id))
  if (wait !== null) return { kind: 'unreachable', why: 'busy' }
  return world.register.find(structure.identifier, { fresh: true })
}

type Shown<Refusal> = { lookup: Lookup | null; refusal: Refusal | null }

function showActivation(c: Ctx, { lookup, refusal }: Shown<ActivateRefusal>) {
  const checks = checksOf('activation', c.var.actor, { structure: c.var.structure, lookup })
  const props = { ...aboutOf(c), checks, lookup, refusal }
  return showPage(c, <ActivationPage {...props} />, refusal ? STATUS[refusal] : 200)
}

async function askActivation(c: Ctx) {
  const refusal = whyNotActivate(c.var.actor, c.var.structure)
  if (refusal) return showActivation(c, { lookup: null, refusal })
  const lookup = await lookUp(c)
  return showActivation(c, { lookup, refusal: whyNotRegistered(lookup) })
}

/** Sent twice a form lands on the first one's result, which has made it superfluous: nothing needs to be asked for that. */
const UNASKED: Lookup = { kind: 'not-found' }

async function activate(c: Ctx) {
  const { act, structure, world, scene } = c.var
  const refusal = whyNotActivate(act.actor, structure)
  if (refusal && refusal !== 'already-active') return showActivation(c, { lookup: null, refusal })
  const lookup = refusal ? UNASKED : await lookUp(c)
  const words = activationWords[scene.language]
  const result = await submitOnce(c, {
    act,
    command: (act) => activateStructure(act, structure.id, lookup),
    landing: ({ id, name }) => ({
      to: url(paths.managedStructure, { id }),
      notice: { tone: 'good', text: words.activated(name) },
    }),
  })
  if (!result.ok) {
    // What the register said counts for nothing where something else is missing.
    const isOfRegister = whyNotRegistered(lookup) === result.refusal
    return showActivation(c, { lookup: isOfRegister ? lookup : null, refusal: result.refusal })
  }
  world.wakeMails()
  return goTo(c, result.value)
}

type Asked = Shown<InactivateRefusal> & { typed?: string; error?: SuccessorError }

function showInactivation(c: Ctx, { lookup, refusal, ...asked }: Asked) {
  const checks = checksOf('inactivation', c.var.actor, { structure: c.var.structure, lookup })
  const props = { ...aboutOf(c), checks, lookup, refusal, ...asked }
  const status = asked.error ? 422 : refusal ? STATUS[refusal] : 200
  return showPage(c, <InactivationPage {...props} />, status)
}

/** No structure has this number. */
const NOBODY = 0
const errorOf = (found: 'wrong' | 'mistyped', typed: string): SuccessorError =>
  typed.trim() === '' ? 'successor-missing' : `successor-${found}`
const isNoSiret = (found: unknown): found is 'wrong' | 'mistyped' => found === 'wrong' || found === 'mistyped'

async function askInactivation(c: Ctx) {
  const refusal = whyNotInactivate(c.var.actor, c.var.structure)
  if (refusal) return showInactivation(c, { lookup: null, refusal })
  const lookup = await lookUp(c)
  const registered = registeredState(lookup)
  if (registered !== 'open' && registered !== 'closed') return showInactivation(c, { lookup, refusal: registered })
  const typed = c.req.query('successor')?.slice(0, 100)
  if (typed === undefined || registered === 'closed') return showInactivation(c, { lookup, refusal: null })
  return confirmInactivation(c, lookup, typed)
}

async function confirmInactivation(c: Ctx, lookup: Lookup, typed: string) {
  const { act, structure } = c.var
  const found = await findTypedSiret(act, typed)
  if (isNoSiret(found)) return showInactivation(c, { lookup, refusal: null, typed, error: errorOf(found, typed) })
  const successor = await findSuccessor(act, structure, found === 'unknown' ? NOBODY : found.id)
  if (!successor.ok) return showInactivation(c, { lookup, refusal: successor.refusal, typed })
  if (!successor.value) return showInactivation(c, { lookup, refusal: 'successor-unknown', typed })
  const { name, identifier, address, postcode, city } = successor.value
  const where = [address, `${postcode} ${city}`.trim()].filter(Boolean).join(', ')
  return showPage(c, <InactivationConfirmPage {...aboutOf(c)} successor={{ name, identifier, address: where }} />)
}

/** What was sent, if there is anything to be done by it: else what it is answered with. */
async function readInactivation(c: Ctx, typed: string): Promise<Inactivation | Asked> {
  const refusal = whyNotInactivate(c.var.act.actor, c.var.structure)
  if (refusal === 'already-inactive') return { lookup: UNASKED, successorId: null }
  if (refusal) return { lookup: null, refusal }
  const lookup = await lookUp(c)
  const registered = registeredState(lookup)
  if (registered !== 'open' && registered !== 'closed') return { lookup, refusal: registered, typed }
  if (typed.trim() === '') return { lookup, successorId: null }
  const found = await findTypedSiret(c.var.act, typed)
  if (isNoSiret(found)) return { lookup, refusal: null, typed, error: errorOf(found, typed) }
  return { lookup, successorId: found === 'unknown' ? NOBODY : found.id }
}

async function inactivate(c: Ctx, typed: string) {
  const { act, structure, world, scene } = c.var
  const read = await readInactivation(c, typed)
  if ('refusal' in read) return showInactivation(c, read)
  const words = activationWords[scene.language]
  const result = await submitOnce(c, {
    act,
    command: (act) => inactivateStructure(act, structure.id, read),
    landing: ({ structure, successor }) => ({
      to: url(paths.managedStructure, structure),
      notice: {
        tone: 'good',
        text: successor ? words.succeeded(structure.name, successor.name) : words.inactivated(structure.name),
      },
    }),
  })
  if (!result.ok) {
    const lookup = result.refusal === 'already-inactive' ? null : read.lookup
    return showInactivation(c, { lookup, refusal: result.refusal, typed })
  }
  world.wakeMails()
  return goTo(c, result.value)
}

const posted = form<ActivationEnv, typeof inactivationForm>(inactivationForm, (c, { typed }) =>
  inactivate(c, (typedText(typed, 'successor') ?? '').slice(0, 100)),
)

/** "Activer une structure publique", "Inactiver une structure publique": reached from the page of the structure. */
export const activations = new Hono<ActivationEnv>()
  .get(paths.managedActivation, signedIn, withStructure, askActivation)
  .post(paths.managedActivation, signedIn, withStructure, activate)
  .get(paths.managedInactivation, signedIn, withStructure, askInactivation)
  .post(paths.managedInactivation, signedIn, withStructure, posted, (c) => inactivate(c, c.req.valid('form').successor))
