import fc from 'fast-check'
import { expect, test } from 'vitest'
import { departmentOf, isCategoryPrefix, isDepartment } from '../../src/sirene/rules.ts'
import { contentOf, ESTABLISHMENTS, NOISY, openPlace, UNITS } from './register.ts'

test('a département keeps its establishments and their units', async () => {
  const place = openPlace()
  expect(await place.run([ESTABLISHMENTS, UNITS], { departments: ['93'] })).toMatchObject({
    ok: true,
    value: { establishments: 53, units: 47 },
  })
  expect(await place.find(NOISY)).toMatchObject({ city: 'NOISY-LE-GRAND', name: 'COMMUNE DE NOISY-LE-GRAND' })
  expect(await place.find('21750001600019')).toBe('not-found')
})

test('Corsica and overseas are départements too', async () => {
  const place = openPlace()
  await place.run([ESTABLISHMENTS, UNITS], { departments: ['2A', '973'] })
  expect(await place.find('21280064300018')).toBe('not-found')
  const cities = (contentOf(place.file).establishments as { city: string }[]).map(({ city }) => city)
  expect(cities).toEqual(expect.arrayContaining(['AJACCIO', 'CAYENNE']))
  expect(cities).not.toContain('BASTIA')
})

test('a legal category keeps its units and their establishments, alone or with a département', async () => {
  const place = openPlace()
  expect(await place.run([ESTABLISHMENTS, UNITS], { categories: ['7'] })).toMatchObject({ value: { units: 400 } })
  expect((contentOf(place.file).establishments as { siret: number }[]).every(({ siret }) => siret > 2e13)).toBe(true)
  expect(await place.run([ESTABLISHMENTS, UNITS], { categories: ['54', '1'], departments: ['93'] })).toMatchObject({
    ok: true,
  })
  const { establishments, units } = contentOf(place.file) as {
    establishments: { city: string }[]
    units: { legal_category: string }[]
  }
  expect(new Set(establishments.map(({ city }) => city))).toEqual(new Set(['NOISY-LE-GRAND']))
  expect(new Set(units.map((unit) => unit.legal_category))).toEqual(new Set(['5499', '1000']))
})

test('a legal category needs the units, from a file or from the register', async () => {
  const place = openPlace()
  expect(await place.run([ESTABLISHMENTS], { categories: ['7'] })).toEqual({ ok: false, refusal: 'needs-units' })
  await place.run([UNITS])
  const imported = await place.run([ESTABLISHMENTS], { categories: ['57'] })
  const [all, firms] = [openPlace(), openPlace()]
  await all.run([ESTABLISHMENTS, UNITS], { categories: ['57'] })
  expect(contentOf(place.file)).toEqual(contentOf(all.file))
  expect(imported).toMatchObject({ value: { units: 26 } })
  await firms.run([ESTABLISHMENTS])
  await firms.run([UNITS], { categories: ['57'] })
  expect(contentOf(firms.file)).toEqual(contentOf(all.file))
})

test('a list of SIRETs keeps these and their units', async () => {
  const place = openPlace()
  const sirets = [NOISY, '21750001600019', '11111111111111']
  expect(await place.run([UNITS, ESTABLISHMENTS], { sirets })).toMatchObject({ value: { establishments: 2, units: 2 } })
})

test('units first and alone, then the establishments of a département: the same as both at once', async () => {
  const [apart, together] = [openPlace(), openPlace()]
  await apart.run([UNITS], { departments: ['93'] })
  await apart.run([ESTABLISHMENTS], { departments: ['93'] })
  await together.run([UNITS, ESTABLISHMENTS], { departments: ['93'] })
  expect(contentOf(apart.file)).toEqual(contentOf(together.file))
})

test('a département is read from the commune, or else from the postcode', () => {
  expect(departmentOf('93051', '93160')).toBe('93')
  expect(departmentOf('2A004', '20000')).toBe('2A')
  expect(departmentOf('97105', '97100')).toBe('971')
  expect(
    ['20000', '20137', '20200', '20620', '97300', '98800', '01400', ''].map((postcode) => departmentOf('', postcode)),
  ).toEqual(['2A', '2A', '2B', '2B', '973', '988', '01', ''])
})

test('what is typed as a filter is checked', () => {
  expect(['01', '95', '2A', '2B', '971', '988'].every(isDepartment)).toBe(true)
  expect(['', '1', '00', '20', '2C', '97', '98', '930', '9A'].some(isDepartment)).toBe(false)
  expect(['7', '72', '7210'].every(isCategoryPrefix)).toBe(true)
  expect(['', '0', '72100', 'x'].some(isCategoryPrefix)).toBe(false)
  fc.assert(
    fc.property(fc.constantFrom('93051', '2A004', '2B033', '97411', '98818'), (code) =>
      isDepartment(departmentOf(code, '')),
    ),
  )
})
