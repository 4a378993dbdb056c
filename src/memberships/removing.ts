import type { Act, AnyAct } from '../act.ts'
import { madeOnce } from '../db/made-once.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { disableSubscriptions } from '../subscriptions/giving.ts'
import { findMember } from '../subscriptions/queries.ts'
import type { Member } from '../subscriptions/rules.ts'
import { reachOf } from '../values/reach.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { mailRemoval } from './member-mails.ts'
import { warnOfSingleManager } from './warning-single.ts'
import { type RemoveRefusal, whyNotRemove } from './rules.ts'

/** Detaches a member from the whole structure; their subscriptions there end with it. Two lines in the history, one mail. */
export const removeMembership = (
  act: Act,
  membershipId: number,
  comment: string,
): Promise<Result<Member, RemoveRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Member, RemoveRefusal>> => {
    const member = await findMember(act, { id: membershipId })
    if (!member || !reachOf(act.actor, member.structureId)) return refuse('not-found')
    const person = await findPerson(act, member.userId)
    const refusal = whyNotRemove(act.actor, { ...member, isTechnical: person.isTechnical })
    if (refusal) return refuse(refusal)
    await endMembershipOf(act, { ...member, person }, { action: 'membership.removed', comment })
    return accept(member)
  })

type Person = { id: number; name: string; isTechnical: boolean }

const readUser = madeOnce((db) => db.selectFrom('user').select(['first_name', 'last_name', 'kind']).where('id', '=', 0))

async function findPerson({ db }: AnyAct, id: number): Promise<Person> {
  const [user] = await readUser(db, [id])
  if (!user) throw new Error(`no user ${id}`)
  return { id, name: `${user.first_name} ${user.last_name}`, isTechnical: user.kind === 'technical' }
}

const deleteMembership = madeOnce((db) => db.deleteFrom('membership').where('id', '=', 0))

type Ending = {
  action: 'membership.removed' | 'membership.ended' | 'membership.left'
  comment?: string
  /** Nobody is written to who is being erased. */
  isSilent?: boolean
}

/** Takes a membership away with all that hangs on it, whoever or whatever ends it. The database refuses it for a primary manager. */
export const endMembership = async (act: AnyAct, member: Member, ending: Ending): Promise<void> =>
  endMembershipOf(act, { ...member, person: await findPerson(act, member.userId) }, ending)

/** A thousand end at once: what is known of the person is not asked for again. */
async function endMembershipOf(
  act: AnyAct,
  { person: { id, name }, ...member }: Member & { person: Person },
  { action, comment, isSilent }: Ending,
): Promise<void> {
  const services =
    member.services.length === 0
      ? []
      : await act.db.selectFrom('service').select(['code', 'name']).where('id', 'in', member.services).execute()
  await disableSubscriptions(act, member, { id, name })
  await deleteMembership(act.db, [member.membershipId])
  await record(act, {
    action,
    subject: `membership/${member.membershipId}`,
    structureId: member.structureId,
    person: { id, name },
    comment: comment || null,
    before: {
      role: member.role,
      services: member.whole ? null : services.map(({ code, name }) => `${code} – ${name}`),
    },
  })
  if (!isSilent) await mailRemoval(act, member, { action, comment: comment || null })
  const wasManagerOfAll = member.role === 'secondary_manager' && member.whole
  if (wasManagerOfAll) await warnOfSingleManager(act, member.structureId)
}
