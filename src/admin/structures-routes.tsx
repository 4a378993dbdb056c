import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { StructureListPage, StructureListPanel } from '../../views/admin/structure-list-page.tsx'
import {
  OperatorStructurePage,
  OperatorStructurePanel,
  type OperatorStructureProps,
} from '../../views/admin/structure-page.tsx'
import { operatorStructureWords } from '../../views/words/operator-structures.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, type SignedInEnv, type Status } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { signedIn } from '../http/session.ts'
import { findTechnicalUserOf } from '../memberships/technical-queries.ts'
import { findStructure, listOpenServices, listStructures, searchStructures } from '../structures/queries.ts'
import { readServiceLines, STRUCTURE_STATES, type Structure } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { appointPrimary } from './appointing-primary.ts'
import { primaryForm, servicesForm } from './forms.ts'
import { findPigp, findPrimary, listTakenCodes } from './queries.ts'
import { addServices } from './registering-structures.ts'
import { type AppointRefusal, servicesErrors, type ServicesRefusal } from './rules.ts'

type StructureEnv = { Variables: SignedInEnv['Variables'] & { structure: Structure } }
type Drawn = Pick<OperatorStructureProps, 'appointing' | 'adding'>

const SERVICES_SHOWN = 100
const QUERY_MAX = 200
const APPOINT_STATUS: Record<AppointRefusal, Status> = {
  'not-found': 404,
  'not-allowed': 403,
  'unknown-address': 409,
  'not-active': 409,
  'own-role': 403,
  'has-primary': 409,
}
const SERVICES_STATUS: Record<ServicesRefusal, Status> = { 'not-found': 404, 'not-allowed': 403, 'code-taken': 409 }

const withStructure = createMiddleware<StructureEnv>(async (c, next) => {
  const structure = await findStructure(c.var.act, Number(c.req.param('id')))
  if (!structure) return showNotFound(c)
  c.set('structure', structure)
  return next()
})

async function showList(c: Context<SignedInEnv>) {
  const q = (c.req.query('q') ?? '').trim().slice(0, QUERY_MAX)
  const state = STRUCTURE_STATES.find((one) => one === c.req.query('state')) ?? null
  const asked = { ...pagingOf(c), state }
  const page = q ? await searchStructures(c.var.act, q, asked) : await listStructures(c.var.act, asked)
  const props = { q, state, page }
  return show(c, { page: <StructureListPage {...props} />, panel: <StructureListPanel {...props} /> })
}

/** The structure as it is now: the one found before the form may have changed. */
async function propsOf({ var: { act, structure } }: Context<StructureEnv>): Promise<OperatorStructureProps> {
  const fresh = (await findStructure(act, structure.id)) ?? structure
  const { services, total } = await listOpenServices(act, structure.id, SERVICES_SHOWN)
  const isPigp = await findPigp(act, structure.id)
  const technicalLogin = (await findTechnicalUserOf(act, structure.id))?.login ?? null
  const primary = await findPrimary(act, structure.id)
  return { structure: fresh, services, servicesTotal: total, primary, isPigp, technicalLogin }
}

async function showStructure(c: Context<StructureEnv>, drawn: Drawn = {}, status: Status = 200) {
  const props = { ...(await propsOf(c)), ...drawn }
  return show(c, { page: <OperatorStructurePage {...props} />, panel: <OperatorStructurePanel {...props} /> }, status)
}

const primaryPosted = form<StructureEnv, typeof primaryForm>(primaryForm, (c, { typed, errors }) =>
  showStructure(c, { appointing: { login: typedText(typed, 'login') ?? '', error: errors['login'] } }, 422),
)
const servicesPosted = form<StructureEnv, typeof servicesForm>(servicesForm, (c) => showStructure(c, {}, 422))

async function appoint(c: Context<StructureEnv>, login: string) {
  const { act, structure } = c.var
  const to = url(paths.operatorStructure, structure)
  const result = await submitOnce(c, {
    act,
    command: (act) => appointPrimary(act, structure.id, login),
    landing: ({ name }) => ({
      to,
      notice: { tone: 'good', text: operatorStructureWords[act.actor.language].appointedNotice(name) },
    }),
  })
  if (!result.ok)
    return showStructure(c, { appointing: { login, refusal: result.refusal } }, APPOINT_STATUS[result.refusal])
  c.var.world.wakeMails()
  return goTo(c, result.value, async () => <OperatorStructurePanel {...await propsOf(c)} />)
}

async function add(c: Context<StructureEnv>, typed: string) {
  const { act, structure } = c.var
  const read = readServiceLines(typed)
  const errors = servicesErrors(read, { mayBeEmpty: false })
  if (errors.length > 0) return showStructure(c, { adding: { services: typed, errors } }, 422)
  const result = await submitOnce(c, {
    act,
    command: (act) => addServices(act, structure.id, read.services),
    landing: (n) => ({
      to: url(paths.operatorStructure, structure),
      notice: { tone: 'good', text: operatorStructureWords[act.actor.language].addedNotice(n) },
    }),
  })
  if (result.ok) return goTo(c, result.value, async () => <OperatorStructurePanel {...await propsOf(c)} />)
  const codes = read.services.map(({ code }) => code)
  const taken = await listTakenCodes(act, structure.id, codes)
  const { refusal } = result
  return showStructure(c, { adding: { services: typed, refusal, taken } }, SERVICES_STATUS[refusal])
}

/** The platform support's pages about structures. */
export const operatorStructures = new Hono<StructureEnv>()
  .get(paths.operatorStructures, signedIn, operatorsOnly, showList)
  .get(paths.operatorStructure, signedIn, operatorsOnly, withStructure, (c) => showStructure(c))
  .post(paths.operatorPrimary, signedIn, operatorsOnly, withStructure, primaryPosted, (c) =>
    appoint(c, c.req.valid('form').login),
  )
  .post(paths.operatorServices, signedIn, operatorsOnly, withStructure, servicesPosted, (c) =>
    add(c, c.req.valid('form').services),
  )
