import { z } from 'zod'
import { SPACES } from './rules.ts'
import { CHOSEN_RULES } from './space-rules.ts'

const rule = z.enum(CHOSEN_RULES, 'rule-missing')
const flag = z
  .string()
  .optional()
  .transform((ticked) => ticked === '1')

/** One line of the matrix: `public-simple_user` and so on; messages are keys of `subscriptionWords.matrixErrors`. */
export const matrixForm = z.object({
  space: z.enum(SPACES, 'space-missing'),
  'public-primary_manager': rule,
  'public-secondary_manager': rule,
  'public-simple_user': rule,
  'private-primary_manager': rule,
  'private-secondary_manager': rule,
  'private-simple_user': rule,
  'opened-public': flag,
  'opened-private': flag,
})
