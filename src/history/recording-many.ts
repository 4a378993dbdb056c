import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { randomToken } from '../values/random.ts'
import type { record } from './record.ts'
import { ACTIONS, chainHash, detailHash, FIRST_HASH, type HistoryDetail } from './rules.ts'

type Entry = Parameters<typeof record>[1]

/**
 * Appends many lines at once, as `record` does one by one: for what one act does to thousands. A few hundred at a time, so
 * that the caller can let other requests through in between.
 */
export async function recordMany(act: AnyAct, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return
  const { db } = act
  const last = await db.selectFrom('history').select(['id', 'hash']).orderBy('id', 'desc').limit(1).executeTakeFirst()
  const rows = chained(act, entries, { id: last?.id ?? 0, hash: last?.hash ?? FIRST_HASH })
  await sql`insert into history
      (id, at, family, action, subject, structure_id, actor_id, person_id, detail_hash, previous_hash, hash)
    select value ->> 'id', value ->> 'at', value ->> 'family', value ->> 'action', value ->> 'subject',
      value ->> 'structure_id', value ->> 'actor_id', value ->> 'person_id', value ->> 'detail_hash',
      value ->> 'previous_hash', value ->> 'hash'
    from json_each(${JSON.stringify(rows.map(({ line }) => line))})`.execute(db)
  await sql`insert into history_detail (history_id, salt, content)
    select value ->> 'history_id', value ->> 'salt', value ->> 'content'
    from json_each(${JSON.stringify(rows.map(({ detail }) => detail))})`.execute(db)
}

/** Each line holds the hash of the one before it. */
function chained(act: AnyAct, entries: Entry[], last: { id: number; hash: string }) {
  let { id, hash } = last
  return entries.map((entry) => {
    const content = JSON.stringify(detailOf(act, entry))
    const salt = randomToken()
    const row = {
      at: act.now.toISOString(),
      family: ACTIONS[entry.action],
      action: entry.action,
      subject: entry.subject,
      structure_id: entry.structureId,
      actor_id: act.actor?.id ?? null,
      person_id: entry.person?.id ?? null,
      detail_hash: detailHash(salt, content),
    }
    const previous_hash = hash
    hash = chainHash(previous_hash, row)
    id++
    return { line: { ...row, id, previous_hash, hash }, detail: { history_id: id, salt, content } }
  })
}

const detailOf = (act: AnyAct, { person, comment = null, before = null, after = null }: Entry): HistoryDetail => ({
  actorName: act.actor?.name ?? null,
  personName: person?.name ?? null,
  comment,
  before,
  after,
})
