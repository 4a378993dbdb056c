import type { KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import type { Act } from '../../src/act.ts'
import { verifyHistory } from '../../src/history/verifying.ts'
import { closeSpace, openSpace } from '../../src/subscriptions/opening-spaces.ts'
import { openWorld, type TestWorld } from '../world.ts'

/** So many more simple users of the Mairie hold "Factures reçues"; every second one also for Finances alone. */
function addHolders(w: TestWorld, size: number): void {
  w.dbs.sqlite.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${size})
    insert into user (state, login, contact_email, last_name, first_name, name_folded, password_hash, created_at)
    select 'active', 'foule' || i || '@guichet.test', 'f@guichet.test', 'Foule', 'P' || i, 'foule p' || i, 'none', '2026-01-01' from n`)
  w.dbs.sqlite.exec(`insert into membership (user_id, structure_id, role, whole_structure, starts_on, created_at)
    select id, ${w.mairie}, 'simple_user', 1, '2026-01-01', '2026-01-01' from user where last_name = 'Foule'`)
  for (const service of ['null', `iif(membership.id % 2 = 0, ${w.finances}, null)`])
    w.dbs.sqlite
      .exec(`insert or ignore into subscription (membership_id, structure_id, space, service_id, access, created_at)
      select membership.id, ${w.mairie}, 'invoices_received', ${service}, 'write', '2026-01-01'
      from membership join user on user.id = user_id where last_name = 'Foule'`)
}

const counts = (w: TestWorld) => {
  const count = (from: string) => (w.dbs.sqlite.prepare(`select count(*) as n from ${from}`).get() as { n: number }).n
  return {
    held: count(`subscription where space = 'invoices_received' and structure_id = ${w.mairie}`),
    lines: count(`history where action like 'subscription.%'`),
    mails: count(`mail where kind = 'space-closed'`),
  }
}

type Run = (act: Act, on: Parameters<typeof closeSpace>[1]) => Promise<{ ok: boolean }>

/** Carries something out in a transaction, and says how many statements it took. */
async function statementsOf(w: TestWorld, run: Run): Promise<number> {
  let sent = 0
  const counting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      sent++
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const act = await w.actOf(w.alice)
  await w.db.transaction().execute(async (db) => {
    const result = await run(
      { ...act, db: db.withPlugin(counting) },
      { structureId: w.mairie, space: 'invoices_received' },
    )
    expect(result.ok).toBe(true)
  })
  return sent
}

const narrowTo =
  (serviceId: number): Run =>
  (act, on) =>
    openSpace(act, on, { whole: false, services: [serviceId], members: [] })

test('a space that hundreds hold ends for each, with a line and a mail, and the chain of the history holds', async () => {
  const w = await openWorld()
  addHolders(w, 600)
  // Alice, Bruno, Chloé and Gaël hold it too; three hundred have it twice.
  expect(counts(w)).toEqual({ held: 904, lines: 0, mails: 0 })
  await statementsOf(w, narrowTo(w.finances))
  // Each holds it for Finances now, and has one line: also who held it there already lost the rest.
  expect(counts(w)).toEqual({ held: 604, lines: 604, mails: 604 })
  w.clock.now = new Date(w.clock.now.getTime() + 60_000)
  await statementsOf(w, closeSpace)
  expect(counts(w)).toEqual({ held: 0, lines: 1208, mails: 1208 })
  expect(await verifyHistory(w.db)).toMatchObject({ rows: 1210, broken: null })
  const line = await w.db
    .selectFrom('history')
    .innerJoin('history_detail', 'history_id', 'history.id')
    .selectAll()
    .orderBy('history.id', 'desc')
    .executeTakeFirstOrThrow()
  expect(line).toMatchObject({ action: 'subscription.disabled', structure_id: w.mairie, actor_id: w.alice.id })
  expect(JSON.parse(line.content ?? '')).toMatchObject({
    actorName: 'Alice Martin',
    before: { spaces: ['invoices_received:write:FIN'] },
  })
})

test('closing takes as many statements for two hundred holders as for ten', async () => {
  const taken: number[] = []
  for (const size of [10, 200]) {
    const w = await openWorld()
    addHolders(w, size)
    taken.push(await statementsOf(w, closeSpace))
  }
  expect(taken[1]).toBe((taken[0] ?? 0) + 1)
  expect(taken[0]).toBeGreaterThan(5)
})
