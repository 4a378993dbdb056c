import { z } from 'zod'
import { SCORES, type Score } from './rating-rules.ts'

const text = z.string().trim().max(20_000, 'text-too-long').default('')
const reason = z.string('reason-missing').trim().min(1, 'reason-missing').max(20_000, 'text-too-long')
/** A form made by hand that does not say what it saw has seen nothing. */
const seen = z.coerce.number().int().min(0).catch(0)

/** Messages are keys of `writerWords.errors`. Whether a text or a file must be there is asked with the files. */
export const answerForm = z.object({ text, seen, refuses: z.enum(['yes', 'no'], 'choice-wrong').optional() })
export const acceptanceForm = z.object({ text, seen, sure: z.literal('1').optional().catch(undefined) })
export const undoingForm = z.object({ seen })
export const refusalForm = z.object({ text: reason, seen })
export const closingForm = z.object({ text, seen })
export const ratingForm = z.object({
  text,
  score: z
    .string('score-missing')
    .transform((typed): Score | undefined => SCORES.find((one) => String(one) === typed))
    .refine((score): score is Score => score !== undefined, 'score-missing'),
})
