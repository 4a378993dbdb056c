import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { IdentifierFoundPage } from '../../views/memberships/identifier-found-page.tsx'
import { IdentifierNewPage } from '../../views/memberships/identifier-new-page.tsx'
import {
  IdentifierChangePage,
  IdentifierChangePanel,
  IdentifierRefusedPage,
} from '../../views/memberships/identifier-page.tsx'
import { identifierChangeWords } from '../../views/words/identifier-change.ts'
import type { Act } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { type Establishment, looksPublic } from '../sirene/rules.ts'
import { findManagedStructure } from '../structures/managed-queries.ts'
import { findBySiret } from '../structures/queries.ts'
import { type ManagedStructure, readSiret, type Standpoint, standpointOf } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { formatSiret } from '../values/siret.ts'
import { changeIdentifier } from './changing-identifier.ts'
import { identifierForm } from './identifier-forms.ts'
import { type ChangeIdentifierRefusal, newEstablishment, whyNotChangeIdentifier } from './identifier-rules.ts'

type IdentifierEnv = { Variables: SignedInEnv['Variables'] & { structure: ManagedStructure; from: Standpoint } }

const STATUS: Record<ChangeIdentifierRefusal, Status> = {
  'not-found': 404,
  'public-structure': 409,
  'beyond-your-services': 403,
  'structure-inactive': 409,
  'register-unreachable': 503,
  'register-busy': 503,
  'not-in-register': 409,
  'closed-in-register': 409,
  'same-identifier': 409,
  'already-used': 409,
  'looks-public': 409,
}

/** A form sent twice finds the structure inactive the second time: it lands on the first one's result all the same. */
const isSecond = (c: Context, refusal: ChangeIdentifierRefusal) =>
  c.req.method === 'POST' && refusal === 'structure-inactive'

/** First of all: who does not manage the structure learns nothing, and who may not change it is told why. */
const withChanged = createMiddleware<IdentifierEnv>(async (c, next) => {
  const { act } = c.var
  const structure = await findManagedStructure(act, Number(c.req.param('id')))
  const from = structure && standpointOf(act.actor, structure.id)
  const refusal = structure && whyNotChangeIdentifier(act.actor, structure)
  if (!structure || !from || refusal === 'not-found') return showNotFound(c)
  if (refusal && !isSecond(c, refusal))
    return showPage(c, <IdentifierRefusedPage {...{ structure, from, refusal }} />, STATUS[refusal])
  c.set('structure', structure)
  c.set('from', from)
  return next()
})

const aboutOf = ({ var: { structure, from } }: Context<IdentifierEnv>) => ({ structure, from })

function showWrong(c: Context<IdentifierEnv>, typed: string) {
  const error = typed.trim() === '' ? 'identifier-missing' : 'identifier-wrong'
  return showPage(c, <IdentifierNewPage {...aboutOf(c)} typed={typed} error={error} />, 422)
}

async function showRefusal(
  c: Context<IdentifierEnv>,
  { siret, refusal, ...typed }: Typed & { siret: string; refusal: ChangeIdentifierRefusal },
) {
  const existing = refusal === 'already-used' ? await findBySiret(c.var.act, siret) : undefined
  const props = { ...aboutOf(c), ...typed, refusal, existing }
  return showPage(c, <IdentifierNewPage {...props} />, STATUS[refusal])
}

type Typed = { typed: string; isPrivate: boolean }

/** Before anything is made: whom the register knows by this SIRET. */
async function showFound(c: Context<IdentifierEnv>, { typed, isPrivate }: Typed) {
  const { act, structure, world } = c.var
  const siret = readSiret(typed, world.config.testSirets)
  if (!siret) return showWrong(c, typed)
  const found = newEstablishment(structure, await world.register.find(siret))
  const refusal = found.ok ? await whyNotFound(act, found.value, isPrivate) : found.refusal
  if (!found.ok || refusal) return showRefusal(c, { typed, isPrivate, siret, refusal: refusal ?? 'not-found' })
  return showPage(c, <IdentifierFoundPage {...aboutOf(c)} establishment={found.value} isPrivate={isPrivate} />)
}

async function whyNotFound(act: Act, establishment: Establishment, isPrivate: boolean) {
  if (await findBySiret(act, establishment.siret)) return 'already-used' as const
  return looksPublic(establishment) && !isPrivate ? ('looks-public' as const) : null
}

async function change(c: Context<IdentifierEnv>, { typed, isPrivate }: Typed) {
  const { act, structure, world } = c.var
  const siret = readSiret(typed, world.config.testSirets)
  if (!siret) return showWrong(c, typed)
  const words = identifierChangeWords[c.var.scene.language]
  // The register may be slow: it is never asked inside a transaction.
  const lookup = await world.register.find(siret)
  const result = await submitOnce(c, {
    act,
    command: (act) => changeIdentifier(act, structure.id, { ...lookup, isPrivate }),
    landing: ({ id, name, identifier }) => ({
      to: url(paths.managedStructure, { id }),
      notice: { tone: 'good', text: words.done(name, formatSiret(identifier)) },
    }),
  })
  if (!result.ok) return showRefusal(c, { typed, isPrivate, siret, refusal: result.refusal })
  world.wakeMails()
  return goTo(c, result.value)
}

const posted = form<IdentifierEnv, typeof identifierForm>(identifierForm, (c, { typed }) =>
  showWrong(c, typedText(typed, 'identifier') ?? ''),
)

/** "Modifier l’identifiant": what happens, the new SIRET, the new structure. */
export const identifierChanges = new Hono<IdentifierEnv>()
  .get(paths.identifierChange, signedIn, withChanged, (c) =>
    show(c, { page: <IdentifierChangePage {...aboutOf(c)} />, panel: <IdentifierChangePanel {...aboutOf(c)} /> }),
  )
  .get(paths.identifierNew, signedIn, withChanged, (c) => {
    const typed = c.req.query('identifier')?.slice(0, 100)
    if (typed === undefined) return showPage(c, <IdentifierNewPage {...aboutOf(c)} />)
    return showFound(c, { typed, isPrivate: c.req.query('isPrivate') !== undefined })
  })
  .post(paths.identifierNew, signedIn, withChanged, posted, (c) => {
    const { identifier, isPrivate } = c.req.valid('form')
    return change(c, { typed: identifier, isPrivate: isPrivate !== undefined })
  })
