import { z } from 'zod'
import { MESSAGE_MAX } from '../livechat/conversation-rules.ts'
import type { TalkError } from './talk-rules.ts'

const text = (error: TalkError) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(MESSAGE_MAX, error))

/** A free question. An empty one is answered too. */
export const questionForm = z.object({ question: text('too-long') })

/** What a button says. */
export const choiceForm = z.object({ choice: z.string().max(200).default('') })

/** A thumb, or what is wrong: « Envoyer » or « Annuler ». */
export const ratingForm = z.object({
  vote: z.enum(['up', 'down']).optional(),
  act: z.enum(['send', 'cancel']).optional(),
  comment: text('comment-too-long'),
})
