import { findPerson } from '../accounts/queries.ts'
import type { Act, AnyAct } from '../act.ts'
import { acceptSolution, undoAcceptance } from '../tickets/accepting.ts'
import { answerTicket } from '../tickets/answering.ts'
import { askInformation } from '../tickets/asking.ts'
import { assignTicket } from '../tickets/assigning.ts'
import { addCannedAnswer } from '../tickets/canned-changing.ts'
import { findKindByCodes } from '../tickets/category-queries.ts'
import { closeDueTickets } from '../tickets/closing-due.ts'
import { closeTicket } from '../tickets/closing.ts'
import { sendContact } from '../tickets/contacting.ts'
import { saveDraft } from '../tickets/drafting.ts'
import { noteInternally } from '../tickets/noting.ts'
import { rateTicket } from '../tickets/rating.ts'
import { refuseSolution } from '../tickets/refusing.ts'
import { sendWriting } from '../tickets/sending.ts'
import type { ByWriter } from '../tickets/sent-standing.ts'
import { proposeSolution } from '../tickets/solving.ts'
import { takeTicket } from '../tickets/taking.ts'
import { transferToService, transferToSupport } from '../tickets/transferring.ts'
import { keepWriting } from '../tickets/writing-text.ts'
import type { Writing } from '../tickets/writing-rules.ts'
import { keepAttachment } from './demo-attachments.ts'
import { MAIN_PLACE } from './demo-cast.ts'
import { actOf, type Done, loginOf, type Part, type Scene, serviceId, structureId } from './demo-scene.ts'
import type { Attachment, Happening, Tale } from './demo-tale.ts'

type OnTickets = 'writes-ticket' | 'goes-on' | 'keeps-answer' | 'tickets-are-closed'

const LIMITS = { perForm: 50_000_000, files: 20 }
const CLOSING = { after: 15, warning: 7 }
/** Whoever acts in the story has seen all there is. */
const SEEN = Number.MAX_SAFE_INTEGER
const BROWSER = 'Firefox 131.0, Windows'

/** Tickets: written, answered and closed by the commands of their pages. */
export const ticketParts: { [D in OnTickets]: Part<D> } = {
  'writes-ticket': async (scene, { at, ticket, tale, who, issuer, follows }) => {
    const act = who === null ? { db: scene.db, actor: null, now: at } : await actOf(scene, who, at)
    const files = await keepAll(scene, tale.files ?? [], at)
    const followsId = follows === null ? null : ticketId(scene, follows)
    const place = issuer === null ? null : await structureId(act, issuer)
    const writing = { ...(await writingOf(act, tale)), structureId: place, followsId }
    const sent =
      act.actor === null
        ? await contact(act, tale, { writing, files })
        : await write(act, ticket, { tale, writing, files })
    if (sent.ok) scene.tickets.set(ticket, await lastTicket(act))
    return sent
  },
  'goes-on': async (scene, { at, ticket, happening, writer }) => {
    const id = ticketId(scene, ticket)
    if ('who' in happening) return agentActs(scene, { act: await actOf(scene, happening.who, at), id }, happening)
    const act = writer === null ? { db: scene.db, actor: null, now: at } : await actOf(scene, writer, at)
    return writerActs(scene, { act, id }, happening)
  },
  'keeps-answer': async (scene, { at, who, siret, service, title, body }) => {
    const act = await actOf(scene, who, at)
    const place = await structureId(act, siret)
    return addCannedAnswer(
      act,
      { structureId: place, serviceId: await serviceId(act, place, service) },
      { title, body },
    )
  },
  'tickets-are-closed': async ({ db }, { at }) => {
    await closeDueTickets({ db, actor: null, now: at }, CLOSING)
  },
}

async function writingOf(act: AnyAct, tale: Tale): Promise<Omit<Writing, 'structureId' | 'followsId'>> {
  const [category = '', subcategory = ''] = tale.kind.split('/')
  const kind = await findKindByCodes(act, category, subcategory)
  if (!kind) throw new Error(`There are no tickets of the kind ${tale.kind}`)
  const [objectType = null, reference = ''] = tale.about ?? []
  const said = { subject: tale.subject, description: tale.text, phone: '', browser: BROWSER }
  return { subcategoryId: kind.id, ...(await recipientOf(act, tale)), objectType, reference, ...said }
}

