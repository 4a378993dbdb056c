import type { Databases } from '../db/open.ts'
import { isUnwritable } from '../db/sqlite.ts'
import type { RemoteRegister } from './remote-register.ts'
import type { Establishment, Lookup, Register, Unreachable } from './rules.ts'

type Kept = {
  remote: RemoteRegister
  dbs: Pick<Databases, 'read' | 'write'>
  now: () => Date
  /** Told each time that the source did not answer, and why. */
  report: (why: Unreachable) => void
}

const MINUTE = 60_000
/** How long an answer will do where nothing is decided by it; a new establishment may appear at any time. */
const FOUND_FOR = 24 * 60 * MINUTE
const NOT_FOUND_FOR = 10 * MINUTE
/** Nothing older is kept. */
const FORGOTTEN_AFTER = 30 * 24 * 60 * MINUTE

/** A remote register whose answers are kept with their date. What is asked twice at once is asked once. */
export function openCachingRegister({ remote, dbs, now, report }: Kept): Register {
  const underWay = new Map<string, Promise<Lookup>>()
  const ask = async (siret: string): Promise<Lookup> => {
    const answer = await remote.find(siret)
    if (answer.kind === 'unreachable') {
      report(answer.why)
      return answer
    }
    const readAt = now()
    await keep(answer, { siret, readAt })
    return { ...answer, readAt: readAt.toISOString() }
  }
  const askOnce = (siret: string): Promise<Lookup> => {
    const running = underWay.get(siret)
    if (running) return running
    const asked = ask(siret).finally(() => underWay.delete(siret))
    underWay.set(siret, asked)
    return asked
  }
  const keep = async (answer: Lookup, { siret, readAt }: { siret: string; readAt: Date }): Promise<void> => {
    const found = answer.kind === 'found' ? JSON.stringify(answer.establishment) : null
    const row = { found, read_at: readAt.toISOString() }
    const forgotten = new Date(readAt.getTime() - FORGOTTEN_AFTER).toISOString()
    try {
      await dbs.write
        .insertInto('sirene_answer')
        .values({ source: remote.source, siret, ...row })
        .onConflict((conflict) => conflict.columns(['source', 'siret']).doUpdateSet(row))
        .execute()
      await dbs.write.deleteFrom('sirene_answer').where('read_at', '<', forgotten).execute()
    } catch (error) {
      // On a full disk the answer is as good as ever: only the next one has to be asked for again.
      if (!isUnwritable(error)) throw error
    }
  }
  const findKept = async (siret: string): Promise<Lookup | null> => {
    const row = await dbs.read
      .selectFrom('sirene_answer')
      .select(['found', 'read_at'])
      .where('source', '=', remote.source)
      .where('siret', '=', siret)
      .executeTakeFirst()
    if (!row) return null
    const age = now().getTime() - Date.parse(row.read_at)
    // A clock that was put back makes an answer of the future: it is asked for again.
    if (age < 0 || age > (row.found === null ? NOT_FOUND_FOR : FOUND_FOR)) return null
    const readAt = row.read_at
    if (row.found === null) return { kind: 'not-found', readAt }
    return { kind: 'found', establishment: JSON.parse(row.found) as Establishment, readAt }
  }
  return {
    find: async (siret, { fresh = false } = {}) => (fresh ? null : await findKept(siret)) ?? (await askOnce(siret)),
    age: async () => null,
  }
}
