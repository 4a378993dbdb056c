import fc from 'fast-check'
import { acceptSolution, undoAcceptance } from '../../src/tickets/accepting.ts'
import { answerTicket } from '../../src/tickets/answering.ts'
import { askInformation } from '../../src/tickets/asking.ts'
import { assignTicket } from '../../src/tickets/assigning.ts'
import { closeTicket } from '../../src/tickets/closing.ts'
import { closeDueTickets } from '../../src/tickets/closing-due.ts'
import { isToBeClosed, isToBeWarned } from '../../src/tickets/closing-due-rules.ts'
import { noteInternally } from '../../src/tickets/noting.ts'
import { rateTicket } from '../../src/tickets/rating.ts'
import { refuseSolution } from '../../src/tickets/refusing.ts'
import { releaseTickets } from '../../src/tickets/releasing.ts'
import type { Ticket, TicketStatus } from '../../src/tickets/rules.ts'
import { proposeSolution } from '../../src/tickets/solving.ts'
import { takeTicket } from '../../src/tickets/taking.ts'
import { returnToStructure, transferToService, transferToSupport } from '../../src/tickets/transferring.ts'
import { accept, refuse, type Result } from '../../src/values/result.ts'
import type { Person } from '../moment.ts'
import type { TestWorld } from '../world.ts'
import type { addAgents } from './furnishing.ts'

export type People = Awaited<ReturnType<typeof addAgents>>
type Who = 'driss' | 'ines' | 'emma' | 'chloe' | 'farid'

const WRITERS_ACTS = ['answer', 'accept', 'undo', 'refuse', 'close', 'rate'] as const
const AGENTS_ACTS = ['take', 'assign', 'solve', 'ask', 'toSupport', 'toService', 'giveBack', 'note'] as const
/** What the platform does by itself: it warns after a week of waiting, closes after two, and takes back from who lost the right. */
const PLATFORMS_ACTS = ['warn', 'closeDue', 'release'] as const
type Name = (typeof WRITERS_ACTS)[number] | (typeof AGENTS_ACTS)[number] | (typeof PLATFORMS_ACTS)[number]
export const ACTS: Name[] = [...WRITERS_ACTS, ...AGENTS_ACTS, ...PLATFORMS_ACTS]

/** One act at random: who tries it, about whom, whether the page was a fresh one, and the hours that passed before. */
export type Step = { name: Name; who: Who; to: Who; isFresh: boolean; says: boolean; hours: number }

const who = fc.constantFrom<Who>(
  'driss',
  'driss',
  'driss',
  'driss',
  'ines',
  'ines',
  'emma',
  'emma',
  'emma',
  'chloe',
  'farid',
)
/** What comes after something else, so that walks of this length get there; what ends a ticket for good is tried seldom. */
const OFTEN: Name[] = [
  'take',
  'take',
  'take',
  'solve',
  'solve',
  'accept',
  'undo',
  'refuse',
  'warn',
  'warn',
  'closeDue',
  'closeDue',
  'closeDue',
]
const HANDING: Name[] = ['toSupport', 'toSupport', 'giveBack', 'giveBack']
export const anyStep: fc.Arbitrary<Step> = fc.record({
  name: fc.oneof(
    { arbitrary: fc.constantFrom<Name>(...ACTS.filter((name) => name !== 'close'), ...OFTEN, ...HANDING), weight: 40 },
    { arbitrary: fc.constantFrom<Name>('close'), weight: 1 },
  ),
  who,
  to: who,
  isFresh: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
  says: fc.boolean(),
  hours: fc.constantFrom(0, 1, 30, 100),
})

const tried = (name: Name, who: Who): Step => ({ name, who, to: 'ines', isFresh: true, says: false, hours: 1 })
/** Walks to what chance seldom comes by. */
export const WALKS: Step[][] = [
  [tried('take', 'driss'), tried('toSupport', 'driss'), tried('take', 'emma'), tried('giveBack', 'emma')],
  [tried('take', 'driss'), tried('ask', 'driss'), tried('warn', 'driss'), tried('closeDue', 'driss')],
]

