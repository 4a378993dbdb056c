import { z } from 'zod'
import { BULK_LIMIT } from './rules.ts'

/** One ticked box arrives as a text, several as a list, none not at all. */
const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) =>
    [...new Set([value ?? []].flat().map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0),
  )

const back = z.string().optional()
const reason = z.string('reason-missing').trim().min(1, 'reason-missing').max(2000, 'text-too-long')
const comment = z.string().trim().max(2000, 'text-too-long').optional().default('')

/** `write` are the lines whose box "Modification" is ticked. Messages are keys of `membershipWords.formErrors`. */
export const subscriptionApprovalForm = z.object({ write: ids, comment, back })
export const subscriptionRefusalForm = z.object({ reason, back })

const several = ids
  .refine((list) => list.length > 0, 'nothing-ticked')
  .refine((list) => list.length <= BULK_LIMIT, 'too-many')
export const subscriptionApprovalsForm = z.object({ id: several, back })
export const subscriptionRefusalsForm = z.object({ id: several, reason, back })
