import fc from 'fast-check'
import { acceptSolution, undoAcceptance } from '../../src/tickets/accepting.ts'
import { answerTicket } from '../../src/tickets/answering.ts'
import { askInformation } from '../../src/tickets/asking.ts'
import { assignTicket } from '../../src/tickets/assigning.ts'
import { closeTicket } from '../../src/tickets/closing.ts'
import { noteInternally } from '../../src/tickets/noting.ts'
import { rateTicket } from '../../src/tickets/rating.ts'
import { refuseSolution } from '../../src/tickets/refusing.ts'
import type { Ticket, TicketStatus } from '../../src/tickets/rules.ts'
import { proposeSolution } from '../../src/tickets/solving.ts'
import { takeTicket } from '../../src/tickets/taking.ts'
import { transferToService, transferToSupport } from '../../src/tickets/transferring.ts'
import type { Result } from '../../src/values/result.ts'
import type { Person } from '../moment.ts'
import type { TestWorld } from '../world.ts'
import type { addAgents } from './furnishing.ts'

export type People = Awaited<ReturnType<typeof addAgents>>
type Who = 'driss' | 'ines' | 'emma' | 'chloe' | 'farid'

const WRITERS_ACTS = ['answer', 'accept', 'undo', 'refuse', 'close', 'rate'] as const
const AGENTS_ACTS = ['take', 'assign', 'solve', 'ask', 'toSupport', 'toService', 'note'] as const
type Name = (typeof WRITERS_ACTS)[number] | (typeof AGENTS_ACTS)[number]
export const ACTS: Name[] = [...WRITERS_ACTS, ...AGENTS_ACTS]

/** One act at random: who tries it, about whom, whether the page was a fresh one, and the hours that passed before. */
export type Step = { name: Name; who: Who; to: Who; isFresh: boolean; says: boolean; hours: number }

const who = fc.constantFrom<Who>('driss', 'driss', 'driss', 'driss', 'ines', 'ines', 'emma', 'emma', 'chloe', 'farid')
export const anyStep: fc.Arbitrary<Step> = fc.record({
  name: fc.constantFrom<Name>(...ACTS, 'take', 'take', 'solve', 'solve', 'accept', 'undo', 'refuse'),
  who,
  to: who,
  isFresh: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
  says: fc.boolean(),
  hours: fc.constantFrom(0, 1, 30, 100),
})

/** What spec/4 allows: from which status to which, by which act. An act that is not named leaves the status as it is. */
export const TABLE: Partial<Record<Name, Partial<Record<TicketStatus, TicketStatus[]>>>> = {
  answer: { open: ['open'], awaiting_information: ['open'], resolved: ['resolved', 'open'] },
  accept: { resolved: ['closed'] },
  undo: { closed: ['resolved'] },
  refuse: { resolved: ['open'] },
  close: { open: ['closed'], awaiting_information: ['closed'], resolved: ['closed'] },
  rate: { closed: ['closed'] },
  solve: { open: ['resolved'] },
  ask: { open: ['awaiting_information'] },
  toSupport: { open: ['open'] },
  toService: { open: ['open'] },
}

type Tried = { w: TestWorld; people: People; ticket: Ticket; step: Step }
export const personOf = ({ w, people }: Pick<Tried, 'w' | 'people'>, name: Who): Person =>
  name === 'driss' || name === 'ines' ? people[name] : w[name]

/** Runs the very command of the page. */
export async function take(tried: Tried): Promise<Result<unknown, string>> {
  const { w, people, ticket, step } = tried
  const seen = (ticket.last_activity_id ?? 0) - (step.isFresh ? 0 : 1)
  const text = step.says ? 'Voici.' : ''
  const isGuests = ticket.writer_id === null
  const writing = isGuests ? ({ kind: 'guest' } as const) : ({ kind: 'user', id: people.lucie.id } as const)
  const by = { ticketId: ticket.id, writer: writing }
  const written = { text, seen, files: [], limits: { perForm: 1, files: 1 } }
  const writer = await w.actOf(people.lucie)
  const agent = await w.actOf(personOf(tried, step.who))
  const said = { body: 'Voyez.', seen }
  const acts: Record<Name, () => Promise<Result<unknown, string>>> = {
    answer: () => answerTicket(writer, by, { ...written, refuses: step.says }),
    accept: () => acceptSolution(writer, by, { text, seen, isSure: false }),
    undo: () => undoAcceptance(writer, by, { seen }),
    refuse: () => refuseSolution(writer, by, written),
    close: () => closeTicket(writer, by, { text, seen }),
    rate: () => rateTicket(writer, by, { score: 3, comment: text }),
    take: () => takeTicket(agent, ticket.id),
    assign: () => assignTicket(agent, ticket.id, { seen, assigneeId: personOf(tried, step.to).id }),
    solve: () => proposeSolution(agent, ticket.id, said),
    ask: () => askInformation(agent, ticket.id, said),
    toSupport: () => transferToSupport(agent, ticket.id, { reason: 'À vous.', seen }),
    toService: () => transferToService(agent, ticket.id, { reason: 'À vous.', seen, recipient: `v${w.marches}` }),
    note: () => noteInternally(agent, ticket.id, { body: 'Entre nous.' }),
  }
  return acts[step.name]()
}

/** Who is told what, by the ticket as it was before and after: mails as `kind → user`. */
export function wantedMails({ w, people, ticket, step }: Tried, after: Ticket): string[] {
  // Who wrote without an account is told at an address of no user.
  const lucie = ticket.writer_id
  const inCharge = (kind: string): string[] => {
    if (ticket.assignee_id !== null) return [`${kind} → ${ticket.assignee_id}`]
    return kind === 'ticket-closed' ? [] : onDesk(ticket, kind)
  }
  const actor = personOf({ w, people }, step.who).id
  // Inès and Emma want to know of every ticket of their desks. Where Inès herself hands one on, all others are told.
  const onDesk = ({ route }: Ticket, kind: string): string[] => {
    if (route === 'support') return [`${kind} → ${w.emma.id}`]
    const told = step.name === 'toService' && actor === people.ines.id ? [w.alice, w.bruno] : [people.ines]
    return told.map(({ id }) => `${kind} → ${id}`)
  }
  switch (step.name) {
    case 'answer':
      return inCharge(after.reason === 'solution_refused' && ticket.status === 'resolved' ? REFUSED : 'ticket-answered')
    case 'refuse':
      return inCharge(REFUSED)
    case 'close':
      return inCharge('ticket-closed')
    case 'accept':
      return step.says ? inCharge('ticket-closed') : []
    case 'assign':
      return after.assignee_id === actor ? [] : [`ticket-assigned → ${after.assignee_id}`]
    case 'solve':
      return [`ticket-solution → ${lucie}`]
    case 'ask':
      return [`ticket-information-asked → ${lucie}`]
    case 'toSupport':
    case 'toService':
      return [`ticket-transferred → ${lucie}`, ...onDesk(after, 'ticket-arrived')].filter(
        (mail) => mail !== `ticket-arrived → ${actor}`,
      )
    case 'undo':
    case 'rate':
    case 'take':
    case 'note':
      return []
  }
}
const REFUSED = 'ticket-solution-refused'
