import { paths } from '../src/urls.ts'
import { EVERYBODY, OPERATOR, type Row } from './rights-roles.ts'

const ONE: Row = { mairie: OPERATOR, elsewhere: OPERATOR, id: 'article' }

/** The articles: everybody reads them, the platform support keeps them. */
export const ARTICLE_RIGHTS: Record<string, Row> = {
  [`GET ${paths.helpArticle}`]: { mairie: EVERYBODY },
  [`GET ${paths.articles}`]: { mairie: OPERATOR },
  [`GET ${paths.articlesExport}`]: { mairie: OPERATOR },
  [`POST ${paths.articlesOrder}`]: { mairie: OPERATOR },
  [`GET ${paths.articlesImport}`]: { mairie: OPERATOR },
  [`POST ${paths.articlesImport}`]: { mairie: OPERATOR },
  [`GET ${paths.newArticle}`]: { mairie: OPERATOR },
  [`POST ${paths.newArticle}`]: { mairie: OPERATOR },
  [`GET ${paths.article}`]: ONE,
  [`POST ${paths.article}`]: ONE,
  [`POST ${paths.articlePreview}`]: ONE,
  [`GET ${paths.articleRemoval}`]: ONE,
  // Last: what is taken away is not there any more.
  [`POST ${paths.articleRemoval}`]: ONE,
}
