import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLines, harmless } from '../../src/values/csv.ts'
import { addDays, civilDate, parisDate, parisMidnight, parisClock } from '../../src/values/dates.ts'
import { isEmail, normalEmail } from '../../src/values/email.ts'
import { pagingIn } from '../../src/values/page.ts'
import { fold, ftsParts, ftsPrefixes, searchWords } from '../../src/values/text.ts'

test('names are compared without accents, ligatures, case or punctuation', () => {
  expect(fold('  Ça va, l’Œuvre d’Ærø-Ångström ! ')).toBe('ca va l oeuvre d aero angstrom !')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})
test('what cannot be seen is no part of a name, nor of a search', () => {
  expect(fold('Mar\u00ADtin\u200B\0\tNoir\u2028x')).toBe('martin noir x')
  expect(searchWords('mar\0tin \0 \u0007noir')).toEqual(['martin', 'noir'])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(text)).not.toMatch(/\p{C}/u)
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})
test('whatever is typed, a search query holds quoted words alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const words = searchWords(typed)
      expect(words.length).toBeLessThanOrEqual(8)
      expect(ftsPrefixes(words)).toMatch(/^("[^"]+"\*( |$))*$/)
      expect(ftsParts(words)).toMatch(/^("[^"]+"( |$))*$/)
    }),
  )
})
test.each(['a@b.fr', ' A@B.FR ', 'prenom.nom+tri@sous.domaine.gouv.fr'])('%s is an address', (typed) =>
  expect(isEmail(normalEmail(typed))).toBe(true),
)
test.each([
  'a',
  'a@b',
  'a b@c.fr',
  'a@b.fr\nbcc: x@y.fr',
  'a@@b.fr',
  '@b.fr',
  'a@b..fr',
  `${'a'.repeat(250)}@b.fr`,
  '<a@b.fr>',
])('%j is no address', (typed) => expect(isEmail(normalEmail(typed))).toBe(false))
test('a day in France begins at its own midnight, in winter, in summer and when clocks change', () => {
  expect(parisMidnight('2026-01-15')).toBe('2026-01-14T23:00:00.000Z')
  expect(parisMidnight('2026-07-15')).toBe('2026-07-14T22:00:00.000Z')
  for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
    const start = new Date(parisMidnight(day))
    expect([parisDate(start), parisDate(new Date(start.getTime() - 1))]).toEqual([day, addDays(day, -1)])
  }
})
test('any date that is taken has a midnight, long before summer time too', () => {
  expect(['1900-01-01', '1930-01-01', '1930-07-01'].map((day) => parisMidnight(day))).toEqual([
    '1900-01-01T00:00:00.000Z',
    '1930-01-01T00:00:00.000Z',
    '1930-06-30T23:00:00.000Z',
  ])
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), fc.integer({ min: 0, max: 1 }), (date, plus) => {
      const day = civilDate(date.toISOString().slice(0, 10))
      if (day !== null) expect(parisDate(new Date(parisMidnight(day, plus)))).toBe(addDays(day, plus))
    }),
    { examples: [[new Date('2100-12-31'), 1]] },
  )
  for (let day = '1900-01-01'; day < '2101-01-01'; day = addDays(day, 97)) expect(parisMidnight(day)).toMatch(/Z$/)
})
test('dates are taken as picked or as written in French, and nothing else', () => {
  expect(['2026-02-28', '28/02/2026', '1/3/2026'].map(civilDate)).toEqual(['2026-02-28', '2026-02-28', '2026-03-01'])
  expect(['', '2026-02-30', '30/02/2026', '02-2026', 'hier', '2026-2-3'].map(civilDate)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ])
  expect(['1900-01-01', '2100-12-31'].map(civilDate)).toEqual(['1900-01-01', '2100-12-31'])
  for (const far of ['0026-01-01', '1899-12-31', '2101-01-01', '9999-12-31', '01/01/0026'])
    expect(civilDate(far)).toBeNull()
})
test('no cell is run as a formula, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string(), (cell) => {
      expect(harmless(cell)).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
  expect(csvLines([['a;b', '=1+1', null, 3]])).toBe('"a;b";"\'=1+1";"";"3"\r\n')
})
test('nonsense in page and rows is taken as the first page and the usual size', () => {
  const paging = (query: string) => pagingIn(new URLSearchParams(query))
  expect(paging('page=3&rows=50')).toEqual({ page: 3, size: 50 })
  for (const query of ['', 'page=0', 'page=-1', 'page=x', 'page=1e9', 'rows=7', 'page=1.5', 'rows=1000000'])
    expect(paging(query)).toEqual({ page: 1, size: 25 })
})

test('instants in French time, as spreadsheets read them, in summer, in winter, and where the hour changes', () => {
  const told = parisClock()
  for (const [instant, french] of [
    ['2026-07-01T22:05:09.123Z', '2026-07-02 00:05'],
    ['2026-01-01T23:59:59.999Z', '2026-01-02 00:59'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25 02:30'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25 02:30'],
    ['2026-10-25T02:30:00.000Z', '2026-10-25 03:30'],
    ['2026-07-01T22:05:09.123Z', '2026-07-02 00:05'],
  ] as const)
    expect(told(instant)).toBe(french)
})
