import { z } from 'zod'
import type { FormError } from './agent-rules.ts'

/** Messages are keys of the words: one that has no words does not compile. */
const says = (error: FormError): FormError => error

const TEXT_MAX = 20_000
/** Browsers send lines as CR LF. */
const lines = (typed: string): string => typed.replace(/\r\n?/g, '\n').trim()
const text = z
  .string(says('text-missing'))
  .transform(lines)
  .pipe(z.string().min(1, says('text-missing')).max(TEXT_MAX, says('text-too-long')))
const seen = z.coerce.number().int().min(0).optional().catch(undefined)

/** What an agent writes to the writer, to colleagues or to the support. */
export const writtenForm = z.object({ body: text, seen })
/** The same, with a key of `recipientKey`. */
export const serviceTransferForm = writtenForm.extend({
  recipient: z.string(says('recipient-missing')).min(1, says('recipient-missing')),
})
export const assigningForm = z.object({
  assignee: z.coerce.number(says('assignee-missing')).int(says('assignee-missing')).min(1, says('assignee-missing')),
  seen,
})

const TITLE_MAX = 150
export const cannedForm = z.object({
  title: z
    .string(says('title-missing'))
    .transform((typed) => typed.replace(/[\p{C}\s]+/gu, ' ').trim())
    .pipe(z.string().min(1, says('title-missing')).max(TITLE_MAX, says('title-too-long'))),
  body: text,
})
