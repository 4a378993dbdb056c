import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { SpaceClosingPage, SpaceClosingPanel } from '../../views/subscriptions/space-closing-page.tsx'
import { SpaceOpeningPage, type SpaceOpeningProps } from '../../views/subscriptions/space-opening-page.tsx'
import {
  StructureSpacesPage,
  StructureSpacesPanel,
  type StructureSpacesProps,
} from '../../views/subscriptions/structure-spaces-page.tsx'
import { spaceWords } from '../../views/words/spaces.ts'
import { subscriptionWords } from '../../views/words/subscriptions.ts'
import type { Act, Space } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { findStructure } from '../structures/queries.ts'
import type { Structure } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { type Extent, reachOf } from '../values/reach.ts'
import { openingForm } from './opening-forms.ts'
import {
  countChoosable,
  countEnding,
  findOpening,
  listChoosable,
  listReachedServices,
  listStructureSpaces,
} from './opening-queries.ts'
import { closeSpace, openSpace } from './opening-spaces.ts'
import {
  type CloseRefusal,
  OPENING_MEMBERS,
  type Opening,
  type OpenRefusal,
  spacesReach,
  whyNotClose,
  whyNotTouch,
} from './space-rules.ts'

type StructureEnv = { Variables: SignedInEnv['Variables'] & { structure: Structure; reach: Extent } }
type SpaceEnv = { Variables: StructureEnv['Variables'] & { opening: Opening & { space: Space } } }
type Drawn = Pick<SpaceOpeningProps, 'typed' | 'errors' | 'refusal'>

const SERVICES_SHOWN = 500
const MEMBERS_SHOWN = 200
const QUERY_MAX = 200
const STATUS: Record<OpenRefusal | CloseRefusal, Status> = {
  'not-found': 404,
  'structure-inactive': 409,
  'space-always-open': 409,
  'beyond-your-services': 403,
  'nothing-chosen': 422,
  'service-unknown': 409,
  'too-many-members': 409,
  'member-unknown': 409,
  'already-closed': 409,
}

/** Managers, and the platform support: to everybody else the page does not exist. */
const withStructure = createMiddleware<StructureEnv>(async (c, next) => {
  const id = Number(c.req.param('id'))
  const reach = spacesReach(c.var.actor, id)
  const structure = reach && (await findStructure(c.var.act, id))
  if (!structure) return showNotFound(c)
  c.set('structure', structure)
  c.set('reach', reach)
  return next()
})

const withSpace = createMiddleware<SpaceEnv>(async (c, next) => {
  const opening = await findOpening(c.var.act, c.var.structure.id, c.req.param('space') ?? '')
  if (!opening) return showNotFound(c)
  c.set('opening', opening)
  return next()
})

type Vars = StructureEnv['Variables']
const contextOf = ({ actor, structure }: Pick<Vars, 'actor' | 'structure'>) => ({
  structure,
  isSupport: actor.isOperator && !actor.memberships.some((one) => one.structureId === structure.id),
})

async function spacesProps(vars: Pick<Vars, 'act' | 'actor' | 'structure' | 'reach'>): Promise<StructureSpacesProps> {
  const { act, structure, reach } = vars
  return { ...contextOf(vars), reach, spaces: await listStructureSpaces(act, structure.id, reach) }
}

async function showSpaces(c: Context<SpaceEnv>) {
  const props = await spacesProps(c.var)
  return show(c, { page: <StructureSpacesPage {...props} />, panel: <StructureSpacesPanel {...props} /> })
}

async function showOpening(c: Context<SpaceEnv>, q: string, { status = 200, ...drawn }: Drawn & { status?: Status }) {
  const { act, structure, reach, opening } = c.var
  const on = { structureId: structure.id, reach }
  const isActive = structure.state === 'active'
  const barrier = whyNotTouch(opening.space, { before: opening, reach, isActive })
  const services = await listReachedServices(act, { ...on, opened: opening.services }, SERVICES_SHOWN + 1)
  const members = await listChoosable(act, { ...on, q, limit: MEMBERS_SHOWN + 1 })
  const props: SpaceOpeningProps = {
    ...contextOf(c.var),
    reach,
    opener: reachOf(c.var.actor, structure.id)?.role ?? null,
    opening,
    services: services.slice(0, SERVICES_SHOWN),
    servicesCut: services.length > SERVICES_SHOWN,
    members: members.slice(0, MEMBERS_SHOWN),
    membersCut: members.length > MEMBERS_SHOWN,
    membersTotal: await countChoosable(act, on, OPENING_MEMBERS),
    q,
    ...drawn,
    ...(barrier && { refusal: barrier }),
    isClosed: barrier !== null,
  }
  return showPage(c, <SpaceOpeningPage {...props} />, barrier ? STATUS[barrier] : status)
}

