import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomToken } from '../../src/values/random.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAdvisor, stranger, talkerOf } from './chatting.ts'
import { ACTS, anyStep, foretell, lastChat, LINES, take, type Tried, WAYS } from './random-chats.ts'

const countLines = async ({ db }: TestWorld): Promise<number> =>
  (
    await db
      .selectFrom('message')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

/** What must be so at any moment, whoever did what. */
function whatIsWrong({ sqlite }: TestWorld['dbs']): unknown[] {
  return sqlite
    .prepare(
      `select 'two open chats' as what, conversation_id as id from chat where state <> 'ended' group by 2 having count(*) > 1
       union all select 'advises oneself', chat.id from chat join conversation on conversation.id = conversation_id
         where advisor_id = user_id
       union all select 'an end without its line', chat.id from chat where state = 'ended' and
         (select count(*) from message where chat_id = chat.id and json_extract(data, '$.event') = 'ended') <> 1
       union all select 'a word after the end', chat.id from chat where state = 'ended' and exists
         (select 1 from message where chat_id = chat.id and kind = 'chat' and id >
           (select max(id) from message where chat_id = chat.id and json_extract(data, '$.event') = 'ended'))
       union all select 'a word of an advisor who never came', message.id from message where side = 'advisor' and not exists
         (select 1 from message earlier where earlier.chat_id = message.chat_id and earlier.id < message.id
           and json_extract(earlier.data, '$.event') = 'joined')`,
    )
    .all()
}

/** A chat is ended by hand, so that nothing of one walk stands beside the next. */
const clear = async ({ db, clock }: TestWorld): Promise<void> => {
  await db.deleteFrom('conversation').execute()
  await db.deleteFrom('ticket').execute()
  await db.deleteFrom('advisor').execute()
  clock.now = new Date('2026-11-23T09:00:00.000Z')
}

test('whatever visitors, advisors and the platform do, in whatever order: what the rules say happens, and nothing else', async () => {
  const w = await openWorld()
  const advisors = { emma: w.emma, sofia: await addAdvisor(w) }
  const done = new Set<string>()
  const visitors = fc.constantFrom('chloe', 'chloe', 'emma', null)
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 10, maxLength: 40 }), visitors, async (steps, name) => {
      await clear(w)
      const visitor = name && w[name as 'chloe' | 'emma']
      const talker = visitor ? talkerOf(visitor) : stranger(randomToken())
      for (const step of steps) {
        w.clock.now = new Date(w.clock.now.getTime() + step.minutes * 60_000)
        const tried: Tried = { w, talker, visitor, advisors, step }
        const [before, lines, foretold] = [await lastChat(tried), await countLines(w), await foretell(tried)]
        const result = await take(tried)
        const [after, added] = [await lastChat(tried), (await countLines(w)) - lines]
        expect(result.ok ? null : result.refusal, step.name).toBe(foretold)
        expect(whatIsWrong(w.dbs), step.name).toEqual([])
        if (!result.ok) {
          expect([after, added], step.name).toEqual([before, 0])
          continue
        }
        done.add(step.name)
        const way = `${before?.state ?? 'none'} ${after?.state ?? 'none'}`
        const isSame = step.name !== 'ask' && before?.state === after?.state
        expect(WAYS[step.name] ?? (isSame ? [way] : []), step.name).toContain(way)
        const moved = before?.state === after?.state ? 0 : 1
        expect(added, step.name).toBe(LINES[step.name] ?? moved)
      }
    }),
    { numRuns: 150, seed: 2026 },
  )
  expect([...done].toSorted()).toEqual(ACTS.toSorted())
}, 120_000)
