import { z } from 'zod'

/** Making a private structure: the SIRET looked up before, a name where the register has none, and a tick. */
export const newPrivateForm = z.object({
  siret: z.string().default(''),
  name: z.string().trim().max(200, 'text-too-long').default(''),
  isPrivate: z.string().optional(),
})
