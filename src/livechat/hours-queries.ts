import type { AnyAct } from '../act.ts'
import type { Hours } from '../values/opening-hours.ts'
import { parisDate } from '../values/dates.ts'

/** How many closures to come are read: more than anybody plans ahead. */
const CLOSURES_READ = 500

/** When advisors answer, with the closures that are not over. */
export async function readHours({ db, now }: Pick<AnyAct, 'db' | 'now'>): Promise<Hours> {
  const { zone, holidays } = await db.selectFrom('livechat_setting').selectAll().executeTakeFirstOrThrow()
  const periods = await db
    .selectFrom('livechat_period')
    .select(['weekday', 'opens', 'closes'])
    .orderBy('weekday')
    .orderBy('opens')
    .execute()
  const closures = await db
    .selectFrom('livechat_closure')
    .select(['from_on as from', 'until_on as until', 'label'])
    // A zone may be a day behind Paris.
    .where('until_on', '>=', parisDate(new Date(now.getTime() - 24 * 3_600_000)))
    .orderBy('until_on')
    .limit(CLOSURES_READ)
    .execute()
  return { zone, holidays, periods, closures }
}

/** The one-off closures that are not over, in order, with their ids. */
export const listClosures = ({ db, now }: Pick<AnyAct, 'db' | 'now'>) =>
  db
    .selectFrom('livechat_closure')
    .select(['id', 'from_on as from', 'until_on as until', 'label'])
    .where('until_on', '>=', parisDate(now))
    .orderBy('until_on')
    .orderBy('id')
    .limit(CLOSURES_READ)
    .execute()

/** Seconds without a sign of an advisor after which a chat is offered to the others. */
export const readVanishedAfter = async ({ db }: Pick<AnyAct, 'db'>): Promise<number> =>
  (await db.selectFrom('livechat_setting').select('vanished_after').executeTakeFirstOrThrow()).vanished_after
