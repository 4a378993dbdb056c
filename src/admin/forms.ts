import { z } from 'zod'
import { isEmail, normalEmail } from '../values/email.ts'

/** A public structure: the SIRET looked up before, a name where the register has none, services one a line. */
export const newPublicForm = z.object({
  siret: z.string().default(''),
  name: z.string().trim().max(200, 'text-too-long').default(''),
  services: z.string().default(''),
})

/** Services to add, one a line: `readServiceLines` reads them. */
export const servicesForm = z.object({ services: z.string().default('') })

/** Messages are keys of `operatorStructureWords.formErrors`. */
export const primaryForm = z.object({
  login: z.string().transform(normalEmail).refine(isEmail, 'login-wrong'),
})

/** Messages are keys of `replacementWords.errors`. The reason is told to both persons. */
export const replacementForm = z.object({
  login: z.string('login-wrong').transform(normalEmail).refine(isEmail, 'login-wrong'),
  reason: z.string('reason-missing').trim().min(1, 'reason-missing').max(2000, 'text-too-long'),
  isGone: z.literal('1', 'gone-missing'),
})

/** A tick box: there or not. */
export const pigpForm = z.object({ isPigp: z.string().optional() })
