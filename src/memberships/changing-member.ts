import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { dropBeyondMembership, giveUsualSubscriptions } from '../subscriptions/defaults.ts'
import { parisDate } from '../values/dates.ts'
import { reachOf } from '../values/reach.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { closeAnswered } from './deciding.ts'
import { mailChange } from './member-mails.ts'
import { findManagedMember, findMembersOf } from './member-queries.ts'
import { listServicesNamed } from './member-service-queries.ts'
import { type Change, type ChangeRefusal, type MemberRow, whyNotChange, whyNotDates } from './rules.ts'
import { warnOfSingleManager } from './warning-single.ts'

/** What was typed: `services` are those ticked, `endsOn` is undefined where the form did not ask. */
export type TypedChange = Omit<Change, 'endsOn'> & { endsOn: string | null | undefined; comment: string }

type Changed = { member: MemberRow; isChanged: boolean }

/**
 * Changes a member's role, reach or last day: subscriptions follow. What was the same before leaves no trace.
 * One line in the history, one mail.
 */
export const changeMember = (
  act: Act,
  on: { structureId: number; userId: number },
  typed: TypedChange,
): Promise<Result<Changed, ChangeRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Changed, ChangeRefusal>> => {
    const member = await findManagedMember(act, on.structureId, on.userId)
    if (!member) return refuse('not-found')
    const change = wholeChange(act, member, typed)
    const refusal = await whyNotNow(act, member, change)
    if (refusal) return refuse(refusal)
    const added = change.services.filter((id) => !member.services.includes(id))
    const named = await listServicesNamed(act, member.structureId, { open: added, any: change.services })
    if (!named) return refuse('service-unknown')
    if (isSame(member, change)) return accept({ member, isChanged: false })
    await write(act, member, change)
    const after = { role: change.role, services: change.whole ? null : named, endsOn: change.endsOn }
    if (isManagerOfAll(member) && !isManagerOfAll(change)) await warnOfSingleManager(act, member.structureId)
    await tell(act, member, { after, comment: typed.comment })
    await closeAnswered(act, on, change.role)
    return accept({ member, isChanged: true })
  })

async function whyNotNow(act: Act, member: MemberRow, change: Change): Promise<ChangeRefusal | null> {
  const structure = await findMembersOf(act, member.structureId)
  if (structure?.state === 'inactive') return 'structure-inactive'
  const refusal = whyNotChange(act.actor, member, change)
  if (refusal || change.endsOn === member.endsOn) return refusal
  return whyNotDates({ startsOn: member.startsOn, endsOn: change.endsOn }, parisDate(act.now), false)
}

/** A manager of services alone sends only these: the others stay, and so does the last day of what is not all theirs. */
function wholeChange({ actor }: Act, member: MemberRow, { role, whole, ...typed }: TypedChange): Change {
  const endsOn = typed.endsOn === undefined ? member.endsOn : typed.endsOn
  const services = whole ? [] : [...new Set(typed.services)]
  const reach = reachOf(actor, member.structureId)
  if (!reach || reach.whole) return { role, whole, services, endsOn }
  const others = member.services.filter((id) => !reach.services.includes(id))
  const mayEnd = others.length === 0
  return { role, whole, services: [...new Set([...others, ...services])], endsOn: mayEnd ? endsOn : member.endsOn }
}

const isManagerOfAll = ({ role, whole }: Pick<Change, 'role' | 'whole'> | Pick<MemberRow, 'role' | 'whole'>): boolean =>
  role === 'secondary_manager' && whole

const isSame = (member: MemberRow, { role, whole, services, endsOn }: Change): boolean =>
  role === member.role &&
  whole === member.whole &&
  endsOn === member.endsOn &&
  String(services.toSorted((a, b) => a - b)) === String(member.services.toSorted((a, b) => a - b))

async function write(act: Act, member: MemberRow, { role, whole, services, endsOn }: Change): Promise<void> {
  const { membershipId: id, structureId } = member
  await act.db
    .updateTable('membership')
    .set({
      role,
      whole_structure: whole ? 1 : 0,
      witness_service_id: whole ? null : (services[0] ?? null),
      ends_on: endsOn,
    })
    .where('id', '=', id)
    .execute()
  await act.db.deleteFrom('membership_service').where('membership_id', '=', id).execute()
  if (!whole)
    await act.db
      .insertInto('membership_service')
      .values(services.map((service_id) => ({ membership_id: id, service_id, structure_id: structureId })))
      .execute()
  await dropBeyondMembership(act, id)
  if (role !== member.role) await giveUsualSubscriptions(act, id, member.role)
}

type After = { role: Change['role']; services: string[] | null; endsOn: string | null }

async function tell(act: Act, member: MemberRow, { after, comment }: { after: After; comment: string }): Promise<void> {
  const before = { role: member.role, services: member.whole ? null : member.serviceNames, endsOn: member.endsOn }
  await record(act, {
    action: 'membership.changed',
    subject: `membership/${member.membershipId}`,
    structureId: member.structureId,
    person: { id: member.userId, name: member.name },
    comment: comment || null,
    before,
    after,
  })
  await mailChange(act, member, { ...after, startsOn: member.startsOn, comment: comment || null })
}
