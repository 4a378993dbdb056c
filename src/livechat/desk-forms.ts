import { z } from 'zod'
import { LENGTHS } from '../tickets/writing-rules.ts'
import { EMAIL_MAX, isEmail, normalEmail } from '../values/email.ts'
import type { DeskTicketProblem } from './desk-ticket-rules.ts'

const says = (message: DeskTicketProblem) => ({ message })
const id = z
  .string()
  .default('')
  .transform((typed) => (/^\d{1,15}$/.test(typed) ? Number(typed) : 0))
const text = z
  .string()
  .default('')
  .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())

/** Whether one takes chats, and how many. Nonsense is taken as away, with one. */
export const availabilityForm = z.object({
  state: z.enum(['available', 'away']).catch('away'),
  max: z.coerce.number().int().min(1).max(12).catch(1),
})

/** A message, or a canned answer to be put into it. */
export const deskMessageForm = z.object({ text, insert: z.string().default(''), canned: id })

export const handingForm = z.object({ advisor: id })

/** The ticket of somebody with an account. */
export const deskTicketForm = z.object({
  kind: id.refine((kind) => kind > 0, says('kind-missing')),
  subject: text.pipe(z.string().min(1, says('subject-missing')).max(LENGTHS.subject, says('too-long'))),
  description: text.pipe(z.string().min(1, says('description-missing')).max(LENGTHS.description, says('too-long'))),
  lastName: z.string().default(''),
  firstName: z.string().default(''),
  email: z.string().default(''),
})

const name = z
  .string()
  .default('')
  .transform((typed) => typed.trim())
  .pipe(z.string().min(1, says('name-missing')).max(100, says('too-long')))

/** The same of somebody without one, who is to be written to. */
export const guestTicketForm = deskTicketForm.extend({
  lastName: name,
  firstName: name,
  email: z
    .string()
    .default('')
    .transform(normalEmail)
    .refine((email) => email.length <= EMAIL_MAX && isEmail(email), says('email-wrong')),
})
