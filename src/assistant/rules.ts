import type { Language } from '../act.ts'

export type Audience = 'all' | 'user' | 'manager' | 'agent'
export type ArticleState = 'draft' | 'internal' | 'public'
export type ArticleText = { title: string; body: string; variants: string[] }
/** An article as the assistant knows it: `body` is Markdown, `variants` are other ways of asking for it. */
export type Article = { slug: string; audience: Audience; state: ArticleState; texts: Record<Language, ArticleText> }

export type Topic = { slug: string; title: string }

/** A scripted dialogue: its own modules say what it is called, when it is offered and what it does. */
export type ScenarioId = string

/** Why a person is offered. */
export type HandoverReason = 'asked' | 'misunderstood' | 'disliked' | 'scenario'
/** Which canned reply: nothing found, nothing typed, an insult, a word of greeting or thanks, the wish to go on. */
export type UnknownReason = 'not-found' | 'empty' | 'insult' | 'greeting' | 'thanks' | 'listening'

/** A sentence drawn from the reader's own data; `href` leads to its page. */
export type OwnFact = { text: string; href?: string }

/**
 * What the assistant answers, as it is kept in `message.data`: what was said stays what it was when an article changes.
 * `scenario` beside an article offers to start it; `rephrased` is shown in place of its body. `opensAt` is null while the
 * livechat is open.
 */
export type Answer =
  | {
      answer: 'article'
      /** What the settings of this installation say of it. */
      told?: string[]
      slug: string
      title: string
      body: string
      related: Topic[]
      scenario?: ScenarioId
      rephrased?: string
    }
  | {
      answer: 'own-data'
      slug: string
      title: string
      body: string
      facts: OwnFact[]
      related: Topic[]
      scenario?: ScenarioId
    }
  | { answer: 'suggestions'; topics: Topic[] }
  | { answer: 'unknown'; why: UnknownReason; topics?: Topic[] }
  | { answer: 'handover'; because: HandoverReason; opensAt: string | null }
  | { answer: 'scenario'; scenario: ScenarioId; step: unknown }

/** What a question seems to be about. `confidence` 0–1 goes with the first of `ranked`. */
export type Understood = {
  language: Language
  intent: 'topic' | 'handover' | 'scenario' | 'empty' | 'insult' | 'greeting' | 'thanks'
  verdict: 'sure' | 'close' | 'unknown'
  ranked: { slug: string; score: number }[]
  /** Which one is asked for, where one is. */
  scenario?: ScenarioId | undefined
  confidence: number
}
