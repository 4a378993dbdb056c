import type { AnyAct } from '../act.ts'
import { takeStep } from './stepping.ts'

/** Says on a closed ticket which new one follows it up; in the transaction that sends the new one. */
export const noteFollowUp = (act: AnyAct, oldId: number, newNumber: string): Promise<number> =>
  takeStep(act, { id: oldId }, { kind: 'followed_up', side: 'writer', details: { number: newNumber } })
