import { z } from 'zod'

/** A step of a scenario: the line that drew it, the button, the words of its field. */
export const scenarioForm = z.object({
  turn: z.coerce.number().int().min(0).catch(0),
  choice: z.string().max(60).catch(''),
  typed: z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').slice(0, 200)),
})
