import type { Article, ArticleText } from '../../src/assistant/rules.ts'
import { listArticles } from '../../src/assistant/article-queries.ts'
import { insertArticle } from '../../src/assistant/editing-articles.ts'
import { isEmptyWord } from '../../src/assistant/words-rules.ts'
import { inTransaction } from '../../src/db/transaction.ts'
import { accept } from '../../src/values/result.ts'
import { withDatabase } from './databases.ts'

/** Fills a knowledge base up to so many public articles: those that it has, with other words. */
export const fillKnowledge = (dataDir: string, total: number): Promise<void> =>
  withDatabase(dataDir, async ({ write }) => {
    const act = { db: write, actor: null, now: new Date() }
    const shipped = await listArticles(act, { states: ['public'] })
    await inTransaction(act, async (act) => {
      for (let number = shipped.length; number < total; number++) {
        const like = shipped[number % shipped.length]
        if (like) await insertArticle(act, varied(like, Math.floor(number / shipped.length)), 1000 + number)
      }
      return accept(null)
    })
  })

const varied = ({ slug, texts, ...article }: Article, edition: number): Article => ({
  ...article,
  slug: `${slug.slice(0, 50)}-${edition}`,
  texts: { fr: variedText(texts.fr, edition), en: variedText(texts.en, edition) },
})

const variedText = ({ title, body, variants }: ArticleText, edition: number): ArticleText => ({
  title: otherWords(title, edition),
  body: otherWords(body, edition),
  variants: variants.map((variant) => otherWords(variant, edition)),
})

/**
 * One half of the words stays: articles of one trade share its words. The other half becomes words that no other edition
 * has, and sounds like words: vowels become vowels and consonants consonants.
 */
const otherWords = (text: string, edition: number): string =>
  text.replace(/[a-zà-ÿ]{4,}/gi, (word) =>
    isEmptyWord(word.toLowerCase(), 'fr') || isEmptyWord(word.toLowerCase(), 'en') || staysIn(word, edition)
      ? word
      : shifted(word.toLowerCase(), edition),
  )

const staysIn = (word: string, edition: number): boolean => (sumOf(word.toLowerCase()) + edition) % 2 === 0
const lettersOf = (word: string): string[] => word.split('')
const sumOf = (word: string): number =>
  lettersOf(word).reduce((sum, letter, place) => sum + (place + 1) * (letter.codePointAt(0) ?? 0), 0)

const LETTERS = ['aeiouy', 'bcdfghjklmnpqrstvwxz']
const shifted = (word: string, by: number): string =>
  lettersOf(word)
    .map((letter, place) => {
      const of = LETTERS.find((letters) => letters.includes(letter))
      return of?.[(of.indexOf(letter) + by + place) % of.length] ?? letter
    })
    .join('')
