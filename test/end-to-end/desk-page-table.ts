import { paths, url, withQuery } from '../../src/urls.ts'
import { OPERATOR, type Row } from './page-rows.ts'
import type { Furnished } from './furnished.ts'

const running =
  (path: string) =>
  ({ chat }: Furnished) => [url(path as typeof paths.advisorChat, { id: chat })]

/** The advisor's side of the livechat, its hours, and what the assistant is asked: Chloé's chat runs, Bruno's is over. */
export const DESK_PAGES: Record<string, Row> = {
  [paths.advisor]: { who: OPERATOR },
  [paths.advisorEnded]: { who: OPERATOR },
  [paths.advisorChat]: {
    who: OPERATOR,
    at: ({ chat, endedChat }) => [chat, endedChat].map((id) => url(paths.advisorChat, { id })),
  },
  [paths.advisorTranscript]: { who: OPERATOR, at: running(paths.advisorTranscript) },
  [paths.advisorTicket]: { who: OPERATOR, at: running(paths.advisorTicket) },
  [paths.advisorHanding]: { who: OPERATOR, at: running(paths.advisorHanding) },
  [paths.advisorEnd]: { who: OPERATOR, at: running(paths.advisorEnd) },
  [paths.advisorHours]: { who: OPERATOR },
  [paths.advisorClosureRemoval]: {
    who: OPERATOR,
    at: ({ closure }) => [url(paths.advisorClosureRemoval, { id: closure })],
  },
  [paths.assistantStatistics]: { who: OPERATOR },
  [paths.assistantAsked]: {
    who: OPERATOR,
    at: () => ['unknown', 'answered', 'disliked'].map((list) => withQuery(paths.assistantAsked, { list })),
  },
}
