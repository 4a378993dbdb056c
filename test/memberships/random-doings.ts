import { appointPrimary, replacePrimary } from '../../src/admin/appointing-primary.ts'
import { flagPigp } from '../../src/admin/flagging-pigp.ts'
import { registerPublicStructure } from '../../src/admin/registering-structures.ts'
import type { Act } from '../../src/act.ts'
import { reactivateAccount } from '../../src/auth/reactivating.ts'
import { attachUser, createAndAttach } from '../../src/memberships/attaching.ts'
import { changeMember } from '../../src/memberships/changing-member.ts'
import { changeIdentifier } from '../../src/memberships/changing-identifier.ts'
import { copyRights, planCopy } from '../../src/memberships/copying-rights.ts'
import { deactivateAccount } from '../../src/memberships/deactivating.ts'
import { refuseRequest, validateRequest } from '../../src/memberships/deciding.ts'
import { requestMembership, withdrawRequest } from '../../src/memberships/joining.ts'
import { leaveStructure } from '../../src/memberships/leaving.ts'
import { changeSubscriptions } from '../../src/memberships/member-subscribing.ts'
import { removeMembership } from '../../src/memberships/removing.ts'
import { createTechnicalUser } from '../../src/memberships/technical-creating.ts'
import { removeTechnicalUser } from '../../src/memberships/technical-removing.ts'
import { transferBeforeLeaving, transferPrimary } from '../../src/memberships/transferring-primary.ts'
import { correctUser } from '../../src/memberships/user-correcting.ts'
import { carryOutUserRun, openUserRun } from '../../src/memberships/user-running.ts'
import type { Lookup } from '../../src/sirene/rules.ts'
import { closeService, openService } from '../../src/structures/changing-services.ts'
import { refuseSubscriptions, validateSubscriptions } from '../../src/subscriptions/deciding.ts'
import { closeSpace, openSpace } from '../../src/subscriptions/opening-spaces.ts'
import { requestSubscriptions, withdrawSubscriptionRequest } from '../../src/subscriptions/requesting.ts'
import { addOwnSpace, giveBackOwnSpace } from '../../src/subscriptions/self-service.ts'
import { parisDate } from '../../src/values/dates.ts'
import type { Result } from '../../src/values/result.ts'
import { PASSWORD } from '../auth/browser.ts'
import type { Person } from '../moment.ts'
import type { TestWorld } from '../world.ts'
import type { Kind, Step } from './random-steps.ts'

/** `number` is of the step: no two make an address or a SIRET that is the same. */
export type Doing = {
  w: TestWorld
  act: Act
  hash: string
  number: number
  structureId: number
  to: Person
  services: number[]
}
type Done = Promise<Result<unknown, string>>

const scopeOf = ({ whole }: Step, { services }: Doing) => ({ whole, services: whole ? [] : services })
const grantOf = (step: Step, doing: Doing) => ({ role: step.role, ...scopeOf(step, doing) })
const addressOf = ({ number }: Doing, what: string) => `${what}-${number}@guichet.test`
const periodOf = ({ lasts }: Step, { act }: Doing) => ({
  startsOn: parisDate(act.now),
  endsOn: lasts ? null : parisDate(new Date(act.now.getTime() + 5 * 24 * 3_600_000)),
})
const identity = { civility: null, lastName: 'Petit', firstName: 'Jeanne', phone: null, language: 'fr' } as const

/** What a register would say of a place that is not taken yet. */
function lookupOf({ number }: Doing): Lookup {
  const siret = String(10_000_000_000_000 + number)
  const place = { address: '1 rue des Exemples', postcode: '93160', city: 'Noisy-le-Grand', legalCategory: '5710' }
  const standing = { state: 'open', isSeat: true, isDisclosed: true } as const
  return {
    kind: 'found',
    establishment: { siret, siren: siret.slice(0, 9), name: `Lieu ${number}`, ...place, ...standing },
  }
}

async function membershipOf({ w, structureId, to }: Doing): Promise<number> {
  const row = w.db.selectFrom('membership').select('id').where('user_id', '=', to.id)
  return (await row.where('structure_id', '=', structureId).executeTakeFirst())?.id ?? 0
}

/** A request that waits in the structure, or 0. */
export async function waitingIn(
  w: TestWorld,
  structureId: number,
  table: 'membership_request' | 'subscription_request',
) {
  const waiting = w.db.selectFrom(table).select(['id', 'user_id']).where('state', '=', 'pending')
  return (await waiting.where('structure_id', '=', structureId).executeTakeFirst()) ?? { id: 0, user_id: 0 }
}
const asked = async ({ w, structureId }: Doing) => (await waitingIn(w, structureId, 'membership_request')).id
const askedSpace = async ({ w, structureId }: Doing) => (await waitingIn(w, structureId, 'subscription_request')).id

/** A run lands on its result whatever became of its items: what counts is whether the membership is gone. */
async function removeInBulk(doing: Doing): Done {
  const { w, act } = doing
  const id = await membershipOf(doing)
  const run = await openUserRun(act, { kind: 'membership.remove', ids: [id], input: { comment: '', back: '' } })
  if (!run.ok) return run
  const failed = (error: unknown) => {
    throw error
  }
  await carryOutUserRun(act, run.value, { kind: 'membership.remove', failed })
  const left = await w.db.selectFrom('membership').select('id').where('id', '=', id).executeTakeFirst()
  return left ? { ok: false, refusal: 'still there' } : { ok: true, value: null }
}

async function copy({ by }: Step, { w, act, to }: Doing): Done {
  const addresses = { from: w[by === 'bruno' ? 'chloe' : 'bruno'].login, to: to.login }
  const plan = await planCopy(act, addresses)
  return plan.ok ? copyRights(act, { ...addresses, fingerprint: plan.value.fingerprint }) : plan
}

