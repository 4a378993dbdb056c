import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { WriterPanel } from '../../views/tickets/writer-panel.tsx'
import { writerWords } from '../../views/words/ticket-sent-one.ts'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import type { Act } from '../act.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { type GuestUploadEnv, keptForGuest, takeGuestFiles, uploadProblem } from '../http/guest-upload.ts'
import { forgetKeptFiles, keepFiles } from '../http/kept-files.ts'
import { submitOnce } from '../http/once.ts'
import { goTo } from '../http/page.tsx'
import { upload, type UploadEnv } from '../http/upload.ts'
import { type Answer, answerTicket } from './answering.ts'
import { readHeldFiles } from './file-queries.ts'
import { aboutOf, actingOf, byOf, keepOwn, refresh, showTicket, type WriterEnv } from './sent-act-routes.tsx'
import { answerForm } from './sent-forms.ts'
import type { WriterRefusal } from './sent-rules.ts'

export type AnswerEnv = { Variables: WriterEnv['Variables'] & Pick<UploadEnv['Variables'], 'upload'> }
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

const asGuest = (c: Context<AnswerEnv>): Context<GuestUploadEnv> => c as unknown as Context<GuestUploadEnv>

/** Takes in what the ticket can still hold, with the files kept from the last sending. */
export const withFiles = createMiddleware<AnswerEnv>(async (c, next) => {
  const { perFile, perForm, files } = c.var.world.config.uploads
  const held = await readHeldFiles(c.var.anyAct, c.var.place.ticket.id)
  const limits = {
    perFile,
    perForm: Math.max(0, perForm - held.bytes),
    files: Math.max(0, files - held.count),
  }
  // Who has no session finds the files again by a signed list in the form.
  if (c.var.place.writer.kind === 'guest') return takeGuestFiles(asGuest(c), next, { field: 'files', limits })
  return upload(['files'], limits)(c as unknown as Context<UploadEnv>, next)
})

/** The first file that was not taken, as a sentence; or that those kept for who has no session are gone. */
function filesError({ var: { upload: sent, scene } }: Context<AnswerEnv>): string | undefined {
  const [first] = sent.refused
  const words = ticketWritingWords[scene.language]
  return first ? `${first.name} : ${words.files[first.refusal]}` : uploadProblem(sent, scene.language)
}

const signedInAct = ({ anyAct }: AnswerEnv['Variables']): Act | null => {
  const { actor } = anyAct
  return actor && { ...anyAct, actor }
}

type Again = { typed: Typed; errors?: Record<string, string | undefined>; refusal?: WriterRefusal }

/** Draws the ticket again with what was typed; the files, which the browser drops, are kept with it. */
async function showAgain(c: Context<AnswerEnv>, { typed, errors, refusal }: Again) {
  const { upload: sent } = c.var
  const act = signedInAct(c.var)
  const { token, files } = sent
  const own = token !== null && files.length > 0 ? { token, files } : null
  const kept = act ? own : keptForGuest(asGuest(c), files)
  if (act && token !== null) await keepFiles(act, token, files)
  await keepOwn(c.var.anyAct, c.var.place, typedText(typed, 'text') ?? '')
  const about = await aboutOf(c as unknown as Context<WriterEnv>)
  const acting = actingOf(about, typed, { ...(errors && { errors }), refusal, files: filesError(c), kept })
  return showTicket(c as unknown as Context<WriterEnv>, about, acting)
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
  if (Object.keys(errors).length > 0 || filesError(c) !== undefined) return showAgain(c, { typed, errors })
  const { text, seen, refuses } = input
  const result = await submitOnce(c, {
    act: anyAct,
    command: async (act) => {
      const whole = { text, seen, refuses: refuses === 'yes', files: sent.files, limits: world.config.uploads }
      const answered = await answerTicket(act, byOf(c as unknown as Context<WriterEnv>), whole)
      if (answered.ok && act.actor && sent.token !== null)
        await forgetKeptFiles({ ...act, actor: act.actor }, sent.token)
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
  const own = c as unknown as Context<WriterEnv>
  await refresh(own)
  if (!result.ok) return showAgain(c, { typed, refusal: result.refusal })
  world.live.tell()
  world.wakeMails()
  return goTo(c, result.value, async () => <WriterPanel about={await aboutOf(own)} />)
}
