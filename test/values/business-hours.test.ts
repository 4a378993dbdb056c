import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWorkingMinutes, isOpenAt, MINUTES_A_DAY, workingMinutesBetween } from '../../src/values/business-hours.ts'
import { parisDate } from '../../src/values/dates.ts'
import { isWorkingDay } from '../../src/values/working-days.ts'

const after = (from: string, minutes: number) => addWorkingMinutes(new Date(from), minutes).toISOString()
const between = (from: string, to: string) => workingMinutesBetween(new Date(from), new Date(to))

test('open from Monday to Friday, 8.30 to 18.30 in Paris', () => {
  for (const [at, isOpen] of [
    ['2026-11-23T08:29:59+01:00', false],
    ['2026-11-23T08:30:00+01:00', true],
    ['2026-11-23T18:29:59+01:00', true],
    ['2026-11-23T18:30:00+01:00', false],
    ['2026-11-21T10:00:00+01:00', false],
    ['2026-11-22T10:00:00+01:00', false],
    // Summer time: the same hours by the clock on the wall.
    ['2026-07-15T06:30:00Z', true],
    ['2026-07-15T06:29:59Z', false],
    ['2026-07-14T10:00:00+02:00', false],
    ['2026-05-01T10:00:00+02:00', false],
    // Ascension Day, Whit Monday.
    ['2026-05-14T10:00:00+02:00', false],
    ['2026-05-25T10:00:00+02:00', false],
  ] as const)
    expect([at, isOpenAt(new Date(at))]).toEqual([at, isOpen])
})

test('within a day, over the evening, over a weekend', () => {
  expect(after('2026-11-23T10:00:00+01:00', 90)).toBe('2026-11-23T10:30:00.000Z')
  expect(after('2026-11-23T18:00:00+01:00', 60)).toBe('2026-11-24T08:00:00.000Z')
  expect(after('2026-11-20T18:00:00+01:00', 60)).toBe('2026-11-23T08:00:00.000Z')
  // Twenty working hours are two days.
  expect(after('2026-11-23T10:00:00+01:00', 20 * 60)).toBe('2026-11-25T09:00:00.000Z')
})

test('what comes in while nobody works counts from the next opening', () => {
  for (const from of ['2026-11-21T12:00:00+01:00', '2026-11-23T05:00:00+01:00', '2026-11-20T18:30:00+01:00'])
    expect(after(from, 30)).toBe('2026-11-23T08:00:00.000Z')
  // With nothing to wait for it is due at once, or when somebody is there.
  expect(after('2026-11-23T10:00:00+01:00', 0)).toBe('2026-11-23T09:00:00.000Z')
  expect(after('2026-11-22T10:00:00+01:00', 0)).toBe('2026-11-23T07:30:00.000Z')
  // Filled to its last minute, a day is due at its end, not the next morning.
  expect(after('2026-11-23T08:30:00+01:00', MINUTES_A_DAY)).toBe('2026-11-23T17:30:00.000Z')
})

test('holidays do not count: from Christmas Eve over two of them and a weekend', () => {
  // Thursday 24 December 2026, 18.00; the 25th is a holiday, then a weekend.
  expect(after('2026-12-24T18:00:00+01:00', 60)).toBe('2026-12-28T08:00:00.000Z')
  expect(between('2026-12-24T18:00:00+01:00', '2026-12-28T09:00:00+01:00')).toBe(60)
  // The first of May 2026 is a Friday.
  expect(between('2026-04-30T18:00:00+02:00', '2026-05-04T09:00:00+02:00')).toBe(60)
})

test('over the weekends on which the clock is changed, working time stays what the wall says', () => {
  expect(after('2026-03-27T18:00:00+01:00', 60)).toBe('2026-03-30T07:00:00.000Z')
  expect(after('2026-10-23T18:00:00+02:00', 60)).toBe('2026-10-26T08:00:00.000Z')
  expect(between('2026-03-27T18:00:00+01:00', '2026-03-30T09:00:00+02:00')).toBe(60)
  expect(between('2026-10-23T18:00:00+02:00', '2026-10-26T09:00:00+01:00')).toBe(60)
})

test('nothing lies between an instant and an earlier one, nor in a night', () => {
  expect(between('2026-11-23T10:00:00+01:00', '2026-11-20T10:00:00+01:00')).toBe(0)
  expect(between('2026-11-23T10:00:00+01:00', '2026-11-23T10:00:00+01:00')).toBe(0)
  expect(between('2026-11-23T19:00:00+01:00', '2026-11-24T08:00:00+01:00')).toBe(0)
  expect(between('2026-11-23T07:00:00+01:00', '2026-11-23T20:00:00+01:00')).toBe(MINUTES_A_DAY)
})

/** Any instant of some years, to the millisecond: weekends, nights, changes of the clock, leap days. */
const instants = fc.date({ min: new Date('2023-01-01'), max: new Date('2029-01-01'), noInvalidDate: true })
const minutes = fc.integer({ min: 1, max: 40 * MINUTES_A_DAY })

test('adding and counting are each other’s inverse', () => {
  fc.assert(
    fc.property(instants, minutes, (from, n) => {
      expect(workingMinutesBetween(from, addWorkingMinutes(from, n))).toBe(n)
    }),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(instants, minutes, (from, n) => {
      const to = addWorkingMinutes(from, n)
      // Counted back from an instant of work, to the millisecond.
      const left = workingMinutesBetween(from, to)
      expect(addWorkingMinutes(from, left).getTime()).toBe(to.getTime())
    }),
  )
})

test('what is due is due while somebody works, later than now, and in the order in which it was asked', () => {
  fc.assert(
    fc.property(instants, minutes, minutes, (from, n, more) => {
      const due = addWorkingMinutes(from, n)
      expect(due > from).toBe(true)
      expect(isWorkingDay(parisDate(due))).toBe(true)
      // At the last moment of a day at the latest.
      expect(isOpenAt(due) || isOpenAt(new Date(due.getTime() - 1))).toBe(true)
      expect(addWorkingMinutes(from, n + more) > due).toBe(true)
      // In two steps as in one.
      expect(addWorkingMinutes(due, more).getTime()).toBe(addWorkingMinutes(from, n + more).getTime())
    }),
    { numRuns: 300 },
  )
})

test('two stretches add up, but for the minute that lies in both', () => {
  const ofOneYear = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.tuple(ofOneYear, ofOneYear, ofOneYear), (all) => {
      const [a, b, c] = all.toSorted((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date]
      const apart = workingMinutesBetween(a, b) + workingMinutesBetween(b, c)
      const together = workingMinutesBetween(a, c)
      expect(together - apart === 0 || together - apart === 1).toBe(true)
    }),
    { numRuns: 50 },
  )
})
