import { z } from 'zod'
import { isEmail, normalEmail } from '../values/email.ts'

/** Structures that one form may name. */
const STRUCTURES_MAX = 100

/** Ids as they come, from an address or a form: numbers, each once. */
export const idsIn = (typed: string[]): number[] =>
  [...new Set(typed.map(Number).filter((id) => Number.isSafeInteger(id) && id > 0))].slice(0, STRUCTURES_MAX)

const structure = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((ticked) => idsIn([ticked ?? []].flat()))

/** Messages are keys of `handingWords.formErrors`. */
export const loginField = z
  .string('login-missing')
  .transform(normalEmail)
  .pipe(z.string().min(1, 'login-missing').refine(isEmail, 'login-wrong'))

/** Which structures go to whom. */
export const transferForm = z.object({ structure, login: loginField })

/** Addresses by field: `login` for all structures, `login-12` for the structure 12. */
export const successorsForm = z.looseObject({ login: z.string().default('') })

/** Messages are keys of `deactivationWords.errors`. */
export const deactivationForm = z.object({ currentPassword: z.string('current-missing').min(1, 'current-missing') })
