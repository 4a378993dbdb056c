import type { Language } from '../act.ts'
import { nearnessOf, slipsIn } from '../tickets/search-rules.ts'
import { alikeKeys, type Index } from './index-rules.ts'
import { isForeign } from './outside-rules.ts'
import { thingAt } from './synonym-rules.ts'
import { isEmptyWord, stem } from './words-rules.ts'

/** Pure. The words of a question with typing mistakes mended to words that the articles know; the others as they are. */
export const mendWords = (words: string[], language: Language, index: Index): string[] =>
  words.map((word, at) => (isKnown(words, at, { language, index }) ? word : nearest(word, index)))

function isKnown(words: string[], at: number, { language, index }: { language: Language; index: Index }): boolean {
  const word = words[at] ?? ''
  if (slipsIn(word) === 0 || index.vocabulary.has(word) || isEmptyWord(word, language)) return true
  return isForeign(word) || thingAt(words, at, language) !== null || index.rarity.has(stem(word, language))
}

/** Among words equally near the more frequent one. */
function nearest(word: string, index: Index): string {
  const most = slipsIn(word)
  let best = { word, distance: most + 0.5 }
  for (let length = word.length - most; length <= word.length + most; length++)
    for (const candidate of alikeKeys(word, length).flatMap((key) => index.alike.get(key) ?? [])) {
      const nearness = nearnessOf(word, candidate, most)
      if (!('slips' in nearness)) continue
      const distance = nearness.slips - Math.min(index.vocabulary.get(candidate) ?? 0, 50) / 1000
      if (distance < best.distance) best = { word: candidate, distance }
    }
  return best.word
}
