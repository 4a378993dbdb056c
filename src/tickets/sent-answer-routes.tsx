import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { WriterPanel } from '../../views/tickets/writer-panel.tsx'
import { writerWords } from '../../views/words/ticket-sent-one.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import type { GuestUpload } from '../http/guest-upload.ts'
import { submitOnce } from '../http/once.ts'
import { goTo } from '../http/page.tsx'
import { type Answer, answerTicket } from './answering.ts'
import { aboutOf, actingOf, byOf, keepOwn, ofWriter, refresh, showTicket, type WriterEnv } from './sent-act-routes.tsx'
import { filesError, forgetSent, keepSent } from './sent-file-routes.tsx'
import { answerForm } from './sent-forms.ts'
import type { WriterRefusal } from './sent-rules.ts'

export type AnswerEnv = { Variables: WriterEnv['Variables'] & { upload: GuestUpload } }
type Input = Pick<Answer, 'text' | 'seen'> & { refuses?: 'yes' | 'no' | undefined }

/** Of one writer in an hour: each is a mail, and its files may lie on the disk for a day. */
const ANSWERS = { points: 60, seconds: 3600 }

/** Asked before the body is read. */
export const notTooOften = createMiddleware<WriterEnv>(async (c, next) => {
  const { writer, ticket } = c.var.place
  const who = writer.kind === 'user' ? `user ${writer.id}` : `ticket ${ticket.id}`
  const wait = await c.var.world.limiter.take('ticket-answer', ANSWERS, who)
  return wait === null ? next() : showTooMany(c, wait)
})

type Again = { typed: Typed; errors?: Record<string, string | undefined>; refusal?: WriterRefusal }

/** Draws the ticket again with what was typed; the files, which the browser drops, are kept with it. */
async function showAgain(c: Context<AnswerEnv>, { typed, errors, refusal }: Again) {
  const own = ofWriter(c)
  const kept = await keepSent(own)
  await keepOwn(c.var.anyAct, c.var.place, typedText(typed, 'text') ?? '')
  const about = { ...(await aboutOf(own)), kept }
  const acting = actingOf(about, typed, { ...(errors && { errors }), refusal, files: filesError(own) })
  return showTicket(own, about, acting)
}

export const answerPosted = form<AnswerEnv, typeof answerForm>(answerForm, (c, { typed, errors }) =>
  showAgain(c, { typed, errors }),
)

/** What is missing can only be said with the files and the ticket at hand. */
function lacking(c: Context<AnswerEnv>, { text, refuses }: Input): Record<string, string | undefined> {
  const { upload: sent, place } = c.var
  if (text === '' && refuses === 'yes') return { text: 'reason-missing' }
  return {
    ...(text === '' && sent.files.length === 0 && { text: 'text-missing' }),
    ...(place.ticket.status === 'resolved' && !refuses && { refuses: 'refuses-missing' }),
  }
}

export async function answer(c: Context<AnswerEnv>, input: Input) {
  const { anyAct, place, scene, world, upload: sent } = c.var
  const typed = { ...input, seen: String(input.seen) }
  const errors = lacking(c, input)
  if (Object.keys(errors).length > 0 || filesError(ofWriter(c)) !== undefined) return showAgain(c, { typed, errors })
  const { text, seen, refuses } = input
  const result = await submitOnce(c, {
    act: anyAct,
    command: async (act) => {
      const whole = { text, seen, refuses: refuses === 'yes', files: sent.files, limits: world.config.uploads }
      const answered = await answerTicket(act, byOf(ofWriter(c)), whole)
      if (answered.ok) await forgetSent(ofWriter(c), act)
      return answered
    },
    landing: ({ number, refused }) => ({
      to: place.hrefs.ticket,
      notice: {
        tone: 'good',
        text: writerWords[scene.language].notices[refused ? 'refusal' : 'answered'](number),
      },
    }),
  })
  const own = ofWriter(c)
  await refresh(own)
  if (!result.ok) return showAgain(c, { typed, refusal: result.refusal })
  world.live.tell()
  world.wakeMails()
  return goTo(c, result.value, async () => <WriterPanel about={await aboutOf(own)} />)
}