/** Makes somebody's account with a wrong address, and corrects it before it is activated. */
async function correctLogin(doing: Doing): Done {
  const { act, structureId } = doing
  const login = addressOf(doing, 'wrong')
  const account = { ...identity, login, contactEmail: login }
  const grant = { role: 'simple_user' as const, whole: true, services: [] }
  const period = { startsOn: parisDate(act.now), endsOn: null, comment: '' }
  const made = await createAndAttach(act, structureId, { account, grant, ...period })
  const corrected = { ...identity, contactEmail: login }
  return made.ok ? correctUser(act, made.value.userId, { identity: corrected, login: addressOf(doing, 'right') }) : made
}

async function appoint({ to, act, ...doing }: Doing): Done {
  const made = await registerPublicStructure(act, { lookup: lookupOf({ to, act, ...doing }), name: '', services: [] })
  return made.ok ? appointPrimary(act, made.value.id, to.login) : made
}

const place = ({ w, structureId }: Doing, closed: boolean) => ({
  structureId,
  serviceId: closed ? w.archives : w.marches,
})

/** Each act as its command; what it answers is the rules' business, what it leaves behind is looked at after it. */
export const ACTS: Record<Exclude<Kind, 'wait'>, (step: Step, doing: Doing) => Done> = {
  attach: (step, doing) =>
    attachUser(doing.act, doing.structureId, {
      who: { userId: doing.to.id },
      grant: grantOf(step, doing),
      ...periodOf(step, doing),
      comment: '',
    }),
  'create-and-attach': (step, doing) => {
    const login = addressOf(doing, 'new')
    const account = { ...identity, login, contactEmail: login }
    const given = { grant: grantOf(step, doing), ...periodOf(step, doing), comment: '' }
    return createAndAttach(doing.act, doing.structureId, { account, ...given })
  },
  change: (step, doing) => {
    const endsOn = step.lasts ? null : parisDate(doing.act.now)
    const on = { structureId: doing.structureId, userId: doing.to.id }
    return changeMember(doing.act, on, { ...grantOf(step, doing), endsOn, comment: '' })
  },
  remove: async (_, doing) => removeMembership(doing.act, await membershipOf(doing), ''),
  'remove-in-bulk': (_, doing) => removeInBulk(doing),
  transfer: (_, { act, structureId, to }) => transferPrimary(act, structureId, to.login),
  'transfer-leaving': (_, { act, structureId, to }) => transferBeforeLeaving(act, structureId, to.login),
  leave: (_, { act, structureId }) => leaveStructure(act, structureId),
  deactivate: (_, { act, hash }) => deactivateAccount(act, { checked: hash }),
  reactivate: (_, { act, to }) =>
    reactivateAccount({ ...act, actor: null }, { login: to.login, password: PASSWORD }, { demo: false }),
  ask: (step, doing) => requestMembership(doing.act, doing.structureId, { ...scopeOf(step, doing), comment: '' }),
  withdraw: async (_, doing) => withdrawRequest(doing.act, await asked(doing)),
  validate: async (step, doing) => validateRequest(doing.act, await asked(doing), grantOf(step, doing)),
  refuse: async (_, doing) => refuseRequest(doing.act, await asked(doing), { reason: 'Non' }),
  copy,
  'give-space': ({ space, access }, { act, structureId, to }) =>
    changeSubscriptions(act, { structureId, userId: to.id }, (held) => [
      ...held.filter((one) => one.space !== space),
      { space, access, serviceId: null },
    ]),
  'take-space': ({ space }, { act, structureId, to }) =>
    changeSubscriptions(act, { structureId, userId: to.id }, (held) => held.filter((one) => one.space !== space)),
  'ask-space': ({ space, access }, { act, structureId }) =>
    requestSubscriptions(act, structureId, { spaces: [{ space, access, serviceId: null }], comment: '' }),
  'withdraw-space': async (_, doing) => withdrawSubscriptionRequest(doing.act, await askedSpace(doing)),
  'validate-space': async (_, doing) =>
    validateSubscriptions(doing.act, await askedSpace(doing), { accesses: new Map(), comment: '' }),
  'refuse-space': async (_, doing) => refuseSubscriptions(doing.act, await askedSpace(doing), { reason: 'Non' }),
  'add-own-space': (_, { act, structureId }) => addOwnSpace(act, structureId, 'invoices_issued'),
  'give-back-own-space': (_, { act, structureId }) => giveBackOwnSpace(act, structureId, 'invoices_issued'),
  'open-space': (step, doing) => {
    const on = { structureId: doing.structureId, space: step.space }
    return openSpace(doing.act, on, { ...scopeOf(step, doing), members: step.lasts ? 'all' : [] })
  },
  'close-space': ({ space }, { act, structureId }) => closeSpace(act, { structureId, space }),
  'close-service': (_, doing) => closeService(doing.act, place(doing, false)),
  'open-service': (_, doing) => openService(doing.act, place(doing, true)),
  'change-siret': (_, doing) => changeIdentifier(doing.act, doing.structureId, lookupOf(doing)),
  'create-technical': (_, doing) => createTechnicalUser(doing.act, doing.structureId, addressOf(doing, 'machine')),
  'remove-technical': (_, { act, structureId }) => removeTechnicalUser(act, structureId),
  'correct-login': (_, doing) => correctLogin(doing),
  replace: (_, { act, structureId, to }) => replacePrimary(act, structureId, { login: to.login, reason: 'Parti' }),
  appoint: (_, doing) => appoint(doing),
  pigp: ({ lasts }, { act, structureId }) => flagPigp(act, structureId, lasts),
}
