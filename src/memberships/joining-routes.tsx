import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { JoiningPage, type JoiningProps } from '../../views/memberships/joining-page.tsx'
import { joiningWords } from '../../views/words/joining.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import type { Limit } from '../http/rate-limit.ts'
import { signedIn } from '../http/session.ts'
import { findOwnStanding, findStructure, listOpenServices } from '../structures/queries.ts'
import { type Structure, whyNotAsk } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { requestMembership } from './joining.ts'
import { joiningForm } from './joining-forms.ts'
import { findOwnRequest } from './joining-queries.ts'
import type { JoinRefusal } from './rules.ts'

type JoiningEnv = { Variables: SignedInEnv['Variables'] & { structure: Structure } }
type Drawn = Pick<JoiningProps, 'typed' | 'errors' | 'refusal'>

/** Each request is told to all who may decide it: nobody fills their mailboxes by asking again and again. */
const PER_REQUESTER: Limit = { points: 20, seconds: 3600 }
const SERVICES_SHOWN = 500
const STATUS: Record<JoinRefusal, Status> = {
  'not-found': 404,
  'structure-inactive': 409,
  'already-pending': 409,
  'already-member': 409,
  'service-unknown': 409,
  'nothing-asked': 422,
}

const withStructure = createMiddleware<JoiningEnv>(async (c, next) => {
  const structure = await findStructure(c.var.act, Number(c.req.param('id')))
  if (!structure) return showNotFound(c)
  c.set('structure', structure)
  return next()
})

/** Draws the form; a request that was refused fills it in. */
async function showJoining(c: Context<JoiningEnv>, correctsId: number | null, drawn: Drawn & { status?: Status }) {
  const { act, structure } = c.var
  const { services, total } = await listOpenServices(act, structure.id, SERVICES_SHOWN)
  const standing = await findOwnStanding(act, structure.id)
  const corrected = await findCorrected(c, correctsId)
  const { status = 200, ...rest } = drawn
  const filled = corrected && {
    scope: corrected.whole_structure ? 'whole' : 'services',
    services: corrected.services.map(({ id }) => id),
    comment: corrected.comment,
  }
  const props: JoiningProps = {
    structure,
    services,
    servicesTotal: total,
    standing,
    corrected,
    closed: whyNotAsk(structure, standing),
    ...(filled && { typed: filled }),
    ...rest,
  }
  return showPage(c, <JoiningPage {...props} />, status)
}

async function findCorrected({ var: { act, structure } }: Context<JoiningEnv>, id: number | null) {
  const request = id === null ? undefined : await findOwnRequest(act, id)
  return request?.state === 'refused' && request.structure_id === structure.id ? request : null
}

const typedAgain = (typed: Typed) => ({
  scope: typedText(typed, 'scope') ?? '',
  services: [typed['services'] ?? []].flat().map(Number),
  comment: typedText(typed, 'comment') ?? '',
})

const joiningPosted = form<JoiningEnv, typeof joiningForm>(joiningForm, (c, { typed, errors }) =>
  showJoining(c, Number(typedText(typed, 'corrects') ?? 0), { typed: typedAgain(typed), errors, status: 422 }),
)

/** Asking to join a structure. */
export const joining = new Hono<JoiningEnv>()
  .get(paths.joining, signedIn, withStructure, (c) => showJoining(c, Number(c.req.query('corrects') ?? 0), {}))
  .post(paths.joining, signedIn, withStructure, joiningPosted, async (c) => {
    const { act, structure, world } = c.var
    const wait = await world.limiter.take('joining', PER_REQUESTER, String(act.actor.id))
    if (wait !== null) return showTooMany(c, wait)
    const { scope, services, comment, corrects } = c.req.valid('form')
    const result = await submitOnce(c, {
      act,
      command: (act) =>
        requestMembership(act, structure.id, { whole: scope === 'whole', services, comment, correctsId: corrects }),
      landing: (id) => ({
        to: url(paths.ownRequest, { id }),
        notice: { tone: 'good', text: joiningWords[act.actor.language].sentNotice(structure.name) },
      }),
    })
    if (!result.ok) {
      const { refusal } = result
      return showJoining(c, corrects, { typed: { scope, services, comment }, refusal, status: STATUS[refusal] })
    }
    world.wakeMails()
    return goTo(c, result.value)
  })
