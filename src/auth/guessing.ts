import { readFileSync } from 'node:fs'

const LONGEST_WORD = 32
const FEW_LETTERS = 5
const KEYBOARD = [
  '1234567890',
  '0987654321',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
]
const WALKS = KEYBOARD.flatMap((row) => [row + row, Array.from(row).toReversed().join('').repeat(2)])
const LEET: Record<string, string> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '€': 'e',
}

const common = new Set(
  readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
)

/** Lower case, without accents: the same guess for those who guess. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const unleet = (text: string, one: string): string =>
  Array.from(text, (letter) => (letter === '1' || letter === '!' ? one : (LEET[letter] ?? letter))).join('')

/**
 * In how many pieces somebody who guesses would find a password: a common word, a keyboard walk, a repeat, a year or a
 * date is one piece, and so is each letter that belongs to none. Case, accents, leet letters and signs between words
 * cost nothing. Words in `own` (a name, a login, the brand) cost nothing either.
 */
export function countPieces(password: string, own: string[] = []): number {
  const text = plain(password)
  if (new Set(text).size < FEW_LETTERS) return 1
  const readings = [text, unleet(text, 'i'), unleet(text, 'l')]
  const free = new Set(own.map(plain).filter((word) => word.length >= 3))
  const costOf = (from: number, to: number): number => {
    if (to - from === 1) return costOfLetter(text, from)
    const again = to - from >= 3 && text.slice(0, from).includes(text.slice(from, to))
    const pieces = readings.map((reading) => reading.slice(from, to))
    if (again || pieces.some((piece) => free.has(piece))) return 0
    return pieces.some(isOnePiece) ? 1 : Number.POSITIVE_INFINITY
  }
  const least = [0]
  for (let to = 1; to <= text.length; to++) {
    const first = Math.max(0, to - LONGEST_WORD)
    const costs = Array.from({ length: to - first }, (_, at) => (least[first + at] ?? 0) + costOf(first + at, to))
    least.push(Math.min(...costs))
  }
  return least.at(-1) ?? 0
}

/** A sign between two words is no secret; several different ones in a row are. */
function costOfLetter(text: string, at: number): number {
  const isSign = (letter: string | undefined) => letter !== undefined && !/[\p{L}\d]/u.test(letter)
  if (!isSign(text[at])) return 1
  return isSign(text[at - 1]) && text[at - 1] !== text[at] ? 1 : 0
}

const isOnePiece = (piece: string): boolean =>
  (piece.length >= 3 && common.has(piece)) || isWalk(piece) || isRepeat(piece) || FEW_DIGITS.test(piece)

const isWalk = (piece: string): boolean => piece.length >= 4 && WALKS.some((walk) => walk.includes(piece))
const isRepeat = (piece: string): boolean => piece.length >= 3 && new Set(piece).size === 1
/** A year, a département, the end of a phone number; or a date. */
const FEW_DIGITS = /^(\d{2,4}|[0-3]\d[01]\d((19|20)?\d\d)|(19|20)\d\d[01]\d[0-3]\d)$/
