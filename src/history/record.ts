import type { AnyAct } from '../act.ts'
import { randomToken } from '../values/random.ts'
import { type Action, ACTIONS, chainHash, detailHash, FIRST_HASH, type HistoryDetail } from './rules.ts'

type Entry = {
  action: Action
  /** `table/id` of what it was done to. */
  subject: string
  structureId: number | null
  /** For whom: the member, the requester. */
  person: { id: number; name: string } | null
  comment?: string | null
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

const detailOf = (act: AnyAct, { person, comment = null, before = null, after = null }: Entry): HistoryDetail => ({
  actorName: act.actor?.name ?? null,
  personName: person?.name ?? null,
  comment,
  before,
  after,
})

/** Appends one line to the history, in the transaction of the command that it tells about. */
export async function record(act: AnyAct, entry: Entry): Promise<void> {
  const content = JSON.stringify(detailOf(act, entry))
  const salt = randomToken()
  const last = await act.db.selectFrom('history').select('hash').orderBy('id', 'desc').limit(1).executeTakeFirst()
  const previous_hash = last?.hash ?? FIRST_HASH
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
  const { id } = await act.db
    .insertInto('history')
    .values({ ...row, previous_hash, hash: chainHash(previous_hash, row) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await act.db.insertInto('history_detail').values({ history_id: id, salt, content }).execute()
}
