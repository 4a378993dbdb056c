import { expect, test } from 'vitest'
import { addDays } from '../../src/values/dates.ts'
import {
  easterSunday,
  isWorkingDay,
  median,
  publicHolidays,
  workingDaysBetween,
} from '../../src/values/working-days.ts'

test.each([
  [1818, '1818-03-22'],
  [1943, '1943-04-25'],
  [2000, '2000-04-23'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Easter of %i is on %s', (year, date) => expect(easterSunday(year)).toBe(date))

test('Easter is always a Sunday between 22 March and 25 April', () => {
  for (let year = 1900; year < 2300; year++) {
    const date = easterSunday(year)
    expect(new Date(`${date}T00:00:00Z`).getUTCDay()).toBe(0)
    expect(date.slice(5) >= '03-22' && date.slice(5) <= '04-25').toBe(true)
  }
})

test('the eleven public holidays of 2026 are those of the official calendar', () =>
  expect(publicHolidays(2026)).toEqual([
    '2026-01-01',
    '2026-04-06',
    '2026-05-01',
    '2026-05-08',
    '2026-05-14',
    '2026-05-25',
    '2026-07-14',
    '2026-08-15',
    '2026-11-01',
    '2026-11-11',
    '2026-12-25',
  ]))

test.each([
  ['2026-11-23', true],
  ['2026-11-21', false],
  ['2026-11-22', false],
  ['2026-11-11', false],
  ['2026-05-14', false],
])('%s is a working day: %s', (date, is) => expect(isWorkingDay(date)).toBe(is))

test.each([
  ['2026-11-23', '2026-11-23', 0],
  ['2026-11-23', '2026-11-24', 1],
  ['2026-11-20', '2026-11-23', 1],
  ['2026-11-21', '2026-11-22', 0],
  ['2026-11-09', '2026-11-13', 3],
  ['2026-12-24', '2027-01-04', 5],
  ['2026-11-24', '2026-11-23', 0],
])('from %s to %s there are %i working days', (from, to, days) => expect(workingDaysBetween(from, to)).toBe(days))

test('a year holds fewer than 262 working days, and counting stops there', () => {
  const year = workingDaysBetween('2025-12-31', '2026-12-31')
  expect(year).toBe(261 - publicHolidays(2026).filter((day) => ![0, 6].includes(new Date(day).getUTCDay())).length)
  expect(workingDaysBetween('2020-01-01', addDays('2020-01-01', 5000))).toBeLessThan(262)
})

test('the median is a value that really occurred', () => {
  expect(median([])).toBeUndefined()
  expect(median([3])).toBe(3)
  expect(median([9, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 9])).toBe(2)
})
