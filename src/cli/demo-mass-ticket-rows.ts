import type Database from 'better-sqlite3'
import type { Insertable } from 'kysely'
import type { Tables } from '../db/tables.ts'
import type { StoredFile } from '../outside/files.ts'
import { POSITIONS } from '../tickets/rules.ts'
import { parisDate } from '../values/dates.ts'
import { fold } from '../values/text.ts'
import type { Days } from './demo-days.ts'
import { numberedLogin, numberedPerson } from './demo-mass-names.ts'
import { courseOf, type MassTale } from './demo-mass-ticket-course.ts'
import { type MassTicket, type Moment, OPENS } from './demo-mass-ticket-plan.ts'
import type { MassAgent, MassWriter, TicketPlaces } from './demo-mass-ticket-places.ts'
import { massDescription, massSubject } from './demo-mass-ticket-words.ts'

type Sources = { places: TicketPlaces; files: StoredFile[]; days: Days }

/** Puts tickets with all that belongs to them, each after the last one in number and in time. */
export function openTicketRows(sqlite: Database.Database, { places, files, days }: Sources) {
  const put = {
    ticket: putter(sqlite, 'ticket'),
    activity: putter(sqlite, 'ticket_activity'),
    file: putter(sqlite, 'ticket_file'),
    guest: putter(sqlite, 'ticket_guest'),
    rating: putter(sqlite, 'ticket_rating'),
  }
  const clock = openClock(days)
  const last = lastIds(sqlite)

  return (ticket: MassTicket): void => {
    const { chance, sent, number } = ticket
    const to = addressOf(ticket, places)
    const kind = chance.pick(places.kinds[to.route])
    const writer = ticket.isGuest ? null : writerOf(ticket, places, to)
    const tale = courseOf(ticket, { agentId: to.agent.id, writerId: writer?.id ?? null, hours: kind.hours })
    last.ticket += 1
    last.position = Math.max(last.position, clock.yearOf(sent) * POSITIONS) + 1
    const from = last.activity
    last.activity += tale.steps.length
    put.ticket({
      id: last.ticket,
      position: last.position,
      subcategory_id: kind.id,
      last_activity_id: last.activity,
      ...saidIn(ticket, to.route),
      ...receivedBy(to, tale),
      ...sentBy(writer),
      ...standingOf(tale, clock.at),
    })
    for (const [at, step] of tale.steps.entries())
      put.activity(activityOf(step, { id: from + at + 1, ticketId: last.ticket, at: clock.at(step.at) }))
    if (ticket.isGuest) put.guest(guestOf(last.ticket, number))
    if (number % 20 === 7)
      put.file(
        fileOf(chance.pick(files), {
          ticketId: last.ticket,
          activityId: from + 1,
          by: writer?.id ?? null,
          at: clock.at(sent),
        }),
      )
    const rated = tale.steps.find((step) => step.kind === 'rated')
    if (rated) put.rating({ ticket_id: last.ticket, score: 3 + (number % 3), comment: '', at: clock.at(rated.at) })
  }
}

/** Every row has the same columns in the same order. */
function putter<T extends keyof Tables>(sqlite: Database.Database, table: T): (row: Insertable<Tables[T]>) => void {
  let statement: Database.Statement | undefined
  return (row) => {
    const values = Object.values(row)
    statement ??= sqlite.prepare(
      `insert into ${table} (${Object.keys(row).join(', ')}) values (${values.map(() => '?').join(', ')})`,
    )
    statement.run(values)
  }
}

function lastIds(sqlite: Database.Database) {
  const read = (query: string) => (sqlite.prepare(query).pluck().get() as number | null) ?? 0
  return {
    ticket: read('select max(id) from ticket'),
    activity: read('select max(id) from ticket_activity'),
    position: read('select max(position) from ticket'),
  }
}

type Clock = ReturnType<typeof openClock>

