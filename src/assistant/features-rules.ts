import type { Language } from '../act.ts'
import { thingAt } from './synonym-rules.ts'
import { isEmptyWord, stem } from './words-rules.ts'

/** What a text is about: names of things (`=x`), stems, pairs (`a+b`) and little words that turn a question (`?x`), with weights. */
export type Features = Map<string, number>

const PAIR = 0.4
const TURN = 0.8
/** A stem that a thing already stands for. */
const COVERED = 0.6

/** Little words which tell "my request" from "their request", "who" from "where". */
const TURNS: Record<Language, Record<string, string>> = {
  fr: {
    ...said('my', 'mon ma mes'),
    ...said('our', 'notre nos'),
    ...said('not', 'pas plus jamais aucun aucune'),
    ...said('who', 'qui'),
    ...said('where', 'ou'),
    ...said('when', 'quand'),
    ...said('how-many', 'combien'),
    ...said('why', 'pourquoi'),
    ...said('without', 'sans'),
    ...said('which', 'quel quelle quels quelles'),
    ...said('what', 'quoi'),
    ...said('someone', 'quelqu'),
    ...said('them', 'lui leur'),
  },
  en: {
    ...said('my', 'my'),
    ...said('our', 'our'),
    ...said('not', 'not dont don cant cannot didn didnt isn doesn doesnt never no'),
    ...said('who', 'who whose'),
    ...said('where', 'where'),
    ...said('when', 'when'),
    ...said('how-many', 'long many'),
    ...said('why', 'why'),
    ...said('without', 'without'),
    ...said('which', 'which'),
    ...said('what', 'what'),
    ...said('someone', 'someone somebody'),
    ...said('them', 'him her them'),
  },
}
function said(meaning: string, words: string): Record<string, string> {
  return Object.fromEntries(words.split(' ').map((word) => [word, `?${meaning}`]))
}

export const isTurn = (feature: string): boolean => feature.startsWith('?')
export const isPair = (feature: string): boolean => feature.includes('+')

type Piece = { name: string | null; words: string[] }

/** Words in order, those that name a thing of the trade together. */
function piecesOf(words: string[], language: Language): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < words.length;) {
    const thing = thingAt(words, at, language)
    const covered = words.slice(at, at + (thing?.length ?? 1))
    pieces.push({ name: thing?.name ?? null, words: covered.filter((word) => !isEmptyWord(word, language)) })
    at += covered.length
  }
  return pieces
}

/** Pure. Takes folded words in order. */
export function featuresOf(words: string[], language: Language): Features {
  const found: Features = new Map()
  const add = (feature: string, weight: number) => found.set(feature, Math.max(found.get(feature) ?? 0, weight))
  const pieces = piecesOf(words, language)
  for (const piece of pieces) {
    for (const word of piece.words) add(stem(word, language), piece.name === null ? 1 : COVERED)
    if (piece.name !== null) add(piece.name, 1)
  }
  for (const word of words) {
    const turn = TURNS[language][word]
    if (turn) add(turn, TURN)
  }
  const content = pieces.flatMap(({ name, words: own }) => name ?? own.map((word) => stem(word, language)))
  for (const [at, one] of content.entries()) {
    const next = content[at + 1]
    if (next !== undefined && next !== one) add([one, next].toSorted().join('+'), PAIR)
  }
  return found
}
