import { paths, url, withQuery } from '../../src/urls.ts'
import { OPERATOR, ROLES, type Row } from './page-rows.ts'

const page = (slug: string) => url(paths.helpArticle, { slug })

/** Help as everybody reads it, and the articles as the platform support keeps them. */
export const ARTICLE_PAGES: Record<string, Row> = {
  [paths.help]: {
    who: ROLES,
    at: (_, role) => [
      paths.help,
      ...(role === 'visitor'
        ? [{ q: 'mot de passe' }, { q: 'hand over the primary manager role' }, { q: 'xyzzy' }, { for: 'manager' }].map(
            (query) => withQuery(paths.help, query),
          )
        : []),
    ],
  },
  // What an article leads to opens for whoever has the right to it: here, for each of these.
  [paths.helpArticle]: {
    who: ['visitor', 'nadia', 'alice', 'emma'],
    at: (_, role) => {
      if (role === 'visitor') return [page('structure-activate'), withQuery(page('accessibility'), { in: 'en' })]
      return role === 'alice' ? [page('membership-bulk'), page('users-export')] : [page('password-forgotten')]
    },
  },
  [paths.articles]: {
    who: OPERATOR,
    at: () =>
      [{}, { page: 2 }, { state: 'draft' }, { q: 'mot de passe' }, { q: 'xyzzy' }].map((query) =>
        withQuery(paths.articles, query),
      ),
  },
  [paths.newArticle]: { who: OPERATOR },
  [paths.article]: {
    who: OPERATOR,
    at: ({ article, draft }) => [url(paths.article, { id: article }), url(paths.article, { id: draft })],
  },
  [paths.articleRemoval]: { who: OPERATOR, at: ({ article }) => [url(paths.articleRemoval, { id: article })] },
  [paths.articlesImport]: { who: OPERATOR },
}
