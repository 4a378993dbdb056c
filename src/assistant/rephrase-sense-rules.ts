import type { Language } from '../act.ts'
import { isEmptyWord, stem, wordsOf } from './words-rules.ts'

/** `said` instead of `whole`, both in plain words; `more`: what the article is asked by, whose words are its own too. */
type Texts = { said: string; whole: string; language: Language; more: string[] }

/** Of all words with content, and of those of a sentence, how many the article has. */
const KNOWN = 0.9
const KNOWN_IN_SENTENCE = 0.7
/** And how many neighbours stand in one sentence there: words from everywhere, put together anew, say something else. */
const TOGETHER = 0.5

/** Pure. Sentences, items and lines of a text in plain words; the place of an item in its list is none of them. */
export const sentencesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:-|(?:[1-9]|1\d|20)\.)\s+/, ''))
    .flatMap((line) => line.split(/(?<=[.!?…:;])\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\d]/u.test(sentence))

const isContent = (word: string, language: Language): boolean => !isEmptyWord(word, language) && word.length > 2
const contentOf = (text: string, language: Language): string[] =>
  wordsOf(text)
    .filter((word) => isContent(word, language))
    .map((word) => stem(word, language))

const share = <T>(all: T[], holds: (one: T) => boolean): number =>
  all.length === 0 ? 1 : all.filter(holds).length / all.length

/** Pure. Whether a text has words that the article has not, or puts its words together anew. */
export function strays({ said, whole, language, more }: Texts): boolean {
  const original = [...sentencesOf(whole), ...more].map((sentence) => new Set(contentOf(sentence, language)))
  const isKnown = (word: string) => original.some((sentence) => sentence.has(word))
  const areTogether = ([one, other]: [string, string]) => original.some((words) => words.has(one) && words.has(other))
  const sentences = sentencesOf(said).map((sentence) => contentOf(sentence, language))
  if (share(sentences.flat(), isKnown) < KNOWN) return true
  return sentences.some(
    (words) =>
      (words.length > 2 && share(words, isKnown) < KNOWN_IN_SENTENCE) || share(pairsOf(words), areTogether) < TOGETHER,
  )
}

const pairsOf = (words: string[]): [string, string][] =>
  words.slice(1).map((word, at): [string, string] => [words[at] ?? '', word])

const NEGATIONS: Record<Language, Set<string>> = {
  fr: new Set('pas jamais aucun aucune sans ni rien nul nulle sauf non'.split(' ')),
  en: new Set('not never no without nor neither nothing none cannot except unless t'.split(' ')),
}

/** `denied`: the words next to a "not"; none where there is no "not". */
type Clause = { words: Set<string>; denied: Set<string>; isNegated: boolean }

const clausesOf = (text: string, language: Language): Clause[] =>
  sentencesOf(text)
    .flatMap((sentence) => sentence.split(/[,;:()]|\b(?:mais|but)\b/))
    .map((clause) => clauseOf(clause, language))
    .filter(({ words }) => words.size > 0)

function clauseOf(clause: string, language: Language): Clause {
  const words = wordsOf(clause)
  const isNot = (word: string) => NEGATIONS[language].has(word)
  const kept = words.filter((word) => isNot(word) || isContent(word, language))
  // "ne venaient pas": in French what is denied stands before the word, too.
  const before = language === 'fr' ? 1 : 0
  const denied = kept.flatMap((word, at) => (isNot(word) ? kept.slice(Math.max(0, at - before), at + 3) : []))
  const stems = (all: string[]) => new Set(all.filter((word) => !isNot(word)).map((word) => stem(word, language)))
  return { words: stems(kept), denied: stems(denied), isNegated: words.some(isNot) }
}

const meet = (one: Set<string>, other: Set<string>): boolean => [...one].some((word) => other.has(word))

/** Pure. Whether a text denies what the article does not deny, or says what it denies. */
export function contradicts({ said, whole, language }: Texts): boolean {
  const original = clausesOf(whole, language)
  const denied = new Set(original.flatMap((clause) => [...clause.denied]))
  // "If not," denies what stands elsewhere.
  const isBare = (clause: Clause) => clause.isNegated && clause.denied.size === 0
  const isNew = (clause: Clause) => (isBare(clause) ? !original.some(isBare) : !meet(clause.denied, denied))
  return clausesOf(said, language).some((clause) => (clause.isNegated ? isNew(clause) : asserts(clause, original)))
}

/** Whether what comes nearest to a clause in the article denies it. */
function asserts({ words }: Clause, original: Clause[]): boolean {
  const shared = original.map((clause) => [...words].filter((word) => clause.words.has(word)).length)
  const most = Math.max(...shared, 0)
  const nearest = most === 0 ? [] : original.filter((_, at) => shared[at] === most)
  return nearest.length > 0 && nearest.every((clause) => clause.isNegated && meet(clause.denied, words))
}
