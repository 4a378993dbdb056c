import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { SubscribingPage, type SubscribingProps } from '../../views/subscriptions/subscribing-page.tsx'
import { spaceWords } from '../../views/words/spaces.ts'
import { subscriptionRequestWords } from '../../views/words/subscription-requests.ts'
import type { Space } from '../act.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { backTo } from '../http/paging.ts'
import type { Limit } from '../http/rate-limit.ts'
import { signedIn } from '../http/session.ts'
import { findStructure } from '../structures/queries.ts'
import type { Structure } from '../structures/rules.ts'
import { paths, url } from '../urls.ts'
import { type AskSubscriptionRefusal, listAskable, listOwnSpaces, type OwnSpaceRefusal } from './asking-rules.ts'
import { findOwnSubscriptionRequest } from './own-queries.ts'
import { listHeldSpaces, listOffers } from './queries.ts'
import { requestSubscriptions } from './requesting.ts'
import { askedIn, ownSpaceForm, subscribingForm } from './requesting-forms.ts'
import { findOwnMember, listOwnServices, listPendingSpaces } from './requesting-queries.ts'
import { SPACES } from './rules.ts'
import { addOwnSpace, giveBackOwnSpace } from './self-service.ts'

type SubscribingEnv = { Variables: SignedInEnv['Variables'] & { structure: Structure } }
type Drawn = Pick<SubscribingProps, 'typed' | 'errors' | 'refusal' | 'ownRefusal'>

/** Each request is told to all who may decide it: nobody fills their mailboxes by asking again and again. */
const PER_REQUESTER: Limit = { points: 20, seconds: 3600 }
const SERVICES_SHOWN = 100
const STATUS: Record<AskSubscriptionRefusal | OwnSpaceRefusal, Status> = {
  'not-found': 404,
  'not-a-member': 409,
  'structure-inactive': 409,
  'space-closed': 409,
  'never-for-role': 409,
  'write-only': 409,
  'service-not-held': 409,
  'service-unknown': 409,
  'nothing-asked': 422,
  'already-held': 409,
  'already-pending': 409,
  'no-approval-needed': 409,
  'not-self-service': 409,
  'not-held': 409,
}

const withStructure = createMiddleware<SubscribingEnv>(async (c, next) => {
  const structure = await findStructure(c.var.act, Number(c.req.param('id')))
  if (!structure) return showNotFound(c)
  c.set('structure', structure)
  return next()
})

/** What the actor may ask for there, and what they add alone; null where they are no member. */
async function findChoices({ var: { act, structure } }: Context<SubscribingEnv>): Promise<SubscribingProps['choices']> {
  const member = await findOwnMember(act, structure.id)
  if (!member) return null
  const offers = await listOffers(act, member)
  const held = await listHeldSpaces(act, member.membershipId)
  const pending = await listPendingSpaces(act, member)
  const services = await listOwnServices(act, member, SERVICES_SHOWN + 1)
  const standing = { member, offers, held, pending, services: services.slice(0, SERVICES_SHOWN) }
  return {
    askable: listAskable(standing),
    own: listOwnSpaces(standing),
    servicesCut: services.length > SERVICES_SHOWN ? SERVICES_SHOWN : null,
  }
}

async function findCorrected({ var: { act, structure } }: Context<SubscribingEnv>, id: number | null) {
  const request = id === null ? undefined : await findOwnSubscriptionRequest(act, id)
  return request?.state === 'refused' && request.structureId === structure.id ? request : null
}

/** Draws the form; a request that was refused fills it in. */
async function showSubscribing(
  c: Context<SubscribingEnv>,
  correctsId: number | null,
  drawn: Drawn & { status?: Status },
) {
  const { status = 200, ...rest } = drawn
  const corrected = await findCorrected(c, correctsId)
  const filled = corrected && {
    spaces: corrected.spaces.map(({ space, asked, service }) => ({
      space,
      access: asked,
      serviceId: service?.id ?? null,
    })),
    comment: corrected.comment,
  }
  const props: SubscribingProps = {
    structure: c.var.structure,
    choices: await findChoices(c),
    corrected,
    ...(filled && { typed: filled }),
    ...rest,
  }
  return showPage(c, <SubscribingPage {...props} />, status)
}

const tickedIn = (typed: Typed): Space[] => SPACES.filter((space) => [typed['spaces'] ?? []].flat().includes(space))

const subscribingPosted = form<SubscribingEnv, typeof subscribingForm>(subscribingForm, (c, { typed, errors }) =>
  showSubscribing(c, Number(typedText(typed, 'corrects') ?? 0), {
    typed: { spaces: askedIn(tickedIn(typed), typed), comment: typedText(typed, 'comment') ?? '' },
    errors,
    status: 422,
  }),
)

/** Only a form made by hand names no space. */
const ownSpacePosted = form<SubscribingEnv, typeof ownSpaceForm>(ownSpaceForm, (c) =>
  showSubscribing(c, null, { ownRefusal: 'not-self-service', status: 422 }),
)

async function ask(c: Context<SubscribingEnv>, typed: NonNullable<Drawn['typed']>, correctsId: number | null) {
  const { act, structure, world } = c.var
  const wait = await world.limiter.take('subscribing', PER_REQUESTER, String(act.actor.id))
  if (wait !== null) return showTooMany(c, wait)
  const result = await submitOnce(c, {
    act,
    command: (act) => requestSubscriptions(act, structure.id, { ...typed, correctsId }),
    landing: (id) => ({
      to: url(paths.ownSubscriptionRequest, { id }),
      notice: { tone: 'good', text: subscriptionRequestWords[act.actor.language].sentNotice(structure.name) },
    }),
  })
  if (!result.ok)
    return showSubscribing(c, correctsId, { typed, refusal: result.refusal, status: STATUS[result.refusal] })
  world.wakeMails()
  return goTo(c, result.value)
}

async function changeOwn(c: Context<SubscribingEnv>, { space, act: what }: { space: Space; act: 'add' | 'give-back' }) {
  const { act, structure } = c.var
  const { language } = act.actor
  const words = subscriptionRequestWords[language]
  const text = (what === 'add' ? words.addedNotice : words.givenBackNotice)(spaceWords[language].names[space])
  const back = backTo(c.req.query('back'), url(paths.subscribing, structure))
  const command = what === 'add' ? addOwnSpace : giveBackOwnSpace
  const result = await submitOnce(c, {
    act,
    command: (act) => command(act, structure.id, space),
    landing: () => ({ to: back, notice: { tone: 'good', text } }),
  })
  if (!result.ok) return showSubscribing(c, null, { ownRefusal: result.refusal, status: STATUS[result.refusal] })
  return goTo(c, result.value)
}

/** Asking for spaces of a structure, and adding those that need no approval. */
export const subscribing = new Hono<SubscribingEnv>()
  .get(paths.subscribing, signedIn, withStructure, (c) => showSubscribing(c, Number(c.req.query('corrects') ?? 0), {}))
  .post(paths.subscribing, signedIn, withStructure, subscribingPosted, (c) => {
    const { spaces, comment, corrects, ...sent } = c.req.valid('form')
    return ask(c, { spaces: askedIn(spaces, sent), comment }, corrects)
  })
  .post(paths.ownSpaces, signedIn, withStructure, ownSpacePosted, (c) => changeOwn(c, c.req.valid('form')))