const queryOf = (typed: string | undefined) => (typed ?? '').trim().slice(0, QUERY_MAX)
const typedAgain = (typed: Typed) => ({
  scope: typedText(typed, 'scope') ?? '',
  services: [typed['services'] ?? []].flat().map(Number),
  who: typedText(typed, 'who') ?? '',
  members: [typed['members'] ?? []].flat().map(Number),
})

const openingPosted = form<SpaceEnv, typeof openingForm>(openingForm, (c, { typed, errors }) =>
  showOpening(c, queryOf(c.req.query('q')), { typed: typedAgain(typed), errors, status: 422 }),
)

const spaceName = ({ actor }: Act, space: Space) => spaceWords[actor.language].names[space]

async function open(c: Context<SpaceEnv>, typed: NonNullable<Drawn['typed']>) {
  const { act, structure, opening } = c.var
  const { scope, services, who, members } = typed
  const q = queryOf(c.req.query('q'))
  if (who === 'ticked' && members.length === 0)
    return showOpening(c, q, { typed, errors: { who: 'members-missing' }, status: 422 })
  const on = { structureId: structure.id, space: opening.space }
  const whole = scope === 'whole'
  const chosen = who === 'all' ? 'all' : who === 'ticked' ? members : []
  const result = await submitOnce(c, {
    act,
    command: (act) => openSpace(act, on, { whole, services: whole ? [] : services, members: chosen }),
    landing: ({ made, ...ended }) => ({
      to: url(paths.managedSpaces, structure),
      notice: {
        tone: 'good',
        text: subscriptionWords[act.actor.language].opened(spaceName(act, opening.space), made, ended),
      },
    }),
  })
  if (!result.ok) return showOpening(c, q, { typed, refusal: result.refusal, status: STATUS[result.refusal] })
  c.var.world.wakeMails()
  return goTo(c, result.value)
}

/** Asks before closing, and says what will end; or why the space cannot be closed. */
async function showClosing(c: Context<SpaceEnv>, given?: CloseRefusal) {
  const { act, structure, reach, opening } = c.var
  const refusal =
    given ??
    (structure.state === 'inactive' ? 'structure-inactive' : null) ??
    whyNotClose(opening.space, { before: opening, reach })
  const ending = await countEnding(act, { structureId: structure.id, space: opening.space }, reach)
  const props = { ...contextOf(c.var), reach, space: opening.space, ending, refusal: refusal ?? undefined }
  const both = { page: <SpaceClosingPage {...props} />, panel: <SpaceClosingPanel {...props} /> }
  return show(c, both, refusal ? STATUS[refusal] : 200)
}

async function close(c: Context<SpaceEnv>) {
  const { act, structure, opening } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => closeSpace(act, { structureId: structure.id, space: opening.space }),
    landing: (ended) => ({
      to: url(paths.managedSpaces, structure),
      notice: {
        tone: 'good',
        text: subscriptionWords[act.actor.language].closedNotice(spaceName(act, opening.space), ended),
      },
    }),
  })
  if (!result.ok) return showClosing(c, result.refusal)
  c.var.world.wakeMails()
  return goTo(c, result.value, async () => <StructureSpacesPanel {...await spacesProps(c.var)} />)
}

/** The spaces that a structure has open. */
export const structureSpaces = new Hono<SpaceEnv>()
  .get(paths.managedSpaces, signedIn, withStructure, showSpaces)
  .get(paths.managedSpaceOpening, signedIn, withStructure, withSpace, (c) =>
    showOpening(c, queryOf(c.req.query('q')), {}),
  )
  .post(paths.managedSpaceOpening, signedIn, withStructure, withSpace, openingPosted, (c) =>
    open(c, c.req.valid('form')),
  )
  .get(paths.managedSpaceClosing, signedIn, withStructure, withSpace, (c) => showClosing(c))
  .post(paths.managedSpaceClosing, signedIn, withStructure, withSpace, close)
