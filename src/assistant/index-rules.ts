import type { Language } from '../act.ts'
import { featuresOf, gramsOf } from './features-rules.ts'
import { wishArticle } from './person-wishes-rules.ts'
import type { Article, ArticleText } from './rules.ts'
import { wordsOf } from './words-rules.ts'

/** In which texts or articles a feature occurs, and how strongly. */
export type Postings = { places: number[]; weights: number[] }

/** All articles in one language, ready to be asked. Texts are titles and variants; each belongs to an article. */
export type Index = {
  slugs: string[]
  /** The article of each text. */
  owners: number[]
  /** Logarithm of how rare a feature is among articles; pairs and runs of letters likewise. */
  rarity: Map<string, number>
  gramRarity: Map<string, number>
  /** Rarity of what no article knows. */
  unknown: number
  unknownGram: number
  byText: Map<string, Postings>
  byGram: Map<string, Postings>
  /** How often a feature occurs in all texts of an article, and by how much the article's length weakens that. */
  byArticle: Map<string, Postings>
  lengths: number[]
  byBody: Map<string, Postings>
  /** Every word of the articles and how often it occurs: what typing mistakes are mended to. */
  vocabulary: Map<string, number>
  /** The same by first letter and by second, with the length. */
  alike: Map<string, string[]>
}

export type Knowledge = Record<Language, Index>

/** Links' addresses are not words of an article. */
const withoutAddresses = (markdown: string): string => markdown.replace(/\]\([^)]*\)/g, ' ')

const bump = (counts: Map<string, number>, key: string, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by)

function post(postings: Map<string, Postings>, key: string, [place, weight]: readonly [number, number]): void {
  const list = postings.get(key) ?? { places: [], weights: [] }
  postings.set(key, list)
  list.places.push(place)
  list.weights.push(weight)
}

type Prepared = { features: Map<string, number>; grams: Set<string>; owner: number }

type Gathering = {
  vocabulary: Map<string, number>
  /** In how many articles a feature or a run of letters occurs; in a body alone it counts half. */
  features: Map<string, number>
  grams: Map<string, number>
  texts: Prepared[]
  byArticle: Map<string, Postings>
  byBody: Map<string, Postings>
  lengths: number[]
}

/** Adds one article to what is gathered. */
function gather(all: Gathering, text: ArticleText, { owner, language }: { owner: number; language: Language }): void {
  const prepared = [text.title, ...text.variants].map((one): Prepared => {
    const words = wordsOf(one)
    for (const word of words) bump(all.vocabulary, word)
    return { features: featuresOf(words, language), grams: gramsOf(words, language), owner }
  })
  all.texts.push(...prepared)
  const profile = profileOf(prepared)
  for (const [feature, weight] of profile) post(all.byArticle, feature, [owner, weight])
  all.lengths.push([...profile.values()].reduce((sum, weight) => sum + weight, 0))
  const bodyWords = wordsOf(withoutAddresses(text.body))
  for (const word of bodyWords) bump(all.vocabulary, word)
  const body = featuresOf(bodyWords, language)
  for (const feature of body.keys()) post(all.byBody, feature, [owner, 1])
  for (const feature of new Set([...profile.keys(), ...body.keys()]))
    bump(all.features, feature, profile.has(feature) ? 1 : 0.5)
  for (const gram of new Set(prepared.flatMap(({ grams }) => [...grams]))) bump(all.grams, gram)
}

/** What an article is about: its title weighs twice. */
function profileOf(prepared: Prepared[]): Map<string, number> {
  const profile = new Map<string, number>()
  for (const { features } of [...prepared.slice(0, 1), ...prepared])
    for (const [feature, weight] of features) bump(profile, feature, weight)
  return profile
}

/** Pure. Builds the index of one language. */
function indexLanguage(articles: { slug: string; text: ArticleText }[], language: Language): Index {
  const all: Gathering = {
    vocabulary: new Map(),
    features: new Map(),
    grams: new Map(),
    texts: [],
    byArticle: new Map(),
    byBody: new Map(),
    lengths: [],
  }
  for (const [owner, { text }] of articles.entries()) gather(all, text, { owner, language })
  const total = Math.max(articles.length, 1)
  const rarityOf = (found: Map<string, number>) =>
    new Map([...found].map(([key, count]) => [key, Math.log(1 + total / count)]))
  const [rarity, gramRarity] = [rarityOf(all.features), rarityOf(all.grams)]
  const average = all.lengths.reduce((sum, length) => sum + length, 0) / total
  return {
    slugs: articles.map(({ slug }) => slug),
    owners: all.texts.map(({ owner }) => owner),
    rarity,
    gramRarity,
    unknown: Math.log(1 + total * 2),
    unknownGram: Math.log(1 + total),
    ...postTexts(all.texts, rarity, gramRarity),
    byArticle: all.byArticle,
    lengths: all.lengths.map((length) => 0.5 + (0.5 * length) / average),
    byBody: all.byBody,
    vocabulary: all.vocabulary,
    alike: groupAlike(all.vocabulary),
  }
}

/** Each text as a direction: its weights squared add up to 1. */
function postTexts(texts: Prepared[], rarity: Map<string, number>, gramRarity: Map<string, number>) {
  const byText = new Map<string, Postings>()
  const byGram = new Map<string, Postings>()
  for (const [place, { features, grams }] of texts.entries()) {
    const weighed = [...features].map(([key, weight]): [string, number] => [key, weight * (rarity.get(key) ?? 0)])
    const lettered = [...grams].map((key): [string, number] => [key, gramRarity.get(key) ?? 0])
    for (const [key, weight] of toUnit(weighed)) post(byText, key, [place, weight])
    for (const [key, weight] of toUnit(lettered)) post(byGram, key, [place, weight])
  }
  return { byText, byGram }
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

/** Pure. The index of what the assistant knows, and of how a person is asked for, in both languages. */
export function indexArticles(articles: Pick<Article, 'slug' | 'texts'>[]): Knowledge {
  const all = [...articles, wishArticle]
  const inLanguage = (language: Language) =>
    indexLanguage(
      all.map(({ slug, texts }) => ({ slug, text: texts[language] })),
      language,
    )
  return { fr: inLanguage('fr'), en: inLanguage('en') }
}
