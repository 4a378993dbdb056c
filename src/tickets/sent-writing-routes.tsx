import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import {
  KeptByAnother,
  KeptTooOften,
  NothingKept,
  SessionLapsed,
  WritingState,
} from '../../views/tickets/act-draft.tsx'
import { ticketAgentWords } from '../../views/words/ticket-agent.ts'
import { showTooMany } from '../http/errors.tsx'
import { type Typed, typedText } from '../http/form.ts'
import { goTo, isFragment, showPage, type SignedInEnv } from '../http/page.tsx'
import { secondsUntilGuestKeeping, secondsUntilKeeping } from '../http/ticket-limits.ts'
import { keepGuestWriting } from './guest-writing.ts'
import type { WriterEnv } from './sent-act-routes.tsx'
import { keepUnsent } from './writing-text.ts'

const WRITTEN_MAX = 50_000

/** What a page asks for by itself never leads the reader away from it. */
export const keptQuietly = createMiddleware<WriterEnv>(async (c, next) =>
  c.var.anyAct.actor === null && isFragment(c) ? showPage(c, <SessionLapsed />) : next(),
)

/** A page left open keeps nothing for whoever signed in after the one that it was drawn for. */
export const keptForOneself = createMiddleware<WriterEnv>(async (c, next) => {
  const { drawnFor } = await c.req.parseBody()
  const isAnothers = drawnFor !== undefined && drawnFor !== String(c.var.anyAct.actor?.id)
  return isAnothers && isFragment(c) ? showPage(c, <KeptByAnother />, 409) : next()
})

/** Counted like the drafts of agents, apart from what is sent; of a link by its ticket. */
export const keptNotTooOften = createMiddleware<WriterEnv>(async (c, next) => {
  const { writer, ticket } = c.var.place
  const wait =
    writer.kind === 'guest'
      ? await secondsUntilGuestKeeping(c, ticket.id)
      : await secondsUntilKeeping(c as unknown as Context<SignedInEnv>)
  if (wait === null) return next()
  return isFragment(c) ? showPage(c, <KeptTooOften />, 429) : showTooMany(c, wait)
})

/** Keeps the answer that is being written. What was sent meanwhile is not brought back by a request that was late. */
export async function keepAnswer(c: Context<WriterEnv>) {
  const { anyAct, place, scene } = c.var
  const fields = (await c.req.parseBody()) as Typed
  const body = (typedText(fields, 'text') ?? '').replace(/\r\n?/g, '\n').slice(0, WRITTEN_MAX)
  const seen = Number(typedText(fields, 'seen')) || undefined
  const isKept = await keepBody(c, { body, seen })
  if (isFragment(c)) return showPage(c, isKept ? <WritingState at={anyAct.now.toISOString()} /> : <NothingKept />)
  const words = ticketAgentWords[scene.language]
  const notice = { tone: 'good', text: isKept ? words.draftNotice : words.draftEmptied } as const
  return goTo(c, { to: place.hrefs.ticket, notice })
}

async function keepBody(
  { var: { anyAct, place } }: Context<WriterEnv>,
  written: { body: string; seen?: number | undefined },
) {
  const { actor } = anyAct
  const { id } = place.ticket
  const kept =
    place.writer.kind === 'guest' || !actor
      ? await keepGuestWriting(anyAct, id, written)
      : await keepUnsent({ ...anyAct, actor }, id, { kind: 'answer', body: written.body, seen: written.seen })
  return kept.ok && kept.value.isKept
}
