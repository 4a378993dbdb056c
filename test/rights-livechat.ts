import { paths } from '../src/urls.ts'
import { EVERYBODY, type Row } from './rights-roles.ts'

/** Chloé and Farid have a chat with Emma each; to everybody else, the advisor too, their pages are not there. */
const TALKING: Row = { mairie: ['chloe', 'farid'] }

/** The visitor's side of the livechat. */
export const LIVECHAT_RIGHTS: Record<string, Row> = {
  [`GET ${paths.livechatFile}`]: { mairie: ['chloe'], elsewhere: ['farid'], id: 'chatFile' },
  [`POST ${paths.livechatMessages}`]: TALKING,
  [`POST ${paths.livechatTyping}`]: TALKING,
  [`GET ${paths.livechatEnd}`]: TALKING,
  [`POST ${paths.livechatEnd}`]: TALKING,
  [`GET ${paths.livechatRating}`]: TALKING,
  [`POST ${paths.livechatRating}`]: TALKING,
  [`GET ${paths.livechatTranscript}`]: TALKING,
  [`POST ${paths.livechatTranscriptMail}`]: TALKING,
  [`GET ${paths.livechatLinked}`]: { mairie: [] },
  // Whoever has no conversation writes a ticket from the beginning.
  [`GET ${paths.livechatTicket}`]: { mairie: EVERYBODY },
  [`POST ${paths.livechatTicket}`]: { mairie: EVERYBODY },
  [`GET ${paths.livechat}`]: { mairie: EVERYBODY },
  // Last: who asks has a chat after it.
  [`POST ${paths.livechat}`]: { mairie: EVERYBODY },
}
