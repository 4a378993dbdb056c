import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { DRAFT_STATUS, DraftLinks, DraftStatusText } from '../../views/tickets/writing-page.tsx'
import { type WritingWords } from '../../views/words/ticket-writing-fr.ts'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { isMultipart } from '../http/guard.ts'
import { type Env, isFragment, plain, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { secondsUntilKeeping } from '../http/ticket-limits.ts'
import { uploadsNotTooOften } from '../http/upload-limit.ts'
import { paths, url } from '../urls.ts'
import { saveDraft } from './drafting.ts'
import type { Drawn, WritingEnv } from './writing-form-routes.tsx'
import { saysSomething } from './writing-rules.ts'

/** Whether a form keeps itself while somebody types: its text alone, whatever files are chosen in it. */
const keepsItself = async <E extends Env>(c: Context<E>): Promise<boolean> =>
  isFragment(c) && !isMultipart(plain(c)) && (await c.req.parseBody())['act'] === 'keep'

const tell = <E extends Env>(c: Context<E>, error: (words: WritingWords) => string, status: Status) =>
  showPage(c, <DraftStatusText error={error(ticketWritingWords[plain(c).var.scene.language])} />, status)

/** Before `signedIn`: what keeps itself never leads somebody away who is typing, though the session has lapsed. */
export const keptQuietly = createMiddleware<SignedInEnv>(async (c, next) =>
  c.var.anyAct.actor === null && (await keepsItself(c)) ? tell(c, (words) => words.keptLapsed, 200) : next(),
)

/** Behind `signedIn`: what keeps itself is counted apart, so that it never stands in the way of saving by hand. */
export const keptOrNotTooOften = createMiddleware<SignedInEnv>(async (c, next) => {
  // Its body is read later, after the files of a form that has some.
  const isKept = isFragment(c) && !isMultipart(plain(c)) && c.req.header('HX-Target') === `p#${DRAFT_STATUS}`
  if (!isKept) return uploadsNotTooOften(c, next)
  return (await secondsUntilKeeping(c)) === null ? next() : tell(c, (words) => words.keptTooOften, 429)
})

/** Kept by itself while somebody types: said quietly, and the address becomes the draft's. */
export async function keepDraft(c: Context<WritingEnv>, { writing, form, seen }: Drawn, isWrong: boolean) {
  const { act, draftId } = c.var
  const { drawnFor } = await c.req.parseBody()
  // A page left open keeps nothing for whoever signed in after the one that it was drawn for.
  if (drawnFor !== undefined && drawnFor !== String(act.actor.id)) return tell(c, (words) => words.keptByAnother, 409)
  if (isWrong) return tell(c, (words) => words.errors['text-too-long'], 422)
  // What was removed meanwhile is not brought back by a page that was left open.
  if (draftId === null && c.req.param('id') !== undefined)
    return tell(c, (words) => words.refusals['form-finished'], 409)
  if (!saysSomething(writing) && draftId === null) return c.body(null, 204)
  const result = await saveDraft(act, { id: draftId, form, seen }, { writing, isByItself: true })
  if (!result.ok) {
    const { refusal } = result
    return tell(c, (words) => (refusal === 'changed' ? words.keptElsewhere : words.refusals[refusal]), 409)
  }
  if (draftId !== null) return showPage(c, <DraftStatusText />)
  c.header('HX-Replace-Url', url(paths.ticketDraft, result.value))
  return showPage(
    c,
    <>
      <DraftStatusText />
      <DraftLinks draftId={result.value.id} />
    </>,
  )
}
