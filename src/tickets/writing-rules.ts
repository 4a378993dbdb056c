import type { Actor } from '../act.ts'
import type { Service } from '../structures/rules.ts'
import { extentOf } from '../values/reach.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import type { ObjectType, Ticket, TicketRoute } from './rules.ts'

/** "Type de pièce jointe". */
export const FILE_KINDS = ['request', 'screenshot', 'other'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** What somebody writes into a ticket before it is sent; null and an empty text are what is not said yet. */
export type Writing = {
  subcategoryId: number | null
  structureId: number | null
  /** Said for nobody but oneself, where there is a choice. */
  isAlone?: true
  recipientId: number | null
  /** Null: the whole structure, or not chosen yet where the structure takes none. */
  serviceId: number | null
  objectType: ObjectType | null
  reference: string
  subject: string
  description: string
  phone: string
  browser: string
  followsId: number | null
}

/** As the form says that one writes for no structure. */
export const NO_STRUCTURE = 'none'

/** A form that nobody has touched. */
export const NOTHING_WRITTEN: Writing = {
  subcategoryId: null,
  structureId: null,
  recipientId: null,
  serviceId: null,
  objectType: null,
  reference: '',
  subject: '',
  description: '',
  phone: '',
  browser: '',
  followsId: null,
}

/** A kind of ticket: a sub-category with its category. */
export type Kind = {
  id: number
  code: string
  fr: string
  en: string
  category: { id: number; code: string; fr: string; en: string }
  route: TicketRoute
  isForGuests: boolean
  objectTypes: ObjectType[]
  answerHours: number | null
  /** It, or its category, is closed. */
  isClosed: boolean
}

/** A public structure that receives tickets. `replaces`: the one that was asked for, which it takes over from. */
export type Recipient = {
  id: number
  name: string
  identifier: string
  postcode: string
  city: string
  replaces: { id: number; name: string } | null
}
/** The same with what of it receives: the whole, and which services. */
export type ReceivingStructure = Recipient & { whole: boolean; services: Service[] }

/** What the rules ask about a ticket that is to be sent, as it is now. Undefined is what does not exist, or receives nothing. */
export type Known = { kind: Kind | undefined; recipient: ReceivingStructure | undefined }

/** Fields of the form, in their order. */
export const WRITING_FIELDS = [
  'subcategory',
  'recipient',
  'service',
  'structure',
  'objectType',
  'reference',
  'subject',
  'description',
  'phone',
  'browser',
  'files',
] as const
export type WritingField = (typeof WRITING_FIELDS)[number]

/** What can be wrong with a field of the form, whether it is kept or sent. */
export type FormError = 'text-too-long' | 'choice-wrong'
export type LackRefusal =
  | 'subcategory-missing'
  | 'subcategory-closed'
  | 'recipient-missing'
  | 'not-receiving'
  | 'service-missing'
  | 'service-not-receiving'
  | 'structure-missing'
  | 'structure-not-yours'
  | 'object-wrong'
  | 'subject-missing'
  | 'description-missing'

const FIELD_OF: Record<LackRefusal, WritingField> = {
  'subcategory-missing': 'subcategory',
  'subcategory-closed': 'subcategory',
  'recipient-missing': 'recipient',
  'not-receiving': 'recipient',
  'service-missing': 'service',
  'service-not-receiving': 'service',
  'structure-missing': 'structure',
  'structure-not-yours': 'structure',
  'object-wrong': 'objectType',
  'subject-missing': 'subject',
  'description-missing': 'description',
}
/** Pure. Where on the form this is told. */
export const fieldOf = (refusal: LackRefusal): WritingField => FIELD_OF[refusal]
/** Pure. */
export const isLack = (refusal: string): refusal is LackRefusal => Object.hasOwn(FIELD_OF, refusal)

/** Pure. "Structure émettrice": those where the writer holds "Sollicitations émises" with Modification. */
export const issuingStructures = (actor: Actor): number[] =>
  actor.memberships
    .filter((membership) => extentOf(membership, 'requests_sent', 'write') !== null)
    .map(({ structureId }) => structureId)

/** Pure. Every reason why this cannot be sent, in the order of the fields. `issuers` is null for who has no account. */
export function lacksOf(writing: Writing, known: Known, issuers: number[] | null): LackRefusal[] {
  const { subject, description } = writing
  const lacks: (LackRefusal | null)[] = [
    whyNotKind(writing, known),
    ...(known.kind?.route === 'service' ? [whyNotRecipient(writing, known)] : []),
    whyNotIssuer(writing, issuers),
    whyNotObject(writing, known),
    subject.trim() === '' ? 'subject-missing' : null,
    description.trim() === '' ? 'description-missing' : null,
  ]
  return lacks.filter((lack) => lack !== null)
}

function whyNotKind({ subcategoryId }: Writing, { kind }: Known): LackRefusal | null {
  if (subcategoryId === null || !kind) return 'subcategory-missing'
  return kind.isClosed ? 'subcategory-closed' : null
}

function whyNotRecipient({ recipientId, serviceId }: Writing, { recipient }: Known): LackRefusal | null {
  if (recipientId === null) return 'recipient-missing'
  // One that took over from it is another structure: the writer is asked, nothing is sent on behind their back.
  if (!recipient || recipient.id !== recipientId) return 'not-receiving'
  if (serviceId === null) return recipient.whole ? null : 'service-missing'
  return recipient.services.some(({ id }) => id === serviceId) ? null : 'service-not-receiving'
}

/** Of several structures only the writer knows for which one this is; none is a choice too. */
function whyNotIssuer({ structureId, isAlone }: Writing, issuers: number[] | null): LackRefusal | null {
  if (structureId !== null) return issuers?.includes(structureId) ? null : 'structure-not-yours'
  return !isAlone && issuers !== null && issuers.length > 1 ? 'structure-missing' : null
}

const whyNotObject = ({ objectType }: Writing, { kind }: Known): LackRefusal | null =>
  objectType === null || !kind || kind.objectTypes.includes(objectType) ? null : 'object-wrong'

/** Pure. The first reason why this cannot be sent. */
export const whyNotSend = (writing: Writing, known: Known, issuers: number[] | null): LackRefusal | null =>
  lacksOf(writing, known, issuers)[0] ?? null

export type EditDraftRefusal = 'not-found' | 'already-sent'
/** Pure. A draft is its writer's alone. */
export function whyNotEditDraft(ticket: Pick<Ticket, 'status' | 'writer_id'>, actor: Actor): EditDraftRefusal | null {
  if (ticket.writer_id !== actor.id) return 'not-found'
  return ticket.status === 'draft' ? null : 'already-sent'
}

/** Pure. A form that was drawn, or saved itself, before another form of the same draft was saved does not know of that. */
export const isOutdated = (saved: { saving: number; isOwn: boolean }[], seen: number): boolean => {
  const own = saved.filter(({ isOwn }) => isOwn).map(({ saving }) => saving)
  const known = Math.max(seen, ...own)
  return saved.some(({ saving, isOwn }) => !isOwn && saving > known)
}

/** Drafts of one writer, at most: each may hold files. */
export const DRAFTS_MAX = 100

/** `form-finished` is for what keeps itself alone: the form was saved or sent by hand meanwhile, or its draft removed. */
export type SaveRefusal =
  | EditDraftRefusal
  | AddFilesRefusal
  | 'changed'
  | 'too-many-drafts'
  | 'not-yours-to-follow'
  | 'form-finished'
/** `sent-too-often` is asked by the route. */
export type SendRefusal = SaveRefusal | LackRefusal | 'sent-too-often'

/** Pure. Whether anything was said at all: an empty form is not worth a draft. */
export const saysSomething = (writing: Writing): boolean =>
  Object.entries(writing).some(([name, value]) => !FILLED_IN.includes(name) && value !== null && value !== '')
/** By the account and the browser, before anybody wrote. */
const FILLED_IN = ['phone', 'browser']

/** Pure. What a closed ticket hands down to the one that follows it up. */
export function followUpOf(
  ticket: Pick<
    Ticket,
    | 'id'
    | 'subcategory_id'
    | 'structure_id'
    | 'recipient_structure_id'
    | 'recipient_service_id'
    | 'object_type'
    | 'object_reference'
    | 'subject'
  >,
): Omit<Writing, 'description' | 'phone' | 'browser' | 'objectType'> & { objectType: string | null } {
  return {
    subcategoryId: ticket.subcategory_id,
    structureId: ticket.structure_id,
    recipientId: ticket.recipient_structure_id,
    serviceId: ticket.recipient_service_id,
    objectType: ticket.object_type,
    reference: ticket.object_reference,
    subject: ticket.subject,
    followsId: ticket.id,
  }
}

/** Characters of each text, at most. */
export const LENGTHS = {
  reference: 100,
  subject: 200,
  description: 20_000,
  phone: 30,
  browser: 100,
} as const satisfies Partial<Record<WritingField, number>>

/** Pure. The texts that are too long to be kept. */
export const whyNotKeep = (writing: Writing): Partial<Record<WritingField, FormError>> =>
  Object.fromEntries(
    Object.entries(LENGTHS)
      .filter(([name, most]) => writing[name as keyof typeof LENGTHS].length > most)
      .map(([name]) => [name, 'text-too-long']),
  )
