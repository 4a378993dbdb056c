import { z } from 'zod'

/** "Identifiant": the new SIRET. Its check sum is the route's to ask, which knows whether test SIRETs are accepted. */
export const identifierForm = z.object({
  identifier: z.string().max(100).default(''),
  isPrivate: z.string().optional(),
})
