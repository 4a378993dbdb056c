import { z } from 'zod'
import { type CategoryFormError, HOURS_MAX } from './category-rules.ts'
import { isObjectType } from './rules.ts'

/** Messages are keys of the words: one that has no words does not compile. */
const says = (error: CategoryFormError): CategoryFormError => error
const name = z
  .string(says('name-missing'))
  .transform((typed) => typed.replace(/[\p{C}\s]+/gu, ' ').trim())
  .pipe(z.string().min(1, says('name-missing')).max(100, says('name-too-long')))
const whole = (most: number, wrong: CategoryFormError) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, says(wrong))
    .transform(Number)
    .pipe(z.number().min(1, says(wrong)).max(most, says(wrong)))

/** What the buttons ask for: a name that is not one of theirs saves. */
const act = z.enum(['save', 'open']).default('save').catch('save')

export const categoryForm = z.object({ act, fr: name, en: name, position: whole(999, 'position-wrong') })

export const subcategoryForm = categoryForm.extend({
  route: z.enum(['support', 'service'], says('route-missing')),
  isForGuests: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
  objectTypes: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((ticked) => [ticked ?? []].flat().filter(isObjectType)),
  // Empty: no answer is due at any time.
  answerHours: z.union(
    [
      z
        .string()
        .trim()
        .length(0)
        .transform(() => null),
      whole(HOURS_MAX, 'hours-wrong'),
    ],
    says('hours-wrong'),
  ),
})
/** Opening asks for nothing but that. */
export const actForm = z.object({ act })
