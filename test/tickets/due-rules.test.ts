import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clockFrom, isLate, restartClock, stopClock } from '../../src/tickets/due-rules.ts'
import { addWorkingMinutes, MINUTES_A_DAY, workingMinutesBetween } from '../../src/values/business-hours.ts'

const at = (text: string) => new Date(text)
const MONDAY = at('2026-11-23T10:00:00+01:00')
const open = { status: 'open' } as const

test('a kind with twenty hours is due in two working days; one without any is never due, nor late', () => {
  expect(clockFrom(MONDAY, 20)).toEqual({ due_at: '2026-11-25T09:00:00.000Z', due_minutes_left: null })
  const never = clockFrom(MONDAY, null)
  expect(never).toEqual({ due_at: null, due_minutes_left: null })
  expect(isLate({ ...open, ...never }, at('2030-01-01T00:00:00Z'))).toBe(false)
  expect(restartClock(stopClock(never, MONDAY), MONDAY)).toEqual(never)
})

test('the clock stands still while the writer has to answer', () => {
  const clock = clockFrom(MONDAY, 20)
  const stopped = stopClock(clock, at('2026-11-24T10:00:00+01:00'))
  expect(stopped).toEqual({ due_at: null, due_minutes_left: MINUTES_A_DAY })
  // A week of silence later it is due after the day that was left.
  expect(restartClock(stopped, at('2026-12-01T10:00:00+01:00'))).toEqual({
    due_at: '2026-12-02T09:00:00.000Z',
    due_minutes_left: null,
  })
})

test('an answer on a Sunday counts from Monday morning', () => {
  const stopped = { due_at: null, due_minutes_left: 60 }
  expect(restartClock(stopped, at('2026-11-29T15:00:00+01:00')).due_at).toBe('2026-11-30T08:30:00.000Z')
})

test('one that was late when it was stopped is late once it goes on', () => {
  const late = { due_at: '2026-11-23T09:00:00.000Z', due_minutes_left: null }
  const stopped = stopClock(late, at('2026-11-23T12:00:00+01:00'))
  expect(stopped).toEqual({ due_at: null, due_minutes_left: -120 })
  const now = at('2026-11-27T09:00:00+01:00')
  const again = restartClock(stopped, now)
  expect(isLate({ ...open, ...again }, new Date(now.getTime() + 1))).toBe(true)
})

test('late is only what is open and past its time', () => {
  const clock = clockFrom(MONDAY, 1)
  const [before, exactly, past] = ['10:59:59', '11:00:00', '11:00:01'].map((time) => at(`2026-11-23T${time}+01:00`))
  expect([before, exactly, past].map((now) => isLate({ ...open, ...clock }, now ?? MONDAY))).toEqual([
    false,
    false,
    true,
  ])
  for (const status of ['awaiting_information', 'resolved', 'closed', 'draft'] as const)
    expect(isLate({ status, ...clock }, past ?? MONDAY)).toBe(false)
})

const instants = fc.date({ min: at('2025-01-01'), max: at('2027-12-31'), noInvalidDate: true })
const waits = fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 40_000 })), {
  maxLength: 6,
})

test('however often it is stopped, the time of the agents is what was given, to the minute of each stop', () => {
  fc.assert(
    fc.property(instants, waits, (sent, stops) => {
      const given = 100 * 60
      let clock = clockFrom(sent, 100)
      let now = sent
      let worked = 0
      for (const [work, wait] of stops) {
        const stoppedAt = addWorkingMinutes(now, work)
        worked += workingMinutesBetween(now, stoppedAt)
        clock = stopClock(clock, stoppedAt)
        expect(clock.due_at).toBeNull()
        // Stopping twice is stopping once.
        expect(stopClock(clock, new Date(stoppedAt.getTime() + wait))).toEqual(clock)
        now = new Date(stoppedAt.getTime() + wait * 60_000)
        clock = restartClock(clock, now)
      }
      const left = workingMinutesBetween(now, at(clock.due_at ?? ''))
      const lost = given - worked - left
      expect(lost).toBeGreaterThanOrEqual(0)
      // Less than a minute is let go of at each stop.
      expect(lost).toBeLessThanOrEqual(stops.length)
    }),
    { numRuns: 200 },
  )
})
