import type { KeptArticle } from '../../src/assistant/article-rules.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { dateText } from '../parts/time.tsx'
import { articleWords } from '../words/articles.ts'
import type { ArticleTyped } from './article-fields.tsx'

/** What somebody else has saved since the form was drawn, where it is not what was typed. */
export function ArticleConflict({ article, shown }: { article: KeptArticle; shown: ArticleTyped }) {
  const words = useWords(articleWords)
  const { language } = useScene()
  const { fr, en } = article.texts
  const who = article.updatedBy === null ? words.byProduct : words.by(article.updatedBy)
  const same = (typed: string, kept: string) => typed.replace(/\r\n?/g, '\n').trim() === kept
  const differing = (name: string, typed: string, kept: string) => ({
    name,
    value: same(typed, kept) ? null : <div class="quote">{kept || '—'}</div>,
  })
  const named = (language: string, field: string) => `${language}, ${field.toLowerCase()}`
  return (
    <section class="flash bad" role="alert" tabindex={-1} data-focus>
      <p>{words.refusals['changed-meanwhile']}</p>
      <h2>{words.conflictTitle(who, dateText(article.updatedAt, language, true))}</h2>
      <p>{words.conflictText}</p>
      <Facts
        facts={[
          differing(words.audience, words.audiences[audienceOf(shown)] ?? '', words.audiences[article.audience]),
          differing(words.state, words.states[stateOf(shown)] ?? '', words.states[article.state]),
          differing(named(words.french, words.titleField), shown.titleFr, fr.title),
          differing(named(words.french, words.body), shown.bodyFr, fr.body),
          differing(named(words.french, words.variants), shown.variantsFr, fr.variants.join('\n')),
          differing(named(words.english, words.titleField), shown.titleEn, en.title),
          differing(named(words.english, words.body), shown.bodyEn, en.body),
          differing(named(words.english, words.variants), shown.variantsEn, en.variants.join('\n')),
        ]}
      />
    </section>
  )
}

/** What was typed is text: a form made by hand may hold anything. */
const audienceOf = ({ audience }: ArticleTyped) => audience as KeptArticle['audience']
const stateOf = ({ state }: ArticleTyped) => state as KeptArticle['state']
