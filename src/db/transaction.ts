import { AsyncLocalStorage } from 'node:async_hooks'
import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { Refusal, Result } from '../values/result.ts'
import { insideTransaction, isUnwritable } from './sqlite.ts'
import type { Db } from './tables.ts'

class Refused extends Error {
  readonly answer: Refusal<string>
  constructor(answer: Refusal<string>) {
    super(answer.refusal)
    this.answer = answer
  }
}

/**
 * Runs a command in one transaction; inside an open one, in a savepoint. A refusal undoes what this command wrote, and only
 * that. Commands of several requests that are ready together share one commit: each is answered once that is durable.
 */
export async function inTransaction<A extends AnyAct, R extends Result<unknown, string>>(
  act: A,
  command: (act: A) => Promise<R>,
): Promise<R> {
  if (act.db.isTransaction) return inSavepoint(act, command)
  if (insideTransaction.getStore()) throw new Error('Transaction on the outer db inside a transaction: use act.db')
  // Each goes on as part of the request that it came with.
  const asOfNow = AsyncLocalStorage.snapshot()
  return new Promise<R>((resolve, reject) => {
    const runIn = (db: Db, run: typeof inSavepoint) =>
      asOfNow(() => insideTransaction.run(true, () => run({ ...act, db }, command)))
    join(act.db, {
      reject,
      alone: async () => resolve(await alone(act.db, (db) => runIn(db, (act, command) => command(act)))),
      together: async (db) => {
        try {
          const result = await runIn(db, inSavepoint)
          return () => resolve(result)
        } catch (error) {
          if (isUnwritable(error)) throw error
          return () => reject(error)
        }
      },
    })
  })
}

/** A command that waits for the one connection that writes. `together` gives what is to be said once all is durable. */
type Waiting = {
  alone: () => Promise<void>
  together: (db: Db) => Promise<() => void>
  reject: (error: unknown) => void
}

const lines = new WeakMap<Db, Waiting[]>()

/** The first in line serves the line. */
function join(db: Db, command: Waiting): void {
  const line = lines.get(db)
  if (line) return void line.push(command)
  const begun = [command]
  lines.set(db, begun)
  void serve(db, begun)
}

async function serve(db: Db, line: Waiting[]): Promise<void> {
  while (line.length > 0) {
    // Whoever's request is read by then shares the commit, which takes longer than most commands.
    await setImmediate()
    const [first] = line
    if (line.length > 1) await commitTogether(db, line)
    else if (first) await line.shift()?.alone().catch(first.reject)
  }
  lines.delete(db)
}

/** So long nobody else is served; who has not had their turn then is of the next commit. */
const TOGETHER_MS = 10

async function commitTogether(db: Db, line: Waiting[]): Promise<void> {
  const taken: Waiting[] = []
  const answers: (() => void)[] = []
  try {
    await db.transaction().execute(async (trx) => {
      const until = performance.now() + TOGETHER_MS
      for (let one = line.shift(); one; one = performance.now() < until ? line.shift() : undefined) {
        taken.push(one)
        answers.push(await one.together(trx.withoutPlugins()))
      }
    })
  } catch (error) {
    // Nothing of it is durable, and nobody was told anything.
    for (const { reject } of taken) reject(error)
    return
  }
  for (const answer of answers) answer()
}

async function alone<R extends Result<unknown, string>>(db: Db, run: (db: Db) => Promise<R>): Promise<R> {
  try {
    return await db.transaction().execute(async (trx) => {
      const result = await run(trx.withoutPlugins())
      if (!result.ok) throw new Refused(result)
      return result
    })
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