async function recipientOf(act: AnyAct, { to, at = MAIN_PLACE.siret }: Tale) {
  if (to === undefined) return { recipientId: null, serviceId: null }
  const recipientId = await structureId(act, at)
  return { recipientId, serviceId: to === null ? null : await serviceId(act, recipientId, to) }
}

const write = (act: Act, ticket: number, { tale, writing, files }: Written & { tale: Tale }) => {
  const place = { id: null, form: `demonstration-${ticket}`, seen: 0 }
  const written = { writing, added: { files, limits: LIMITS } }
  return tale.isDraft ? saveDraft(act, place, written) : sendWriting(act, place, written)
}

type Written = { writing: Writing; files: Awaited<ReturnType<typeof keepAll>> }

async function contact(act: AnyAct, { by, kind }: Tale, { writing, files }: Written) {
  if (!('caller' in by) || writing.subcategoryId === null)
    throw new Error(`Nobody writes this ticket of the kind ${kind}`)
  const { structureId: _, ...rest } = writing
  return sendContact(act, { ...rest, ...by.caller, subcategoryId: writing.subcategoryId }, files)
}

type Spoken<A extends Happening['act']> = Extract<Happening, { act: A }>
type ByAgent = Extract<Happening, { who: string }>

async function agentActs(scene: Scene, { act, id }: { act: Act; id: number }, happening: ByAgent): Promise<Done> {
  switch (happening.act) {
    case 'takes':
      return takeTicket(act, id)
    case 'assigns':
      return assignTicket(act, id, { assigneeId: await personId(act, loginOf(scene, happening.to)) })
    case 'begins':
      return keepWriting(act, id, { kind: 'solution', body: happening.body })
    case 'transfers':
      return transfer(act, id, happening)
    case 'asks':
    case 'solves':
    case 'notes':
      return says(scene, { act, id }, happening)
  }
}

async function says(scene: Scene, { act, id }: { act: Act; id: number }, said: Spoken<'asks' | 'solves' | 'notes'>) {
  const input = { body: said.body, files: await keepAll(scene, said.files, act.now), limits: LIMITS }
  if (said.act === 'asks') return askInformation(act, id, input)
  return said.act === 'solves' ? proposeSolution(act, id, input) : noteInternally(act, id, input)
}

async function transfer(act: Act, id: number, { to, body }: Spoken<'transfers'>) {
  if (to === 'support') return transferToSupport(act, id, { reason: body })
  const service = await serviceId(act, await structureId(act, MAIN_PLACE.siret), to)
  return transferToService(act, id, { recipient: `v${service}`, reason: body })
}

const WITHOUT_FILES = { files: [], limits: LIMITS, seen: SEEN }
type ByTheWriter = Exclude<Happening, ByAgent>

async function writerActs(
  scene: Scene,
  { act, id }: { act: AnyAct; id: number },
  happening: ByTheWriter,
): Promise<Done> {
  const by: ByWriter = { ticketId: id, writer: act.actor ? { kind: 'user', id: act.actor.id } : { kind: 'guest' } }
  switch (happening.act) {
    case 'answers':
    case 'refuses': {
      const files = await keepAll(scene, happening.files, act.now)
      const written = { text: happening.body, files, limits: LIMITS, seen: SEEN }
      return happening.act === 'refuses'
        ? refuseSolution(act, by, written)
        : answerTicket(act, by, { ...written, refuses: false })
    }
    case 'accepts':
      return acceptSolution(act, by, { text: happening.body, isSure: false, ...WITHOUT_FILES })
    case 'closes':
      return closeTicket(act, by, { text: happening.body, ...WITHOUT_FILES })
    case 'undoes':
      return undoAcceptance(act, by, { seen: SEEN })
    case 'rates':
      return rateTicket(act, by, { score: happening.score, comment: happening.body })
  }
}

async function keepAll({ files }: Scene, attachments: Attachment[], at: Date) {
  const kept = []
  for (const attachment of attachments) kept.push(await keepAttachment(files, attachment, at))
  return kept
}

async function lastTicket({ db }: AnyAct): Promise<number> {
  return (await db.selectFrom('ticket').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()).id
}

async function personId(act: Act, login: string): Promise<number> {
  const person = await findPerson(act, login)
  if (!person) throw new Error(`${login} has no account`)
  return person.id
}

function ticketId(scene: Scene, ticket: number): number {
  const id = scene.tickets.get(ticket)
  if (id === undefined) throw new Error(`Ticket ${ticket} has not been written yet`)
  return id
}
