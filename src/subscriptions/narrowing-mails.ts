import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { MailOf } from '../../views/mails/all.ts'
import type { Act, Space } from '../act.ts'

/** What the closing or narrowing of a space took from somebody. */
export type Taken = { subscription?: boolean; request?: boolean }

/** Rows of one statement: many make few statements, and other requests have their turn in between. */
const AT_A_STRETCH = 200

/**
 * Tells each of these people, by user, in one mail, that a space was closed or narrowed. Thousands may have to know: the
 * rows are those of `enqueueMail`, in few statements. A technical user reads no mail.
 */
export async function mailNarrowing(
  { db, now }: Act,
  { structureId, space, services }: { structureId: number; space: Space; services: number[] },
  taken: Map<number, Taken>,
): Promise<void> {
  if (taken.size === 0) return
  const structure = await db
    .selectFrom('structure')
    .select(['name', 'identifier'])
    .where('id', '=', structureId)
    .executeTakeFirstOrThrow()
  const open =
    services.length === 0 ? [] : await db.selectFrom('service').select('name').where('id', 'in', services).execute()
  const about = {
    structure: structure.name,
    identifier: structure.identifier,
    space,
    open: open.map(({ name }) => name),
  }
  const mailTo = ({ subscription = false, request = false }: Taken): MailOf<'space-closed'> => ({
    kind: 'space-closed',
    data: { ...about, subscription, request },
  })
  const at = now.toISOString()
  const people = [...taken]
  for (let from = 0; from < people.length; from += AT_A_STRETCH) {
    const part = people.slice(from, from + AT_A_STRETCH).map(([id, what]) => ({ id, ...mailTo(what) }))
    await sql`insert into mail (event_key, kind, to_address, user_id, language, data, next_attempt_at, created_at)
      select ${`structure/${structureId}/space-closed/${space}/${at}/`} || user.id, one.value ->> '$.kind',
        user.contact_email, user.id, user.language, one.value -> '$.data', ${at}, ${at}
      from json_each(${JSON.stringify(part)}) as one
      cross join user on user.id = one.value ->> '$.id'
      where user.kind = 'person'
      on conflict (event_key) do nothing`.execute(db)
    await setImmediate()
  }
}
