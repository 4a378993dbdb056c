import { findPerson } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import { changeMember } from '../memberships/changing-member.ts'
import { copyRights, planCopy } from '../memberships/copying-rights.ts'
import { deactivateAccount } from '../memberships/deactivating.ts'
import { findManagedMember } from '../memberships/member-queries.ts'
import { removeMembership } from '../memberships/removing.ts'
import { actOf, loginOf, type Part, type Scene, structureId } from './demo-scene.ts'

type OnMembers = 'removes' | 'changes-role' | 'copies-rights' | 'deactivates'

/** What becomes of members, and of somebody's account. */
export const membersParts: { [D in OnMembers]: Part<D> } = {
  removes: async (scene, { at, who, siret, whom, comment }) => {
    const act = await actOf(scene, who, at)
    const { membershipId } = await memberOf(act, scene, { siret, whom })
    return removeMembership(act, membershipId, comment)
  },
  'changes-role': async (scene, { at, who, siret, whom, role }) => {
    const act = await actOf(scene, who, at)
    const { structureId, userId, whole, services } = await memberOf(act, scene, { siret, whom })
    const comment = 'Vous êtes désormais responsable de ce service.'
    return changeMember(act, { structureId, userId }, { role, whole, services, endsOn: undefined, comment })
  },
  'copies-rights': async (scene, { at, who, from, to }) => {
    const act = await actOf(scene, who, at)
    const addresses = { from: loginOf(scene, from), to: loginOf(scene, to) }
    const plan = await planCopy(act, addresses)
    return plan.ok ? copyRights(act, { ...addresses, fingerprint: plan.value.fingerprint }) : plan
  },
  deactivates: async (scene, { at, who }) =>
    deactivateAccount(await actOf(scene, who, at), { checked: scene.hashes.of(who) }),
}

async function memberOf(act: Act, scene: Scene, { siret, whom }: { siret: string; whom: string }) {
  const person = await findPerson(act, loginOf(scene, whom))
  const member = person && (await findManagedMember(act, await structureId(act, siret), person.id))
  if (!member) throw new Error(`${whom} is no member of ${siret}`)
  return member
}
