import type { HandoverReason } from './rules.ts'
import type { Counted } from './statistics-rules.ts'

export const REASONS = ['asked', 'misunderstood', 'disliked', 'scenario'] as const satisfies HandoverReason[]

/** A counter beside those of questions: « Contacter un agent », or a person offered for a reason. */
export type HandoverCount = 'person' | `offer-${HandoverReason}`

/** Chats that ended within a period. `wait`: seconds until an advisor took it, on average; `mark`: 1–5, on average. */
export type ChatFigures = { held: number; givenUp: number; wait: number | null; marks: number; mark: number | null }
export type Handovers = { pressed: number; offers: Record<HandoverReason, number>; chats: ChatFigures }

/** Pure. How often a person was wanted or offered, by the counters of a period. */
export function handoversOf(rows: Counted[], chats: ChatFigures): Handovers {
  const of = (counted: HandoverCount) =>
    rows.reduce((sum, { outcome, total }) => (outcome === counted ? sum + total : sum), 0)
  return {
    pressed: of('person'),
    offers: {
      asked: of('offer-asked'),
      misunderstood: of('offer-misunderstood'),
      disliked: of('offer-disliked'),
      scenario: of('offer-scenario'),
    },
    chats,
  }
}

/** Pure. Whether there was none, nor any chat. */
export const isNone = ({ pressed, offers, chats }: Handovers): boolean =>
  pressed + chats.held + chats.givenUp === 0 && Object.values(offers).every((count) => count === 0)
