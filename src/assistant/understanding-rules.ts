import type { Language } from '../act.ts'
import { featuresOf, isPair, isTurn } from './features-rules.ts'
import { type Index, type Knowledge, toUnit } from './index-rules.ts'
import { intentOf } from './intent-rules.ts'
import { mendWords } from './mending-rules.ts'
import { isOther, isOutside, PERSON_WISH } from './others-rules.ts'
import { isForeign } from './outside-rules.ts'
import { eachPlace } from './postings-rules.ts'
import type { Understood } from './rules.ts'
import { scenarioWished } from './scenario-offers-rules.ts'
import { languageOf, wordsOf } from './words-rules.ts'

/** How much a word of an article's body counts beside those of its title and variants. */
const IN_BODY = 0.1
/** How much the nearest single text counts beside all texts of an article. */
const NEAREST = 0.2
/** How soon a word that comes again and again in an article counts no more. */
const SATURATION = 1
/** A word of other offices weighs as much as so many unknown ones. */
const FOREIGN_WEIGHT = 3

/**
 * From what a question and the best article share to how sure that is: `told` is the share of its words that titles and
 * variants know, `brief` one over how many there are. Taken from questions with known answers.
 */
const CONFIDENCE = { base: -2.55, score: 6.5, told: 1.5, margin: 6.5, brief: -12.9 }
const SURE = 0.42
const CLOSE = 0.3

type Scored = { slug: string; score: number }
type Compared = { ranked: Scored[]; confidence: number }

const RANKED = 5

/** Pure. What a question is about, in which language it is asked, and how sure that is. */
export function understand(knowledge: Knowledge, text: string, hint: { language: Language }): Understood {
  const known = { fr: knowledge.fr.vocabulary, en: knowledge.en.vocabulary }
  const language = languageOf(text, hint.language, known)
  const { ranked: all, confidence } = compare(knowledge[language], wordsOf(text), language)
  const wishScore = all.find(({ slug }) => slug === PERSON_WISH)?.score ?? 0
  const nearest = { slug: all[0]?.slug, score: all[0]?.score ?? 0, wishScore, isSure: confidence >= SURE }
  const intent = intentOf(text, language, nearest)
  const isNoneOfOurs = all[0] === undefined || isOutside(all[0].slug)
  const verdict = isNoneOfOurs ? 'unknown' : verdictOf(confidence)
  const ranked = all.filter(({ slug }) => !isOther(slug)).slice(0, RANKED)
  const scenario = intent === 'scenario' ? scenarioWished(wordsOf(text).join(' '), language) : undefined
  return { language, intent, verdict, ranked, confidence, scenario }
}

const verdictOf = (confidence: number): Understood['verdict'] =>
  confidence >= SURE ? 'sure' : confidence >= CLOSE ? 'close' : 'unknown'

/** Pure. The articles that resemble a text most, best first, for searches and suggestions; none that shares nothing. */
export function closest(knowledge: Knowledge, text: string, { language, most }: { language: Language; most: number }) {
  const found = compare(knowledge[language], wordsOf(text), language)
  return found.ranked.filter(({ slug, score }) => score > 0 && !isOther(slug)).slice(0, most)
}

function compare(index: Index, typed: string[], language: Language): Compared {
  const words = mendWords(typed, language, index)
  const question = featuresOf(words, language)
  const rarityOf = (feature: string) =>
    index.rarity[index.numbers.get(feature) ?? -1] ?? (isPair(feature) || isTurn(feature) ? 0 : index.unknown)
  const weighed = [...question].map(([feature, weight]): [string, number] => [feature, weight * rarityOf(feature)])
  const foreign = words.filter(isForeign).length * FOREIGN_WEIGHT * index.unknown
  const content = weighed.filter(([feature]) => !isPair(feature) && !isTurn(feature))
  const total = sum(content) + foreign || 1
  const ranked = bestOf(index.slugs, scoresOf(index, askedIn(index, weighed), total))
  const told = sum(content.filter(([feature]) => isTold(index, feature))) / total
  return { ranked, confidence: confidenceOf(ranked, { told, brief: 1 / (content.length || 1) }) }
}

