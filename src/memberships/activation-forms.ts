import { z } from 'zod'

/** "SIRET reprenant l’activité"; empty where the register says that the structure is closed. */
export const inactivationForm = z.object({ successor: z.string().max(100).default('') })
