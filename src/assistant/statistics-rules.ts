import type { HelpTables } from '../db/help-tables.ts'
import { addDays, parisDate } from '../values/dates.ts'

export const OUTCOMES = ['answered', 'suggested', 'unknown', 'handover', 'scenario'] as const satisfies Outcome[]
export type Outcome = HelpTables['asked']['outcome']
/** Days looked back over. */
export const PERIODS = [7, 30, 90, 365] as const
export type Period = (typeof PERIODS)[number]

/** Lists of questions: by what became of them, or those with a thumb down. */
export const LISTS = ['unknown', 'disliked', 'suggested', 'handover', 'answered', 'scenario'] as const
export type AskedList = (typeof LISTS)[number]

/** One sum of the counters. `slug` is empty where no article answered; 'up' and 'down' are thumbs. */
export type Counted = { day: string; outcome: string; slug: string; total: number }
/** A question as the operator reads it. */
export type AskedRow = {
  id: number
  at: string
  language: 'fr' | 'en'
  text: string
  outcome: Outcome
  slug: string | null
  vote: 'up' | 'down' | null
  comment: string
}

export type TopicFigures = { slug: string; asked: number; up: number; down: number }
export type Statistics = {
  asked: number
  outcomes: Record<Outcome, number>
  up: number
  down: number
  /** Each day of a week, else each week by its first day: never more bars than can be read. */
  spans: { from: string; until: string; asked: number; unknown: number }[]
  topics: TopicFigures[]
}

export const periodIn = (typed: string | undefined): Period => PERIODS.find((days) => String(days) === typed) ?? 30
export const listIn = (typed: string | undefined): AskedList => LISTS.find((list) => list === typed) ?? 'unknown'

/** Pure. The first civil day of a period that ends today. */
export const firstDay = (now: Date, period: Period): string => addDays(parisDate(now), 1 - period)

/** How many days a bar stands for. */
const SPAN: Record<Period, number> = { 7: 1, 30: 3, 90: 7, 365: 30 }
const TOPICS_SHOWN = 20

const isOutcome = (outcome: string): outcome is Outcome => OUTCOMES.some((one) => one === outcome)
const sumOf = (rows: Counted[]): number => rows.reduce((sum, { total }) => sum + total, 0)

/** Pure. What the counters of a period say. */
export function statisticsOf(rows: Counted[], { now, period }: { now: Date; period: Period }): Statistics {
  const asked = rows.filter(({ outcome }) => isOutcome(outcome))
  const of = (outcome: string) => rows.filter((row) => row.outcome === outcome)
  return {
    asked: sumOf(asked),
    outcomes: {
      answered: sumOf(of('answered')),
      suggested: sumOf(of('suggested')),
      unknown: sumOf(of('unknown')),
      handover: sumOf(of('handover')),
      scenario: sumOf(of('scenario')),
    },
    up: sumOf(of('up')),
    down: sumOf(of('down')),
    spans: spansOf(asked, { now, period }),
    topics: topicsOf(rows),
  }
}

function spansOf(asked: Counted[], { now, period }: { now: Date; period: Period }): Statistics['spans'] {
  const today = parisDate(now)
  const spans: Statistics['spans'] = []
  for (let from = firstDay(now, period); from <= today; from = addDays(from, SPAN[period])) {
    const last = addDays(from, SPAN[period] - 1)
    const until = last < today ? last : today
    const within = asked.filter(({ day }) => from <= day && day <= until)
    spans.push({ from, until, asked: sumOf(within), unknown: sumOf(within.filter((row) => row.outcome === 'unknown')) })
  }
  return spans
}

/** Those asked most first. */
function topicsOf(rows: Counted[]): TopicFigures[] {
  const topics = new Map<string, TopicFigures>()
  for (const { slug, outcome, total } of rows) {
    if (slug === '') continue
    const topic = topics.get(slug) ?? { slug, asked: 0, up: 0, down: 0 }
    topics.set(slug, topic)
    if (outcome === 'up' || outcome === 'down') topic[outcome] += total
    else topic.asked += total
  }
  return [...topics.values()].toSorted((a, b) => b.asked - a.asked || b.down - a.down).slice(0, TOPICS_SHOWN)
}
