import { z } from 'zod'
import { ASSIGN_LIMIT } from './list-rules.ts'

const texts = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat())

/** A ticket's id and the last activity that was seen of it. */
const seen = texts.transform((pairs): Record<number, number> => {
  const numbers = pairs.map((pair) => pair.split('.').map(Number))
  return Object.fromEntries(
    numbers.flatMap(([id, activity]) =>
      Number.isSafeInteger(id) && Number.isSafeInteger(activity) ? [[id, activity]] : [],
    ),
  )
})

/** Messages are keys of `ticketQueueWords.formErrors`. */
export const ticketAssignmentsForm = z.object({
  id: texts
    .transform((ids) => [...new Set(ids.map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0))
    .refine((ids) => ids.length > 0, 'nothing-ticked')
    .refine((ids) => ids.length <= ASSIGN_LIMIT, 'too-many'),
  seen,
  assignee: z
    .string('assignee-missing')
    .regex(/^[1-9]\d{0,14}$/, 'assignee-missing')
    .transform(Number),
  back: z.string().optional(),
})
