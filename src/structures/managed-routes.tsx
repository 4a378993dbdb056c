import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ManagedEditPage } from '../../views/structures/managed-edit-page.tsx'
import { WARNED } from '../../views/structures/managed-frame.tsx'
import { ManagedParametersPage } from '../../views/structures/managed-parameters-page.tsx'
import { ManagedRegisterPage } from '../../views/structures/managed-register-page.tsx'
import { EditRefusedPage, MandateWarningPage } from '../../views/structures/managed-warning-page.tsx'
import { structureEditingWords } from '../../views/words/structure-editing.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { changeStructureIdentity, identityOf } from './changing-identity.ts'
import { changeParameters, parametersOf } from './changing-parameters.ts'
import { identityForm, parametersForm } from './managed-forms.ts'
import { findManagedStructure, hasCurrentMandate, hasTechnicalUser } from './managed-queries.ts'
import { readRegister, registerPartOf, updateFromRegister } from './register-updating.ts'
import {
  differences,
  type EditRefusal,
  type Identity,
  type ManagedStructure,
  type Parameters,
  type ParametersRefusal,
  type RegisterUpdateRefusal,
  type Standpoint,
  standpointOf,
  whyNotEdit,
} from './rules.ts'

/** Behind `withManaged`: the structure that the page is about, and from where its reader looks at it. */
export type ManagedEnv = {
  Variables: SignedInEnv['Variables'] & { structure: ManagedStructure; from: Standpoint }
}

export const EDIT_STATUS: Record<EditRefusal, Status> = {
  'not-found': 404,
  'beyond-your-services': 403,
  'structure-inactive': 409,
}

/** Finds the structure for those who manage it and for the platform support; to everybody else it is not there. */
export const withManaged = createMiddleware<ManagedEnv>(async (c, next) => {
  const { act } = c.var
  const structure = await findManagedStructure(act, Number(c.req.param('id')))
  const from = structure && standpointOf(act.actor, structure.id)
  if (!structure || !from) return showNotFound(c)
  c.set('structure', structure)
  c.set('from', from)
  return next()
})

export const aboutOf = ({ var: { structure, from } }: Context<ManagedEnv>) => ({ structure, from })

/** Behind `withManaged`: who may not change the structure is told why before any form is read. */
export const editable = createMiddleware<ManagedEnv>(async (c, next) => {
  const refusal = whyNotEdit(c.var.actor, c.var.structure)
  return refusal ? showPage(c, <EditRefusedPage {...aboutOf(c)} refusal={refusal} />, EDIT_STATUS[refusal]) : next()
})

/** Behind `editable`: without a mandate in force the guide's warning comes first, at every modification. */
export const warned = createMiddleware<ManagedEnv>(async (c, next) => {
  const { act, structure } = c.var
  if (c.req.query('mandate') === WARNED.mandate || (await hasCurrentMandate(act, structure.id))) return next()
  const here = new URL(c.req.url)
  const query = Object.fromEntries(here.searchParams)
  const to = withQuery(here.pathname, { ...query, ...WARNED })
  return showPage(c, <MandateWarningPage {...aboutOf(c)} to={to} back={withQuery(here.pathname, query)} />)
})

const wordsOf = (c: Context<ManagedEnv>) => structureEditingWords[c.var.scene.language]

type Edited = { shown: Identity; errors?: Record<string, string | undefined>; refusal?: EditRefusal }

async function showEdit(c: Context<ManagedEnv>, edited: Edited, status: Status = 200) {
  const { role, whole } = c.var.from
  const { kind, state } = c.var.structure
  const mayChangeIdentifier = kind === 'private' && role !== null && whole && state === 'active'
  const has = { mayChangeIdentifier, hasTechnicalUser: await hasTechnicalUser(c.var.act, c.var.structure.id) }
  return showPage(c, <ManagedEditPage {...aboutOf(c)} {...edited} {...has} />, status)
}

const identityPosted = form<ManagedEnv, typeof identityForm>(identityForm, (c, { typed, errors }) => {
  const kept = identityOf(c.var.structure)
  const shown = Object.fromEntries(Object.keys(kept).map((name) => [name, typedText(typed, name) ?? '']))
  return showEdit(c, { shown: { ...kept, ...shown }, errors }, 422)
})

