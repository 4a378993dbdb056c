import type { Actor } from '../act.ts'
import type { HandoverReason, ScenarioId, Audience, Understood, UnknownReason } from './rules.ts'
import { SCENARIO_OFFERS } from './scenario-offers-list-rules.ts'
import { offerOf } from './scenario-offers-rules.ts'
import type { ScenarioOffer } from './scenario-rules.ts'

/** So many misunderstood questions in a row and a person is offered. */
export const MISUNDERSTOOD_MAX = 2
/** How many topics are offered when it is unsure, and beside an answer. */
const SUGGESTED = 3
const RELATED = 3
/** A related topic has at least this part of the score of the best. */
const NEAR = 0.5

/** Pure. The topics that come close to the best: what is far from it is not related. */
export function nearOf(ranked: Understood['ranked']): string[] {
  const best = ranked[0]?.score ?? 0
  return ranked.filter(({ score }) => score >= best * NEAR).map(({ slug }) => slug)
}

/** Pure. The scenario that does what a topic is about. */
export const scenarioOf = (slug: string): ScenarioId | undefined =>
  SCENARIO_OFFERS.find(({ topics }) => topics.includes(slug))?.id

/** What is going to be said, in order. */
export type Reply =
  | { reply: 'topic'; slug: string; related: string[] }
  | { reply: 'suggestions'; slugs: string[] }
  | { reply: 'unknown'; why: UnknownReason }
  | { reply: 'handover'; because: HandoverReason }
  | { reply: 'scenario'; scenario: ScenarioId }

/** The replies to a question, and how many were misunderstood in a row after it. */
export type Plan = { replies: Reply[]; misunderstood: number }

type Standing = {
  isSignedIn: boolean
  misunderstood: number
  knows: (slug: string) => boolean
  /** The question names a space and asks why one lacks it: whoever is signed in learns that from their own data. */
  asksOfLacking?: boolean
}
/** The topic of a space that is lacking. */
const LACKING = 'space-subscribe'

const unknown = (why: UnknownReason): Reply => ({ reply: 'unknown', why })

/** Pure. What to answer to what was understood. A canned word is no misunderstanding, and ends none; nor do topics to choose from. */
export function planReplies(understood: Understood, standing: Standing): Plan {
  const { intent } = understood
  if (intent === 'empty' || intent === 'insult' || intent === 'greeting' || intent === 'thanks')
    return { replies: [unknown(intent)], misunderstood: standing.misunderstood }
  if (intent === 'handover') return { replies: [{ reply: 'handover', because: 'asked' }], misunderstood: 0 }
  const ranked = understood.ranked.filter(({ slug }) => standing.knows(slug))
  const slugs = ranked.map(({ slug }) => slug)
  const wished = intent === 'scenario' && understood.scenario ? offerOf(understood.scenario) : undefined
  if (wished) return { replies: [planScenario(wished, { slugs, near: nearOf(ranked) }, standing)], misunderstood: 0 }
  return planTopic({ verdict: understood.verdict, slugs, near: nearOf(ranked) }, standing)
}

type Topics = { verdict: Understood['verdict']; slugs: string[]; near: string[] }

/** Only who is signed in can have it done: others read how. */
function planScenario(
  { id: scenario, topics }: ScenarioOffer,
  { slugs, near }: Pick<Topics, 'slugs' | 'near'>,
  { isSignedIn }: Standing,
): Reply {
  if (isSignedIn) return { reply: 'scenario', scenario }
  const slug = slugs.find((one) => scenarioOf(one) === scenario) ?? topics[0]
  return { reply: 'topic', slug, related: near.filter((one) => one !== slug).slice(0, RELATED) }
}

function planTopic({ verdict, slugs, near }: Topics, standing: Standing): Plan {
  const [first] = slugs
  if (first !== undefined && verdict === 'sure')
    return {
      replies: [{ reply: 'topic', slug: first, related: near.filter((one) => one !== first).slice(0, RELATED) }],
      misunderstood: 0,
    }
  if (standing.isSignedIn && standing.asksOfLacking && standing.knows(LACKING))
    return { replies: [{ reply: 'topic', slug: LACKING, related: [] }], misunderstood: 0 }
  if (first !== undefined && verdict === 'close')
    return {
      replies: [{ reply: 'suggestions', slugs: slugs.slice(0, SUGGESTED) }],
      misunderstood: standing.misunderstood,
    }
  return planMisunderstood(standing)
}

/** Pure. What is said to one misunderstood more: none of our topics, or none of those that were offered. */
export function planMisunderstood(standing: Pick<Standing, 'misunderstood'>): Plan {
  const misunderstood = standing.misunderstood + 1
  if (misunderstood < MISUNDERSTOOD_MAX) return { replies: [unknown('not-found')], misunderstood }
  return { replies: [unknown('not-found'), { reply: 'handover', because: 'misunderstood' }], misunderstood: 0 }
}

/** Pure. Which articles are offered to a reader before they ask. */
export function audiencesFor(actor: Actor | null): Audience[] {
  if (!actor) return ['all']
  const held = new Set(actor.memberships.flatMap(({ spaces }) => spaces.map(({ space }) => space)))
  return [
    'all',
    'user',
    ...(held.has('manager') ? ['manager' as const] : []),
    ...(held.has('requests_received') || actor.isOperator ? ['agent' as const] : []),
  ]
}

/** What a button of the conversation says when it is pressed. */
export type Choice =
  | { choice: 'topic'; slug: string }
  | { choice: 'scenario'; scenario: ScenarioId }
  | { choice: 'person' }
  | { choice: 'continue' }
  | { choice: 'none' }

/** Pure. A button's value: "topic:space-what", "scenario:structure-activation", "person", "continue", "none"; null for anything else. */
export function readChoice(value: string): Choice | null {
  const [choice, name = ''] = value.split(/:(.*)/)
  if (choice === 'topic' && /^[a-z][a-z0-9-]{0,99}$/.test(name)) return { choice, slug: name }
  if (choice === 'scenario' && offerOf(name)) return { choice, scenario: name }
  return value === 'person' || value === 'continue' || value === 'none' ? { choice: value } : null
}
