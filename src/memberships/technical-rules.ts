import type { Actor } from '../act.ts'
import type { StructureState } from '../structures/rules.ts'
import { addDays, parisDate } from '../values/dates.ts'
import { reachOf } from '../values/reach.ts'

/** How long a secret opens the API. */
export const SECRET_DAYS = 424
/** The document with the secret is given in the same step alone. */
export const EXPORT_MINUTES = 15
/** For how many hours the former secret goes on opening the API, so that it can be replaced without a gap. */
export const OVERLAP_HOURS = ['0', '1', '24'] as const
export type OverlapHours = (typeof OVERLAP_HOURS)[number]

/** Days before its end at which the primary manager is told; 0 is when it has ended. */
export const WARNINGS = [60, 30, 7, 0] as const
export type Warning = (typeof WARNINGS)[number]

/** The machine account of a structure, without its secret: nobody knows that one but those who were given it. */
export type TechnicalUser = {
  userId: number
  login: string
  createdAt: string
  secret: { createdAt: string; expiresAt: string }
  /** Until when the former secret opens too, if it still does. */
  formerUntil: string | null
}

/** A secret as it was just made: the only moment at which its text is known. */
export type MadeSecret = {
  text: string
  login: string
  createdAt: string
  expiresAt: string
  formerUntil: string | null
}

export type TechnicalRefusal = 'not-found' | 'primary-only'
export type CreateTechnicalRefusal = TechnicalRefusal | 'structure-inactive' | 'has-technical-user' | 'login-taken'
export type ResetTechnicalRefusal = TechnicalRefusal | 'structure-inactive' | 'no-technical-user'
export type RemoveTechnicalRefusal = TechnicalRefusal | 'no-technical-user'
/** `too-late`: the document with the secret is given in the same step alone. */
export type AnyTechnicalRefusal = CreateTechnicalRefusal | ResetTechnicalRefusal | RemoveTechnicalRefusal | 'too-late'
/** What can be wrong with the forms. */
export type TechnicalFormError = 'login-missing' | 'email-wrong' | 'text-too-long' | 'overlap-wrong'

/** A machine has no name: it stands so wherever people are named, told apart by its login address. */
export const TECHNICAL_NAME = { first: 'Utilisateur', last: 'technique', whole: 'Utilisateur technique' } as const

/** Pure. Only the primary manager has to do with the technical user; other managers are told so, nobody else learns of it. */
export function whyNotTechnical(actor: Actor, structureId: number): TechnicalRefusal | null {
  const reach = reachOf(actor, structureId)
  if (!reach) return 'not-found'
  return reach.role === 'primary_manager' ? null : 'primary-only'
}

/** Pure. The same for removing it. The platform support may as well: the address may be that of somebody who needs it. */
export const whyNotRemoveTechnical = (actor: Actor, structureId: number): TechnicalRefusal | null =>
  actor.isOperator ? null : whyNotTechnical(actor, structureId)

/** Pure. The same for what gives a secret: an inactive structure is connected to nothing. */
export const whyNotGiveSecret = (
  actor: Actor,
  { id, state }: { id: number; state: StructureState },
): TechnicalRefusal | 'structure-inactive' | null =>
  whyNotTechnical(actor, id) ?? (state === 'inactive' ? 'structure-inactive' : null)

/** Pure. The most urgent warning that is due for a secret, if it was not given yet. Days are those of France. */
export function dueWarning(expiresAt: string, warned: Warning | null, now: Date): Warning | null {
  const today = parisDate(now)
  const end = parisDate(new Date(expiresAt))
  const isDue = (days: Warning) => (days === 0 ? expiresAt <= now.toISOString() : addDays(end, -days) <= today)
  const due = WARNINGS.findLast(isDue)
  return due === undefined || (warned !== null && warned <= due) ? null : due
}
