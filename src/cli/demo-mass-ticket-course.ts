import type { Chance } from './demo-chance.ts'
import type { ActivityKind, Side, Ticket } from '../tickets/rules.ts'
import { MINUTES, type MassTicket, type Moment, OPENS } from './demo-mass-ticket-plan.ts'
import { MASS_ANSWER, MASS_REFUSAL, massQuestion, massSolution } from './demo-mass-ticket-words.ts'

export type MassStep = { kind: ActivityKind; side: Side; authorId: number | null; body: string; at: Moment }
/** How a ticket stands today. */
export type Standing = Pick<Ticket, 'status' | 'reason' | 'solution_by_id' | 'closed_how' | 'due_minutes_left'> & {
  due: Moment | null
  firstAnswer: Moment | null
  firstSolution: Moment | null
  waiting: Moment | null
  closed: Moment | null
}
/** What has happened to it, in its order, and what that has led to. */
export type MassTale = { steps: MassStep[]; standing: Standing; isAssigned: boolean }

type Told = {
  chance: Chance
  agentId: number
  writerId: number | null
  minutes: number | null
  sent: Moment
  tale: MassTale
}

/** The whole course of a ticket. `hours`: working hours until an answer is due. */
export function courseOf(
  { chance, course, sent }: MassTicket,
  { agentId, writerId, hours }: { agentId: number; writerId: number | null; hours: number | null },
): MassTale {
  const minutes = hours === null ? null : hours * 60
  const opened: Standing = {
    status: 'open',
    reason: 'creation',
    solution_by_id: null,
    closed_how: null,
    due_minutes_left: null,
    due: minutes === null ? null : afterMinutes(sent, minutes),
    firstAnswer: null,
    firstSolution: null,
    waiting: null,
    closed: null,
  }
  const tale: MassTale = { steps: [], standing: opened, isAssigned: false }
  const told: Told = { chance, agentId, writerId, minutes, sent, tale }
  byWriter(told, 'sent', { at: sent })
  const next = COURSES[course]
  next(told)
  return tale
}

const COURSES: Record<MassTicket['course'], (told: Told) => void> = {
  new: () => undefined,
  taken: (told) => void take(told),
  information_added: (told) => {
    const asked = ask(told, nextDay(told, take(told)))
    const at = nextDay(told, asked)
    byWriter(told, 'answered', { at, body: MASS_ANSWER })
    reopen(told, at, 'information_added')
  },
  solution_refused: (told) => {
    const at = nextDay(told, solve(told, nextDay(told, take(told))))
    byWriter(told, 'solution_refused', { at, body: MASS_REFUSAL })
    reopen(told, at, 'solution_refused')
  },
  awaiting: (told) => {
    take(told)
    ask(told, lately(told))
  },
  resolved: (told) => {
    take(told)
    solve(told, lately(told))
  },
  accepted: (told) => {
    const at = nextDay(told, solve(told, nextDay(told, take(told))))
    byWriter(told, 'solution_accepted', { at })
    close(told, at, 'accepted')
    if (told.chance.below(5) === 0) byWriter(told, 'rated', { at: { ...at, minutes: at.minutes + 2 } })
  },
  closed: (told) => {
    const at = nextDay(told, told.sent)
    byWriter(told, 'closed', { at })
    close(told, at, 'writer')
    told.tale.standing.due = null
  },
  closed_automatically: (told) => {
    const { ago, minutes } = solve(told, nextDay(told, take(told)))
    // By its morning's run, a week later and then another one.
    speak(told, { kind: 'closing_announced', side: 'platform', authorId: null, at: { ago: ago - 6, minutes } })
    speak(told, { kind: 'closed_automatically', side: 'platform', authorId: null, at: { ago: ago - 12, minutes } })
    close(told, { ago: ago - 12, minutes }, 'automatic')
    told.tale.standing.due_minutes_left = null
  },
}

function speak({ tale }: Told, { body = '', ...step }: Omit<MassStep, 'body'> & { body?: string }): void {
  tale.steps.push({ ...step, body })
}

const byWriter = (told: Told, kind: ActivityKind, said: { at: Moment; body?: string }): void =>
  speak(told, { kind, side: 'writer', authorId: told.writerId, ...said })

function take(told: Told): Moment {
  const at = nextDay(told, told.sent)
  speak(told, { kind: 'taken', side: 'agent', authorId: told.agentId, at })
  told.tale.isAssigned = true
  return at
}

function ask(told: Told, at: Moment): Moment {
  const body = massQuestion(told.chance)
  speak(told, { kind: 'information_asked', side: 'agent', authorId: told.agentId, at, body })
  wait(told, at, 'awaiting_information')
  return at
}

function solve(told: Told, at: Moment): Moment {
  const body = massSolution(told.chance)
  speak(told, { kind: 'solution_proposed', side: 'agent', authorId: told.agentId, at, body })
  wait(told, at, 'resolved')
  told.tale.standing.solution_by_id = told.agentId
  told.tale.standing.firstSolution = at
  return at
}

/** For the writer, with the clock stopped. */
function wait(
  { tale: { standing }, minutes, sent }: Told,
  at: Moment,
  status: 'awaiting_information' | 'resolved',
): void {
  const left = minutes === null ? null : minutes - minutesBetween(sent, at)
  Object.assign(standing, { status, reason: '', waiting: at, firstAnswer: at, due: null, due_minutes_left: left })
}

function reopen({ tale: { standing } }: Told, at: Moment, reason: 'information_added' | 'solution_refused'): void {
  const left = standing.due_minutes_left
  const due = left === null ? null : left > 0 ? afterMinutes(at, left) : at
  Object.assign(standing, { status: 'open', reason, waiting: null, due, due_minutes_left: null })
}

function close({ tale: { standing } }: Told, at: Moment, closed_how: 'accepted' | 'writer' | 'automatic'): void {
  Object.assign(standing, { status: 'closed', reason: '', waiting: null, closed: at, closed_how })
}

const anyMinute = ({ chance }: Told): number => OPENS + chance.below(MINUTES - 5)
const nextDay = (told: Told, { ago }: Moment): Moment => ({
  ago: ago - 1 - told.chance.below(2),
  minutes: anyMinute(told),
})
/** Too recently for the writer to be warned of the closing. */
const lately = (told: Told): Moment => ({ ago: 1 + told.chance.below(4), minutes: anyMinute(told) })

const minutesBetween = (from: Moment, to: Moment): number => (from.ago - to.ago) * MINUTES + to.minutes - from.minutes

function afterMinutes({ ago, minutes }: Moment, passed: number): Moment {
  const offset = minutes - OPENS + passed
  return { ago: ago - Math.floor(offset / MINUTES), minutes: OPENS + (offset % MINUTES) }
}
