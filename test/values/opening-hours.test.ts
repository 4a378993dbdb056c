import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/values/dates.ts'
import {
  closesAt,
  type Hours,
  holidaysOf,
  isOpen,
  isZone,
  nextOpening,
  periodsOn,
} from '../../src/values/opening-hours.ts'
import { easterSunday } from '../../src/values/working-days.ts'

const DAYS = [1, 2, 3, 4, 5]
const LIVECHAT: Hours = {
  zone: 'Europe/Paris',
  periods: DAYS.map((weekday) => ({ weekday, opens: 510, closes: 1110 })),
  holidays: 'france',
  closures: [],
}
const TWICE: Hours = {
  ...LIVECHAT,
  periods: DAYS.flatMap((weekday) => [
    { weekday, opens: 840, closes: 1020 },
    { weekday, opens: 540, closes: 720 },
  ]),
}
const next = (hours: Hours, at: string) => nextOpening(hours, new Date(at))?.toISOString() ?? null
const closes = (hours: Hours, at: string) => closesAt(hours, new Date(at))?.toISOString() ?? null

test.each([
  ['2026-11-23T08:29:59.999+01:00', false],
  ['2026-11-23T08:30:00+01:00', true],
  ['2026-11-23T18:29:59.999+01:00', true],
  ['2026-11-23T18:30:00+01:00', false],
  ['2026-11-22T10:00:00+01:00', false],
  ['2026-07-14T10:00:00+02:00', false],
  ['2026-07-15T06:30:00Z', true],
])('on %s the livechat is open: %s', (at, open) => expect(isOpen(LIVECHAT, new Date(at))).toBe(open))

test('closed on a Sunday, it opens « lundi 23 novembre à 8 h 30 »', () =>
  expect(next(LIVECHAT, '2026-11-22T10:00:00+01:00')).toBe('2026-11-23T07:30:00.000Z'))

test('several periods a day: open, a break at noon, open again', () => {
  expect(isOpen(TWICE, new Date('2026-11-23T11:59:00+01:00'))).toBe(true)
  expect(isOpen(TWICE, new Date('2026-11-23T12:00:00+01:00'))).toBe(false)
  expect(next(TWICE, '2026-11-23T12:00:00+01:00')).toBe('2026-11-23T13:00:00.000Z')
  expect(next(TWICE, '2026-11-23T10:00:00+01:00')).toBe('2026-11-23T13:00:00.000Z')
  expect(closes(TWICE, '2026-11-23T10:00:00+01:00')).toBe('2026-11-23T11:00:00.000Z')
  expect(closes(TWICE, '2026-11-23T12:30:00+01:00')).toBeNull()
})

test('a one-off closure holds over both its days', () => {
  const closed = { ...LIVECHAT, closures: [{ from: '2026-11-23', until: '2026-11-24', label: 'Déménagement' }] }
  expect(next(closed, '2026-11-22T10:00:00+01:00')).toBe('2026-11-25T07:30:00.000Z')
})

test('without periods, or closed for more than a year, nothing opens', () => {
  expect(next({ ...LIVECHAT, periods: [] }, '2026-11-22T10:00:00Z')).toBeNull()
  const shut = { ...LIVECHAT, closures: [{ from: '2026-01-01', until: '2029-01-01', label: '' }] }
  expect(next(shut, '2026-11-22T10:00:00Z')).toBeNull()
})

test('open all Sunday while the clocks change, a day has 23 or 25 hours', () => {
  const always: Hours = { ...LIVECHAT, holidays: 'none', periods: [{ weekday: 7, opens: 0, closes: 1440 }] }
  for (const [day, hours] of [
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ] as const) {
    const opening = nextOpening(always, new Date(`${addDays(day, -1)}T12:00:00Z`))
    expect(opening).not.toBeNull()
    const end = closesAt(always, opening ?? new Date(0))
    expect(((end?.getTime() ?? 0) - (opening?.getTime() ?? 0)) / 3_600_000).toBe(hours)
  }
})

test('other zones have other clocks', () => {
  const reunion = { ...LIVECHAT, zone: 'Indian/Reunion' }
  expect(isOpen(reunion, new Date('2026-11-23T04:30:00Z'))).toBe(true)
  expect(isOpen(LIVECHAT, new Date('2026-11-23T04:30:00Z'))).toBe(false)
  expect([isZone('Europe/Paris'), isZone('Europe/Nowhere')]).toEqual([true, false])
})

// Service-public.fr, "Jours fériés": those that move, from 2025 to 2034.
const MOVING = {
  2025: ['2025-04-21', '2025-05-29', '2025-06-09'],
  2026: ['2026-04-06', '2026-05-14', '2026-05-25'],
  2027: ['2027-03-29', '2027-05-06', '2027-05-17'],
  2028: ['2028-04-17', '2028-05-25', '2028-06-05'],
  2029: ['2029-04-02', '2029-05-10', '2029-05-21'],
  2030: ['2030-04-22', '2030-05-30', '2030-06-10'],
  2031: ['2031-04-14', '2031-05-22', '2031-06-02'],
  2032: ['2032-03-29', '2032-05-06', '2032-05-17'],
  2033: ['2033-04-18', '2033-05-26', '2033-06-06'],
  2034: ['2034-04-10', '2034-05-18', '2034-05-29'],
}
test.each(Object.entries(MOVING))(
  'in %s nobody answers on the public holidays, and somebody on the other weekdays',
  (year, moving) => {
    const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'].map(
      (day) => `${year}-${day}`,
    )
    const holidays = new Set([...moving, ...fixed])
    for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
      const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
      const works = weekday !== 0 && weekday !== 6 && !holidays.has(day)
      expect([day, isOpen(LIVECHAT, new Date(`${day}T12:00:00Z`))]).toEqual([day, works])
      expect([day, periodsOn(LIVECHAT, day).length]).toEqual([day, works ? 1 : 0])
    }
  },
)

test('Alsace and Moselle rest on Good Friday and on 26 December too', () => {
  expect(holidaysOf('alsace_moselle', 2026)).toContain('2026-04-03')
  expect(holidaysOf('alsace_moselle', 2026)).toContain('2026-12-26')
  expect(addDays(easterSunday(2026), -2)).toBe('2026-04-03')
  expect(holidaysOf('alsace_moselle', 2026)).toHaveLength(13)
  expect(holidaysOf('none', 2026)).toEqual([])
})

const instants = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })

test('whenever it is: the next opening is open, and was not a moment before; what is open closes later', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom(LIVECHAT, TWICE), (at, hours) => {
      const opening = nextOpening(hours, at)
      expect(opening && opening > at && isOpen(hours, opening)).toBe(true)
      expect(isOpen(hours, new Date((opening?.getTime() ?? 0) - 1))).toBe(false)
      const end = closesAt(hours, at)
      expect(end !== null).toBe(isOpen(hours, at))
      if (end)
        expect([end > at, isOpen(hours, end), isOpen(hours, new Date(end.getTime() - 1))]).toEqual([true, false, true])
    }),
  )
})