/** What spec/4 allows: from which status to which, by which act. An act that is not named leaves the status as it is. */
export const TABLE: Partial<Record<Name, Partial<Record<TicketStatus, TicketStatus[]>>>> = {
  answer: { open: ['open'], awaiting_information: ['open'], resolved: ['resolved', 'open'] },
  accept: { resolved: ['closed'] },
  undo: { closed: ['resolved'] },
  refuse: { resolved: ['open'] },
  close: { open: ['closed'], awaiting_information: ['closed'], resolved: ['closed'] },
  rate: { closed: ['closed'] },
  warn: { awaiting_information: ['awaiting_information'], resolved: ['resolved'] },
  closeDue: { awaiting_information: ['closed'], resolved: ['closed'] },
  release: { open: ['open'], awaiting_information: ['awaiting_information'], resolved: ['resolved'] },
  solve: { open: ['resolved'] },
  ask: { open: ['awaiting_information'] },
  toSupport: { open: ['open'] },
  toService: { open: ['open'] },
  giveBack: { open: ['open'] },
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
    accept: () => acceptSolution(writer, by, { ...written, isSure: false }),
    undo: () => undoAcceptance(writer, by, { seen }),
    refuse: () => refuseSolution(writer, by, written),
    close: () => closeTicket(writer, by, written),
    rate: () => rateTicket(writer, by, { score: 3, comment: text }),
    take: () => takeTicket(agent, ticket.id),
    assign: () => assignTicket(agent, ticket.id, { seen, assigneeId: personOf(tried, step.to).id }),
    solve: () => proposeSolution(agent, ticket.id, said),
    ask: () => askInformation(agent, ticket.id, said),
    toSupport: () => transferToSupport(agent, ticket.id, { reason: 'À vous.', seen }),
    toService: () => transferToService(agent, ticket.id, { reason: 'À vous.', seen, recipient: `v${w.marches}` }),
    giveBack: () => returnToStructure(agent, ticket.id, { reason: 'À vous.', seen }),
    note: () => noteInternally(agent, ticket.id, { body: 'Entre nous.' }),
    warn: () => waitLong(w, 'warned'),
    closeDue: () => waitLong(w, 'closed'),
    release: () => loseRight(tried),
  }
  return acts[step.name]()
}

const CLOSING = { after: 15, warning: 7 }
const platform = ({ db, clock }: TestWorld) => ({ db, actor: null, now: clock.now })

/** Eight days go by; a closing comes after a warning, which comes first where both are due. */
async function waitLong(w: TestWorld, what: 'warned' | 'closed'): Promise<Result<unknown, string>> {
  w.clock.now = new Date(w.clock.now.getTime() + 8 * 24 * 3_600_000)
  const waiting = await w.db.selectFrom('ticket').selectAll().where('waiting_since', 'is not', null).execute()
  const isDue = what === 'warned' ? isToBeWarned : isToBeClosed
  // The same job does both: the other one has its own turn.
  if (!waiting.some((ticket) => isDue(ticket, CLOSING, w.clock.now))) return refuse('not-due')
  return accept(await closeDueTickets(platform(w), CLOSING))
}

/** Somebody may no longer process anything; once that was seen to they may again. */
async function loseRight({ w, people, step }: Tried): Promise<Result<unknown, string>> {
  const { id } = personOf({ w, people }, step.who)
  const held = (access: 'read' | 'write') =>
    w.db
      .updateTable('subscription')
      .set({ access })
      .where('space', '=', 'requests_received')
      .where('membership_id', 'in', (eb) => eb.selectFrom('membership').select('id').where('user_id', '=', id))
      .execute()
  const { is_operator } = await w.db
    .selectFrom('user')
    .select('is_operator')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const may = (does: boolean) =>
    is_operator === 1
      ? w.db
          .updateTable('user')
          .set({ is_operator: does ? 1 : 0 })
          .where('id', '=', id)
          .execute()
      : held(does ? 'write' : 'read')
  if (step.who === 'chloe' || step.who === 'farid') return refuse('has-none')
  await may(false)
  const released = await releaseTickets(platform(w))
  await may(true)
  return released > 0 ? accept(released) : refuse('has-none')
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
  // Inès and Emma want to know of every ticket of their desks. Where Inès herself hands one on or loses the right, all others
  // are told; of the support there is nobody else.
  const onDesk = ({ route, recipient_service_id }: Ticket, kind: string): string[] => {
    const isOut = (step.name === 'toService' || step.name === 'release') && actor === people.ines.id
    const others = [w.alice, w.bruno, ...(recipient_service_id === w.finances ? [people.driss, w.gael] : [])]
    const told = route === 'service' ? (isOut ? others : [people.ines]) : step.name === 'release' ? [] : [w.emma]
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
    case 'giveBack':
      return [`ticket-transferred → ${lucie}`, ...onDesk(after, 'ticket-arrived')].filter(
        (mail) => mail !== `ticket-arrived → ${actor}`,
      )
    case 'warn':
      return [`ticket-closing-soon → ${lucie}`]
    case 'closeDue':
      return [`ticket-closed → ${lucie}`]
    case 'release':
      return onDesk(after, 'ticket-arrived')
    case 'undo':
    case 'rate':
    case 'take':
    case 'note':
      return []
  }
}
const REFUSED = 'ticket-solution-refused'
