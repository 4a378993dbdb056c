import { z } from 'zod'

/** One ticked box arrives as a text, several as a list, none not at all. */
const services = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((ticked) =>
    [...new Set([ticked ?? []].flat().map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0),
  )

/** A request to join. `scope` is 'whole' or 'services'; messages are keys of `joiningWords.formErrors`. */
export const joiningForm = z.object({
  scope: z.enum(['whole', 'services'], 'scope-missing'),
  services,
  comment: z.string().trim().max(1000, 'text-too-long').default(''),
  corrects: z
    .string()
    .optional()
    .transform((id) => (id ? Number(id) : null)),
})