/** More than are ever shown, and than there are texts which belong to no article. */
const COMPARED = 64

/** The best of all, best first; of equal ones the first. Nothing is made for those that are not among them. */
function bestOf(slugs: string[], scores: Float64Array): Scored[] {
  const best: Scored[] = []
  for (const [at, slug] of slugs.entries()) {
    const score = scores[at] ?? 0
    if (score <= (best[COMPARED - 1]?.score ?? -1)) continue
    const place = best.findIndex((one) => one.score < score)
    best.splice(place < 0 ? best.length : place, 0, { slug, score })
    best.length = Math.min(best.length, COMPARED)
  }
  return best
}

const sum = (weights: [string, number][]): number => weights.reduce((all, [, weight]) => all + weight, 0)

/** A feature of a question that articles have, its weight, and the same where all of the question's, squared, add up to 1. */
type Asked = { number: number; weight: number; unit: number }

function askedIn({ numbers }: Index, weighed: [string, number][]): Asked[] {
  const units = toUnit(weighed)
  return weighed.flatMap(([feature, weight], at) => {
    const number = numbers.get(feature)
    return number === undefined ? [] : [{ number, weight, unit: units[at]?.[1] ?? 0 }]
  })
}

/** Whether a title or a variant has it, and not a body alone. */
function isTold({ numbers, byArticle: { starts } }: Index, feature: string): boolean {
  const number = numbers.get(feature)
  return number !== undefined && (starts[number + 1] ?? 0) > (starts[number] ?? 0)
}

/** The score of each article. */
function scoresOf(index: Index, asked: Asked[], total: number): Float64Array {
  const scores = new Float64Array(index.slugs.length)
  for (const { number, weight } of asked) {
    eachPlace(index.byArticle, number, (article, often) => {
      const damped = often / (often + SATURATION * (index.lengths[article] ?? 1))
      scores[article] = (scores[article] ?? 0) + (weight * damped) / total
    })
    eachPlace(index.byBody, number, (article) => {
      scores[article] = (scores[article] ?? 0) + (IN_BODY * weight) / total
    })
  }
  addNearest(scores, index, asked)
  return scores
}

/** How near each text of an index is, and which are near at all. Kept from one question to the next: all zero in between. */
const kept = { near: new Float32Array(0), touched: new Int32Array(0) }

function scratch(size: number): typeof kept {
  if (kept.near.length < size) Object.assign(kept, { near: new Float32Array(size), touched: new Int32Array(size) })
  return kept
}

/** Adds, for each article, how near the nearest of its texts is. */
function addNearest(scores: Float64Array, { byText, owners }: Index, asked: Asked[]): void {
  const { near, touched } = scratch(owners.length)
  let count = 0
  for (const { number, unit } of asked)
    eachPlace(byText, number, (text, own) => {
      const before = near[text] ?? 0
      if (before === 0) touched[count++] = text
      near[text] = before + unit * own
    })
  const best = new Float32Array(scores.length)
  for (let at = 0; at < count; at++) {
    const text = touched[at] ?? 0
    const article = owners[text] ?? 0
    best[article] = Math.max(best[article] ?? 0, near[text] ?? 0)
    near[text] = 0
  }
  for (const [article, one] of best.entries()) scores[article] = (scores[article] ?? 0) + NEAREST * one
}

/** Between 0 and 1. What shares nothing with any article is about nothing. */
function confidenceOf([first, second]: Scored[], { told, brief }: { told: number; brief: number }): number {
  if (!first || first.score === 0) return 0
  const margin = first.score - (second?.score ?? 0)
  const { base, ...by } = CONFIDENCE
  const points = base + by.score * first.score + by.told * told + by.margin * margin + by.brief * brief
  return 1 / (1 + Math.exp(-points))
}
