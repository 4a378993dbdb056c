import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { Refusal, Result } from '../values/result.ts'
import { insideTransaction } from './sqlite.ts'

class Refused extends Error {
  readonly answer: Refusal<string>
  constructor(answer: Refusal<string>) {
    super(answer.refusal)
    this.answer = answer
  }
}

/** Runs a command in one transaction; inside an open one, in a savepoint. A refusal undoes what this command wrote, and only that. */
export async function inTransaction<A extends AnyAct, R extends Result<unknown, string>>(
  act: A,
  command: (act: A) => Promise<R>,
): Promise<R> {
  if (act.db.isTransaction) return inSavepoint(act, command)
  try {
    return await act.db.transaction().execute((trx) =>
      insideTransaction.run(true, async () => {
        const result = await command({ ...act, db: trx.withoutPlugins() })
        if (!result.ok) throw new Refused(result)
        return result
      }),
    )
  } catch (error) {
    if (error instanceof Refused) return error.answer as R
    throw error
  }
}

async function inSavepoint<A extends AnyAct, R extends Result<unknown, string>>(
  act: A,
  command: (act: A) => Promise<R>,
): Promise<R> {
  await sql`savepoint command`.execute(act.db)
  const result = await command(act)
  if (!result.ok) await sql`rollback to command`.execute(act.db)
  await sql`release command`.execute(act.db)
  return result
}
