import { type Context, Hono } from 'hono'
import { NewPublicPage, type NewPublicProps, NewPublicSiretPage } from '../../views/admin/structure-new-page.tsx'
import { operatorStructureWords } from '../../views/words/operator-structures.ts'
import { structureWords } from '../../views/words/structures.ts'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { operatorsOnly } from '../http/operators-only.ts'
import { signedIn } from '../http/session.ts'
import { findBySiret } from '../structures/queries.ts'
import { openEstablishment, readServiceLines, readSiret } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { newPublicForm } from './forms.ts'
import { registerPublicStructure } from './registering-structures.ts'
import { type RegisterRefusal, servicesErrors } from './rules.ts'

const STATUS: Record<RegisterRefusal, Status> = {
  'register-unreachable': 503,
  'register-busy': 503,
  'not-in-register': 409,
  'closed-in-register': 409,
  'already-exists': 409,
  'name-missing': 422,
  'not-allowed': 403,
}

type Drawn = Omit<NewPublicProps, 'establishment'>

/** Looks the SIRET up, and shows either the form of the structure or why this SIRET cannot be used. */
async function showNew(c: Context<SignedInEnv>, typed: string, drawn: Drawn & { status?: Status } = {}) {
  const { act, world, scene } = c.var
  const siret = readSiret(typed, world.config.testSirets)
  if (!siret) {
    const error = structureWords[scene.language].formErrors[typed.trim() === '' ? 'siret-missing' : 'siret-wrong']
    return showPage(c, <NewPublicSiretPage siret={typed} error={error} />, 422)
  }
  const existing = await findBySiret(act, siret)
  if (existing)
    return showPage(c, <NewPublicSiretPage siret={typed} refusal="already-exists" existing={existing} />, 409)
  const found = openEstablishment(await world.register.find(siret))
  if (!found.ok) return showPage(c, <NewPublicSiretPage siret={typed} refusal={found.refusal} />, STATUS[found.refusal])
  const { status = 200, ...rest } = drawn
  return showPage(c, <NewPublicPage establishment={found.value} {...rest} />, status)
}

/** A missing name is told at its field, everything else above the form. */
const toldBy = (c: Context<SignedInEnv>, refusal: RegisterRefusal): Drawn =>
  refusal === 'name-missing'
    ? { nameError: operatorStructureWords[c.var.scene.language].registerRefusals[refusal] }
    : { refusal }

const newPublic = form<SignedInEnv, typeof newPublicForm>(newPublicForm, (c, { typed, errors }) => {
  const kept = { name: typedText(typed, 'name') ?? '', services: typedText(typed, 'services') ?? '' }
  const nameError = operatorStructureWords[c.var.scene.language].formErrors[errors['name'] ?? '']
  return showNew(c, typedText(typed, 'siret') ?? '', { typed: kept, nameError, status: 422 })
})

/** The platform support makes a public structure: look up, add services, create. */
export const newPublicStructures = new Hono<SignedInEnv>()
  .get(paths.operatorNewStructure, signedIn, operatorsOnly, (c) => {
    const siret = c.req.query('siret')
    return siret === undefined ? showPage(c, <NewPublicSiretPage siret={c.req.query('change')} />) : showNew(c, siret)
  })
  .post(paths.operatorNewStructure, signedIn, operatorsOnly, newPublic, async (c) => {
    const { act, world } = c.var
    const { siret: typed, name, services } = c.req.valid('form')
    const siret = readSiret(typed, world.config.testSirets)
    if (!siret) return showNew(c, typed)
    const kept = { name, services }
    const read = readServiceLines(services)
    const errors = servicesErrors(read, { mayBeEmpty: true })
    if (errors.length > 0) return showNew(c, siret, { typed: kept, servicesErrors: errors, status: 422 })
    const lookup = await world.register.find(siret)
    const result = await submitOnce(c, {
      act,
      command: (act) => registerPublicStructure(act, { lookup, name, services: read.services }),
      landing: ({ id, name }) => ({
        to: url(paths.operatorStructure, { id }),
        notice: { tone: 'good', text: operatorStructureWords[act.actor.language].createdNotice(name) },
      }),
    })
    if (!result.ok)
      return showNew(c, siret, { typed: kept, ...toldBy(c, result.refusal), status: STATUS[result.refusal] })
    return goTo(c, result.value)
  })
