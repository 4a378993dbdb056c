import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { readCurrentActor } from '../auth/sessions.ts'
import { enqueueMail, type Recipient } from '../notifications/outbox.ts'
import { parisDate } from '../values/dates.ts'
import { LATE_COUNTED } from './due-rules.ts'
import { type Desks, desksOf } from './rules.ts'

const PEOPLE_AT_ONCE = 200

/** One mail a day at most to each agent: how many of one's own are late, and how many that nobody has. Returns how many. */
export async function remindOfLate(act: AnyAct, stopping: { readonly aborted: boolean }): Promise<number> {
  const counts = new Map<string, number>()
  let told = 0
  for (let after = 0; ;) {
    const people = await listAgents(act, after)
    const last = people.at(-1)
    if (!last) return told
    after = last.userId
    for (const person of people) {
      // Pages are answered between two agents.
      await setImmediate()
      if (stopping.aborted) return told
      if (await remind(act, person, counts)) told++
    }
  }
}

type Person = Recipient & { userId: number }

/** Those who process anything, by their ids. */
async function listAgents({ db }: AnyAct, after: number): Promise<Person[]> {
  const rows = await db
    .selectFrom('user')
    .select(['id as userId', 'contact_email as address', 'language'])
    .where('id', '>', after)
    .where('state', '=', 'active')
    .where('kind', '<>', 'technical')
    .where(
      sql<boolean>`(is_operator = 1 or exists (select 1 from membership
        join subscription on subscription.membership_id = membership.id
        where membership.user_id = user.id and subscription.space = 'requests_received'
          and subscription.access = 'write'))`,
    )
    .orderBy('id')
    .limit(PEOPLE_AT_ONCE)
    .execute()
  return rows
}

async function remind(act: AnyAct, person: Person, counts: Map<string, number>): Promise<boolean> {
  const actor = await readCurrentActor(act.db, person.userId, act.now)
  if (!actor) return false
  const desks = desksOf(actor, 'write')
  const own = await countOwn(act, person.userId, desks)
  const free = await countFree(act, desks, counts)
  if (own + free === 0) return false
  const eventKey = `ticket-late/${person.userId}/${parisDate(act.now)}`
  await enqueueMail(act, { eventKey, kind: 'ticket-late', to: person, data: { own, free } })
  return true
}

const deskIds = ({ support, structures }: Desks): number[] => (support ? [0, ...structures] : structures)

/** Of what one may still process: what else one has is soon taken back. */
async function countOwn({ db, now }: AnyAct, userId: number, desks: Desks): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select 1
    from ticket indexed by ticket_of_assignee
    where assignee_id = ${userId} and status = 'open' and due_at < ${now.toISOString()}
      and (desk_id in (select value from json_each(${JSON.stringify(deskIds(desks))}))
        or recipient_service_id in (select value from json_each(${JSON.stringify(desks.services)})))
    limit ${LATE_COUNTED})`.execute(db)
  return rows[0]?.n ?? 0
}

/** Those that nobody has, desk by desk: each is counted once for all its agents. */
async function countFree(act: AnyAct, desks: Desks, counts: Map<string, number>): Promise<number> {
  const lanes = [
    ...deskIds(desks).map((id) => ({ column: 'desk_id', index: 'ticket_desk_by_due', id }) as const),
    ...desks.services.map((id) => ({ column: 'recipient_service_id', index: 'ticket_service_by_due', id }) as const),
  ]
  let all = 0
  for (const { column, index, id } of lanes) {
    const key = `${column} ${id}`
    const known = counts.get(key) ?? (await countLane(act, { column, index, id }))
    counts.set(key, known)
    all += known
  }
  return Math.min(all, LATE_COUNTED)
}

type Lane = { column: 'desk_id' | 'recipient_service_id'; index: string; id: number }

async function countLane({ db, now }: AnyAct, { column, index, id }: Lane): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select 1
    from ticket indexed by ${sql.id(index)}
    where ${sql.ref(column)} = ${id} and position is not null and status = 'open' and due_at < ${now.toISOString()} and assignee_id is null
    limit ${LATE_COUNTED})`.execute(db)
  return rows[0]?.n ?? 0
}
