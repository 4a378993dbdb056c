import { EMPTY_TICKET } from '../../src/tickets/drafting.ts'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { openFileStore } from '../../src/outside/files.ts'
import { addFile } from '../../src/tickets/stepping.ts'
import type { TestWorld } from '../world.ts'

type Attached = { name?: string; content?: string; activityId?: number | null; isInternal?: boolean }

/** Keeps a file and adds it to a ticket, as an upload does. */
export async function attach(w: Pick<TestWorld, 'db' | 'dataDir' | 'clock'>, ticketId: number, wanted: Attached = {}) {
  const { name = 'bon-de-commande.txt', content = `bon de commande ${ticketId}`, activityId = null } = wanted
  const received = await openFileStore(join(w.dataDir, 'files')).receive(
    Readable.from([Buffer.from(content)]),
    10_000_000,
  )
  if (!received.ok) throw new Error(received.refusal)
  const { hash, size, keep } = received.value
  await keep()
  const act = { db: w.db, actor: null, now: w.clock.now }
  await addFile(act, { ticketId, activityId, isInternal: wanted.isInternal }, { hash, size, name, type: 'txt' })
  const last = w.db.selectFrom('ticket_file').select('id').where('ticket_id', '=', ticketId).orderBy('id', 'desc')
  const { id } = await last.executeTakeFirstOrThrow()
  return { id, hash, content, path: pathOf(w, hash) }
}

/** Where a file lies on the disk. */
export const pathOf = ({ dataDir }: Pick<TestWorld, 'dataDir'>, hash: string): string =>
  join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash)

export const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex')

type Drafted = { writerId: number; at: Date }

/** A draft with a subject alone, as the first saving leaves it. */
export async function addDraft({ db }: Pick<TestWorld, 'db'>, { writerId, at }: Drafted): Promise<number> {
  const { id } = await db
    .insertInto('ticket')
    .values({
      ...EMPTY_TICKET,
      writer_id: writerId,
      subject: 'À finir',
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
