import type { Act } from '../act.ts'
import type { StoredFile } from '../outside/files.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { readHeldFiles } from './file-queries.ts'
import { type AddFilesRefusal, whyNotAddFiles } from './file-rules.ts'
import { readNow } from './queries.ts'
import { desksOf, liesOn, type Ticket } from './rules.ts'

/** The last activity that the page showed, from which a form was sent; without it nobody looked. */
export type Seen = { seen?: number | undefined }
/** What an agent writes about a ticket. `limits` are those of all files of a ticket together, in bytes. */
export type Written = Seen & {
  body: string
  files?: StoredFile[]
  limits?: { perForm: number; files: number }
}

/** A ticket as it is now, in the transaction of the command; null for those to whom it does not exist. */
export async function readForAgent(act: Act, id: number): Promise<Ticket | null> {
  const ticket = Number.isSafeInteger(id) ? await readNow(act, id) : undefined
  return ticket && ticket.status !== 'draft' && liesOn(desksOf(act.actor, 'read'), ticket) ? ticket : null
}

/** Pure. Whether somebody acted on the ticket since the page was drawn. */
export const hasChanged = ({ last_activity_id }: Pick<Ticket, 'last_activity_id'>, { seen }: Seen): boolean =>
  seen !== undefined && (last_activity_id ?? 0) > seen

/** The ticket, if the rule lets this agent act on it and nobody acted on it since. */
export async function findToProcess<R extends string>(
  act: Act,
  id: number,
  { seen, whyNot }: Seen & { whyNot: (ticket: Ticket, actor: Act['actor']) => R | null },
): Promise<Result<Ticket, R | 'not-found' | 'changed'>> {
  const ticket = await readForAgent(act, id)
  if (!ticket) return refuse('not-found')
  const refusal = whyNot(ticket, act.actor)
  if (refusal) return refuse(refusal)
  return hasChanged(ticket, { seen }) ? refuse('changed') : accept(ticket)
}

/** Why the ticket cannot hold these files as well. */
export async function whyNotFiles(
  act: Act,
  ticketId: number,
  { files, limits }: Written,
): Promise<AddFilesRefusal | null> {
  if (!files?.length || !limits) return null
  return whyNotAddFiles(await readHeldFiles(act, ticketId), files, limits)
}
