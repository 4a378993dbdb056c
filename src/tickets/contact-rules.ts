import type { Language } from '../act.ts'
import type { ObjectType } from './rules.ts'
import type { LackRefusal, Writing } from './writing-rules.ts'

/** Why what somebody without an account wrote cannot be sent yet. */
export type ContactLack = Exclude<LackRefusal, 'structure-missing' | 'structure-not-yours'>

/** What is wrong with one field of the form: a key of the words. */
export type ContactError =
  | ContactLack
  | 'last-name-missing'
  | 'first-name-missing'
  | 'name-with-link'
  | 'email-missing'
  | 'email-wrong'
  | 'email-differs'
  | 'phone-wrong'
  | 'siret-wrong'
  | 'text-too-long'
  | 'number-missing'
  | 'number-wrong'
  | 'choice-wrong'

/** Why the form as a whole is not taken; what was typed stays in it. */
export type ContactRefusal =
  | 'too-fast'
  | 'too-old'
  | 'trap-filled'
  | 'too-many-for-network'
  | 'too-many-for-address'
  | 'not-to-follow'

/** Why a file was not taken. */
export type UploadProblem =
  | 'empty'
  | 'type-refused'
  | 'type-mismatch'
  | 'name-wrong'
  | 'too-large'
  | 'too-many'
  | 'all-too-large'

/** What somebody without an account sends. Null ids: the platform support, the whole structure. */
export type Contact = {
  subcategoryId: number
  recipientId: number | null
  serviceId: number | null
  lastName: string
  firstName: string
  email: string
  phone: string
  /** Fourteen digits, or empty. */
  siret: string
  /** The name that goes with the SIRET: told to agents, never to whoever typed the number. */
  organisation: string
  subject: string
  objectType: ObjectType | null
  reference: string
  description: string
  browser: string
  /** The closed ticket of the same link's holder that this one follows up. */
  followsId: number | null
  /** Of the page, and of the mails about the ticket. */
  language: Language
}

/** Pure. The same as the rules about tickets take it: for no structure. */
export const writingOf = (contact: Omit<Contact, 'language' | 'organisation'>): Writing => ({
  subcategoryId: contact.subcategoryId,
  structureId: null,
  recipientId: contact.recipientId,
  serviceId: contact.serviceId,
  objectType: contact.objectType,
  reference: contact.reference,
  subject: contact.subject,
  description: contact.description,
  phone: contact.phone,
  browser: contact.browser,
  followsId: contact.followsId,
})
