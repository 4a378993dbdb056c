import type { Act } from '../act.ts'
import { carryOutBulkRun, openBulkRun } from '../auth/running-in-bulk.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { removeMembership } from './removing.ts'
import { resendActivation } from './user-activating.ts'
import { listRows } from './user-row-queries.ts'
import { USERS_LIMIT, type UserRow, type UserRunInput, type UserRunKind } from './user-rules.ts'

type NewRun = { kind: UserRunKind; ids: number[]; input: UserRunInput }

/** Notes what is to be done to these memberships, or to their people, before anything is. */
export const openUserRun = (act: Act, { kind, ids, input }: NewRun): Promise<Result<number, 'not-found'>> =>
  inTransaction(act, async (act): Promise<Result<number, 'not-found'>> => {
    const rows = await listRows(act, [...new Set(ids)].slice(0, USERS_LIMIT))
    if (rows.length === 0) return refuse('not-found')
    return accept(
      await openBulkRun(act, { kind, input, items: kind === 'membership.remove' ? itemsOf(rows) : peopleOf(rows) }),
    )
  })

const itemsOf = (rows: UserRow[]) =>
  rows.map(({ membershipId, name, structureName }) => ({ id: membershipId, label: `${name} – ${structureName}` }))

/** Somebody attached twice gets one mail. */
const peopleOf = (rows: UserRow[]) => [
  ...new Map(rows.map(({ userId, name, login }) => [userId, { id: userId, label: `${name} – ${login}` }])).values(),
]

/** Does what is left of a run. `failed` hears of what nobody expected. */
export const carryOutUserRun = (
  act: Act,
  runId: number,
  { kind, failed }: { kind: UserRunKind; failed: (error: unknown) => void },
): Promise<void> =>
  carryOutBulkRun<UserRunInput>(act, runId, {
    kind,
    failed,
    each: (act, id, { comment }) =>
      kind === 'membership.remove' ? removeMembership(act, id, comment) : resendActivation(act, id),
  })
