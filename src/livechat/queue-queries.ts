import { sql } from 'kysely'
import type { AnyAct } from '../act.ts'
import type { Db } from '../db/tables.ts'
import { minutesLater } from '../values/dates.ts'
import { isHere, readSignLimits } from './chat-queries.ts'
import { estimateWait, type QueueFacts, type QueuePlace, type Wait } from './queue-rules.ts'
import type { Chat } from './rules.ts'

/** The last chats, and none older than a week: what they lasted then says little of today. */
const LENGTHS_READ = 30
const WEEK_MINUTES = 7 * 24 * 60

/** Where a waiting chat stands in the queue, from 1, and how long that will probably take. */
export async function findQueuePlace(
  act: Pick<AnyAct, 'db' | 'now'>,
  chat: Pick<Chat, 'id' | 'is_first' | 'asked_at'>,
): Promise<QueuePlace> {
  const place = (await countBefore(act, chat)) + 1
  return { place, wait: estimateWait({ place, ...(await readFacts(act)) }) }
}

/** Whether any advisor is at the desk and takes chats: within the hours there may be nobody yet. */
export const isAnybodyHere = async (act: Pick<AnyAct, 'db' | 'now'>): Promise<boolean> =>
  (await readFacts(act)).capacity > 0

/** How long somebody who asks now would wait. */
export async function estimateForNew(act: Pick<AnyAct, 'db' | 'now'>): Promise<Wait> {
  const { n } = await act.db
    .selectFrom('chat')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return estimateWait({ place: n + 1, ...(await readFacts(act)) })
}

async function countBefore(
  { db }: Pick<AnyAct, 'db'>,
  { id, is_first, asked_at }: Pick<Chat, 'id' | 'is_first' | 'asked_at'>,
): Promise<number> {
  const { n } = await db
    .selectFrom('chat')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'waiting')
    .where((eb) =>
      eb.or([
        eb('is_first', '>', is_first),
        eb.and([eb('is_first', '=', is_first), eb('asked_at', '<', asked_at)]),
        eb.and([eb('is_first', '=', is_first), eb('asked_at', '=', asked_at), eb('id', '<', id)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return n
}

type Facts = Omit<QueueFacts, 'place'>
const known = new WeakMap<Db, { version: string; facts: Promise<Facts> }>()

/** What is the same for all who wait is read once for all of them, whose pages are told together: until anything is written. */
async function readFacts(act: Pick<AnyAct, 'db' | 'now'>): Promise<Facts> {
  if (act.db.isTransaction) return countFacts(act)
  const version = `${await readVersion(act)} ${Math.floor(act.now.getTime() / 1000)}`
  const earlier = known.get(act.db)
  if (earlier?.version === version) return earlier.facts
  const facts = countFacts(act)
  known.set(act.db, { version, facts })
  facts.catch(() => known.delete(act.db))
  return facts
}

/** Another one after each change, by this connection or another. */
async function readVersion({ db }: Pick<AnyAct, 'db'>): Promise<string> {
  const version = sql<{
    version: string
  }>`select data_version || ' ' || total_changes() as version from pragma_data_version`
  return (await version.execute(db)).rows[0]?.version ?? ''
}

async function countFacts(act: Pick<AnyAct, 'db' | 'now'>): Promise<Facts> {
  const limits = await readSignLimits(act)
  const here = await act.db
    .selectFrom('advisor')
    .select((eb) => [
      'max_chats',
      eb
        .selectFrom('chat')
        .select((chat) => chat.fn.countAll<number>().as('n'))
        .whereRef('advisor_id', '=', 'advisor.user_id')
        .where('chat.state', '=', 'running')
        .as('running'),
    ])
    .where('state', '=', 'available')
    .where(isHere(limits))
    .execute()
  const recent = await act.db
    .selectFrom('chat')
    .select(['taken_at', 'ended_at'])
    .where('state', '=', 'ended')
    .where('ended_at', '>=', minutesLater(act.now, -WEEK_MINUTES))
    .where('taken_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(LENGTHS_READ)
    .execute()
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
  return {
    capacity: sum(here.map(({ max_chats }) => max_chats)),
    running: sum(here.map(({ running, max_chats }) => Math.min(running ?? 0, max_chats))),
    lengths: recent.map(({ taken_at, ended_at }) => secondsBetween(taken_at, ended_at)),
  }
}

const secondsBetween = (from: string | null, to: string | null): number =>
  from && to ? Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000) : 0
