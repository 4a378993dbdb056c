import type { AnyAct } from '../act.ts'
import type { StoredFile } from '../outside/files.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { readHeldFiles } from './file-queries.ts'
import { type AddFilesRefusal, whyNotAddFiles } from './file-rules.ts'
import { listActivities, readNow } from './queries.ts'
import type { Ticket, Writer } from './rules.ts'

/** Whose ticket: the same commands serve an account and the holder of a link. */
export type ByWriter = { ticketId: number; writer: Writer }
/** The last activity of the page that the form was on. */
export type Seen = { seen: number }
/** `limits` are those of all files of a ticket together, in bytes. */
export type Written = Seen & { text: string; files: StoredFile[]; limits: { perForm: number; files: number } }

/** Who holds a link acts without an account, signed in or not. */
export const speakingAs = <A extends AnyAct>(act: A, writer: Writer): AnyAct =>
  writer.kind === 'guest' ? { ...act, actor: null } : act

/** The ticket as it is now, if the rule lets its writer act and nothing that concerns the writer happened since. */
export async function findToAnswer<R extends string>(
  act: AnyAct,
  { ticketId, writer }: ByWriter,
  { seen, whyNot }: Seen & { whyNot: (ticket: Ticket, writer: Writer) => R | null | Promise<R | null> },
): Promise<Result<Ticket, R | 'not-found' | 'changed'>> {
  const ticket = await readNow(act, ticketId)
  if (!ticket) return refuse('not-found')
  const refusal = await whyNot(ticket, writer)
  if (refusal) return refuse(refusal)
  return (await hasChanged(act, ticket, seen)) ? refuse('changed') : accept(ticket)
}

/** What agents do among themselves changes nothing for the writer. */
async function hasChanged(act: AnyAct, { id, last_activity_id }: Ticket, seen: number): Promise<boolean> {
  if ((last_activity_id ?? 0) <= seen) return false
  return (await listActivities(act, id, { withNotes: false, forWriter: true, after: seen, limit: 1 })).length > 0
}

/** Why the ticket cannot hold these files as well. */
export const whyNotFiles = async (
  act: AnyAct,
  ticketId: number,
  { files, limits }: Pick<Written, 'files' | 'limits'>,
): Promise<AddFilesRefusal | null> =>
  files.length === 0 ? null : whyNotAddFiles(await readHeldFiles(act, ticketId), files, limits)
