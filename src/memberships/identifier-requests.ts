import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { record } from '../history/record.ts'
import type { Move } from './identifier-copying.ts'

type Kind = 'membership_request' | 'subscription_request'
/** What the lines of the history say of where the requests went. */
type Named = { identifier: string; name: string }

/**
 * Requests that wait are asked anew of the new structure, as they were and since when; in the old one they are taken back,
 * by nobody: one line of its history each. Requesters are not written to: for them nothing has changed.
 */
export async function moveRequests(act: AnyAct, move: Move, named: Named): Promise<void> {
  for (const kind of ['membership_request', 'subscription_request'] as const)
    for (const request of await listPending(act, kind, move.from)) {
      await copyRequest(act, kind, { ...move, id: request.id })
      await withdraw(act, kind, request)
      await record(
        { ...act, actor: null },
        {
          action: `${kind}.withdrawn`,
          subject: `${kind}/${request.id}`,
          structureId: move.from,
          person: { id: request.user_id, name: `${request.first_name} ${request.last_name}` },
          after: { successor: named.name, identifier: named.identifier },
        },
      )
      await setImmediate()
    }
}

type Pending = { id: number; user_id: number; first_name: string; last_name: string }

async function listPending({ db }: AnyAct, kind: Kind, structureId: number): Promise<Pending[]> {
  const { rows } = await sql<Pending>`select request.id, request.user_id, user.first_name, user.last_name
    from ${sql.table(kind)} request join user on user.id = request.user_id
    where request.structure_id = ${structureId} and request.state = 'pending' order by request.id`.execute(db)
  return rows
}

type Copied = Move & { id: number }

async function copyRequest(act: AnyAct, kind: Kind, copied: Copied): Promise<void> {
  const { db } = act
  const { to, id } = copied
  const origin = sql.raw(kind === 'subscription_request' ? 'origin,' : '')
  const { rows } = await sql<{ id: number }>`insert into ${sql.table(kind)}
    (user_id, requester_folded, structure_id, ${origin} whole_structure, comment, corrects_id, created_at, reminded_at)
    select user_id, requester_folded, ${to}, ${origin} whole_structure, comment, corrects_id, created_at, reminded_at
    from ${sql.table(kind)} where id = ${id} returning id`.execute(db)
  const twin = rows[0]?.id ?? 0
  if (kind === 'subscription_request')
    await sql`insert into subscription_request_space (request_id, structure_id, user_id, space, service_id, asked)
      select ${twin}, ${to}, asked.user_id, asked.space, twin.id, asked.asked from subscription_request_space asked
      left join service on service.id = asked.service_id
      left join service twin on twin.structure_id = ${to} and twin.code = service.code
      where asked.request_id = ${id} order by asked.id`.execute(db)
  await sql`insert into ${sql.table(`${kind}_service`)} (request_id, service_id, structure_id)
    select ${twin}, twin.id, ${to} from ${sql.table(`${kind}_service`)} asked
    join service on service.id = asked.service_id
    join service twin on twin.structure_id = ${to} and twin.code = service.code
    where asked.request_id = ${id}`.execute(db)
}

/** The database knows a membership request as withdrawn by its requester alone. */
const withdraw = ({ db, now }: AnyAct, kind: Kind, { id, user_id }: { id: number; user_id: number }) =>
  db
    .updateTable(kind)
    .set({
      state: 'withdrawn',
      decided_at: now.toISOString(),
      decided_by_id: kind === 'membership_request' ? user_id : null,
    })
    .where('id', '=', id)
    .execute()