/** Instants of working days, each day looked up once. */
function openClock(days: Days) {
  const mornings = new Map<number, { ms: number; year: number }>()
  const morningOf = (ago: number) => {
    const known = mornings.get(ago)
    if (known) return known
    const at = days.at(ago, OPENS)
    const morning = { ms: at.getTime(), year: Number(parisDate(at).slice(0, 4)) }
    mornings.set(ago, morning)
    return morning
  }
  return {
    at: ({ ago, minutes }: Moment): string => new Date(morningOf(ago).ms + (minutes - OPENS) * 60_000).toISOString(),
    yearOf: ({ ago }: Moment): number => morningOf(ago).year,
  }
}

type Address = { route: 'support' | 'service'; structureId: number | null; serviceId: number | null; agent: MassAgent }

function addressOf({ lane, chance }: MassTicket, { supporter, main, receivers }: TicketPlaces): Address {
  if (lane === 'support') return { route: 'support', structureId: null, serviceId: null, agent: supporter }
  if (lane === 'main') return { route: 'service', ...main, agent: chance.pick(main.agents) }
  return { route: 'service', ...chance.pick(receivers) }
}

/** Anybody but who answers: nobody accepts their own solution. */
function writerOf({ chance }: MassTicket, { writers }: TicketPlaces, { agent }: Address): MassWriter | null {
  const at = chance.below(writers.length)
  const writer = writers[at] ?? null
  return writer?.id === agent.id ? (writers[(at + 1) % writers.length] ?? null) : writer
}

function saidIn({ chance, number }: MassTicket, route: Address['route']) {
  const reference = `FA-${100_000 + ((number * 7919) % 900_000)}`
  const subject = massSubject(chance, route, reference)
  return {
    subject,
    subject_folded: fold(subject),
    description: massDescription(chance, reference),
    object_type: route === 'service' ? 'invoice' : null,
    object_reference: route === 'service' ? reference : '',
  }
}

const receivedBy = ({ route, structureId, serviceId, agent }: Address, { isAssigned }: MassTale) => ({
  route,
  recipient_structure_id: structureId,
  recipient_service_id: serviceId,
  assignee_id: isAssigned ? agent.id : null,
  assignee_folded: isAssigned ? agent.folded : '',
})

const sentBy = (writer: MassWriter | null) => ({
  writer_id: writer?.id ?? null,
  structure_id: writer?.structureId ?? null,
})

function standingOf({ standing, steps }: MassTale, at: Clock['at']) {
  const { due, firstAnswer, firstSolution, waiting, closed, ...plain } = standing
  const orNull = (moment: Moment | null) => moment && at(moment)
  const [sentAt, lastAt] = [steps[0], steps.at(-1)].map((step) => (step ? at(step.at) : ''))
  return {
    ...plain,
    created_at: sentAt ?? '',
    updated_at: lastAt ?? '',
    sent_at: sentAt ?? '',
    due_at: orNull(due),
    first_answer_at: orNull(firstAnswer),
    first_solution_at: orNull(firstSolution),
    waiting_since: orNull(waiting),
    closed_at: orNull(closed),
  }
}

type Placed = { id: number; ticketId: number; at: string }
const activityOf = ({ kind, side, authorId, body }: MassTale['steps'][number], { id, ticketId, at }: Placed) => ({
  id,
  ticket_id: ticketId,
  kind,
  side,
  author_id: authorId,
  body,
  at,
})

const fileOf = (
  file: StoredFile,
  { ticketId, activityId, by, at }: { ticketId: number; activityId: number; by: number | null; at: string },
) => ({
  ticket_id: ticketId,
  activity_id: activityId,
  hash: file.hash,
  name: file.name,
  size: file.size,
  type: file.type,
  added_by_id: by,
  at,
})

function guestOf(ticketId: number, number: number) {
  const person = numberedPerson(5_000_000 + (number % 1_000_000))
  const { firstName, lastName } = person
  return {
    ticket_id: ticketId,
    last_name: lastName,
    first_name: firstName,
    email: numberedLogin(person),
    language: 'fr' as const,
  }
}
