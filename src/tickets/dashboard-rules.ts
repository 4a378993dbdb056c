import { parisDate } from '../values/dates.ts'
import type { Ticket } from './rules.ts'
import { SENT_STATUSES, type SentStatus } from './sent-list-rules.ts'

/** A sent ticket as far as the dashboard counts it. */
export type Counted = Pick<Ticket, 'first_answer_at' | 'first_solution_at'> & {
  status: SentStatus
  sent_at: string
  category: { fr: string; en: string }
}

/** `month`: YYYY-MM. Medians in minutes, as time passes; null where nothing was answered yet. */
export type Figures = {
  total: number
  byStatus: { status: SentStatus; count: number }[]
  byCategory: { category: { fr: string; en: string }; count: number }[]
  byMonth: { month: string; count: number }[]
  toAnswer: { median: number | null; of: number }
  toSolution: { median: number | null; of: number }
}

const MONTHS = 12
const MINUTE = 60_000

/** Pure. What a writer's tickets come to: all of those given, and by month the last twelve. */
export function figuresOf(tickets: Counted[], now: Date): Figures {
  return {
    total: tickets.length,
    byStatus: SENT_STATUSES.map((status) => ({
      status,
      count: tickets.filter((ticket) => ticket.status === status).length,
    })),
    byCategory: countCategories(tickets),
    byMonth: countMonths(tickets, now),
    toAnswer: medianOf(tickets.map((ticket) => minutesUntil(ticket, ticket.first_answer_at))),
    toSolution: medianOf(tickets.map((ticket) => minutesUntil(ticket, ticket.first_solution_at))),
  }
}

function countCategories(tickets: Counted[]): Figures['byCategory'] {
  const found = new Map<string, Figures['byCategory'][number]>()
  for (const { category } of tickets) {
    const one = found.get(category.fr) ?? { category, count: 0 }
    one.count += 1
    found.set(category.fr, one)
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count || (a.category.fr < b.category.fr ? -1 : 1))
}

function countMonths(tickets: Counted[], now: Date): Figures['byMonth'] {
  const counts = new Map<string, number>()
  for (const { sent_at } of tickets) {
    const month = parisDate(new Date(sent_at)).slice(0, 7)
    counts.set(month, (counts.get(month) ?? 0) + 1)
  }
  return lastMonths(now).map((month) => ({ month, count: counts.get(month) ?? 0 }))
}

function lastMonths(now: Date): string[] {
  const [year, month] = parisDate(now).split('-').map(Number)
  return Array.from({ length: MONTHS }, (_, at) =>
    new Date(Date.UTC(year ?? 0, (month ?? 1) - MONTHS + at, 1)).toISOString().slice(0, 7),
  )
}

const minutesUntil = ({ sent_at }: Counted, at: string | null): number | null =>
  at === null ? null : Math.max(0, Math.round((Date.parse(at) - Date.parse(sent_at)) / MINUTE))

function medianOf(minutes: (number | null)[]): { median: number | null; of: number } {
  const known = minutes.filter((one) => one !== null).toSorted((a, b) => a - b)
  const [low, high] = [known[(known.length - 1) >> 1], known[known.length >> 1]]
  return { median: low === undefined || high === undefined ? null : Math.round((low + high) / 2), of: known.length }
}