async function saveIdentity(c: Context<ManagedEnv>, input: Identity) {
  const { act, structure } = c.var
  const words = wordsOf(c)
  const result = await submitOnce(c, {
    act,
    command: (act) => changeStructureIdentity(act, structure.id, input),
    landing: (isChanged) => ({
      to: url(paths.managedStructure, structure),
      notice: { tone: 'good', text: isChanged ? words.savedNotice : words.unchangedNotice },
    }),
  })
  if (result.ok) return goTo(c, result.value)
  return showEdit(c, { shown: input, refusal: result.refusal }, EDIT_STATUS[result.refusal])
}

const PARAMETERS_STATUS: Record<ParametersRefusal, Status> = {
  ...EDIT_STATUS,
  'either-alone': 422,
  'no-open-service': 409,
}

async function saveParameters(c: Context<ManagedEnv>, wanted: Parameters) {
  const { act, structure } = c.var
  const words = wordsOf(c)
  const result = await submitOnce(c, {
    act,
    command: (act) => changeParameters(act, structure.id, wanted),
    landing: (isChanged) => ({
      to: url(paths.managedStructure, structure),
      notice: { tone: 'good', text: isChanged ? words.parametersSaved : words.unchangedNotice },
    }),
  })
  if (result.ok) return goTo(c, result.value)
  const props = { ...aboutOf(c), shown: wanted, refusal: result.refusal }
  return showPage(c, <ManagedParametersPage {...props} />, PARAMETERS_STATUS[result.refusal])
}

const REGISTER_STATUS: Record<RegisterUpdateRefusal, Status> = {
  ...EDIT_STATUS,
  'register-unreachable': 503,
  'register-busy': 503,
  'not-in-register': 409,
  'closed-in-register': 409,
  'not-siret': 409,
}

const showRegisterRefusal = (c: Context<ManagedEnv>, refusal: RegisterUpdateRefusal) =>
  showPage(c, <ManagedRegisterPage {...aboutOf(c)} refusal={refusal} />, REGISTER_STATUS[refusal])

/** Only a SIRET is looked up. The register may be slow: it is never asked inside a transaction. */
const lookUp = ({ var: { world, structure } }: Context<ManagedEnv>) =>
  structure.identifier_kind === 'SIRET'
    ? world.register.find(structure.identifier)
    : Promise.resolve({ kind: 'not-found' as const })

async function showRegister(c: Context<ManagedEnv>) {
  const found = readRegister(c.var.structure, await lookUp(c))
  if (!found.ok) return showRegisterRefusal(c, found.refusal)
  const changes = differences(registerPartOf(c.var.structure), found.value)
  return showPage(c, <ManagedRegisterPage {...aboutOf(c)} changes={changes} />)
}

async function updateRegister(c: Context<ManagedEnv>) {
  const { act, structure } = c.var
  const words = wordsOf(c)
  const lookup = await lookUp(c)
  const result = await submitOnce(c, {
    act,
    command: (act) => updateFromRegister(act, structure.id, lookup),
    landing: (isChanged) => ({
      to: url(paths.managedStructure, structure),
      notice: { tone: 'good', text: isChanged ? words.updatedNotice : words.unchangedNotice },
    }),
  })
  return result.ok ? goTo(c, result.value) : showRegisterRefusal(c, result.refusal)
}

/** What managers change of a structure as a whole: contact and numbers, parameters, what the register says. */
export const managedStructureEdits = new Hono<ManagedEnv>()
  .get(paths.managedStructureEdit, signedIn, withManaged, editable, warned, (c) =>
    showEdit(c, { shown: identityOf(c.var.structure) }),
  )
  .post(paths.managedStructureEdit, signedIn, withManaged, editable, identityPosted, (c) =>
    saveIdentity(c, c.req.valid('form')),
  )
  .get(paths.managedParameters, signedIn, withManaged, editable, warned, (c) =>
    showPage(c, <ManagedParametersPage {...aboutOf(c)} shown={parametersOf(c.var.structure)} />),
  )
  .post(
    paths.managedParameters,
    signedIn,
    withManaged,
    editable,
    form<ManagedEnv, typeof parametersForm>(parametersForm, (c) =>
      showPage(c, <ManagedParametersPage {...aboutOf(c)} shown={parametersOf(c.var.structure)} />, 422),
    ),
    (c) => saveParameters(c, c.req.valid('form')),
  )
  .get(paths.managedStructureRegister, signedIn, withManaged, editable, showRegister)
  .post(paths.managedStructureRegister, signedIn, withManaged, editable, updateRegister)
