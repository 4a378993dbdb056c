import type { Language } from '../act.ts'
import { featuresOf, isPair } from './features-rules.ts'
import type { Article, ArticleText } from './rules.ts'
import { wordsOf } from './words-rules.ts'

/** In which articles or texts features occur, and how strongly, packed: those of one feature lie from `starts[n]` on. */
export type Postings = {
  numbers: Map<string, number>
  starts: Int32Array
  places: Int32Array
  weights: Float32Array
}

/** All articles in one language, ready to be asked. */
export type Index = {
  slugs: string[]
  /** Logarithm of how rare a feature is among articles. */
  rarity: Map<string, number>
  /** Rarity of what no article knows. */
  unknown: number
  /** How often a feature occurs in title and variants of an article, and by how much the article's length weakens that. */
  byArticle: Postings
  lengths: number[]
  byBody: Postings
  /** In which titles and variants a feature occurs; the weights of each, squared, add up to 1. */
  byText: Postings
  /** The article of each of these texts. */
  owners: Int32Array
  /** Every word of the articles and how often it occurs: what typing mistakes are mended to. */
  vocabulary: Map<string, number>
  /** The same by first letter and by second, with the length. */
  alike: Map<string, string[]>
}

export type Knowledge = Record<Language, Index>

/** Links' addresses are not words of an article. */
const withoutAddresses = (markdown: string): string => markdown.replace(/\]\([^)]*\)/g, ' ')

const bump = (counts: Map<string, number>, key: string, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by)

/** Place and weight, one after the other. */
type Posted = Map<string, number[]>

function post(posted: Posted, key: string, [place, weight]: readonly [number, number]): void {
  const list = posted.get(key) ?? []
  posted.set(key, list)
  list.push(place, weight)
}

function pack(posted: Posted): Postings {
  const total = [...posted.values()].reduce((sum, list) => sum + list.length / 2, 0)
  const [places, weights] = [new Int32Array(total), new Float32Array(total)]
  const [numbers, starts] = [new Map<string, number>(), new Int32Array(posted.size + 1)]
  let at = 0
  for (const [key, list] of posted) {
    starts[numbers.size] = at
    numbers.set(key, numbers.size)
    for (let n = 0; n < list.length; n += 2, at++) {
      places[at] = list[n] ?? 0
      weights[at] = list[n + 1] ?? 0
    }
  }
  starts[numbers.size] = at
  return { numbers, starts, places, weights }
}

type Gathering = Pick<Index, 'slugs' | 'vocabulary' | 'lengths'> & {
  byArticle: Posted
  byBody: Posted
  /** In how many articles a feature occurs; in a body alone it counts half. */
  features: Map<string, number>
  texts: { owner: number; features: [string, number][] }[]
}

/** Adds one article to what is gathered. */
function gather(all: Gathering, { slug, text }: { slug: string; text: ArticleText }, language: Language): void {
  const owner = all.slugs.push(slug) - 1
  const profile = gatherTexts(all, [text.title, ...text.variants], { owner, language })
  for (const [feature, weight] of profile) post(all.byArticle, feature, [owner, weight])
  all.lengths.push([...profile.values()].reduce((sum, weight) => sum + weight, 0))
  const bodyWords = wordsOf(withoutAddresses(text.body))
  for (const word of bodyWords) bump(all.vocabulary, word)
  const body = featuresOf(bodyWords, language)
  for (const feature of body.keys()) post(all.byBody, feature, [owner, 1])
  for (const feature of new Set([...profile.keys(), ...body.keys()]))
    bump(all.features, feature, profile.has(feature) ? 1 : 0.5)
}

/** Adds the title and the variants of an article; what they are about together. */
function gatherTexts(all: Gathering, texts: string[], { owner, language }: { owner: number; language: Language }) {
  const profile = new Map<string, number>()
  for (const [at, text] of texts.entries()) {
    const words = wordsOf(text)
    for (const word of words) bump(all.vocabulary, word)
    const features = [...featuresOf(words, language)]
    // A title weighs twice: it is what the article is about.
    for (const [feature, weight] of features) bump(profile, feature, at === 0 ? 2 * weight : weight)
    all.texts.push({ owner, features })
  }
  return profile
}

