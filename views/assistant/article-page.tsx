import { type ArticleRefusal, isWritten, type KeptArticle, LANGUAGES } from '../../src/assistant/article-rules.ts'
import type { Article } from '../../src/assistant/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel, dialogLink, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Time } from '../parts/time.tsx'
import { articleWords } from '../words/articles.ts'
import { layoutWords } from '../words/layout.ts'
import { ArticleConflict } from './article-conflict.tsx'
import { ARTICLE_FIELDS, type ArticleTyped, PlaceFields, TextFields } from './article-fields.tsx'
import { DeadLinks, NoPreview, PREVIEW, PreviewPanel } from './article-preview.tsx'

export type ArticleProps = {
  /** Null for a new one. */
  article: KeptArticle | null
  shown: ArticleTyped
  /** Links of what is kept that lead nowhere. */
  dead: string[]
  errors?: FieldErrors
  refusal?: ArticleRefusal | undefined
  /** What is looked at before it is saved. */
  preview?: { texts: Article['texts']; dead: string[] }
}

/** Its title in the reader's language or, where it has none yet, the other. */
export function useArticleTitle({ texts, slug }: Pick<Article, 'texts' | 'slug'>): string {
  const { language } = useScene()
  return texts[language].title || texts[language === 'fr' ? 'en' : 'fr'].title || slug
}

function useCrumbs() {
  return [
    { href: paths.operator, label: useWords(layoutWords).operator },
    { href: paths.articles, label: useWords(articleWords).title },
  ]
}

/** A new article. */
export const NewArticlePage = (props: ArticleProps) => (
  <Layout
    title={useWords(articleWords).newTitle}
    section="operator"
    hasError={props.errors !== undefined || props.refusal !== undefined}
    crumbs={useCrumbs()}
  >
    <Whole {...props} />
  </Layout>
)

/** An article as it stands, or as it was typed. */
export function ArticlePage({ article, ...props }: ArticleProps & { article: KeptArticle }) {
  const words = useWords(articleWords)
  const title = useArticleTitle(article)
  return (
    <Layout
      title={words.editTitle(title)}
      heading={title}
      crumb={title}
      section="operator"
      hasError={props.errors !== undefined || props.refusal !== undefined}
      crumbs={useCrumbs()}
      actions={
        <>
          {article.state !== 'draft' && (
            <a class="button plain" href={url(paths.helpArticle, article)}>
              {words.read}
            </a>
          )}
          <a class="button plain danger" {...dialogLink(url(paths.articleRemoval, article))}>
            {words.remove}
          </a>
        </>
      }
    >
      <KeptFacts article={article} />
      <DeadLinks dead={props.dead} />
      <FewQuestions article={article} />
      <Whole article={article} {...props} />
    </Layout>
  )
}

function KeptFacts({ article: { slug, updatedAt, updatedBy } }: { article: KeptArticle }) {
  const words = useWords(articleWords)
  const when = (
    <>
      <Time at={updatedAt} precise /> {updatedBy === null ? words.byProduct : words.by(updatedBy)}
    </>
  )
  return (
    <Facts
      facts={[
        { name: words.slug, value: slug },
        { name: words.facts, value: when },
      ]}
    />
  )
}

const ENOUGH = 10

/** The assistant recognises a question by its likeness to those that are listed. */
function FewQuestions({ article: { texts } }: { article: KeptArticle }) {
  const words = useWords(articleWords)
  const few = LANGUAGES.filter((language) => isWritten(texts[language]) && texts[language].variants.length < ENOUGH)
  if (few.length === 0) return null
  const told = few.map((language) =>
    words.fewText(language === 'fr' ? words.french : words.english, texts[language].variants.length),
  )
  return (
    <div class="card">
      <p>
        <strong>{words.fewTitle}</strong>
      </p>
      {told.map((text) => (
        <p>{text}</p>
      ))}
    </div>
  )
}

function Whole({ article, shown, errors, refusal, preview }: ArticleProps) {
  const words = useWords(articleWords)
  const previewing = url(paths.articlePreview, { id: article?.id ?? 'new' })
  return (
    <>
      {refusal === 'changed-meanwhile' && article && <ArticleConflict article={article} shown={shown} />}
      {preview ? <PreviewPanel {...preview} /> : <NoPreview />}
      <Form action={article ? url(paths.article, article) : paths.newArticle} class="stack wide">
        <ErrorSummary errors={errorList(errors, ARTICLE_FIELDS, words.errors)} />
        {refusal !== 'changed-meanwhile' && <RefusalNote text={refusal && words.refusals[refusal]} />}
        <MandatoryNote />
        <input type="hidden" name="seen" value={shown.seen} />
        <TextFields language="Fr" shown={shown} errors={errors} />
        <TextFields language="En" shown={shown} errors={errors} />
        <PlaceFields shown={shown} errors={errors} isNew={article === null} />
        <div class="acts">
          <button class="main">{words.save}</button>
          <button
            formaction={`${previewing}#${PREVIEW}`}
            data-hx-post={previewing}
            data-hx-target={`#${PREVIEW}`}
            data-hx-swap="outerHTML"
          >
            {words.preview}
          </button>
          <a class="button plain" href={paths.articles}>
            {words.back}
          </a>
        </div>
      </Form>
    </>
  )
}

type RemovalProps = { article: KeptArticle }

/** Asks before an article is taken away. */
export const ArticleRemovalPage = (props: RemovalProps) => (
  <Layout
    title={useWords(articleWords).removeTitle(useArticleTitle(props.article))}
    section="operator"
    crumbs={useCrumbs()}
  >
    <ArticleRemovalPanel {...props} />
  </Layout>
)

export function ArticleRemovalPanel({ article }: RemovalProps) {
  const words = useWords(articleWords)
  const title = useArticleTitle(article)
  return (
    <DialogPanel title={words.removeTitle(title)}>
      <p>{words.removeText}</p>
      <Form action={url(paths.articleRemoval, article)}>
        <div class="acts">
          <button class="danger">{words.confirmRemoval(title)}</button>
          <Cancel href={paths.articles} />
        </div>
      </Form>
    </DialogPanel>
  )
}
