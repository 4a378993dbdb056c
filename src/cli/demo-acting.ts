import { changeIdentity } from '../accounts/changing-identity.ts'
import { createAccount } from '../accounts/creating.ts'
import { findOwnAccount } from '../accounts/queries.ts'
import { makeFirstOperatorLink } from '../accounts/first-operator.ts'
import { appointPrimary } from '../admin/appointing-primary.ts'
import { registerPublicStructure } from '../admin/registering-structures.ts'
import { activateAccount } from '../auth/activating.ts'
import { becomeFirstOperator } from '../auth/becoming-first-operator.ts'
import { refuseRequest, validateRequest } from '../memberships/deciding.ts'
import { asAsked } from '../memberships/rules.ts'
import { requestMembership, withdrawRequest } from '../memberships/joining.ts'
import { findManagedRequest } from '../memberships/queries.ts'
import { remindManagers, sendDailySummaries } from '../memberships/reminding.ts'
import { warnOfExpiringSecrets } from '../memberships/technical-expiry.ts'
import { createPrivateStructure } from '../memberships/founding.ts'
import { managingParts } from './demo-managing.ts'
import { membersParts } from './demo-members.ts'
import type { Step } from './demo-plot.ts'
import { actOf, identityOf, inputOf, loginOf, type Part, requestId, type Scene, structureId } from './demo-scene.ts'
import { OPERATOR } from './demo-timeline.ts'
import { structuresParts } from './demo-structures.ts'
import { talkingParts } from './demo-talking.ts'
import { ticketParts } from './demo-ticketing.ts'
import { SERVICES } from './demo-words.ts'

/** Does one step by the very command that a person's click or the clock calls, at its time. A refusal is a bug of the plan. */
export async function perform(scene: Scene, step: Step): Promise<void> {
  const result = await (parts[step.does] as Part<Step['does']>)(scene, step)
  if (result && !result.ok) throw new Error(`The demonstration cannot go on: ${step.does}, ${result.refusal}`)
}

const parts: { [D in Step['does']]: Part<D> } = {
  ...managingParts,
  ...membersParts,
  ...structuresParts,
  ...ticketParts,
  ...talkingParts,
  'becomes-operator': async (scene, { at, who }) => {
    const path = await makeFirstOperatorLink(scene.db, at)
    const token = path?.split('/').at(-1) ?? ''
    scene.logins.set(who.key, who.login)
    const act = { db: scene.db, actor: null, now: at }
    return becomeFirstOperator(act, { ...identityOf(who), token, hash: scene.hashes.of(who.key) })
  },
  'makes-account': async (scene, { at, who }) => {
    const made = await createAccount({ db: scene.db, actor: null, now: at }, identityOf(who))
    if (made.ok) scene.activations.set(who.key, made.value.link.token)
    scene.logins.set(who.key, who.login)
    return made
  },
  activates: (scene, { at, who }) => {
    const token = scene.activations.get(who) ?? ''
    return activateAccount({ db: scene.db, actor: null, now: at }, { token, hash: scene.hashes.of(who) })
  },
  registers: async (scene, { at, siret, services }) =>
    registerPublicStructure(await actOf(scene, OPERATOR, at), {
      lookup: await scene.register.find(siret),
      name: '',
      services: SERVICES.slice(0, services),
    }),
  appoints: async (scene, { at, siret, who }) => {
    const act = await actOf(scene, OPERATOR, at)
    return appointPrimary(act, await structureId(act, siret), loginOf(scene, who))
  },
  'creates-firm': async (scene, { at, siret, name, who }) =>
    createPrivateStructure(await actOf(scene, who, at), {
      lookup: await scene.register.find(siret),
      name,
      isPrivate: true,
    }),
  asks: async (scene, { at, request, ask }) => {
    const act = await actOf(scene, ask.who, at)
    const sent = await requestMembership(act, await structureId(act, ask.siret), await inputOf(act, scene, ask))
    if (sent.ok) scene.requests.set(request, sent.value)
    return sent
  },
  withdraws: async (scene, { at, request, who }) =>
    withdrawRequest(await actOf(scene, who, at), requestId(scene, request)),
  validates: async (scene, { at, request, who, role }) => {
    const act = await actOf(scene, who, at)
    const asked = await findManagedRequest(act, requestId(scene, request))
    if (!asked) throw new Error(`${who} does not manage request ${request}`)
    return validateRequest(act, asked.id, asAsked(asked, role, null))
  },
  refuses: async (scene, { at, request, who, reason }) =>
    refuseRequest(await actOf(scene, who, at), requestId(scene, request), { reason }),
  'chooses-daily-mails': async (scene, { at, who }) => {
    const act = await actOf(scene, who, at)
    const { civility, last_name, first_name, contact_email, phone, language } = await findOwnAccount(act)
    const same = { civility, lastName: last_name, firstName: first_name, contactEmail: contact_email, phone, language }
    return changeIdentity(act, { ...same, managerMails: 'daily' })
  },
  'are-reminded': ({ db }, { at }) => remindManagers({ db, actor: null, now: at }),
  'are-warned': ({ db }, { at }) => warnOfExpiringSecrets({ db, actor: null, now: at }),
  'are-summarised': ({ db }, { at }) => sendDailySummaries({ db, actor: null, now: at }),
}
