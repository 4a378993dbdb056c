import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { AnyAct } from '../act.ts'
import type { Scanner, Verdict } from '../outside/clamav.ts'
import type { FileStore } from '../outside/files.ts'
import type { Log } from '../outside/log.ts'
import { isPaused, type Pause, pauseAfter } from './scanning-rules.ts'

type Surroundings = { scanner: Scanner; store: FileStore; log: Log }
/** Scans what waits, oldest first. Returns when nothing is left to try now, or when the server wants to stop. */
export type Scanning = (act: AnyAct, stopping: AbortSignal) => Promise<void>

const MINUTE = 60_000
const LONGEST_DOWN = 10 * MINUTE
const LONGEST_FILE = 60 * MINUTE
/** A scanner that answers and judges nothing is as good as down. */
const UNKNOWN_IN_A_ROW = 3

/** What is remembered between two runs: whether the scanner is down, and which files it could not judge. */
type Memory = { down: Pause | undefined; files: Map<string, Pause> }

/**
 * Attached files of all kinds wait here for their verdict: while the scanner is down they wait, and nothing else does. It is
 * tried again after a pause that grows; both its end and its return are logged once.
 */
export function openScanning({ scanner, store, log }: Surroundings): Scanning {
  const memory: Memory = { down: undefined, files: new Map() }
  return async (act, stopping) => {
    await removeInfected(act, store)
    if (isPaused(memory.down, act.now, LONGEST_DOWN)) return
    const why = await scanWaiting(act, { scanner, store, log, memory, stopping })
    if (stopping.aborted) return
    if (why === null) {
      if (memory.down) log.info('the virus scanner answers again')
      memory.down = undefined
      return
    }
    if (!memory.down) log.warn({ why }, 'the virus scanner does not answer: attached files wait')
    memory.down = pauseAfter(memory.down, act.now, LONGEST_DOWN)
  }
}

type Run = Surroundings & { memory: Memory; stopping: AbortSignal }

/** Null when all that could be tried has been; otherwise why the scanner cannot be relied on now. */
async function scanWaiting(act: AnyAct, run: Run): Promise<string | null> {
  const { memory, stopping } = run
  let unknown = 0
  for (let file = await nextWaiting(act); file && !stopping.aborted; file = await nextWaiting(act, file)) {
    if (isPaused(memory.files.get(file.hash), act.now, LONGEST_FILE)) continue
    const verdict = await scanOne(file.hash, run)
    if (stopping.aborted) return null
    if (verdict.kind !== 'unknown') {
      unknown = 0
      memory.files.delete(file.hash)
      await noteVerdict(act, file.hash, { ...run, verdict })
      continue
    }
    const answer = await run.scanner.verify()
    if (!answer.ok) return verdict.why
    noteUnknown(file.hash, act.now, { ...run, why: verdict.why })
    if (++unknown >= UNKNOWN_IN_A_ROW) return verdict.why
  }
  return null
}

type Waiting = { hash: string; created_at: string }

/** The oldest, then the one after it. */
const nextWaiting = ({ db }: AnyAct, after?: Waiting): Promise<Waiting | undefined> =>
  db
    .selectFrom('file')
    .select(['hash', 'created_at'])
    .where('scan', '=', 'waiting')
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('created_at', 'hash'), '>', eb.tuple(after?.created_at ?? '', after?.hash ?? '')),
      ),
    )
    .orderBy('created_at')
    .orderBy('hash')
    .limit(1)
    .executeTakeFirst()

async function scanOne(hash: string, { scanner, store, stopping }: Run): Promise<Verdict> {
  const found = await store.find(hash)
  if (!found) return { kind: 'unknown', why: 'its content is not on the disk' }
  try {
    return await scanner.scan(Readable.fromWeb(found.stream as NodeStream), stopping)
  } catch (error) {
    // One file that cannot be read holds up no other.
    return { kind: 'unknown', why: error instanceof Error ? error.message : 'it cannot be read' }
  }
}

/** The content goes once it is written down, durably, that nobody may have it. */
async function noteVerdict(act: AnyAct, hash: string, { verdict, store, log }: Run & { verdict: Verdict }) {
  const scan = verdict.kind === 'infected' ? 'infected' : 'clean'
  await act.db.updateTable('file').set({ scan }).where('hash', '=', hash).where('scan', '=', 'waiting').execute()
  if (verdict.kind !== 'infected') return
  const tickets = await act.db
    .selectFrom('ticket_file')
    .innerJoin('ticket', 'ticket.id', 'ticket_file.ticket_id')
    .select(['ticket.id', 'ticket.number'])
    .distinct()
    .where('ticket_file.hash', '=', hash)
    .execute()
  log.warn(
    { file: hash, signature: verdict.signature, tickets },
    'an attached file is infected: its content was removed',
  )
  await store.remove(hash)
}

function noteUnknown(hash: string, now: Date, { memory, log, why }: Run & { why: string }): void {
  const before = memory.files.get(hash)
  if (!before) log.warn({ file: hash, why }, 'an attached file could not be scanned: it waits')
  memory.files.set(hash, pauseAfter(before, now, LONGEST_FILE))
}

/** What a kill left behind, and what somebody sent again: the verdict stays, the content does not. */
async function removeInfected({ db }: AnyAct, store: FileStore): Promise<void> {
  const infected = await db.selectFrom('file').select('hash').where('scan', '=', 'infected').execute()
  for (const { hash } of infected) await store.remove(hash)
}
