import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { giveUsualSubscriptions } from '../../src/subscriptions/defaults.ts'
import type { TestWorld } from '../world.ts'
import { openFirm } from './identifier.ts'

/** Members in two services each, or of the whole, with what a simple user has by itself. */
async function addMany(w: TestWorld, firm: number, { services, count }: { services: number[]; count: number }) {
  await sql`insert into user (state, login, contact_email, last_name, first_name, name_folded, password_hash, created_at)
    with recursive n(value) as (select 1 union all select value + 1 from n where value < ${count})
    select 'active', 'm' || value || '@firm.test', 'm@firm.test', 'Nom' || value, 'Prénom', 'nom' || value, 'none', '2026'
    from n`.execute(w.db)
  await w.db.transaction().execute(async (db) => {
    await sql`insert into membership (user_id, structure_id, role, whole_structure, witness_service_id, starts_on, created_at)
      select id, ${firm}, 'simple_user', id % 2, iif(id % 2 = 1, null, ${services[0] ?? 0}), '2026-01-01', '2026'
      from user where login like 'm%@firm.test'`.execute(db)
    for (const service of services)
      await sql`insert into membership_service select membership.id, ${service}, ${firm} from membership
        join user on user.id = user_id and login like 'm%@firm.test' where whole_structure = 0`.execute(db)
  })
  const [one] = await w.db.selectFrom('membership').select('id').orderBy('id', 'desc').limit(1).execute()
  await giveUsualSubscriptions({ db: w.db, actor: null, now: w.clock.now }, one?.id ?? 0)
  await sql`insert into subscription (membership_id, structure_id, space, access, created_at)
    select membership.id, ${firm}, space, access, '2026' from membership
    join user on user.id = user_id and login like 'm%@firm.test'
    join (select space, access from subscription where membership_id = ${one?.id ?? 0})
    where membership.id <> ${one?.id ?? 0}`.execute(w.db)
}

test('10,000 members are carried over whole, and pages are answered meanwhile', async () => {
  const t = await openFirm()
  await addMany(t.w, t.firm, { services: [t.sales, t.works], count: 10_000 })
  let turns = 0
  const watch = setInterval(() => turns++, 0)
  const result = await t.move()
  clearInterval(watch)
  expect(turns).toBeGreaterThan(20)
  const id = result.ok ? result.value.id : 0
  const count = (table: 'membership' | 'membership_service' | 'subscription') =>
    t.w.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('structure_id', 'in', [id])
      .executeTakeFirstOrThrow()
  expect([(await count('membership')).n, (await count('membership_service')).n]).toEqual([10_005, 10_003])
  expect((await count('subscription')).n).toBeGreaterThan(10_000)
})
