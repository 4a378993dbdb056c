import { openSessions } from '../src/auth/sessions.ts'
import { withDatabase } from './bench/databases.ts'
import { tableOf } from './bench/table.ts'
import { measureUsers } from './bench/users.ts'
const db = (dataDir: string, scale: number) => withDatabase(dataDir, async (dbs) => {
  const { id } = await dbs.read.selectFrom('user').select('id').where('login', '=', 'principal@demo.test').executeTakeFirstOrThrow()
  const session = await openSessions(dbs, { idleHours: 12, days: 7 }).start(id, 'bench', new Date())
  return { dataDir, scale, session, start: 'ma', requestId: 1 }
})
process.stdout.write(tableOf(await measureUsers(await db('/tmp/h4/small', 1000), await db('/tmp/h4/large', 100000))))
