import type { ReadArticle } from '../../src/assistant/article-rules.ts'
import type { Topic } from '../../src/assistant/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Time } from '../parts/time.tsx'
import { helpWords } from '../words/help.ts'
import { Markdown } from './markdown.tsx'
import { Told } from './told.tsx'

type HelpArticleProps = {
  article: ReadArticle
  related: Topic[]
  /** What the settings of this installation say of it. */
  told: string[]
  /** Its address, whatever the language it is read in. */
  canonical: string
  /** Where it is changed, for those who may. */
  edit: string | null
}

/** One article to read, print or link to. */
export function HelpArticlePage({ article, related, told, canonical, edit }: HelpArticleProps) {
  const words = useWords(helpWords)
  const { title, body, audience, state, language } = article
  const isForeign = language !== useScene().language
  return (
    <Layout
      title={words.articleTitle(title)}
      crumb={title}
      heading={isForeign ? <span lang={language}>{title}</span> : title}
      canonical={canonical}
      crumbs={[
        { href: paths.help, label: words.title },
        { href: withQuery(paths.help, { for: audience }), label: words.groups[audience] },
      ]}
      actions={
        edit !== null && (
          <a class="button plain" href={edit}>
            {words.edit}
          </a>
        )
      }
    >
      {state === 'internal' && <p class="card">{words.internal}</p>}
      {told.length > 0 && <Told lines={told} lang={isForeign ? language : undefined} />}
      <article class="stack" data-article={article.slug}>
        <Markdown text={body} level={2} language={language} />
      </article>
      <About article={article} />
      {related.length > 0 && <Related topics={related} />}
    </Layout>
  )
}

/** How old it is, and the other language. */
function About({ article: { slug, language, updatedAt, isInBoth } }: { article: ReadArticle }) {
  const words = useWords(helpWords)
  const scene = useScene()
  const here = url(paths.helpArticle, { slug })
  const other = scene.language === 'fr' ? 'en' : 'fr'
  return (
    <p class="hint">
      {words.updated} <Time at={updatedAt} />
      {'. '}
      {!isInBoth && words.onlyIn(words.languages[language])}
      {isInBoth &&
        (language === scene.language ? (
          <a href={withQuery(here, { in: other })} lang={other}>
            {words.otherLanguage}
          </a>
        ) : (
          <a href={here}>{words.ownLanguage(words.languages[scene.language])}</a>
        ))}
    </p>
  )
}

function Related({ topics }: { topics: Topic[] }) {
  const words = useWords(helpWords)
  return (
    <section aria-labelledby="related">
      <h2 id="related">{words.related}</h2>
      <ul>
        {topics.map(({ slug, title }) => (
          <li>
            <a href={url(paths.helpArticle, { slug })}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
