import { expect, test } from 'vitest'
import { readChatFigures } from '../../src/assistant/statistics-queries.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { openTalker, seed } from './talking.ts'

const plain = (html: string) => html.replaceAll('\u00a0', ' ')
const counts = async (w: TestWorld) => {
  const rows = await w.db
    .selectFrom('asked_count')
    .select(['outcome', 'total'])
    .where((where) => where.or([where('outcome', 'like', 'offer-%'), where('outcome', '=', 'person')]))
    .orderBy('outcome')
    .execute()
  return rows.map(({ outcome, total }) => `${outcome} ${total}`)
}

type Ended = { takenAfter?: number; rating?: number; endedAt: Date; isFirst?: 1 }

/** A chat that has ended: taken after so many seconds, or by nobody. */
async function addChat({ db }: TestWorld, { takenAfter, rating, endedAt, isFirst }: Ended, at: number) {
  const asked = new Date(endedAt.getTime() - 3_600_000)
  const conversation = await db
    .insertInto('conversation')
    .values({
      user_id: null,
      token_hash: `chat-${at}`,
      language: 'fr',
      scenario: null,
      created_at: asked.toISOString(),
      last_at: endedAt.toISOString(),
      ended_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('chat')
    .values({
      conversation_id: conversation.id,
      state: 'ended',
      is_first: isFirst ?? 0,
      asked_at: asked.toISOString(),
      advisor_id: null,
      taken_at: takenAfter === undefined ? null : new Date(asked.getTime() + takenAfter * 1000).toISOString(),
      ended_at: endedAt.toISOString(),
      ended_by: 'visitor',
      visitor_seen_at: endedAt.toISOString(),
      ticket_id: null,
      rating: rating ?? null,
      rated_at: rating === undefined ? null : endedAt.toISOString(),
    })
    .execute()
}

test('offers of a person are counted by their reason, the button for itself, and neither as a question', async () => {
  const w = await openWorld()
  await seed(w)
  const someone = await openTalker(w)
  await someone.ask('zzz qqq xxx')
  await someone.ask('yyy kkk www')
  await someone.choose('topic:account-create')
  const id = Number([...(await someone.page()).matchAll(/id="rating-(\d+)"/g)].at(-1)?.[1])
  await someone.post(url(paths.assistantRating, { id }), { vote: 'down' })
  await someone.post(url(paths.assistantRating, { id }), { act: 'cancel', comment: '' })
  await someone.ask('Je veux parler à un conseiller')
  await someone.choose('person')
  // Who waits already has asked once.
  await someone.choose('person')
  expect(await counts(w)).toEqual(['offer-asked 1', 'offer-disliked 1', 'offer-misunderstood 1', 'person 1'])
  const emma = await w.as(w.emma)
  const page = plain(await (await emma.get(paths.assistantStatistics)).text())
  expect(page).toMatch(/Questions posées<\/dt><dd>4</)
  expect(page).toMatch(/Bouton « Contacter un agent »\s*<\/th><td[^>]*>1</)
  expect(page).toMatch(/Proposé après un pouce en bas\s*<\/th><td[^>]*>1</)
  expect(page).toMatch(/Proposé par un scénario\s*<\/th><td[^>]*>0</)
  expect(page.match(/<svg class="chart"/g)).toHaveLength(3)
  expect(await htmlFaults(page)).toEqual([])
})

test('chats held and given up, their wait and their marks, of the period alone, are read in both languages', async () => {
  const w = await openWorld()
  const { now } = w.clock
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const ended: Ended[] = [
    { takenAfter: 60, rating: 5, endedAt: now },
    { takenAfter: 150, rating: 4, endedAt: before(2) },
    { endedAt: before(3) },
    { endedAt: before(3), isFirst: 1 },
    { takenAfter: 3000, rating: 1, endedAt: before(40) },
  ]
  for (const [at, one] of ended.entries()) await addChat(w, one, at)
  const act = await w.actOf(w.emma)
  expect(await readChatFigures(act, 30)).toEqual({ held: 3, givenUp: 1, wait: 105, marks: 2, mark: 4.5 })
  expect(await readChatFigures(act, 90)).toMatchObject({ held: 4, marks: 3 })
  // Nobody has asked anything: the chats are told all the same.
  const emma = await w.as(w.emma)
  const read = async () => plain(await (await emma.get(withQuery(paths.assistantStatistics, { days: 30 }))).text())
  expect(await read()).toMatch(/Tenus<\/dt><dd>3<[\s\S]*<dd>1<[\s\S]*1,8 min[\s\S]*4,5 \/ 5 \(notes : 2\)/)
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.emma.id).execute()
  expect(await read()).toMatch(/Held<\/dt><dd>3<[\s\S]*1\.8 min[\s\S]*4\.5 \/ 5 \(marks: 2\)/)
  expect(await readChatFigures(await w.actOf(w.alice), 30)).toMatchObject({ held: 0, givenUp: 0 })
})

test('the chats of a period are found by the index of their end', async () => {
  const w = await openWorld()
  const plans = await plansOf(w, await w.actOf(w.emma), (act) => readChatFigures(act, 30))
  expect(plans.flatMap(({ plan }) => plan).join()).toMatch(/SEARCH chat USING INDEX chat_by_end/)
})
