import type { Act } from '../act.ts'

/** Who the structure's primary manager is, for the platform support: also whether they are still about. */
export const findPrimary = (act: Act, structureId: number) =>
  act.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.first_name', 'user.last_name', 'user.login', 'user.state', 'membership.starts_on'])
    .select((eb) =>
      eb
        .selectFrom('session')
        .select((one) => one.fn.max('session.seen_at').as('at'))
        .whereRef('session.user_id', '=', 'user.id')
        .as('seenAt'),
    )
    .where('structure.id', '=', structureId)
    .executeTakeFirst()

/** Whether the structure's managers are managed elsewhere. */
export async function findPigp(act: Act, structureId: number): Promise<boolean> {
  const row = act.db.selectFrom('structure').select('is_pigp').where('id', '=', structureId)
  return (await row.executeTakeFirst())?.is_pigp === 1
}

/** Which of these codes the structure's services have already, in whatever case. */
export async function listTakenCodes(act: Act, structureId: number, codes: string[]): Promise<string[]> {
  const rows = await act.db.selectFrom('service').select('code').where('structure_id', '=', structureId).execute()
  const taken = new Set(rows.map(({ code }) => code.toLowerCase()))
  return codes.filter((code) => taken.has(code.toLowerCase()))
}
