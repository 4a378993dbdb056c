import { z } from 'zod'
import { isObjectType } from './rules.ts'
import { NO_STRUCTURE, type Writing } from './writing-rules.ts'

const text = z.string().default('')
/** What a button of the form asks for: keep it by itself, show the form for what was chosen, keep it, send it. */
const button = z.enum(['keep', 'continue', 'save', 'send']).default('continue').catch('continue')

/** The form of a ticket that is written. Nothing is wrong with it yet: a draft takes what there is. */
export const writingForm = z.object({
  act: button,
  form: text,
  seen: text,
  follows: text,
  subcategory: text,
  q: text,
  recipient: text,
  service: text,
  structure: text,
  objectType: text,
  reference: text,
  subject: text,
  description: text,
  phone: text,
  browser: text,
})
export type WritingForm = z.infer<typeof writingForm>

export const draftFilesForm = z.object({ kind: text })

const ID = /^\d{1,15}$/
/** Pure. An id of an address or a form; null for anything else. */
export const idIn = (typed: string | undefined): number | null =>
  typed !== undefined && ID.test(typed) ? Number(typed) : null

const oneLine = (typed: string): string => typed.replace(/[\p{C}\s]+/gu, ' ').trim()

/** Pure. What was written, as it is kept: lines stay lines, nothing else that cannot be seen does. */
export const readWriting = (typed: Omit<WritingForm, 'act' | 'form' | 'seen' | 'q'>): Writing => ({
  subcategoryId: idIn(typed.subcategory),
  structureId: idIn(typed.structure),
  ...(typed.structure === NO_STRUCTURE && { isAlone: true as const }),
  recipientId: idIn(typed.recipient),
  serviceId: idIn(typed.service),
  objectType: isObjectType(typed.objectType) ? typed.objectType : null,
  reference: oneLine(typed.reference),
  subject: oneLine(typed.subject),
  description: typed.description.replace(/\r\n?/g, '\n').replace(/[^\P{C}\n\t]+/gu, ''),
  phone: oneLine(typed.phone),
  browser: oneLine(typed.browser),
  followsId: idIn(typed.follows),
})

/** A token that a form was drawn with; anything else is no form of ours. */
export const isFormToken = (typed: string): boolean => /^[\w-]{16,64}$/.test(typed)
