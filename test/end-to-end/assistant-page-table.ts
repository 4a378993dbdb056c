import { paths, url, withQuery } from '../../src/urls.ts'
import { ROLES, type Row } from './page-rows.ts'

/** The conversation: begun by nobody, with an answer of each kind (Nadia), with an advisor (Chloé), waiting (Gaël), over (Bruno). */
export const ASSISTANT_PAGES: Record<string, Row> = {
  [paths.assistant]: {
    who: ROLES,
    at: ({ answer }, role) => [
      paths.assistant,
      ...(role === 'nadia' ? [withQuery(paths.assistant, { before: answer + 2 })] : []),
      ...(role === 'visitor' ? [withQuery(paths.assistant, { first: 1 })] : []),
    ],
  },
  [paths.assistantRating]: { who: ['nadia'], at: ({ answer }) => [url(paths.assistantRating, { id: answer })] },
  [paths.assistantConversations]: { who: ['nadia', 'chloe'] },
}
