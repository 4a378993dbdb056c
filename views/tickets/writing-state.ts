import type { TicketFile } from '../../src/tickets/viewing-rules.ts'
import {
  type FormError,
  type Kind,
  type LackRefusal,
  type ReceivingStructure,
  type Recipient,
  type SendRefusal,
  type Writing,
  WRITING_FIELDS,
  type WritingField,
} from '../../src/tickets/writing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { ticketWritingWords } from '../words/ticket-writing.ts'

export type Issuer = { id: number; name: string; identifier: string }
export type Found = { rows: Recipient[]; hasMore: boolean }
/** What is wrong, field by field; of files it is said in whole sentences. */
export type WritingErrors = Partial<Record<Exclude<WritingField, 'files'>, LackRefusal | FormError>>

/** What the form shows: what was written, and what can be chosen. */
export type WritingProps = {
  /** Null before the first saving. */
  draftId: number | null
  /** The token of the form, and the savings of the draft that it knows of. */
  form: string
  seen: number
  writing: Writing
  /** Words of the search for a recipient; `found` is null as long as there are none. */
  q: string
  found: Found | null
  kinds: Kind[]
  kind: Kind | undefined
  recipient: ReceivingStructure | undefined
  issuers: Issuer[]
  login: string
  /** For whom it is drawn. */
  userId: number
  follows: string | null
  files: TicketFile[]
  kept: { token: string; files: { hash: string; name: string; size: number }[] } | null
  limits: { perFile: number; perForm: number; files: number }
  errors: WritingErrors
  filesError?: string | undefined
  refusal?: Exclude<SendRefusal, LackRefusal> | undefined
  /** What another window saved, beside which the typed text stands. */
  saved?: Writing | undefined
}

/** Where the form goes. */
export const actionOf = ({ draftId }: Pick<WritingProps, 'draftId'>): string =>
  draftId === null ? paths.newTicketDraft : url(paths.ticketDraft, { id: draftId })

export const hasErrors = ({ errors, filesError, refusal }: WritingProps): boolean =>
  Object.keys(errors).length > 0 || filesError !== undefined || refusal !== undefined

/** The sentence of a field's error. */
export function useErrorOf({ errors }: Pick<WritingProps, 'errors'>) {
  const { errors: texts } = useWords(ticketWritingWords)
  return (name: keyof WritingErrors): string | undefined => errors[name] && texts[errors[name]]
}

/** Whoever was chosen stays in view, and so does the structure that took over from it. */
export function offered({ recipient, found }: Pick<WritingProps, 'recipient' | 'found'>): Recipient[] {
  const rows = found?.rows ?? []
  return recipient && !rows.some(({ id }) => id === recipient.id) ? [recipient, ...rows] : rows
}

/** All that is wrong, in the order of the fields. Where no structure can be chosen yet the way leads to the search. */
export function useErrorList(props: WritingProps): { name: string; text: string }[] {
  const errorOf = useErrorOf(props)
  const placeOf = (name: WritingField) => (name === 'recipient' && offered(props).length === 0 ? 'q' : name)
  return WRITING_FIELDS.flatMap((name) => {
    const text = name === 'files' ? props.filesError : errorOf(name)
    return text === undefined ? [] : [{ name: placeOf(name), text }]
  })
}
