import { z } from 'zod'
import { BULK_LIMIT, GIVEN_ROLES } from './rules.ts'

/** One ticked box arrives as a text, several as a list, none not at all. */
const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) =>
    [...new Set([value ?? []].flat().map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0),
  )

const back = z.string().optional()
const reason = z.string('reason-missing').trim().min(1, 'reason-missing').max(2000, 'text-too-long')
const role = z.enum(GIVEN_ROLES, 'role-missing')

/** Messages are keys of `membershipWords.formErrors`. */
export const approvalForm = z.object({ role, whole: z.literal('1').optional().catch(undefined), service: ids, back })
export const refusalForm = z.object({ reason, back })

const several = ids
  .refine((list) => list.length > 0, 'nothing-ticked')
  .refine((list) => list.length <= BULK_LIMIT, 'too-many')
export const approvalsForm = z.object({ id: several, role, back })
export const refusalsForm = z.object({ id: several, reason, back })
