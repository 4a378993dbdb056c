import { z } from 'zod'
import { identityForm, loginField } from '../accounts/forms.ts'
import { USERS_LIMIT } from './user-rules.ts'

const back = z.string().default('')

/** A person's data as a manager types them. `login` comes only where it can be corrected. */
export const correctUserForm = identityForm.omit({ managerMails: true }).extend({ login: loginField.optional(), back })

const ids = z
  .union([z.string(), z.array(z.string())], 'nothing-ticked')
  .transform((typed) => [...new Set([typed].flat().map(Number))])
  .pipe(z.array(z.int().positive('nothing-ticked')).min(1, 'nothing-ticked').max(USERS_LIMIT, 'too-many'))

export const activationsForm = z.object({ id: ids, back })
export const removalsForm = z.object({
  id: ids,
  comment: z
    .string()
    .default('')
    .transform((typed) => typed.trim())
    .pipe(z.string().max(2000, 'text-too-long')),
  back,
})
export const activationForm = z.object({ back })
