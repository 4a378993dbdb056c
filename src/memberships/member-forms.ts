import { z } from 'zod'
import { newAccountForm } from '../accounts/forms.ts'
import { ACCESSES, BULK_LIMIT, type Held, SPACES } from '../subscriptions/rules.ts'
import { civilDate } from '../values/dates.ts'
import { EMAIL_MAX, isEmail, normalEmail } from '../values/email.ts'
import { GIVEN_ROLES } from './rules.ts'

/** One ticked box arrives as a text, several as a list, none not at all. */
const texts = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())
const ids = texts.transform((list) => [...new Set(list.map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0))

const typed = z.string().default('')
const back = z.string().optional()
const comment = typed.transform((text) => text.trim()).pipe(z.string().max(2000, 'text-too-long'))
const role = z.enum(GIVEN_ROLES, 'role-missing')
const whole = z.literal('1').optional().catch(undefined)

/** A civil date as typed, or null when nothing was. */
const optionalDate = typed
  .refine((text) => text.trim() === '' || civilDate(text) !== null, 'date-wrong')
  .transform((text) => civilDate(text))
const date = z
  .string('date-missing')
  .refine((text) => text.trim() !== '', 'date-missing')
  .refine((text) => text.trim() === '' || civilDate(text) !== null, 'date-wrong')
  .transform((text) => civilDate(text) ?? '')

const attachment = { role, whole, service: ids, startsOn: date, endsOn: optionalDate, comment }

/** Messages are keys of `attachingWords.errors`. */
export const attachingForm = z.object({
  ...attachment,
  login: texts.refine((list) => list.length > 0, 'nobody-ticked'),
  back,
})

/** The contact address is the login address where none is given. */
export const memberAccountForm = newAccountForm.extend({
  ...attachment,
  contactEmail: typed
    .transform(normalEmail)
    .pipe(z.string().max(EMAIL_MAX, 'text-too-long'))
    .refine((address) => address === '' || isEmail(address), 'email-wrong'),
  back,
})

/** Messages are keys of `memberWords.formErrors`. `endsOn` is left out where the page does not ask for it. */
export const memberForm = z.object({ role, whole, service: ids, endsOn: optionalDate.optional(), comment, back })
export const memberRemovalForm = z.object({ comment, back })

/** `space:service:access`, with 0 for all services: the value of each choice on the page of one member's subscriptions. */
export const heldText = ({ space, serviceId, access }: Held): string => `${space}:${serviceId ?? 0}:${access}`

function readHeld(text: string): Held[] {
  const [name, service, typedAccess] = text.split(':')
  const space = SPACES.find((one) => one === name)
  const access = ACCESSES.find((one) => one === typedAccess)
  const serviceId = Number(service)
  if (!space || !access || !Number.isSafeInteger(serviceId) || serviceId < 0) return []
  return [{ space, access, serviceId: serviceId || null }]
}

export const subscriptionsForm = z.object({ held: texts.transform((list) => list.flatMap(readHeld)), back })

export const membersSubscriptionsForm = z.object({
  id: ids.refine((list) => list.length > 0, 'nothing-ticked').refine((list) => list.length <= BULK_LIMIT, 'too-many'),
  space: z.enum(SPACES, 'space-missing'),
  access: z.enum([...ACCESSES, 'none'], 'access-missing'),
  back,
})

/** Step 3 of copying rights: both by login address, and what was shown. */
export const rightsCopyForm = z.object({
  from: typed.transform(normalEmail),
  to: typed.transform(normalEmail),
  fingerprint: typed,
})
