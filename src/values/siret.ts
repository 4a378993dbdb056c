/** What people type or paste, without its spaces (no-break ones too) and dots: the form in which identifiers are kept. */
export const normalIdentifier = (typed: string): string => typed.replace(/[\s.\u200B\u2060]+/g, '')

const LA_POSTE = '356000000'

const digitsOf = (text: string): number[] => Array.from(text, Number)
const sum = (digits: number[]): number => digits.reduce((total, digit) => total + digit, 0)

/** Every second digit from the right counts double, and then as the sum of its own digits. */
const luhnSum = (text: string): number =>
  sum(
    digitsOf(text)
      .toReversed()
      .map((digit, place) => (place % 2 === 0 ? digit : sum(digitsOf(String(2 * digit))))),
  )

/** Nine digits with a right Luhn key. */
export const isSiren = (text: string): boolean => /^[0-9]{9}$/.test(text) && luhnSum(text) % 10 === 0

/**
 * Fourteen digits with a right Luhn key. La Poste has more establishments than keys allow: its SIRETs may instead have
 * a digit sum divisible by five.
 */
export function isSiret(text: string): boolean {
  if (!/^[0-9]{14}$/.test(text)) return false
  return luhnSum(text) % 10 === 0 || (text.startsWith(LA_POSTE) && sum(digitsOf(text)) % 5 === 0)
}

const grouped = (digits: string): string => digits.replace(/(?<=^(?:.{3}){1,3})/g, '\u00A0')

/** `210100012` as `210 100 012`, with no-break spaces. What is not nine digits is given back as it is. */
export const formatSiren = (siren: string): string => (/^[0-9]{9}$/.test(siren) ? grouped(siren).trim() : siren)

/** `21010001200017` as `210 100 012 00017`, with no-break spaces. What is not fourteen digits is given back as it is. */
export const formatSiret = (siret: string): string => (/^[0-9]{14}$/.test(siret) ? grouped(siret) : siret)
