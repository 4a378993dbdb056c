import type Database from 'better-sqlite3'
import type { Insertable } from 'kysely'
import type { Tables } from '../db/tables.ts'
import { type Action, ACTIONS, chainHash, detailHash, FIRST_HASH, type HistoryDetail } from '../history/rules.ts'
import { randomToken } from '../values/random.ts'

/** A line of the history before it is chained. */
export type Line = {
  at: string
  action: Action
  subject: string
  structureId: number | null
  actorId: number | null
  personId: number | null
  detail: Partial<HistoryDetail>
}
type Numbered = 'user' | 'structure' | 'service' | 'membership' | 'membership_request' | 'history'
export type Rows = ReturnType<typeof openRows>

/** Insertions by prepared statements, with every constraint and trigger in force. For one writer at a time. */
export function openRows(sqlite: Database.Database) {
  const statements = new Map<string, Database.Statement>()
  const put = <T extends keyof Tables>(table: T, row: Insertable<Tables[T]>): void => {
    const columns = Object.keys(row).join(', ')
    const key = `${table} (${columns})`
    const values = Object.values(row)
    const places = () => values.map(() => '?').join(', ')
    const statement = statements.get(key) ?? sqlite.prepare(`insert into ${key} values (${places()})`)
    statements.set(key, statement)
    statement.run(values)
  }
  const lastIds = new Map<Numbered, Database.Statement>()
  const lastId = (table: Numbered): number => {
    const statement = lastIds.get(table) ?? sqlite.prepare(`select coalesce(max(id), 0) from ${table}`).pluck()
    lastIds.set(table, statement)
    return statement.get() as number
  }

  /** Chains lines to the end of the history. */
  const recordAll = (lines: Line[]): void => {
    const last = sqlite.prepare('select hash from history order by id desc limit 1').pluck().get()
    let previous_hash = (last as string | undefined) ?? FIRST_HASH
    let id = lastId('history')
    for (const line of lines) {
      id += 1
      const salt = randomToken()
      const content = JSON.stringify({ ...NOTHING, ...line.detail })
      const { at, action, subject, structureId: structure_id, actorId: actor_id, personId: person_id } = line
      const chained = { at, family: ACTIONS[action], action, subject, structure_id, actor_id, person_id }
      const row = { ...chained, detail_hash: detailHash(salt, content) }
      const hash = chainHash(previous_hash, row)
      put('history', { id, ...row, previous_hash, hash })
      put('history_detail', { history_id: id, salt, content, erased_at: null })
      previous_hash = hash
    }
  }
  return { put, lastId, recordAll, inTransaction: (work: () => void) => sqlite.transaction(work).immediate() }
}

const NOTHING: HistoryDetail = { actorName: null, personName: null, comment: null, before: null, after: null }
