import { paths } from '../src/urls.ts'
import { EVERYBODY, OPERATOR, type Row } from './rights-roles.ts'

/** Of the platform support alone, whoever the chat is with. */
const CHAT: Row = { mairie: OPERATOR, elsewhere: OPERATOR, id: 'chat' }
const DESK: Row = { mairie: OPERATOR }
const CLOSURE: Row = { mairie: OPERATOR, elsewhere: OPERATOR, id: 'closure' }

/** The advisor's side of the livechat, its hours, and what the assistant is asked. */
export const DESK_RIGHTS: Record<string, Row> = {
  [`GET ${paths.advisor}`]: DESK,
  [`GET ${paths.advisorEnded}`]: DESK,
  [`GET ${paths.advisorEvents}`]: DESK,
  [`GET ${paths.advisorNews}`]: DESK,
  [`POST ${paths.advisorState}`]: DESK,
  [`GET ${paths.advisorChat}`]: CHAT,
  [`GET ${paths.advisorFile}`]: CHAT,
  [`GET ${paths.advisorTranscript}`]: CHAT,
  [`POST ${paths.advisorTaking}`]: CHAT,
  [`POST ${paths.advisorMessages}`]: CHAT,
  [`POST ${paths.advisorTyping}`]: CHAT,
  [`GET ${paths.advisorTicket}`]: CHAT,
  [`POST ${paths.advisorTicket}`]: CHAT,
  [`GET ${paths.advisorHanding}`]: CHAT,
  [`POST ${paths.advisorHanding}`]: CHAT,
  [`GET ${paths.advisorEnd}`]: CHAT,
  [`POST ${paths.advisorEnd}`]: CHAT,
  [`GET ${paths.advisorHours}`]: DESK,
  [`POST ${paths.advisorHours}`]: DESK,
  [`POST ${paths.advisorClosures}`]: DESK,
  [`GET ${paths.advisorClosureRemoval}`]: CLOSURE,
  [`POST ${paths.advisorClosureRemoval}`]: CLOSURE,
  [`GET ${paths.assistantStatistics}`]: DESK,
  [`GET ${paths.assistantAsked}`]: DESK,
  [`POST ${paths.helpSuggestions}`]: { mairie: EVERYBODY },
}
