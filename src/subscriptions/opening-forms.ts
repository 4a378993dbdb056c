import { z } from 'zod'

/** One ticked box arrives as a text, several as a list, none not at all. */
const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((ticked) =>
    [...new Set([ticked ?? []].flat().map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0),
  )

/** Where a space is to be open, and for whom requests are made; messages are keys of `subscriptionWords.formErrors`. */
export const openingForm = z.object({
  scope: z.enum(['whole', 'services'], 'scope-missing'),
  services: ids,
  who: z.enum(['none', 'all', 'ticked'], 'who-missing'),
  members: ids,
})
