import { z } from 'zod'
import { EMAIL_MAX, isEmail, normalEmail } from '../values/email.ts'
import { CIVILITIES, type IdentityError, MANAGER_MAILS, TICKET_MAILS } from './rules.ts'

const NAME_MAX = 100
const PHONE_MAX = 30
/** Messages are keys of the words: one that has no words does not compile. */
const says = (error: IdentityError): IdentityError => error

const name = (missing: IdentityError) =>
  z
    .string(missing)
    .transform((typed) => typed.replace(/[\p{C}\s]+/gu, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(NAME_MAX, says('text-too-long'))
        // Names are written into mails to others: none of them leads elsewhere.
        .refine((typed) => !/:\/\/|www\./i.test(typed), says('name-with-link')),
    )

const email = z
  .string(says('email-wrong'))
  .transform(normalEmail)
  .pipe(z.string().max(EMAIL_MAX, says('text-too-long')).refine(isEmail, says('email-wrong')))

/** An address that may be left out: empty then. */
export const optionalEmail = z
  .string()
  .default('')
  .transform(normalEmail)
  .pipe(
    z
      .string()
      .max(EMAIL_MAX, says('text-too-long'))
      .refine((address) => address === '' || isEmail(address), says('email-wrong')),
  )

/** The address by which a person signs in. */
export const loginField = z
  .string(says('login-missing'))
  .transform(normalEmail)
  .pipe(z.string().min(1, says('login-missing')))
  .pipe(email)

export const nameFields = { lastName: name('last-name-missing'), firstName: name('first-name-missing') }

const identityFields = {
  civility: z
    .enum(['', ...CIVILITIES], says('choice-wrong'))
    .default('')
    .transform((chosen) => chosen || null),
  ...nameFields,
  phone: z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .max(PHONE_MAX, says('phone-wrong'))
        .regex(/^(\+?[\d ().-]*\d[\d ().-]*)?$/, says('phone-wrong')),
    )
    .transform((phone) => phone || null),
  language: z.enum(['fr', 'en'], says('choice-wrong')),
}

export const newAccountForm = z.object({ ...identityFields, login: loginField })

export const identityForm = z.object({
  ...identityFields,
  contactEmail: email,
  managerMails: z.enum(MANAGER_MAILS, says('choice-wrong')),
})

/** `ticketMails` is not asked of who receives no tickets; a box that is not ticked is not sent. */
export const preferencesForm = z.object({
  ticketMails: z.enum(TICKET_MAILS, says('choice-wrong')).optional(),
  shortcuts: z.literal('1', says('choice-wrong')).optional(),
  updates: z.literal('1', says('choice-wrong')).optional(),
})

export const languageForm = z.object({ language: z.enum(['fr', 'en']), back: z.string().default('') })
