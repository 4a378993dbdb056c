import type { Language } from '../act.ts'
import { featuresOf, gramsOf, isPair, isTurn } from './features-rules.ts'
import { type Index, type Knowledge, type Postings, toUnit } from './index-rules.ts'
import { intentOf } from './intent-rules.ts'
import { mendWords } from './mending-rules.ts'
import { isForeign } from './outside-rules.ts'
import { PERSON_WISH } from './person-wishes-rules.ts'
import type { Understood } from './rules.ts'
import { languageOf, wordsOf } from './words-rules.ts'

/** How much each way of comparing counts: with all of an article's texts, with its nearest text, by letters, with its body. */
const WEIGHT = { profile: 1, nearest: 0.2, letters: 0.25, body: 0.1 }
/** How soon a word that comes again and again in an article counts no more. */
const SATURATION = 1
/** A word of other offices weighs as much as so many unknown ones. */
const FOREIGN_WEIGHT = 3

/**
 * From what a question and the best article share to how sure that is: `told` is the share of its words that the articles'
 * titles and variants know, `brief` one over how many there are. Taken from questions with known answers.
 */
const CONFIDENCE = { base: -3, score: 6.45, told: 1.9, margin: 3.5, brief: -15.8 }
const SURE = 0.55
const CLOSE = 0.38

type Scored = { slug: string; score: number }
type Compared = { ranked: Scored[]; confidence: number }

const RANKED = 5

/** Pure. What a question is about, in which language it is asked, and how sure that is. */
export function understand(knowledge: Knowledge, text: string, hint: { language: Language }): Understood {
  const known = { fr: knowledge.fr.vocabulary, en: knowledge.en.vocabulary }
  const language = languageOf(text, hint.language, known)
  const found = compare(knowledge[language], wordsOf(text), language)
  const { confidence } = found
  const ranked = found.ranked.filter(({ slug }) => slug !== PERSON_WISH)
  const nearest = { slug: found.ranked[0]?.slug, isSure: confidence >= SURE }
  const intent = intentOf(text, language, nearest)
  const verdict = confidence >= SURE ? 'sure' : confidence >= CLOSE ? 'close' : 'unknown'
  return { language, intent, verdict, ranked: ranked.slice(0, RANKED), confidence }
}

/** Pure. The articles that resemble a text most, best first, for searches and suggestions; none that shares nothing. */
export function closest(knowledge: Knowledge, text: string, { language, most }: { language: Language; most: number }) {
  const found = compare(knowledge[language], wordsOf(text), language)
  return found.ranked.filter(({ slug, score }) => score > 0 && slug !== PERSON_WISH).slice(0, most)
}

function compare(index: Index, typed: string[], language: Language): Compared {
  const words = mendWords(typed, language, index)
  const question = featuresOf(words, language)
  const rarityOf = (feature: string) =>
    index.rarity.get(feature) ?? (isPair(feature) || isTurn(feature) ? 0 : index.unknown)
  const weighed = [...question].map(([feature, weight]): [string, number] => [feature, weight * rarityOf(feature)])
  const foreign = words.filter(isForeign).length * FOREIGN_WEIGHT * index.unknown
  const content = weighed.filter(([feature]) => !isPair(feature) && !isTurn(feature))
  const total = sum(content) + foreign || 1
  const scores = scoresOf(index, { weighed, grams: lettersOf(index, words, language), total })
  const ranked = index.slugs
    .map((slug, at): Scored => ({ slug, score: scores[at] ?? 0 }))
    .toSorted((a, b) => b.score - a.score)
  const told = sum(content.filter(([feature]) => index.byArticle.has(feature))) / total
  return { ranked, confidence: confidenceOf(ranked, { told, brief: 1 / (content.length || 1) }) }
}

const sum = (weights: [string, number][]): number => weights.reduce((all, [, weight]) => all + weight, 0)

const lettersOf = (index: Index, words: string[], language: Language): [string, number][] =>
  toUnit(
    [...gramsOf(words, language)].map((gram): [string, number] => [
      gram,
      index.gramRarity.get(gram) ?? index.unknownGram,
    ]),
  )

type Question = { weighed: [string, number][]; grams: [string, number][]; total: number }

/** The score of each article. */
function scoresOf(index: Index, { weighed, grams, total }: Question): Float64Array {
  const scores = new Float64Array(index.slugs.length)
  for (const [feature, weight] of weighed) {
    each(index.byArticle.get(feature), (article, often) => {
      const damped = often / (often + SATURATION * (index.lengths[article] ?? 1))
      scores[article] = (scores[article] ?? 0) + (WEIGHT.profile * weight * damped) / total
    })
    each(index.byBody.get(feature), (article) => {
      scores[article] = (scores[article] ?? 0) + (WEIGHT.body * weight) / total
    })
  }
  addBest(scores, index, { postings: index.byText, weights: toUnit(weighed), factor: WEIGHT.nearest })
  addBest(scores, index, { postings: index.byGram, weights: grams, factor: WEIGHT.letters })
  return scores
}

function each(postings: Postings | undefined, visit: (place: number, weight: number) => void): void {
  if (!postings) return
  for (let at = 0; at < postings.places.length; at++) visit(postings.places[at] ?? 0, postings.weights[at] ?? 0)
}

type Nearness = { postings: Map<string, Postings>; weights: [string, number][]; factor: number }

/** Adds, for each article, how near its nearest text is. */
function addBest(scores: Float64Array, index: Index, { postings, weights, factor }: Nearness): void {
  const near = new Float64Array(index.owners.length)
  for (const [key, weight] of weights)
    each(postings.get(key), (text, own) => {
      near[text] = (near[text] ?? 0) + weight * own
    })
  const best = new Float64Array(scores.length)
  for (const [text, article] of index.owners.entries()) best[article] = Math.max(best[article] ?? 0, near[text] ?? 0)
  for (const [article, one] of best.entries()) scores[article] = (scores[article] ?? 0) + factor * one
}

/** Between 0 and 1. What shares nothing with any article is about nothing. */
function confidenceOf([first, second]: Scored[], { told, brief }: { told: number; brief: number }): number {
  if (!first || first.score === 0) return 0
  const margin = first.score - (second?.score ?? 0)
  const { base, ...by } = CONFIDENCE
  const points = base + by.score * first.score + by.told * told + by.margin * margin + by.brief * brief
  return 1 / (1 + Math.exp(-points))
}
