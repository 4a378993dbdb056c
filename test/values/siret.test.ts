import fc from 'fast-check'
import { stdnum } from 'stdnum'
import { expect, test } from 'vitest'
import { formatSiren, formatSiret, isSiren, isSiret, normalIdentifier } from '../../src/values/siret.ts'

const LA_POSTE = '356000000'
const oracle = (kind: 'siren' | 'siret', text: string): boolean | undefined =>
  stdnum['FR']?.[kind]?.validate(text).isValid
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))
/** One in ten numbers made at random has the right key; here each has it, or is one beside it. */
const nearlyRight = (kind: 'siren' | 'siret', length: number) =>
  fc.tuple(digits(length - 1), fc.boolean()).map(([start, isRight]) => {
    const key = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => oracle(kind, `${start}${digit}`)) ?? 0
    return `${start}${isRight ? key : (key + 1) % 10}`
  })

test('a SIREN is right exactly when stdnum says so', () => {
  const sirens = fc.oneof(digits(9), nearlyRight('siren', 9))
  fc.assert(
    fc.property(sirens, (siren) => isSiren(siren) === oracle('siren', siren)),
    { numRuns: 1000 },
  )
})

test('a SIRET is right exactly when stdnum says so', () => {
  const sirets = fc.oneof(digits(14), nearlyRight('siret', 14)).filter((siret) => !siret.startsWith(LA_POSTE))
  fc.assert(
    fc.property(sirets, (siret) => isSiret(siret) === oracle('siret', siret)),
    { numRuns: 1000 },
  )
})

test('a SIRET of La Poste is right with a digit sum divisible by five, as for stdnum, or with a Luhn key', () => {
  const accepted = fc.property(digits(5), (nic) => {
    const siret = `${LA_POSTE}${nic}`
    // 000000002 adds as much to the Luhn sum (2 × 2) as 356000000 does (6 + 5 + 1 + 2), modulo ten.
    const hasKey = oracle('siret', `000000002${nic}`)
    return isSiret(siret) === (oracle('siret', siret) || hasKey)
  })
  fc.assert(accepted, { numRuns: 2000 })
  // The seat has a Luhn key; then one with the digit sum alone, one with the key alone, one with neither.
  expect(['35600000000048', '35600000000001', '35600000000014', '35600000000002'].map(isSiret)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('what is not fourteen ASCII digits is no SIRET', () => {
  for (const text of [
    '',
    '2101000120001',
    '210100012000170',
    '210 100 012 00017',
    '2101000120001A',
    '٢١٠١٠٠٠١٢٠٠٠١٧',
    '-1010001200017',
  ])
    expect(isSiret(text)).toBe(false)
})

test('spaces of all kinds and dots are dropped from what is typed', () => {
  expect(normalIdentifier(' 210\u00A0100\u202F012\t00017\n')).toBe('21010001200017')
  expect(normalIdentifier('210.100.012.00017')).toBe('21010001200017')
  expect(normalIdentifier('FR 40 303 265 045')).toBe('FR40303265045')
})

test('numbers are shown in groups with no-break spaces, and typed so are the same numbers again', () => {
  expect(formatSiret('21010001200017')).toBe('210\u00A0100\u00A0012\u00A000017')
  expect(formatSiren('210100012')).toBe('210\u00A0100\u00A0012')
  expect([formatSiret('FR40303265045'), formatSiren('')]).toEqual(['FR40303265045', ''])
  fc.assert(fc.property(digits(14), (siret) => normalIdentifier(formatSiret(siret)) === siret))
})
