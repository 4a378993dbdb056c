import { z } from 'zod'
import { civilDate } from '../values/dates.ts'
import { EMAIL_MAX, isEmail, normalEmail } from '../values/email.ts'
import { normalIdentifier } from '../values/siret.ts'
import type { FormError } from './rules.ts'

/** Messages are keys of the words: one that has no words does not compile. */
const says = (error: FormError): FormError => error
const oneLine = (typed: string): string => typed.replace(/[\p{C}\s]+/gu, ' ').trim()

const line = (max: number, tooLong: FormError) =>
  z
    .string()
    .default('')
    .transform(oneLine)
    .pipe(z.string().max(max, says(tooLong)))
const missingOrLine = (max: number, missing: FormError, tooLong: FormError) =>
  z
    .string(says(missing))
    .transform(oneLine)
    .pipe(z.string().min(1, says(missing)).max(max, says(tooLong)))
/** A number as it is kept: without spaces, in capitals. */
const number = (pattern: RegExp, wrong: FormError) =>
  z
    .string()
    .default('')
    .transform((typed) => normalIdentifier(typed).toUpperCase())
    .pipe(z.string().regex(pattern, says(wrong)))

/** Contact and, of private structures, the numbers that the register does not hold. All may be left empty. */
export const identityForm = z.object({
  contactEmail: z
    .string()
    .default('')
    .transform(normalEmail)
    .pipe(
      z
        .string()
        .max(EMAIL_MAX, says('email-wrong'))
        .refine((typed) => typed === '' || isEmail(typed), says('email-wrong')),
    ),
  phone: line(30, 'phone-wrong').pipe(z.string().regex(/^(\+?[\d ().-]*\d[\d ().-]*)?$/, says('phone-wrong'))),
  pacage: number(/^(\d{9})?$/, 'pacage-wrong'),
  socialRegime: line(100, 'text-too-long'),
  vatNumber: number(/^([A-Z]{2}[0-9A-Z+*]{2,13})?$/, 'vat-wrong'),
  connection: z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(2000, says('note-too-long'))),
})

const tick = z
  .string()
  .optional()
  .transform((value) => value !== undefined)
export const parametersForm = z.object({ serviceCodeRequired: tick, engagementRequired: tick, eitherRequired: tick })

/** Where an act comes back to: a part of a list. */
export const backForm = z.object({ back: z.string().optional() })

export const serviceForm = backForm.extend({
  code: missingOrLine(50, 'code-missing', 'code-too-long'),
  name: missingOrLine(200, 'name-missing', 'name-too-long'),
})

const day = (missing: FormError) =>
  z.string(says(missing)).transform((typed, context) => {
    const date = civilDate(typed)
    if (date === null) context.addIssue(says(typed.trim() === '' ? missing : 'date-wrong'))
    return date ?? ''
  })

/** The SIRET is checked by the route, which knows whether test ones count; the document is no text but an upload. */
export const mandateForm = z
  .object({
    mandatary: missingOrLine(200, 'mandatary-missing', 'name-too-long'),
    siret: z.string().default('').transform(normalIdentifier),
    startsOn: day('start-missing'),
    endsOn: z
      .string()
      .default('')
      .refine((typed) => typed.trim() === '' || civilDate(typed) !== null, says('date-wrong'))
      .transform(civilDate),
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, {
    path: ['endsOn'],
    message: says('ends-before-start'),
  })

export const mandateEndForm = z.object({ endsOn: day('end-missing') })
