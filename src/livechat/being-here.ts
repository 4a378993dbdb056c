import type { Act, AnyAct } from '../act.ts'
import { minutesLater } from '../values/dates.ts'

/** A look at a page is no news so soon after the last sign: it would be a write for each poll. */
const SIGNS_SECONDS = 5
const longAgo = (now: Date) => minutesLater(now, -SIGNS_SECONDS / 60)

type Sign = { seen_at: string; pages_only?: 0 | 1 }

const note = ({ db, actor }: Act, sign: Sign) =>
  db
    .insertInto('advisor')
    .values({ user_id: actor.id, ...sign })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(sign))
    .execute()

/** A sign of an advisor, with each act of theirs. Who has none for long has vanished. */
export async function noteAdvisor(act: Act): Promise<void> {
  await note(act, { seen_at: act.now.toISOString() })
}

/** A page of the desk was read. Until it is heard of by itself, the next sign may take as long as somebody reads and writes. */
export async function noteReading(act: Act): Promise<void> {
  await note(act, { seen_at: act.now.toISOString(), pages_only: 1 })
}

/** The stream or the poll of an open desk: signs that come by themselves, and are missed soon. */
export async function noteHearing({ db, actor, now }: Act): Promise<void> {
  const sign = { seen_at: now.toISOString(), pages_only: 0 } as const
  await db
    .insertInto('advisor')
    .values({ user_id: actor.id, ...sign })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet(sign)
        .where((eb) => eb.or([eb('advisor.seen_at', '<', longAgo(now)), eb('advisor.pages_only', '=', 1)])),
    )
    .execute()
}

/** A sign of the visitor of a chat that has not ended, unless there was one a moment ago. */
export async function noteVisitor({ db, now }: AnyAct, chatId: number): Promise<void> {
  await db
    .updateTable('chat')
    .set({ visitor_seen_at: now.toISOString() })
    .where('id', '=', chatId)
    .where('state', '<>', 'ended')
    .where('visitor_seen_at', '<', longAgo(now))
    .execute()
}
