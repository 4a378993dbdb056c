import type { AnyAct } from '../act.ts'
import type { StoredFile } from '../outside/files.ts'
import { FILE_TYPES, type FileType } from '../outside/sniffing.ts'
import type { HeldFiles } from './file-rules.ts'

/** How many files a ticket holds and how large they are together; inside the command that adds some, as it is now. */
export async function readHeldFiles({ db }: Pick<AnyAct, 'db'>, ticketId: number): Promise<HeldFiles> {
  const { count, bytes } = await db
    .selectFrom('ticket_file')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number | null>('size').as('bytes')])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirstOrThrow()
  return { count, bytes: bytes ?? 0 }
}

/** One file of a ticket that the asker was let see; none of another ticket, nor of a note unless `withNotes`. */
export async function findTicketFile(
  { db }: Pick<AnyAct, 'db'>,
  { ticketId, fileId }: { ticketId: number; fileId: number },
  { withNotes }: { withNotes: boolean },
): Promise<StoredFile | undefined> {
  if (!Number.isSafeInteger(fileId)) return undefined
  const row = await db
    .selectFrom('ticket_file')
    .select(['hash', 'name', 'size', 'type'])
    .where('id', '=', fileId)
    .where('ticket_id', '=', ticketId)
    .$if(!withNotes, (query) => query.where('is_internal', '=', 0))
    .executeTakeFirst()
  return row && isFileType(row.type) ? { ...row, type: row.type } : undefined
}

const isFileType = (text: string): text is FileType => Object.hasOwn(FILE_TYPES, text)
