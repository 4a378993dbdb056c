import { paths } from '../src/urls.ts'
import { EVERYBODY, type Row } from './rights-roles.ts'

/** An answer that Chloé got, or Farid: nobody else knows of it. */
const ANSWER: Row = { mairie: ['chloe'], elsewhere: ['farid'], id: 'answer' }

/** The conversation with the assistant: everybody has their own. */
export const ASSISTANT_RIGHTS: Record<string, Row> = {
  [`GET ${paths.assistantRating}`]: ANSWER,
  [`POST ${paths.assistantRating}`]: ANSWER,
  [`GET ${paths.assistant}`]: { mairie: EVERYBODY },
  [`GET ${paths.assistantEvents}`]: { mairie: EVERYBODY },
  [`GET ${paths.assistantNews}`]: { mairie: EVERYBODY },
  [`POST ${paths.assistantQuestions}`]: { mairie: EVERYBODY },
  [`POST ${paths.assistantChoices}`]: { mairie: EVERYBODY },
  [`GET ${paths.assistantConversations}`]: { mairie: EVERYBODY },
  // Last: nothing of what was said is there after it.
  [`POST ${paths.assistantConversations}`]: { mairie: EVERYBODY },
}
