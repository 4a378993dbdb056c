import { expect } from 'vitest'
import { openLocalRegister } from '../../src/sirene/queries.ts'
import type { Register } from '../../src/sirene/rules.ts'
import { ESTABLISHMENTS, openPlace, UNITS } from '../sirene/register.ts'

/** Establishments of the sample that the tests need, each for what it is. */
export const SIRETS = {
  bakery: '00010049500019',
  closed: '00012010500028',
  undisclosed: '00012195400010',
  commune: '21930051400011',
  unknown: '73282932000074',
}

/** The sample in INSEE's layout, imported: a real register, not a stand-in. */
export async function sampleRegister(): Promise<Register> {
  const place = openPlace()
  await place.run([ESTABLISHMENTS, UNITS])
  const register = openLocalRegister(place.file)
  expect(await register.age()).not.toBeNull()
  return register
}

/** The register of an instance that has imported nothing yet. */
export const unreachableRegister = (): Register => openLocalRegister(openPlace().file)
