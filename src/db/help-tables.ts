import type { Generated } from 'kysely'
import type { Language } from '../act.ts'

/** An instant in UTC, ISO 8601 with milliseconds. */
type Instant = string
/** A civil date, `YYYY-MM-DD`. */
type CivilDate = string
type Flag = 0 | 1

export interface ArticleTable {
  id: Generated<number>
  slug: string
  audience: Generated<'all' | 'user' | 'manager' | 'agent'>
  state: Generated<'draft' | 'internal' | 'public'>
  position: number
  created_at: Instant
  updated_at: Instant
  updated_by_id: number | null
}

export interface ConversationTable {
  id: Generated<number>
  /** Of a user, or else of the browser that holds the token: never both. */
  user_id: number | null
  token_hash: string | null
  language: Language
  misunderstood: Generated<number>
  /** JSON: where a scenario stands. */
  scenario: string | null
  created_at: Instant
  last_at: Instant
  ended_at: Instant | null
  /** The conversation of the same user that goes on in its place. */
  continued_id: Generated<number | null>
  /** When its user took over what they had begun before they signed in. */
  claimed_at: Generated<Instant | null>
  /** The last ticket that was prepared from it, sent or not. */
  ticket_id: Generated<number | null>
  /** When what was said was gathered for it. */
  ticket_at: Generated<Instant | null>
}

export interface ChatTable {
  id: Generated<number>
  conversation_id: number
  state: Generated<'waiting' | 'running' | 'ended'>
  is_first: Generated<Flag>
  asked_at: Instant
  advisor_id: number | null
  taken_at: Instant | null
  ended_at: Instant | null
  ended_by: 'visitor' | 'advisor' | 'platform' | null
  visitor_seen_at: Instant
  ticket_id: number | null
  rating: number | null
  rating_comment: Generated<string>
  rated_at: Instant | null
}

export interface MessageTable {
  id: Generated<number>
  conversation_id: number
  chat_id: number | null
  side: 'visitor' | 'assistant' | 'advisor' | 'platform'
  author_id: number | null
  kind: 'question' | 'choice' | 'answer' | 'chat' | 'file' | 'event'
  /** What was said, as plain words. */
  text: string
  /** JSON: what an answer or an event is made of. */
  data: Generated<string>
  at: Instant
}

/** The tables of the knowledge base, the assistant's conversations and the livechat. */
export interface HelpTables {
  article: ArticleTable
  /** `variants`: JSON, a list of other ways of asking; `body`: Markdown; `folded`: what searches compare. */
  article_text: {
    article_id: number
    language: Language
    title: string
    body: string
    variants: Generated<string>
    folded: Generated<string>
  }
  /** Articles that came with the product, by what they were; whatever became of them since. */
  article_shipped: { slug: string; digest: string }
  /** One row; `version` goes up with every change of an article, `base` tells one database from another. */
  knowledge: { id: 1; version: number; base: Generated<string> }
  conversation: ConversationTable
  chat: ChatTable
  message: MessageTable
  chat_file: { message_id: number; chat_id: number; hash: string; name: string; size: number; type: string }
  answer_vote: { message_id: number; vote: 'up' | 'down'; comment: Generated<string>; at: Instant }
  asked: {
    id: Generated<number>
    message_id: number | null
    language: Language
    text: string
    outcome: 'answered' | 'suggested' | 'unknown' | 'handover' | 'scenario'
    slug: string | null
    confidence: number
    vote: 'up' | 'down' | null
    comment: Generated<string>
    at: Instant
  }
  /** Questions of a day in France; `slug` is empty where no article answered, outcomes are also 'up' and 'down'. */
  asked_count: { day: CivilDate; outcome: string; language: Language; slug: string; total: number }
  /** Minutes of the day; weekday 1 is Monday. */
  livechat_period: { id: Generated<number>; weekday: number; opens: number; closes: number }
  livechat_closure: { id: Generated<number>; from_on: CivilDate; until_on: CivilDate; label: Generated<string> }
  /** One row. */
  livechat_setting: {
    id: 1
    zone: string
    holidays: 'france' | 'alsace_moselle' | 'none'
    vanished_after: number
  }
  chat_link: { token_hash: string; chat_id: number; expires_at: Instant }
  prefill: { token_hash: string; fields: string; at: Instant }
  advisor: {
    user_id: number
    state: Generated<'available' | 'away'>
    max_chats: Generated<number>
    seen_at: Instant
    /** A page was read, and no stream or poll of it has been heard since: the next sign is the next page. */
    pages_only: Generated<Flag>
  }
}
