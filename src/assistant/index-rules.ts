import type { Language } from '../act.ts'
import { featuresOf, isPair } from './features-rules.ts'
import { type Gathered, note, nothingYet, pack, type Postings, type Renumbered } from './postings-rules.ts'
import type { Article, ArticleText } from './rules.ts'
import { wordsOf } from './words-rules.ts'

/** All articles in one language, ready to be asked. Features have numbers. */
export type Index = {
  slugs: string[]
  numbers: Map<string, number>
  /** Logarithm of how rare each feature is among articles. */
  rarity: Float64Array
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

const bump = <K>(counts: Map<K, number>, key: K, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by)

type Gathering = Pick<Index, 'slugs' | 'vocabulary' | 'lengths'> & {
  /** Every feature met, in the order in which they were. */
  met: Map<string, number>
  /** In how many articles each occurs; in a body alone it counts half. */
  articles: number[]
  byArticle: Gathered
  byBody: Gathered
  byText: Gathered
  owners: number[]
}

/** The number of a feature until all are gathered. */
function numberOf({ met, articles }: Gathering, feature: string): number {
  const known = met.get(feature)
  if (known !== undefined) return known
  met.set(feature, met.size)
  articles.push(0)
  return met.size - 1
}

/** Adds one article to what is gathered. */
function gather(all: Gathering, { slug, text }: { slug: string; text: ArticleText }, language: Language): void {
  const place = all.slugs.push(slug) - 1
  const profile = gatherTexts(all, [text.title, ...text.variants], { owner: place, language })
  for (const [feature, weight] of profile) note(all.byArticle, feature, { place, weight })
  all.lengths.push([...profile.values()].reduce((sum, weight) => sum + weight, 0))
  const bodyWords = wordsOf(withoutAddresses(text.body))
  for (const word of bodyWords) bump(all.vocabulary, word)
  const body = [...featuresOf(bodyWords, language).keys()].map((feature) => numberOf(all, feature))
  for (const feature of body) note(all.byBody, feature, { place, weight: 1 })
  for (const feature of new Set([...profile.keys(), ...body]))
    all.articles[feature] = (all.articles[feature] ?? 0) + (profile.has(feature) ? 1 : 0.5)
}

/** Adds the title and the variants of an article; what they are about together. */
function gatherTexts(all: Gathering, texts: string[], { owner, language }: { owner: number; language: Language }) {
  const profile = new Map<number, number>()
  for (const [at, text] of texts.entries()) {
    const place = all.owners.push(owner) - 1
    const words = wordsOf(text)
    for (const word of words) bump(all.vocabulary, word)
    for (const [name, weight] of featuresOf(words, language)) {
      const feature = numberOf(all, name)
      note(all.byText, feature, { place, weight })
      // A title weighs twice: it is what the article is about.
      bump(profile, feature, at === 0 ? 2 * weight : weight)
    }
  }
  return profile
}

/** Two words that stand side by side in a single text tell nothing, and they are most of all pairs: they are left out. */
function renumber({ met, byText }: Gathering): Renumbered & { kept: Map<string, number> } {
  const texts = new Int32Array(met.size)
  for (const feature of byText.features) texts[feature] = (texts[feature] ?? 0) + 1
  const numbers = new Int32Array(met.size).fill(-1)
  const kept = new Map<string, number>()
  for (const [name, feature] of met)
    if (!isPair(name) || (texts[feature] ?? 0) >= 2) {
      numbers[feature] = kept.size
      kept.set(name, kept.size)
    }
  return { numbers, kept, total: kept.size }
}

function* finish(all: Gathering): Generator<void, Index> {
  const { slugs, vocabulary, lengths, articles } = all
  const { kept, ...renumbered } = renumber(all)
  const total = Math.max(lengths.length, 1)
  const average = lengths.reduce((sum, length) => sum + length, 0) / total
  const rarityOf = articles.map((count, feature) =>
    (renumbered.numbers[feature] ?? -1) < 0 ? 0 : Math.log(1 + total / count),
  )
  yield* toUnits(all.byText, rarityOf)
  return {
    slugs,
    vocabulary,
    numbers: kept,
    rarity: Float64Array.from(rarityOf.filter((_, feature) => (renumbered.numbers[feature] ?? -1) >= 0)),
    unknown: Math.log(1 + total * 2),
    byArticle: pack(all.byArticle, renumbered),
    byBody: pack(all.byBody, renumbered),
    lengths: lengths.map((length) => 0.5 + (0.5 * length) / average),
    byText: pack(all.byText, renumbered),
    owners: Int32Array.from(all.owners),
    alike: yield* groupAlike(vocabulary),
  }
}

const PIECE = 2000

/** Weighs what is gathered by how rare it is, so that the weights of each text, squared, add up to 1. */
function* toUnits({ features, places, weights }: Gathered, rarityOf: number[]): Generator<void> {
  for (let from = 0, to = 0; from < features.length; from = to) {
    while (places[to] === places[from]) to++
    for (let at = from; at < to; at++) weights[at] = (weights[at] ?? 0) * (rarityOf[features[at] ?? 0] ?? 0)
    const length = lengthOf(weights.slice(from, to))
    for (let at = from; at < to; at++) weights[at] = (weights[at] ?? 0) / length
    if (from % PIECE > to % PIECE) yield
  }
}

const lengthOf = (weights: number[]): number => Math.hypot(...weights) || 1

/** Pure. The same weights, so that their squares add up to 1. */
export function toUnit(weights: [string, number][]): [string, number][] {
  const length = lengthOf(weights.map(([, weight]) => weight))
  return weights.map(([key, weight]) => [key, weight / length])
}

/** Where a word with a mistake in it is looked for: a wrong first letter leaves the second right. */
export const alikeKeys = (word: string, length = word.length): string[] => [
  `1${word[0] ?? ''}${length}`,
  `2${word[1] ?? ''}${length}`,
]

const SHORTEST_MENDED = 4
function* groupAlike(vocabulary: Map<string, number>): Generator<void, Map<string, string[]>> {
  const groups = new Map<string, string[]>()
  const mended = [...vocabulary.keys()].filter((word) => word.length >= SHORTEST_MENDED && !/\d/.test(word))
  for (const [at, word] of mended.entries()) {
    for (const key of alikeKeys(word)) {
      const group = groups.get(key) ?? []
      groups.set(key, group)
      group.push(word)
    }
    if (at % PIECE === 0) yield
  }
  return groups
}

type Indexed = Pick<Article, 'slug' | 'texts'>[]

/** Pure. Builds the index piece by piece: a server answers others between two of them. */
function* indexing(articles: Indexed, language: Language): Generator<void, Index> {
  const postings = { byArticle: nothingYet(), byBody: nothingYet(), byText: nothingYet() }
  const counts = { met: new Map(), articles: [], vocabulary: new Map() }
  const all: Gathering = { slugs: [], lengths: [], owners: [], ...counts, ...postings }
  for (const { slug, texts } of articles) {
    gather(all, { slug, text: texts[language] }, language)
    yield
  }
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
