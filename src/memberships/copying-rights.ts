import { findPerson } from '../accounts/queries.ts'
import { fullName } from '../accounts/rules.ts'
import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { insertSubscriptions, told } from '../subscriptions/giving.ts'
import { findMember, listHeldSpaces } from '../subscriptions/queries.ts'
import { parisDate } from '../values/dates.ts'
import { sha256 } from '../values/random.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { type CopyLine, lineOf } from './copying-lines.ts'
import { closeAnswered } from './deciding.ts'
import { keepMembership } from './holding.ts'
import { mailRightsCopied } from './member-mails.ts'
import { listRights, readOpenness } from './member-rights-queries.ts'
import type { Person } from './rules.ts'

/** Structures that are copied at once, at most. */
const AT_MOST = 200

export type CopyRefusal =
  | 'from-missing'
  | 'to-missing'
  | 'from-unknown'
  | 'to-unknown'
  | 'same-person'
  | 'own-account'
  | 'too-many'
  | 'plan-changed'
  | 'nothing-to-give'

/** What would be given, structure by structure; `fingerprint` tells whether it is still what was shown. */
export type CopyPlan = { from: Person; to: Person; lines: CopyLine[]; fingerprint: string }
type Addresses = { from: string; to: string }

/** Step 2: what `to` would be given of what `from` has in the structures that the actor manages. Changes nothing. */
export async function planCopy(act: Act, { from, to }: Addresses): Promise<Result<CopyPlan, CopyRefusal>> {
  const typed = whyNotAddresses(act, { from, to })
  if (typed) return refuse(typed)
  const [source, target] = [await findPerson(act, from), await findPerson(act, to)]
  const lines = source ? await readLines(act, source.id, target?.id) : []
  if (lines === 'too-many') return refuse(lines)
  if (!source || lines.length === 0) return refuse('from-unknown')
  if (!target || !isUsable(target)) return refuse('to-unknown')
  const fingerprint = sha256(JSON.stringify([source.id, target.id, lines])).slice(0, 20)
  return accept({ from: personOf(source), to: personOf(target), lines, fingerprint })
}

const isUsable = ({ state }: Pick<Person, 'state'>): boolean => state === 'active' || state === 'pending_activation'

async function readLines(act: Act, from: number, to: number | undefined): Promise<CopyLine[] | 'too-many'> {
  const has = await listRights(act, from, { limit: AT_MOST + 1, inForce: true })
  if (has.length > AT_MOST) return 'too-many'
  const ids = has.map(({ structure }) => structure.id)
  const openness = await readOpenness(act, ids)
  const already = to === undefined ? [] : await listRights(act, to, { limit: AT_MOST * 10, inForce: false })
  return has.flatMap((rights) => {
    const held = already.find(({ structure }) => structure.id === rights.structure.id) ?? null
    return lineOf({ rights, held, actor: act.actor, today: parisDate(act.now) }, openness) ?? []
  })
}

function whyNotAddresses({ actor }: Act, { from, to }: Addresses): CopyRefusal | null {
  if (from === '') return 'from-missing'
  if (to === '') return 'to-missing'
  if (from === to) return 'same-person'
  return to === actor.login ? 'own-account' : null
}

type Named = { id: number; first_name: string; last_name: string; login: string; state: Person['state'] }
const personOf = (user: Named): Person => ({
  id: user.id,
  name: fullName(user),
  login: user.login,
  state: user.state,
})

/** Step 3: gives what was shown, all in one transaction. A line of the history per structure, one mail in all. */
export const copyRights = (
  act: Act,
  { fingerprint, ...addresses }: Addresses & { fingerprint: string },
): Promise<Result<{ to: string; structures: number }, CopyRefusal>> =>
  inTransaction(act, async (act): Promise<Result<{ to: string; structures: number }, CopyRefusal>> => {
    const planned = await planCopy(act, addresses)
    if (!planned.ok) return planned
    const { from, to, lines, fingerprint: now } = planned.value
    if (now !== fingerprint) return refuse('plan-changed')
    const given = lines.filter(({ why }) => why === null)
    if (given.length === 0) return refuse('nothing-to-give')
    for (const line of given) await give(act, line, { from, to })
    const structures = given.map(({ structure, after, serviceNames }) => ({
      structure: structure.name,
      identifier: structure.identifier,
      role: after.role,
      services: after.whole ? null : serviceNames,
    }))
    await mailRightsCopied(act, to.id, { from: from.name, structures })
    return accept({ to: to.name, structures: given.length })
  })

async function give(act: Act, line: CopyLine, { from, to }: { from: Person; to: Person }): Promise<void> {
  const { structure, grant, after, before, serviceNames } = line
  // Just what was shown, not what the role brings by itself: the other may have less.
  const { id } = await keepMembership(act, grant, { userId: to.id, structureId: structure.id })
  const member = await findMember(act, { id })
  if (!member) throw new Error(`Membership ${id} is not there`)
  await insertSubscriptions(act, member, line.spaces)
  const spaces = await told(act, await listHeldSpaces(act, id))
  await record(act, {
    action: 'membership.rights_copied',
    subject: `membership/${id}`,
    structureId: structure.id,
    person: { id: to.id, name: to.name },
    comment: from.name,
    before: before && { role: before.role, services: before.services, spaces: await told(act, before.spaces) },
    after: { role: after.role, services: after.whole ? null : serviceNames, spaces },
  })
  await closeAnswered(act, { userId: to.id, structureId: structure.id }, grant.role)
}
