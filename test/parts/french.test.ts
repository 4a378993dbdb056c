import { expect, test } from 'vitest'
import { civilDay, dayOf, minuteOf } from '../../views/mails/dates.ts'
import { dateText } from '../../views/parts/time.tsx'
import { de, que } from '../../views/words/elision.ts'
import { partWords } from '../../views/words/parts.ts'

test('the first of a month is an ordinal in French, on pages and in mails; no other day is', () => {
  expect(dateText('2026-10-01', 'fr')).toBe('1er oct. 2026')
  expect(dateText('2026-10-01T08:00:00.000Z', 'fr', true)).toBe('1er oct. 2026, 10:00')
  expect([dateText('2026-10-11', 'fr'), dateText('2026-10-21', 'fr')]).toEqual(['11 oct. 2026', '21 oct. 2026'])
  expect(dateText('2026-10-01', 'en')).toBe('1 Oct 2026')
  const first = '2026-10-01T08:00:00.000Z'
  expect([dayOf(first, 'fr'), civilDay('2026-10-01', 'fr')]).toEqual(['1er octobre 2026', '1er octobre 2026'])
  expect(minuteOf(first, 'fr')).toMatch(/^1er octobre 2026/)
  expect([dayOf(first, 'en'), civilDay('2026-10-11', 'fr')]).toEqual(['1 October 2026', '11 octobre 2026'])
})

test('one row of a page is ticked in the singular', () => {
  expect(partWords.fr.selectAll(1)).toBe('Sélectionner la ligne de cette page')
  expect(partWords.fr.selectAll(2)).toBe('Sélectionner les 2 lignes de cette page')
  expect(partWords.en.selectAll(1)).toBe('Select the row of this page')
})

test.each([
  ['Hélène', 'd’Hélène', 'qu’Hélène'],
  ['HENRI', 'd’HENRI', 'qu’HENRI'],
  ['Hervé', 'd’Hervé', 'qu’Hervé'],
  ['Aïcha', 'd’Aïcha', 'qu’Aïcha'],
  ['Hakim', 'de Hakim', 'que Hakim'],
  ['Karim', 'de Karim', 'que Karim'],
])('before %s, « de » and « que » are written as they are said', (name, of, that) => {
  expect([de(name), que(name)]).toEqual([of, that])
})
