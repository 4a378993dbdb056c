import type { Db } from '../db/tables.ts'
import { chainHash, detailHash, FIRST_HASH } from './rules.ts'

export type ChainReport = {
  rows: number
  erased: number
  broken: { id: number; why: 'chain' | 'detail' | 'missing-detail' } | null
}

const BATCH = 2000

/** Walks the whole chain and says where it breaks first. A detail that was erased for a person's sake is counted, not broken. */
export async function verifyHistory(db: Db): Promise<ChainReport> {
  const report: ChainReport = { rows: 0, erased: 0, broken: null }
  let previous = FIRST_HASH
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('history')
      .leftJoin('history_detail', 'history_detail.history_id', 'history.id')
      .selectAll('history')
      .select(['salt', 'content', 'erased_at'])
      .where('history.id', '>', after)
      .orderBy('history.id')
      .limit(BATCH)
      .execute()
    for (const row of rows) {
      const why = whatIsBroken(row, previous)
      if (why) return { ...report, broken: { id: row.id, why } }
      if (row.erased_at) report.erased++
      report.rows++
      previous = row.hash
      after = row.id
    }
    if (rows.length < BATCH) return report
  }
}

type Row = Parameters<typeof chainHash>[1] & {
  previous_hash: string
  hash: string
  salt: string | null
  content: string | null
  erased_at: string | null
}

function whatIsBroken(row: Row, previous: string): 'chain' | 'detail' | 'missing-detail' | null {
  if (row.previous_hash !== previous || row.hash !== chainHash(previous, row)) return 'chain'
  if (row.erased_at) return null
  if (row.salt === null || row.content === null) return 'missing-detail'
  return row.detail_hash === detailHash(row.salt, row.content) ? null : 'detail'
}