/** Two words that stand side by side in a single text tell nothing, and they are most of all pairs. */
function forgetSinglePairs({ byArticle, byBody, features, texts }: Gathering): void {
  const counts = new Map<string, number>()
  for (const text of texts) for (const [key] of text.features) if (isPair(key)) bump(counts, key)
  for (const key of features.keys())
    if (isPair(key) && (counts.get(key) ?? 0) < 2) {
      byArticle.delete(key)
      byBody.delete(key)
      features.delete(key)
    }
}

function* finish({ features, lengths, texts, byArticle, byBody, ...all }: Gathering): Generator<void, Index> {
  const total = Math.max(lengths.length, 1)
  const average = lengths.reduce((sum, length) => sum + length, 0) / total
  const rarity = new Map<string, number>()
  for (const [key, count] of features)
    if (byArticle.has(key) || byBody.has(key)) rarity.set(key, Math.log(1 + total / count))
  return {
    ...all,
    rarity,
    unknown: Math.log(1 + total * 2),
    byArticle: pack(byArticle),
    byBody: pack(byBody),
    lengths: lengths.map((length) => 0.5 + (0.5 * length) / average),
    byText: yield* postTexts(texts, rarity),
    owners: Int32Array.from(texts, ({ owner }) => owner),
    alike: groupAlike(all.vocabulary),
  }
}

const PIECE = 200

function* postTexts(texts: Gathering['texts'], rarity: Map<string, number>): Generator<void, Postings> {
  const posted: Posted = new Map()
  for (const [place, { features }] of texts.entries()) {
    const weighed = features.map(([key, weight]): [string, number] => [key, weight * (rarity.get(key) ?? 0)])
    for (const [key, weight] of toUnit(weighed)) if (weight > 0) post(posted, key, [place, weight])
    if (place % PIECE === 0) yield
  }
  return pack(posted)
}

/** Pure. The same weights, so that their squares add up to 1. */
export function toUnit(weights: [string, number][]): [string, number][] {
  const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
  return weights.map(([key, weight]) => [key, weight / length])
}

/** Where a word with a mistake in it is looked for: a wrong first letter leaves the second right. */
export const alikeKeys = (word: string, length = word.length): string[] => [
  `1${word[0] ?? ''}${length}`,
  `2${word[1] ?? ''}${length}`,
]

const SHORTEST_MENDED = 4
function groupAlike(vocabulary: Map<string, number>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const word of vocabulary.keys())
    if (word.length >= SHORTEST_MENDED && !/\d/.test(word))
      for (const key of alikeKeys(word)) {
        const group = groups.get(key) ?? []
        groups.set(key, group)
        group.push(word)
      }
  return groups
}

type Indexed = Pick<Article, 'slug' | 'texts'>[]

/** Pure. Builds the index piece by piece: a server answers others between two of them. */
function* indexing(articles: Indexed, language: Language): Generator<void, Index> {
  const empty = { byArticle: new Map(), byBody: new Map(), vocabulary: new Map(), features: new Map() }
  const all: Gathering = { slugs: [], lengths: [], texts: [], ...empty }
  for (const { slug, texts } of articles) {
    gather(all, { slug, text: texts[language] }, language)
    yield
  }
  forgetSinglePairs(all)
  return yield* finish(all)
}

/** Pure. The index of what the assistant knows and of what questions may resemble besides, in both languages, in pieces. */
export function* indexInPieces(articles: Indexed, others: Indexed = []): Generator<void, Knowledge> {
  const all = [...articles, ...others]
  return { fr: yield* indexing(all, 'fr'), en: yield* indexing(all, 'en') }
}

/** Pure. The same at once. */
export function indexArticles(articles: Indexed, others: Indexed = []): Knowledge {
  const pieces = indexInPieces(articles, others)
  for (;;) {
    const { done, value } = pieces.next()
    if (done) return value
  }
}
