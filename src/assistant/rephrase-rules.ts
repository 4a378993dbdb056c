import type { Language } from '../act.ts'
import { linksOf, plainTextOf } from './markdown-rules.ts'
import { contradicts, sentencesOf, strays } from './rephrase-sense-rules.ts'
import type { ArticleText } from './rules.ts'
import { languageOf, wordsOf } from './words-rules.ts'

/** Why another wording of an article is not shown: what it has that the article has not. */
export type RephraseRefusal =
  | 'empty'
  | 'too-long'
  | 'html'
  | 'hidden-characters'
  | 'link'
  | 'address'
  | 'number'
  | 'label'
  | 'name'
  | 'language'
  | 'words'
  | 'sense'

/** Of the article's own length. */
const LONGEST = 1.3

type Rephrased = { text: string; article: ArticleText; language: Language }

/**
 * Pure. Why a text does not say the same as the article and nothing else; null when it may take its place. What somebody
 * asked has no say in it: a question cannot bring anything in.
 */
export function whyNotShow({ text, article, language }: Rephrased): RephraseRefusal | null {
  const [said, original] = [plainTextOf(text).trim(), plainTextOf(article.body)]
  if (wordsOf(said).length === 0) return 'empty'
  if (said.length > LONGEST * original.length) return 'too-long'
  const whole = `${article.title}\n${original}`
  const wrong = CHECKS.find(([, isWrong]) => isWrong({ text, said, whole, article }))
  if (wrong) return wrong[0]
  if (languageOf(said, language, NOTHING_KNOWN) !== language) return 'language'
  const texts = { said, whole, language, more: article.variants }
  if (strays(texts)) return 'words'
  return contradicts(texts) ? 'sense' : null
}
const NOTHING_KNOWN = { fr: new Set<string>(), en: new Set<string>() }

type Texts = { text: string; said: string; whole: string; article: ArticleText }
const CHECKS: [RephraseRefusal, (texts: Texts) => boolean][] = [
  ['html', ({ text }) => text.includes('<')],
  // Letters that cannot be seen, or turn the direction of reading.
  ['hidden-characters', ({ text }) => /[\p{Cf}\p{Co}\p{Cs}]|(?!\n)\p{Cc}/u.test(text)],
  ['link', ({ text, article }) => leadsElsewhere(text, article.body)],
  ['address', ({ text, article }) => (text.match(/\S+@\S+/g) ?? []).some((one) => !article.body.includes(one))],
  ['number', ({ said, whole }) => sentencesOf(said).some((sentence) => !countsAlike(sentence, whole))],
  ['label', ({ text, whole }) => labelsIn(text).some((label) => !holds(whole, label))],
  [
    'name',
    ({ said, whole, article }) => namesIn(said).some((name) => !holds(`${whole} ${article.variants.join(' ')}`, name)),
  ],
]

function leadsElsewhere(text: string, body: string): boolean {
  const known = new Set(linksOf(body).map(({ href }) => href))
  if (linksOf(text).some(({ href }) => !known.has(href))) return true
  const bare = text.match(/\b(?:https?:|www\.)[^\s)\]]+|\b[a-z0-9-]+\.(?:fr|com|net|org|eu|io|info|gouv)\b/gi) ?? []
  return bare.some((address) => !body.includes(address))
}

const NUMBERS: Record<string, number> = Object.fromEntries(
  [
    'zero zéro',
    'un une one',
    'deux two',
    'trois three',
    'quatre four',
    'cinq five',
    'six',
    'sept seven',
    'huit eight',
    'neuf nine',
    'dix ten',
    'onze eleven',
    'douze twelve',
    'treize thirteen',
    'quatorze fourteen',
    'quinze fifteen',
    'seize sixteen',
  ].flatMap((names, value) => names.split(' ').map((name) => [name, value])),
)
const TENS: Record<string, number> = {
  vingt: 20,
  twenty: 20,
  trente: 30,
  thirty: 30,
  quarante: 40,
  forty: 40,
  cinquante: 50,
  fifty: 50,
  soixante: 60,
  sixty: 60,
  cent: 100,
  hundred: 100,
  mille: 1000,
  thousand: 1000,
  million: 1_000_000,
}
/** "un" and "one" are mostly no numbers. */
const isCounted = (value: string): boolean => value !== '1'
const valueOf = (word: string): string | null => {
  if (/^\d+$/.test(word)) return word
  const value = NUMBERS[word] ?? TENS[word]
  return value === undefined ? null : String(value)
}

type Counted = { value: string; of: string }
/** Numbers in their order, in figures or in words, with the word that follows. */
function numbersIn(text: string): Counted[] {
  return sentencesOf(text).flatMap((sentence) => {
    const words = wordsOf(sentence)
    return words.flatMap((word, at) => {
      const value = valueOf(word)
      const next = words[at + 1] ?? ''
      return value !== null && isCounted(value) ? [{ value, of: valueOf(next) === null ? next : '' }] : []
    })
  })
}

/** Whether the numbers of a sentence come in the article in the same order, each of the same thing. */
function countsAlike(sentence: string, whole: string): boolean {
  const known = numbersIn(whole)
  const said = numbersIn(sentence)
  const begins = (start: number): boolean => {
    let from = start
    for (const { value, of } of said) {
      const place = known.findIndex((one, at) => at >= from && one.value === value && isSameThing(one.of, of))
      if (place < 0) return false
      from = place + 1
    }
    return true
  }
  return begins(0)
}
/** "60 minutes" is not "60 jours"; "8 h 30 à" may be followed by anything short. */
const isSameThing = (one: string, other: string): boolean =>
  one.slice(0, 4) === other.slice(0, 4) || one.length < 3 || other.length < 3

const QUOTED = [/«\s*([^»]+?)\s*»/g, /“([^”]+)”/g, /"([^"]+)"/g, /`([^`]+)`/g]
const labelsIn = (text: string): string[] =>
  QUOTED.flatMap((pattern) => [...text.matchAll(pattern)].map(([, label = '']) => label))

/** Whether a text has these words, or signs, next to each other. */
const holds = (whole: string, part: string): boolean =>
  whole.includes(part) || ` ${wordsOf(whole).join(' ')} `.includes(` ${wordsOf(part).join(' ')} `)

/** Names: with a capital inside of a sentence, or in capitals anywhere. */
const namesIn = (said: string): string[] =>
  sentencesOf(said).flatMap((sentence) =>
    (sentence.match(/[\p{L}\d]+/gu) ?? []).filter(
      (word, at) => /^\p{Lu}{2,}\d*$/u.test(word) || (at > 0 && /^\p{Lu}\p{Ll}/u.test(word)),
    ),
  )

/** Ways of saying who one is or where one can be reached. */
const PERSONAL = [/[^\s,;]+@[^\s,;]+/g, /\bT-\d{4}-\d+/gi, /\+?\d(?:[\d\s.\-/]*\d){4,}/g]

/** Pure. A question as it may leave the house: without addresses, telephone, SIRET or ticket numbers. */
export const withoutPersonal = (question: string): string =>
  PERSONAL.reduce((text, pattern) => text.replace(pattern, '…'), question)
