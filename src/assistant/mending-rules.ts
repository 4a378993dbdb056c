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
