import { expect, test } from 'vitest'
import { BY_NAME, pressed, sortIn, sortText } from '../../src/values/sort.ts'

const read = (query: string) => sortIn(new URLSearchParams(query), ['name', 'code'])

test('an address names the column and the way; nonsense is the usual order', () => {
  expect(read('sort=code')).toEqual({ column: 'code', isDown: false })
  expect(read('sort=-code')).toEqual({ column: 'code', isDown: true })
  for (const query of ['', 'sort=', 'sort=-', 'sort=colour', 'sort=-colour', 'sort=--code'])
    expect(read(query)).toEqual(BY_NAME)
})

test('the usual order needs no word, and every order reads back as it was written', () => {
  expect(sortText(BY_NAME)).toBeUndefined()
  for (const column of ['name', 'code'] as const)
    for (const isDown of [true, false]) {
      const text = sortText({ column, isDown })
      expect(read(text === undefined ? '' : `sort=${text}`)).toEqual({ column, isDown })
    }
})

test('a head pressed again turns the order round, another one begins upwards', () => {
  expect(pressed(BY_NAME, 'name')).toEqual({ column: 'name', isDown: true })
  expect(pressed({ column: 'name', isDown: true }, 'name')).toEqual(BY_NAME)
  expect(pressed({ column: 'name', isDown: true }, 'code')).toEqual({ column: 'code', isDown: false })
})
