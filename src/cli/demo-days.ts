import { addDays, parisDate, parisMidnight } from '../values/dates.ts'
import { isWorkingDay } from '../values/working-days.ts'

/** The demonstration's calendar: everything lies so many working days before today, so many minutes after midnight. */
export type Days = {
  /** `1` is the last working day before today. */
  at(workingDaysAgo: number, minutes: number): Date
  now: Date
}

export function openDays(now: Date): Days {
  const midnights: number[] = []
  let next = addDays(parisDate(now), -1)
  const midnightOf = (workingDaysAgo: number): number => {
    for (; midnights.length < workingDaysAgo; next = addDays(next, -1))
      if (isWorkingDay(next)) midnights.push(Date.parse(parisMidnight(next)))
    const midnight = midnights[workingDaysAgo - 1]
    if (midnight === undefined) throw new RangeError(`No working day lies ${workingDaysAgo} days ago`)
    return midnight
  }
  return { at: (workingDaysAgo, minutes) => new Date(midnightOf(workingDaysAgo) + Math.round(minutes * 60_000)), now }
}
