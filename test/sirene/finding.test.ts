import { expect, test } from 'vitest'
import { openLocalRegister } from '../../src/sirene/queries.ts'
import { describeEstablishment, type Establishment, looksPublic, nameOfUnit } from '../../src/sirene/rules.ts'
import { ESTABLISHMENTS, establishmentsText, NOISY, openPlace, UNITS, unitsText } from './register.ts'

async function openSample() {
  const place = openPlace()
  await place.run([ESTABLISHMENTS, UNITS])
  return place
}

test('a commune is found with its name, address and legal category', async () => {
  const place = await openSample()
  expect(await place.find(NOISY)).toEqual({
    siret: NOISY,
    siren: '219300514',
    name: 'COMMUNE DE NOISY-LE-GRAND',
    state: 'open',
    address: expect.stringMatching(/^\d+ PLACE /),
    postcode: '93160',
    city: 'NOISY-LE-GRAND',
    legalCategory: '7210',
    isSeat: true,
    isDisclosed: true,
  })
  expect(looksPublic((await place.find(NOISY)) as Establishment)).toBe(true)
})

test('a closed second establishment is told from an open one, and carries its sign', async () => {
  const place = await openSample()
  expect(await place.find('21010001200025')).toMatchObject({
    name: "COMMUNE DE L'ABERGEMENT-CLEMENCIAT – CCAS",
    state: 'closed',
    isSeat: false,
  })
  expect(await place.find('00010234300027')).toMatchObject({
    state: 'open',
    isSeat: false,
    name: expect.stringMatching(/ – BOUTIQUE$/),
  })
})

test('names with commas, quotes, accents and ligatures arrive whole', async () => {
  const place = await openSample()
  const names = await Promise.all(['00010271500018', '00010123800012'].map((siret) => place.find(siret)))
  expect(names).toMatchObject([{ name: 'LE "BON" EXEMPLE' }, { name: "ÉDITIONS DE L'ŒIL INVENTÉ" }])
  expect(await place.find('00010197200016')).toMatchObject({
    address: 'BATIMENT C, 2E ETAGE, 6 B RUE DES EXEMPLES',
    city: 'EU',
  })
  expect(await place.find('21800777100015')).toMatchObject({ name: 'COMMUNE DE Y', city: 'Y' })
})

test('a natural person is named when disclosed, with the trade name beside it', async () => {
  const place = await openSample()
  const persons = await Promise.all(['00011936200010', '00012010500010'].map((siret) => place.find(siret)))
  expect(persons).toMatchObject([
    { name: 'JEANNE EXEMPLE – ATELIER JEANNE', legalCategory: '1000', isDisclosed: true },
    { name: 'CHLOE ENFICTION' },
  ])
  expect(persons.map((person) => looksPublic(person as Establishment))).toEqual([false, false])
})

test('a usual name stands in for a missing one', async () => {
  const place = await openSample()
  expect(await place.find('00010419000012')).toMatchObject({ name: 'CAFE DU CONTE' })
})

const HIDDEN = '00012195400010'
const HIDDEN_ESTABLISHMENT = {
  name: 'SIREN 000\u00A0121\u00A0954',
  address: '',
  postcode: '',
  city: '',
  isDisclosed: false,
  state: 'open',
}

test('a partially disclosed person shows neither name nor address', async () => {
  const place = await openSample()
  expect(await place.find(HIDDEN)).toMatchObject(HIDDEN_ESTABLISHMENT)
})

test('a partially disclosed person shows nothing either when the file holds names, in one line or the other', async () => {
  const place = openPlace()
  const secret = establishmentsText().replaceAll('[ND]', 'SECRET')
  const unit = unitsText().replaceAll('[ND]', 'SECRET')
  await place.run([place.write('e', secret), place.write('u', unit)])
  expect(await place.find(HIDDEN)).toMatchObject(HIDDEN_ESTABLISHMENT)
  expect(JSON.stringify(await place.find(HIDDEN))).not.toContain('SECRET')
  await place.run([place.write('e', secret.replace(`${HIDDEN},P`, `${HIDDEN},O`)), place.write('u', unit)])
  expect(await place.find(HIDDEN)).toMatchObject(HIDDEN_ESTABLISHMENT)
  expect(JSON.stringify(await place.find(HIDDEN))).not.toContain('SECRET')
})

test('a partially disclosed person shows no trade name either, a disclosed one does', () => {
  const person = { denominations: ['', 'SALON AGNES'], firstName: 'AGNES', lastName: 'SPECIMEN', isDisclosed: false }
  expect(nameOfUnit({ ...person, legalCategory: '1000' })).toBe('')
  expect(nameOfUnit({ ...person, legalCategory: '' })).toBe('')
  expect(nameOfUnit({ ...person, legalCategory: '1000', isDisclosed: true })).toBe('SALON AGNES')
  expect(nameOfUnit({ ...person, denominations: [''], legalCategory: '5499' })).toBe('')
})

test("a partially disclosed company keeps its name, which is nobody's", () => {
  const stored = {
    siret: HIDDEN,
    isOpen: true,
    isSeat: true,
    isDisclosed: false,
    sign: 'S',
    address: 'A',
    postcode: 'P',
    city: 'C',
  }
  const unit = { siren: '000121954', name: 'SOCIETE', legalCategory: '5499', isDisclosed: false }
  expect(describeEstablishment(stored, unit)).toMatchObject({
    name: 'SOCIETE',
    address: '',
    city: '',
    isDisclosed: false,
  })
  expect(describeEstablishment({ ...stored, isDisclosed: true }, null)).toMatchObject({
    name: 'S',
    address: 'A',
    legalCategory: null,
  })
})

test('a number that the register does not have is not found, one that is no SIRET neither', async () => {
  const place = await openSample()
  for (const siret of ['21930051400029', '', 'x', '2193005140001', NOISY.replace('1', '１')])
    expect(await place.find(siret)).toBe('not-found')
})

test('without a register nothing is known, and that is not "not found"', async () => {
  const place = openPlace()
  const register = openLocalRegister(place.file)
  expect(await register.find(NOISY)).toEqual({ kind: 'unreachable', why: 'no-register' })
  expect(await register.age()).toBeNull()
  register.close()
})

test('a damaged register is unreachable too, until another import', async () => {
  const place = openPlace()
  place.write('sirene.sqlite', 'no database '.repeat(1000))
  const register = openLocalRegister(place.file)
  expect(await register.find(NOISY)).toEqual({ kind: 'unreachable', why: 'unreadable-register' })
  expect(await register.age()).toBeNull()
  await place.run([ESTABLISHMENTS, UNITS])
  await expect.poll(async () => (await register.find(NOISY)).kind, { timeout: 30_000 }).toBe('found')
  register.close()
})
