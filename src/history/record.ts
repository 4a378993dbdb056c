import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { madeOnce } from '../db/made-once.ts'
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

const readLast = madeOnce((db) => db.selectFrom('history').select('hash').orderBy('id', 'desc').limit(sql.lit(1)))

const ROW = { at: '', family: 'account', action: '', subject: '', structure_id: 0, actor_id: 0, person_id: 0 } as const
const insertRow = madeOnce((db) =>
  db
    .insertInto('history')
    .values({ ...ROW, detail_hash: '', previous_hash: '', hash: '' })
    .returning('id'),
)
const insertDetail = madeOnce((db) => db.insertInto('history_detail').values({ history_id: 0, salt: '', content: '' }))

/** Appends one line to the history, in the transaction of the command that it tells about. */
export async function record(act: AnyAct, entry: Entry): Promise<void> {
  const content = JSON.stringify(detailOf(act, entry))
  const salt = randomToken()
  const [last] = await readLast(act.db, [])
  const previous = last?.hash ?? FIRST_HASH
  // In the order of ROW.
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
  const [line] = await insertRow(act.db, [...Object.values(row), previous, chainHash(previous, row)])
  await insertDetail(act.db, [line?.id, salt, content])
}
