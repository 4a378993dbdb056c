import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { readHours } from './hours-queries.ts'
import { type HoursInput, type HoursRefusal, toldHours } from './hours-rules.ts'

type Set = Promise<Result<null, HoursRefusal>>
const SUBJECT = { subject: 'livechat/hours', structureId: null, person: null } as const

/** Sets when advisors answer. Chats that run go on; those that wait are told when it closes. */
export const setHours = (act: Act, input: HoursInput): Set =>
  inTransaction(act, async (act): Set => {
    if (!act.actor.isOperator) return refuse('not-found')
    const before = toldHours(await readHours(act))
    await act.db.deleteFrom('livechat_period').execute()
    if (input.periods.length > 0) await act.db.insertInto('livechat_period').values(input.periods).execute()
    await act.db
      .updateTable('livechat_setting')
      .set({ zone: input.zone, holidays: input.holidays, vanished_after: input.vanishedAfter })
      .execute()
    const after = toldHours(input)
    if (JSON.stringify(before) !== JSON.stringify(after))
      await record(act, { action: 'livechat.hours_changed', ...SUBJECT, before, after })
    return accept(null)
  })

type ClosureInput = { from: string; until: string; label: string }

/** Closes the livechat for some days, besides public holidays. */
export const addClosure = (act: Act, { from, until, label }: ClosureInput): Set =>
  inTransaction(act, async (act): Set => {
    if (!act.actor.isOperator) return refuse('not-found')
    await act.db.insertInto('livechat_closure').values({ from_on: from, until_on: until, label }).execute()
    await record(act, {
      action: 'livechat.closure_added',
      ...SUBJECT,
      before: null,
      after: { closedFrom: from, closedUntil: until, label },
    })
    return accept(null)
  })

/** Takes such a closure back. */
export const removeClosure = (act: Act, id: number): Set =>
  inTransaction(act, async (act): Set => {
    const removed = act.actor.isOperator
      ? await act.db.deleteFrom('livechat_closure').where('id', '=', id).returningAll().executeTakeFirst()
      : undefined
    if (!removed) return refuse('not-found')
    const before = { closedFrom: removed.from_on, closedUntil: removed.until_on, label: removed.label }
    await record(act, { action: 'livechat.closure_removed', ...SUBJECT, before, after: null })
    return accept(null)
  })
