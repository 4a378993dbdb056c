import { expect, test } from 'vitest'
import { logQuestion, noteVote } from '../../src/assistant/logging-questions.ts'
import { KEPT_DAYS, purgeConversations } from '../../src/assistant/purging.ts'
import { listAsked } from '../../src/assistant/statistics-queries.ts'
import { firstDay, statisticsOf } from '../../src/assistant/statistics-rules.ts'
import { openConversation, say } from '../../src/livechat/conversing.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, type TestWorld } from '../world.ts'

type Question = Partial<Parameters<typeof logQuestion>[1]>

/** Somebody without an account asks; returns the answer’s id. */
async function asks(w: TestWorld, question: Question = {}, name = 'visitor') {
  const act = { db: w.db, actor: null, now: w.clock.now }
  const { id } = await openConversation(act, { userId: null, tokenHash: name }, 'fr')
  const messageId = await say(act, id, { side: 'assistant', kind: 'answer', text: 'Voici.' })
  await logQuestion(act, {
    messageId,
    text: 'Comment créer mon compte ?',
    language: 'fr',
    outcome: 'answered',
    slug: 'account-create',
    confidence: 0.9,
    ...question,
  })
  return { act, messageId, conversationId: id }
}
const counts = async (w: TestWorld) =>
  (await w.db.selectFrom('asked_count').select(['outcome', 'total']).orderBy('outcome').execute()).map(
    ({ outcome, total }) => `${outcome} ${total}`,
  )

test('a thumb that turns is counted once', async () => {
  const w = await openWorld()
  const { act, messageId } = await asks(w)
  await noteVote(act, messageId, { vote: 'up', comment: '' })
  await noteVote(act, messageId, { vote: 'up', comment: '' })
  expect(await counts(w)).toEqual(['answered 1', 'up 1'])
  await noteVote(act, messageId, { vote: 'down', comment: 'Trop long' })
  expect(await counts(w)).toEqual(['answered 1', 'down 1', 'up 0'])
})

test('Emma reads figures, charts with their tables, and the questions that were not understood', async () => {
  const w = await openWorld()
  const { act, messageId } = await asks(w)
  await noteVote(act, messageId, { vote: 'down', comment: 'Trop <long>' })
  await asks(w, { text: 'Quel temps <b>fait-il</b> ?', outcome: 'unknown', slug: null })
  const emma = await w.as(w.emma)
  const page = await (await emma.get(paths.assistantStatistics)).text()
  expect(page).toContain('Ce que les questions sont devenues')
  expect(page.match(/<svg class="chart"/g)).toHaveLength(2)
  expect(page).toContain('1 (50\u00a0%)')
  expect(await htmlFaults(page)).toEqual([])
  const unknown = await (await emma.get(paths.assistantAsked)).text()
  expect(unknown).toContain('Quel temps &lt;b&gt;fait-il&lt;/b&gt; ?')
  expect(unknown).not.toContain('Comment créer mon compte')
  expect(unknown).toContain(`${paths.newArticle}?question=Quel+temps`)
  const disliked = await (await emma.get(withQuery(paths.assistantAsked, { list: 'disliked' }))).text()
  expect(disliked).toContain('Trop &lt;long&gt;')
  expect(await htmlFaults(disliked)).toEqual([])
})

test('nobody but the platform support reads what is asked', async () => {
  const w = await openWorld()
  for (const path of [paths.assistantStatistics, paths.assistantAsked]) {
    for (const person of [w.alice, w.farid, w.chloe]) expect((await (await w.as(person)).get(path)).status).toBe(404)
    expect((await (await w.as(null)).get(path)).status).toBe(303)
  }
})

test('without questions the page says so', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  for (const days of ['7', '30', '90', '365', 'nonsense'])
    expect(await (await emma.get(withQuery(paths.assistantStatistics, { days }))).text()).toContain(
      'Personne n’a posé de question',
    )
})

test('every day of a period is in exactly one bar', () => {
  const now = new Date('2026-11-23T09:00:00Z')
  for (const period of [7, 30, 90, 365] as const) {
    const rows = Array.from({ length: period }, (_, n) => new Date(now.getTime() - n * 86_400_000).toISOString()).map(
      (at) => ({ day: at.slice(0, 10), outcome: 'answered', slug: 'a', total: 1 }),
    )
    const { spans, asked, topics } = statisticsOf(rows, { now, period })
    expect(asked).toBe(period)
    expect(spans.reduce((sum, span) => sum + span.asked, 0)).toBe(period)
    expect(spans[0]?.from).toBe(firstDay(now, period))
    expect(spans.at(-1)?.until).toBe('2026-11-23')
    expect(topics).toEqual([{ slug: 'a', asked: period, up: 0, down: 0 }])
  }
})

test.each([
  ['unknown', 'asked_by_outcome'],
  ['disliked', 'asked_disliked'],
] as const)('the list of %s questions comes in order from the index %s', async (list, index) => {
  const w = await openWorld()
  const plans = await plansOf(w, await w.actOf(w.emma), (act) =>
    listAsked(act, { list, paging: { page: 1, size: 25 } }),
  )
  const steps = plans.flatMap(({ plan }) => plan)
  expect(steps.filter((step) => step.includes('asked') && !step.includes(index))).toEqual([])
  expect(steps.join()).not.toContain('TEMP B-TREE')
})

test('old conversations go; a user’s stays longer, one with an open chat stays, figures stay', async () => {
  const w = await openWorld()
  const guest = await asks(w, {}, 'gone')
  const chatting = await asks(w, {}, 'chatting')
  await w.db
    .insertInto('chat')
    .values({
      conversation_id: chatting.conversationId,
      asked_at: w.clock.now.toISOString(),
      advisor_id: null,
      taken_at: null,
      ended_at: null,
      ended_by: null,
      visitor_seen_at: w.clock.now.toISOString(),
      ticket_id: null,
      rating: null,
      rated_at: null,
    })
    .execute()
  const alice = await openConversation(
    { ...guest.act, now: w.clock.now },
    { userId: w.alice.id, tokenHash: null },
    'fr',
  )
  const later = (days: number) => ({ ...guest.act, now: new Date(w.clock.now.getTime() + days * 86_400_000 + 1000) })
  const left = async () =>
    (await w.db.selectFrom('conversation').select('id').orderBy('id').execute()).map(({ id }) => id)
  expect(await purgeConversations(later(KEPT_DAYS.guest - 1))).toBe(0)
  await purgeConversations(later(KEPT_DAYS.guest))
  expect(await left()).toEqual([chatting.conversationId, alice.id])
  await purgeConversations(later(KEPT_DAYS.user))
  expect(await left()).toEqual([chatting.conversationId])
  expect(await w.db.selectFrom('asked').select('text').execute()).toHaveLength(2)
  await purgeConversations(later(KEPT_DAYS.question))
  expect(await w.db.selectFrom('asked').select('text').execute()).toEqual([])
  expect(await counts(w)).toEqual(['answered 2'])
})
