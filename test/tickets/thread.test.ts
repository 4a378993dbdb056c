import { expect, test } from 'vitest'
import { findToAnswer } from '../../src/tickets/sent-standing.ts'
import { takeStep } from '../../src/tickets/stepping.ts'
import { countActivities, readThread, THREAD_SHOWN } from '../../src/tickets/thread-queries.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { plansOf } from '../query-plans.ts'
import type { TestWorld } from '../world.ts'
import { openTicketWorld } from './acting.ts'

/** So many words of its writer in a ticket, each after an assignment that is not the writer's business. */
async function say(w: TestWorld, people: Awaited<ReturnType<typeof openTicketWorld>>, count: number): Promise<void> {
  const [writer, agent] = [await w.actOf(people.lucie), await w.actOf(people.driss)]
  await w.db.transaction().execute(async (db) => {
    for (let n = 1; n <= count; n++) {
      await takeStep({ ...agent, db }, people.ticket, { kind: 'assigned', side: 'agent' })
      await takeStep({ ...writer, db }, people.ticket, { kind: 'answered', side: 'writer', body: `Mot ${n}.` })
    }
  })
}
const wordsIn = (html: string) => [...html.matchAll(/Mot (\d+)\./g)].map(([, n]) => Number(n))
const olderIn = (html: string) =>
  /<a href="([^"]*older=\d+)">Afficher les activités plus anciennes</.exec(html)?.[1]?.replaceAll('&amp;', '&')

test('of a long thread the newest are shown, the older ones by a link, to agents and to the writer', async () => {
  const people = await openTicketWorld({ isAssigned: true })
  const { w, lucie, driss, ticket } = people
  await say(w, people, 120)
  const reader = await w.as(lucie)
  const read = async (visitor: typeof reader, href: string) => (await visitor.get(href)).text()
  const newest = await read(reader, withQuery(url(paths.sentTicket, ticket), { back: '/sent-tickets?tab=open' }))
  expect([wordsIn(newest).length, wordsIn(newest)[0], wordsIn(newest).at(-1)]).toEqual([THREAD_SHOWN, 21, 120])
  expect(newest).toContain('name="text"')
  const older = await read(reader, olderIn(newest) ?? '')
  expect(wordsIn(older)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1))
  expect([olderIn(older), older.includes('Revenir aux activités récentes')]).toEqual([undefined, true])
  expect(older).toContain('back=/sent-tickets?tab=open')
  // Whoever answers has seen how the thread ends.
  expect(older).not.toContain('name="text"')

  const agent = await w.as(driss)
  const first = await read(agent, withQuery(url(paths.ticket, ticket), { tab: 'activities' }))
  expect([wordsIn(first).length, wordsIn(first).at(-1), first.includes('<span class="count">242<')]).toEqual([
    50,
    120,
    true,
  ])
  const second = await read(agent, olderIn(first) ?? '')
  expect(wordsIn(second)).toEqual(Array.from({ length: 50 }, (_, at) => at + 21))
  const third = await read(agent, olderIn(second) ?? '')
  expect([wordsIn(third).length, third.includes('a envoyé la sollicitation'), olderIn(third)]).toEqual([
    20,
    true,
    undefined,
  ])
  expect((await (await w.as(w.farid)).get(olderIn(first) ?? '')).status).toBe(404)
  for (const nonsense of ['x', '-1', '9'.repeat(30)])
    expect(wordsIn(await read(reader, withQuery(url(paths.sentTicket, ticket), { older: nonsense })))).toHaveLength(100)
})

test('a short thread has no such link', async () => {
  const people = await openTicketWorld({ isAssigned: true })
  const { w, lucie, ticket } = people
  await say(w, people, 3)
  const html = await (await (await w.as(lucie)).get(url(paths.sentTicket, ticket))).text()
  expect([wordsIn(html), html.includes('plus anciennes')]).toEqual([[1, 2, 3], false])
})

test('what agents do among themselves changes nothing for the writer, however much it is', async () => {
  const people = await openTicketWorld({ isAssigned: true })
  const { w, lucie, driss, ticket } = people
  const seen = ticket.last_activity_id ?? 0
  const agent = await w.actOf(driss)
  await w.db.transaction().execute(async (db) => {
    for (let n = 0; n < 3; n++) await takeStep({ ...agent, db }, ticket, { kind: 'assigned', side: 'agent' })
  })
  const ask = async () =>
    findToAnswer(
      await w.actOf(lucie),
      { ticketId: ticket.id, writer: { kind: 'user', id: lucie.id } },
      { seen, whyNot: () => null },
    )
  expect(await ask()).toMatchObject({ ok: true })
  await say(w, people, 1)
  expect(await ask()).toEqual({ ok: false, refusal: 'changed' })
})

test('a part of a thread is read from its index', async () => {
  const { w, ticket } = await openTicketWorld({})
  const plans = await plansOf(w, await w.actOf(w.alice), async ({ db }) => {
    await readThread({ db }, ticket.id, { withNotes: false, forWriter: true, before: 1000 })
    await countActivities({ db }, ticket.id, 1001)
  })
  for (const { plan } of plans) {
    expect(plan.join('\n')).toMatch(/ticket_activity_of_ticket/)
    expect(plan.join('\n')).not.toMatch(/TEMP B-TREE/)
  }
})
