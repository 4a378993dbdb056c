import { CompiledQuery } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { Refusal, Result } from '../values/result.ts'
import { insideTransaction, isUnwritable } from './sqlite.ts'

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
  if (insideTransaction.getStore()) throw new Error('Transaction on the outer db inside a transaction: use act.db')
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

/** One name for all: SQLite goes back to the innermost of a name, and the three statements stay prepared. */
const BEGIN = CompiledQuery.raw('savepoint command')
const UNDO = CompiledQuery.raw('rollback to command')
const RELEASE = CompiledQuery.raw('release command')

async function inSavepoint<A extends AnyAct, R extends Result<unknown, string>>(
  act: A,
  command: (act: A) => Promise<R>,
): Promise<R> {
  const undo = () => act.db.executeQuery(UNDO)
  const release = () => act.db.executeQuery(RELEASE)
  await act.db.executeQuery(BEGIN)
  try {
    const result = await command(act)
    if (!result.ok) await undo()
    await release()
    return result
  } catch (error) {
    // On a full disk the whole transaction is gone already: there is nothing left to undo.
    if (!isUnwritable(error)) await undo().then(release)
    throw error
  }
}
