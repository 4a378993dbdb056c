import { expect, test } from 'vitest'
import { openJudgement } from '../../src/livechat/watch-rules.ts'

const MINUTE = 60_000
const WALL = Date.parse('2026-11-23T09:00:00Z')

test('nobody is held to have left in the first minute after a start', () => {
  const mayJudge = openJudgement(0)
  expect([0, 10_000, 20_000, 50_000].map((at) => mayJudge(at, WALL + at))).toEqual([false, false, false, false])
  expect(mayJudge(MINUTE, WALL + MINUTE)).toBe(true)
  expect(mayJudge(MINUTE + 10_000, WALL + MINUTE + 10_000)).toBe(true)
})

test.each([
  ['a machine that slept', 20 * MINUTE, 20 * MINUTE],
  ['a clock that was set on', 10_000, 16 * MINUTE],
  ['a clock that was set back', 10_000, -16 * MINUTE],
])('%s gives everybody a minute again', (_what, steady, wall) => {
  const mayJudge = openJudgement(0)
  for (let at = 0; at <= 2 * MINUTE; at += 10_000) mayJudge(at, WALL + at)
  const [then, seen] = [2 * MINUTE + steady, WALL + 2 * MINUTE + wall]
  expect(mayJudge(then, seen)).toBe(false)
  expect([10_000, 20_000, 30_000, 40_000, 50_000].map((more) => mayJudge(then + more, seen + more))).not.toContain(true)
  expect(mayJudge(then + MINUTE, seen + MINUTE)).toBe(true)
})
