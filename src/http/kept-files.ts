import type { Act, AnyAct } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { inTransaction } from '../db/transaction.ts'
import { type FileStore, nameFile, type StoredFile } from '../outside/files.ts'
import { FILE_TYPES, type FileType } from '../outside/sniffing.ts'
import { accept } from '../values/result.ts'

/** A file that came in a field of a form. */
export type UploadedFile = StoredFile & { field: string }

const DAY = 24 * 3_600_000
/** For one person, of all their forms together: as much as one form may hold. */
const KEPT_BYTES = 50 * 1024 * 1024
const dayBefore = (now: Date): string => new Date(now.getTime() - DAY).toISOString()
const isFileType = (text: string): text is FileType => Object.hasOwn(FILE_TYPES, text)

/**
 * Keeps the files of a form that comes back with an error: a browser drops them. 24 hours, for the same person, under
 * the token that the form carries in its hidden field `kept`. What was kept before and is not in `files` is let go, and so
 * are the person's oldest files beyond 50 MB: they belong to forms left long ago.
 */
export async function keepFiles(act: Act, token: string, files: UploadedFile[]): Promise<void> {
  await inTransaction(act, async (act) => {
    await forgetKeptFiles(act, token)
    for (const file of files) await keepFile(act, token, file)
    await dropBeyondQuota(act)
    return accept(null)
  })
}

async function keepFile({ db, actor, now }: Act, token: string, file: UploadedFile): Promise<void> {
  await nameFile({ db, now }, file)
  const { field, hash, name, size, type } = file
  await db
    .insertInto('kept_file')
    .values({ token, field, user_id: actor.id, hash, name, size, type, at: now.toISOString() })
    // The token of somebody else's form: theirs stay, ours are not kept.
    .onConflict((conflict) => conflict.columns(['token', 'field', 'hash']).doNothing())
    .execute()
}

async function dropBeyondQuota({ db, actor }: Act): Promise<void> {
  const kept = await db
    .selectFrom('kept_file')
    .select(['id', 'size'])
    .where('user_id', '=', actor.id)
    .orderBy('id', 'desc')
    .execute()
  let bytes = 0
  const beyond = kept.filter(({ size }) => (bytes += size) > KEPT_BYTES).map(({ id }) => id)
  if (beyond.length > 0) await db.deleteFrom('kept_file').where('id', 'in', beyond).execute()
}

/** What is kept for this person under the token, in the order in which it came. */
export async function findKeptFiles({ db, actor, now }: AnyAct, token: string): Promise<UploadedFile[]> {
  if (!actor) return []
  const rows = await db
    .selectFrom('kept_file')
    .select(['field', 'hash', 'name', 'size', 'type'])
    .where('token', '=', token)
    .where('user_id', '=', actor.id)
    .where('at', '>=', dayBefore(now))
    .orderBy('id')
    .execute()
  return rows.flatMap(({ type, ...row }) => (isFileType(type) ? [{ ...row, type }] : []))
}

/** Lets go of what was kept, in the transaction of the command that took the form. */
export async function forgetKeptFiles({ db, actor }: Act, token: string): Promise<void> {
  await db.deleteFrom('kept_file').where('token', '=', token).where('user_id', '=', actor.id).execute()
}

/**
 * Takes away what was kept longer than a day, the rows of files that nothing uses, and then the files that no row
 * names. A use that is missing here is refused by its foreign key. Returns how many files were removed.
 */
export async function collectFiles({ db, now }: { db: Db; now: Date }, store: FileStore): Promise<number> {
  await db.deleteFrom('kept_file').where('at', '<', dayBefore(now)).execute()
  await db
    .deleteFrom('file')
    .where('created_at', '<', dayBefore(now))
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('kept_file').select('id').whereRef('kept_file.hash', '=', 'file.hash'))),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('billing_mandate').select('id').whereRef('file_hash', '=', 'file.hash'))),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('ticket_file').select('id').whereRef('ticket_file.hash', '=', 'file.hash'))),
    )
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('chat_file').select('message_id').whereRef('chat_file.hash', '=', 'file.hash'))),
    )
    .execute()
  const isNamed = async (hash: string) =>
    (await db.selectFrom('file').select('hash').where('hash', '=', hash).executeTakeFirst()) !== undefined
  return store.collectOrphans(isNamed, new Date(now.getTime() - DAY))
}
