import { z } from 'zod'
import { EMAIL_MAX, isEmail, normalEmail } from '../values/email.ts'
import { CHAT_SCORES, type ChatScore } from './rules.ts'

/** Letters of a comment on a chat. */
const COMMENT_MAX = 1000

const id = z
  .string()
  .default('')
  .transform((typed) => (/^\d{1,15}$/.test(typed) ? Number(typed) : 0))

const isScore = (score: number): score is ChatScore => CHAT_SCORES.some((one) => one === score)

/** A message to an advisor. Its length is the command's to judge, which knows of the files. */
export const messageForm = z.object({
  text: z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim()),
})

/** What a chat was worth. Messages are keys of the words. */
export const ratingForm = z.object({
  chat: id,
  score: z
    .string('score-missing')
    .transform(Number)
    .refine(isScore, 'score-missing')
    .transform((score) => score as ChatScore),
  comment: z
    .string()
    .default('')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().max(COMMENT_MAX, 'comment-too-long')),
})

/** Ending the chat that the page showed. */
export const endForm = z.object({ chat: id })

/** Where a transcript goes; who is signed in types no address. */
export const transcriptForm = z.object({ chat: id, email: z.string().default('').transform(normalEmail) })

/** What is wrong with an address typed, or null. */
export const whyNotAddress = (email: string): 'email-missing' | 'email-wrong' | null => {
  if (email === '') return 'email-missing'
  return email.length <= EMAIL_MAX && isEmail(email) ? null : 'email-wrong'
}
