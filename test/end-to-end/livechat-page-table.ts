import { paths, url } from '../../src/urls.ts'
import { type Row, VISITOR } from './page-rows.ts'

/** The visitor's side of the livechat: Chloé talks with Emma, Gaël waits, Bruno's chat is over. */
export const LIVECHAT_PAGES: Record<string, Row> = {
  [paths.livechat]: { who: ['visitor', 'nadia', 'alice', 'bruno', 'emma'] },
  [paths.livechatTranscript]: { who: ['chloe', 'gael', 'bruno'] },
  [paths.livechatEnd]: { who: ['chloe', 'gael'] },
  [paths.livechatRating]: { who: ['bruno'] },
  [paths.livechatTicket]: { who: ['chloe', 'bruno'] },
  [paths.livechatLinked]: { who: VISITOR, at: ({ transcript }) => [url(paths.livechatLinked, { token: transcript })] },
}
