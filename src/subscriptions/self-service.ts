import type { Act, Space } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findStructure } from '../structures/queries.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { heldWhereOpen, type OwnSpaceRefusal } from './asking-rules.ts'
import { insertSubscriptions, told } from './giving.ts'
import { listHeldSpaces, listOffers } from './queries.ts'
import { findOwnMember } from './requesting-queries.ts'
import type { Held, Member } from './rules.ts'

type Found = { member: Member; held: Held[]; usual: Held[] }

/** Adds a space that each member adds alone: nobody has to approve it. */
export const addOwnSpace = (act: Act, structureId: number, space: Space): Promise<Result<Space, OwnSpaceRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Space, OwnSpaceRefusal>> => {
    const found = await findOwnSpace(act, structureId, space)
    if (!found.ok) return found
    const { member, held, usual } = found.value
    if (held.length > 0) return refuse('already-held')
    if (usual.length === 0) return refuse('space-closed')
    await insertSubscriptions(act, member, usual)
    await record(act, { ...about(act, member, 'subscription.added'), after: { spaces: await told(act, usual) } })
    return accept(space)
  })

/** Gives back a space that was added alone; it can be added again at any time. */
export const giveBackOwnSpace = (
  act: Act,
  structureId: number,
  space: Space,
): Promise<Result<Space, OwnSpaceRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Space, OwnSpaceRefusal>> => {
    const found = await findOwnSpace(act, structureId, space)
    if (!found.ok) return found
    const { member, held } = found.value
    if (held.length === 0) return refuse('not-held')
    await act.db
      .deleteFrom('subscription')
      .where('membership_id', '=', member.membershipId)
      .where('space', '=', space)
      .execute()
    await record(act, { ...about(act, member, 'subscription.disabled'), before: { spaces: await told(act, held) } })
    return accept(space)
  })

async function findOwnSpace(act: Act, structureId: number, space: Space): Promise<Result<Found, OwnSpaceRefusal>> {
  const structure = await findStructure(act, structureId)
  if (!structure) return refuse('not-found')
  const member = await findOwnMember(act, structureId)
  if (!member) return refuse('not-a-member')
  if (structure.state === 'inactive') return refuse('structure-inactive')
  const offer = (await listOffers(act, member)).get(space)
  if (offer?.rule !== 'self_service') return refuse('not-self-service')
  const held = (await listHeldSpaces(act, member.membershipId)).filter((one) => one.space === space)
  return accept({ member, held, usual: heldWhereOpen(space, 'write', { member, offer }) })
}

const about = (
  { actor }: Act,
  { membershipId, structureId }: Member,
  action: 'subscription.added' | 'subscription.disabled',
) => ({
  action,
  subject: `membership/${membershipId}`,
  structureId,
  person: { id: actor.id, name: actor.name },
})
