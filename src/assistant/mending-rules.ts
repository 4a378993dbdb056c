import type { Language } from '../act.ts'
import { nearnessOf, slipsIn } from '../tickets/search-rules.ts'
import { alikeKeys, type Index } from './index-rules.ts'
import { isForeign } from './outside-rules.ts'
import { thingAt } from './synonym-rules.ts'
import { isEmptyWord, stem } from './words-rules.ts'

/** So many words of a text are mended: who types more mistakes than that is not helped by it. */
const MENDED_MOST = 40

/** Pure. The words of a question with typing mistakes mended to words that the articles know; the others as they are. */
export function mendWords(words: string[], language: Language, index: Index): string[] {
  const mended = new Map<string, string>()
  return words.map((word, at) => {
    if (isKnown(words, at, { language, index })) return word
    const known = mended.get(word) ?? (mended.size < MENDED_MOST ? nearest(word, index) : word)
    mended.set(word, known)
    return known
  })
}

function isKnown(words: string[], at: number, { language, index }: { language: Language; index: Index }): boolean {
  const word = words[at] ?? ''
  if (slipsIn(word) === 0 || index.vocabulary.has(word) || isEmptyWord(word, language)) return true
  return isForeign(word) || thingAt(words, at, language) !== null || index.numbers.has(stem(word, language))
}

/** Which letters a word has, a bit each. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) - 97)
  return letters
}
function countOf(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

/** Among words equally near the more frequent one. */
function nearest(word: string, index: Index): string {
  const most = slipsIn(word)
  const letters = lettersOf(word)
  let best = { word, distance: most + 0.5 }
  for (let length = word.length - most; length <= word.length + most; length++)
    for (const candidate of alikeKeys(word, length).flatMap((key) => index.alike.get(key) ?? [])) {
      // A slip takes one letter away at most and brings one: most words are told to be too far by their letters alone.
      const others = lettersOf(candidate)
      if (countOf(letters & ~others) > most || countOf(others & ~letters) > most) continue
      const nearness = nearnessOf(word, candidate, most)
      if (!('slips' in nearness)) continue
      const distance = nearness.slips - Math.min(index.vocabulary.get(candidate) ?? 0, 50) / 1000
      if (distance < best.distance) best = { word: candidate, distance }
    }
  return best.word
}
