import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterFailure, deviceOf, LOCK_MINUTES, MAX_FAILURES, type Standing, standingOf } from '../../src/auth/rules.ts'
import { NOW } from '../moment.ts'

const row = ({ failures, lockedUntil }: Standing, at: Date) => ({
  login_hash: 'x',
  failures,
  last_at: at.toISOString(),
  locked_until: lockedUntil,
})
const minutes = (n: number) => new Date(NOW.getTime() + n * 60_000)

test('whatever the clock does, a lock ends within 60 minutes of the time that is told, and never in the past', () => {
  const jumps = fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(jumps, (jumped) => {
      let at = 0
      let kept: ReturnType<typeof row> | undefined
      for (const jump of jumped) {
        at += jump
        const standing = standingOf(kept, minutes(at))
        if (standing.lockedUntil === null) kept = row(afterFailure(standing, minutes(at)), minutes(at))
        else {
          const left = (Date.parse(standing.lockedUntil) - minutes(at).getTime()) / 60_000
          expect(left).toBeGreaterThan(0)
          expect(left).toBeLessThanOrEqual(LOCK_MINUTES)
        }
      }
    }),
  )
})
test('four failures do not lock, the fifth does', () => {
  let standing = standingOf(undefined, NOW)
  for (let time = 1; time < MAX_FAILURES; time++) {
    standing = afterFailure(standing, NOW)
    expect(standing).toEqual({ failures: time, lockedUntil: null })
  }
  expect(afterFailure(standing, NOW).lockedUntil).toBe(minutes(LOCK_MINUTES).toISOString())
})
test('after a lock the count begins anew', () => {
  const locked = row({ failures: 5, lockedUntil: minutes(60).toISOString() }, NOW)
  expect(standingOf(locked, minutes(59)).lockedUntil).not.toBeNull()
  expect(standingOf(locked, minutes(60))).toEqual({ failures: 0, lockedUntil: null })
})

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox, Windows'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0', 'Edge, Windows'],
  ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1', 'Safari, iOS'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15', 'Safari, macOS'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox, Linux'],
  ['curl/8.1 <script>', ''],
  [undefined, ''],
])('%s is called %s', (userAgent, device) => expect(deviceOf(userAgent)).toBe(device))
