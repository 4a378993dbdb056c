import { expect, test } from 'vitest'
import { openDays } from '../../src/cli/demo-days.ts'

test('days are counted back over weekends and public holidays, at French clock time', () => {
  // A Thursday; the Monday before it is Easter Monday.
  const days = openDays(new Date('2026-04-09T06:00:00.000Z'))
  const at = (ago: number) => days.at(ago, 600).toISOString()
  expect([1, 2, 3, 4].map(at)).toEqual([
    '2026-04-08T08:00:00.000Z',
    '2026-04-07T08:00:00.000Z',
    '2026-04-03T08:00:00.000Z',
    '2026-04-02T08:00:00.000Z',
  ])
  // Before the clocks went forward on 29 March.
  expect(at(8)).toBe('2026-03-27T09:00:00.000Z')
})

test('a day asked for later is the same as one asked for first', () => {
  const now = new Date('2026-04-09T06:00:00.000Z')
  const [one, other] = [openDays(now), openDays(now)]
  other.at(300, 0)
  expect(other.at(20, 30.5)).toEqual(one.at(20, 30.5))
})
