import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import { isSiret, normalIdentifier } from '../values/siret.ts'
import type { Activated } from './activation-rules.ts'

/** Longer chains of successors nobody has; a circle ends here too. */
const CHAIN = 50

const COLUMNS = ['id', 'kind', 'state', 'identifier', 'name', 'address', 'postcode', 'city'] as const

const structures = ({ db }: Pick<AnyAct, 'db'>) =>
  db.selectFrom('structure').select([...COLUMNS, 'primary_membership_id'])

/** A structure with its address, as both acts need it. */
export type Addressed = Activated & { address: string; postcode: string; city: string }

/**
 * The structure whose SIRET was typed, whoever asks: that it exists is no secret. `wrong`: this is no SIRET; `mistyped`:
 * it has 14 digits, and the last does not go with the others. One of the tests fails the check sum, and is known here all
 * the same.
 */
export async function findTypedSiret(
  act: Pick<AnyAct, 'db'>,
  typed: string,
): Promise<Addressed | 'wrong' | 'mistyped' | 'unknown'> {
  const siret = normalIdentifier(typed)
  if (!/^\d{14}$/.test(siret)) return 'wrong'
  return (await findBySiret(act, siret)) ?? (isSiret(siret) ? 'unknown' : 'mistyped')
}

const findBySiret = (act: Pick<AnyAct, 'db'>, siret: string): Promise<Addressed | undefined> =>
  structures(act).where('identifier_kind', '=', 'SIRET').where('identifier', '=', siret).executeTakeFirst()

/** A structure by its number. */
export const findActivated = (act: Pick<AnyAct, 'db'>, id: number): Promise<Addressed | undefined> =>
  structures(act).where('id', '=', id).executeTakeFirst()

/** To which structures what is sent to this one goes: its successor, that one's, and so on. */
export async function listSuccessors({ db }: Pick<AnyAct, 'db'>, id: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive chain(id, hops) as (
      select successor_id, 1 from structure where id = ${id} and successor_id is not null
      union all
      select structure.successor_id, hops + 1 from chain join structure on structure.id = chain.id
        where structure.successor_id is not null and hops < ${CHAIN}
    )
    select id from chain order by hops`.execute(db)
  return rows.map((row) => row.id)
}
