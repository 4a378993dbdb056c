import type { Act } from '../act.ts'
import { attachUser, createAndAttach } from '../memberships/attaching.ts'
import { createTechnicalUser } from '../memberships/technical-creating.ts'
import { listOpenServices } from '../structures/queries.ts'
import { refuseSubscriptions, validateSubscriptions } from '../subscriptions/deciding.ts'
import { requestSubscriptions, withdrawSubscriptionRequest } from '../subscriptions/requesting.ts'
import { addDays, parisDate } from '../values/dates.ts'
import { actOf, identityOf, loginOf, type Part, type Scene, structureId } from './demo-scene.ts'
import { SERVICES, type ServiceCode } from './demo-words.ts'

type Managing =
  | 'asks-for-space'
  | 'gives-space'
  | 'refuses-space'
  | 'withdraws-space'
  | 'attaches'
  | 'makes-member'
  | 'makes-technical-user'

/** What managers do of their own accord, and what is asked for and decided about spaces. */
export const managingParts: { [D in Managing]: Part<D> } = {
  'asks-for-space': async (scene, { at, number, who, siret, space, service, comment }) => {
    const act = await actOf(scene, who, at)
    const id = await structureId(act, siret)
    const [serviceId = null] = service === null ? [] : await serviceIds(act, id, [service])
    const sent = await requestSubscriptions(act, id, { spaces: [{ space, access: 'write', serviceId }], comment })
    if (sent.ok) scene.spaceRequests.set(number, sent.value)
    return sent
  },
  'gives-space': async (scene, { at, number, who }) =>
    validateSubscriptions(await actOf(scene, who, at), spaceRequestId(scene, number), {
      accesses: new Map(),
      comment: '',
    }),
  'refuses-space': async (scene, { at, number, who, reason }) =>
    refuseSubscriptions(await actOf(scene, who, at), spaceRequestId(scene, number), { reason }),
  'withdraws-space': async (scene, { at, number, who }) =>
    withdrawSubscriptionRequest(await actOf(scene, who, at), spaceRequestId(scene, number)),
  attaches: async (scene, { at, who, siret, whom, services, from, to }) => {
    const act = await actOf(scene, who, at)
    const id = await structureId(act, siret)
    const today = parisDate(at)
    return attachUser(act, id, {
      who: { login: loginOf(scene, whom) },
      grant: { role: 'simple_user', whole: services.length === 0, services: await serviceIds(act, id, services) },
      startsOn: addDays(today, from),
      endsOn: addDays(today, to),
      comment: 'Remplacement pendant un congé.',
    })
  },
  'makes-member': async (scene, { at, who, siret, person, services }) => {
    const act = await actOf(scene, who, at)
    const id = await structureId(act, siret)
    const made = await createAndAttach(act, id, {
      account: identityOf(person),
      grant: { role: 'simple_user', whole: services.length === 0, services: await serviceIds(act, id, services) },
      startsOn: parisDate(at),
      endsOn: null,
      comment: '',
    })
    scene.logins.set(person.key, person.login)
    return made
  },
  'makes-technical-user': async (scene, { at, who, siret, login }) => {
    const act = await actOf(scene, who, at)
    return createTechnicalUser(act, await structureId(act, siret), login)
  },
}

async function serviceIds(act: Act, structureId: number, codes: ServiceCode[]): Promise<number[]> {
  const { services } = await listOpenServices(act, structureId, SERVICES.length)
  return services.filter(({ code }) => codes.some((one) => one === code)).map(({ id }) => id)
}

function spaceRequestId(scene: Scene, number: number): number {
  const id = scene.spaceRequests.get(number)
  if (id === undefined) throw new Error(`Space request ${number} has not been sent yet`)
  return id
}
