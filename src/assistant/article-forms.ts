import { z } from 'zod'
import type { Language } from '../act.ts'
import {
  type ArticleFormError,
  AUDIENCES,
  isSlug,
  isWritten,
  LANGUAGES,
  LIMITS,
  oneLine,
  STATES,
} from './article-rules.ts'
import type { Article, ArticleText } from './rules.ts'

/** Messages are keys of the words: one that has no words does not compile. */
const says = (error: ArticleFormError): ArticleFormError => error

const title = z
  .string()
  .default('')
  .transform(oneLine)
  .pipe(z.string().max(LIMITS.title, says('title-too-long')))
const body = z
  .string()
  .default('')
  .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
  .pipe(z.string().max(LIMITS.body, says('body-too-long')))
const variants = z
  .string()
  .default('')
  .transform((typed) => linesOf(typed))
  .pipe(
    z.array(z.string().max(LIMITS.variant, says('variant-too-long'))).max(LIMITS.variants, says('too-many-variants')),
  )

export const linesOf = (typed: string): string[] => [
  ...new Set(typed.split(/[\r\n]+/).flatMap((line) => oneLine(line) || [])),
]

export const articleForm = z
  .object({
    // Empty: made of the title. Of one that exists it is not asked.
    slug: z
      .string()
      .trim()
      .default('')
      .refine((typed) => typed === '' || isSlug(typed), says('slug-wrong')),
    audience: z.enum(AUDIENCES, says('audience-missing')),
    state: z.enum(STATES, says('state-missing')),
    position: z
      .string()
      .trim()
      .default('')
      .refine((typed) => /^([1-9]\d{0,3})?$/.test(typed), says('position-wrong')),
    seen: z.string().max(64).default(''),
    titleFr: title,
    bodyFr: body,
    variantsFr: variants,
    titleEn: title,
    bodyEn: body,
    variantsEn: variants,
  })
  .superRefine((typed, context) => {
    const texts = textsOf(typed)
    for (const language of LANGUAGES)
      for (const [field, message] of missingIn(texts, language, typed.state === 'draft'))
        context.addIssue({ code: 'custom', path: [`${field}${NAMES[language]}`], message })
  })
export type ArticleForm = z.output<typeof articleForm>

const NAMES = { fr: 'Fr', en: 'En' } as const

/** What a language lacks. A draft may leave one out, as a whole. */
function missingIn(texts: Article['texts'], language: Language, isDraft: boolean): [string, ArticleFormError][] {
  const text = texts[language]
  const isOtherWritten = isWritten(texts[language === 'fr' ? 'en' : 'fr'])
  if (isWritten(text) || (isDraft && isEmpty(text) && isOtherWritten)) return []
  const missing: [string, ArticleFormError][] = []
  if (text.body === '') missing.push(['body', 'body-missing'])
  if (text.title === '') missing.push(['title', 'title-missing'])
  return missing
}

const isEmpty = ({ title, body, variants }: ArticleText): boolean => title + body === '' && variants.length === 0

/** Both languages of a form. */
export const textsOf = (
  typed: Pick<ArticleForm, 'titleFr' | 'bodyFr' | 'variantsFr' | 'titleEn' | 'bodyEn' | 'variantsEn'>,
): Article['texts'] => ({
  fr: { title: typed.titleFr, body: typed.bodyFr, variants: typed.variantsFr },
  en: { title: typed.titleEn, body: typed.bodyEn, variants: typed.variantsEn },
})

/** A button of the list names the article that goes up or down. */
export const moveForm = z.object({
  up: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  down: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})
/** What a title becomes in an address; empty where nothing of it can. */
export const slugOf = (folded: string): string =>
  folded
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, LIMITS.slug)
    .replace(/-+$/, '')
