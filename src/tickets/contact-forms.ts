import { z } from 'zod'
import { EMAIL_MAX, isEmail, normalEmail } from '../values/email.ts'
import type { ContactError } from './contact-rules.ts'
import { readNumber } from './guest-rules.ts'
import { isObjectType } from './rules.ts'
import { LENGTHS } from './writing-rules.ts'

const NAME_MAX = 100
/** Messages are keys of the words: one that has no words does not compile. */
const says = (error: ContactError): ContactError => error

const oneLine = (typed: string): string => typed.replace(/[\p{C}\s]+/gu, ' ').trim()

const name = (missing: ContactError) =>
  z
    .string(missing)
    .transform(oneLine)
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(NAME_MAX, says('text-too-long'))
        // Names are written into mails: none of them leads elsewhere.
        .refine((typed) => !/:\/\/|www\./i.test(typed), says('name-with-link')),
    )

const optionalLine = (max: number) =>
  z
    .string()
    .default('')
    .transform(oneLine)
    .pipe(z.string().max(max, says('text-too-long')))

const email = z
  .string(says('email-missing'))
  .transform(normalEmail)
  .pipe(
    z
      .string()
      .min(1, says('email-missing'))
      .max(EMAIL_MAX, says('email-wrong'))
      .refine((typed) => typed === '' || isEmail(typed), says('email-wrong')),
  )

const optionalId = z
  .string()
  .default('')
  .pipe(z.string().regex(/^\d{0,15}$/, says('choice-wrong')))
  .transform((id) => Number(id) || null)

/** Contacting without an account. Whether the SIRET is one, and what the sub-category asks for, the route asks besides. */
export const contactForm = z
  .object({
    subcategory: z
      .string()
      .default('')
      .pipe(z.string().regex(/^\d{1,15}$/, says('subcategory-missing')))
      .transform(Number),
    recipient: optionalId,
    /** The recipient that the form was drawn with; another one picked since goes before. */
    chosen: optionalId,
    service: optionalId,
    lastName: name('last-name-missing'),
    firstName: name('first-name-missing'),
    email,
    emailAgain: z.string().default('').transform(normalEmail),
    phone: optionalLine(LENGTHS.phone).pipe(z.string().regex(/^(\+?[\d ().-]*\d[\d ().-]*)?$/, says('phone-wrong'))),
    siret: z.string().default(''),
    subject: z
      .string(says('subject-missing'))
      .transform(oneLine)
      .pipe(z.string().min(1, says('subject-missing')).max(LENGTHS.subject, says('text-too-long'))),
    objectType: z
      .string()
      .default('')
      .transform((typed) => (isObjectType(typed) ? typed : null)),
    reference: optionalLine(LENGTHS.reference),
    description: z
      .string(says('description-missing'))
      .transform((typed) => typed.replaceAll('\r\n', '\n').trim())
      .pipe(z.string().min(1, says('description-missing')).max(LENGTHS.description, says('text-too-long'))),
    browser: optionalLine(LENGTHS.browser),
    drawn: z.string().default(''),
    /** The token of the link to a closed ticket that this one follows up. */
    follows: z.string().default(''),
    site: z.string().default(''),
  })
  .refine(
    ({ email, emailAgain }) => typeof email !== 'string' || typeof emailAgain !== 'string' || email === emailAgain,
    // Said together with what else is wrong, not after it.
    { path: ['emailAgain'], message: says('email-differs'), when: () => true },
  )

/** Asking for a new link to a ticket that was written without an account. */
export const guestLinkForm = z.object({
  number: z
    .string(says('number-missing'))
    .transform((typed) => typed.trim())
    .pipe(z.string().min(1, says('number-missing')))
    .transform((typed) => readNumber(typed) ?? '')
    .pipe(z.string().min(1, says('number-wrong'))),
  email,
})
