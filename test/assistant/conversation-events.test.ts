import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import { say } from '../../src/livechat/conversing.ts'
import { lineIds, openBrowser, openKnowing, told, until } from './hearing.ts'

test('a stream tells each line once, with its id, and after a break what came meanwhile', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  const first = await lineIds(site)
  const stream = await someone.listen({ after: 0 }, { 'accept-encoding': 'br' })
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(stream.headers.get('content-encoding')).toBeNull()
  await until(() => told(stream.text).length === 2, 'what was said before')
  await someone.ask('Comment créer mon compte ?')
  await until(() => told(stream.text).length === 4, 'the second answer')
  expect(told(stream.text)).toEqual(await lineIds(site))
  expect(stream.text).toContain('data-article="account-create"')
  stream.leave()
  await someone.ask('Mon compte est bloqué')
  const again = await someone.listen({ after: 0 }, { 'last-event-id': String(first[1]) })
  await until(() => told(again.text).length === 4, 'the rest')
  expect([...first, ...told(again.text)]).toEqual(await lineIds(site))
  await someone.ask('Merci')
  await until(() => told(again.text).length >= 6, 'thanks')
  expect([...first, ...told(again.text)]).toEqual(await lineIds(site))
})

test('every line of an event is one of its data, whatever was typed', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour\n\nid: 99999\nevent: gone\n\ndata: x')
  const stream = await someone.listen({ after: 0 })
  await until(() => told(stream.text).length === 2, 'both lines')
  expect(told(stream.text)).toEqual(await lineIds(site))
  expect(stream.text).not.toMatch(/^event: gone/m)
})

test('a carriage return alone forges no line either, from whatever time the words are', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour\rid: 99999\r\revent: gone\r\rdata: x')
  const { id, text } = await site.db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
    .select(['conversation.id', 'message.text'])
    .orderBy('message.id')
    .executeTakeFirstOrThrow()
  expect(text).not.toContain('\r')
  await say({ db: site.db, actor: null, now: site.world.now() }, id, {
    side: 'visitor',
    kind: 'question',
    text: 'Avant\rid: 99999\r\revent: gone\r\rdata: x',
  })
  const stream = await someone.listen({ after: 0 })
  await until(() => told(stream.text).length === 3, 'all lines')
  const lines = stream.text.split(/\r\n|\r|\n/)
  expect(lines.filter((line) => /^(id: 99999|event: gone)/.test(line))).toEqual([])
})

test('who says to have heard what nobody has said yet hears it when it is said', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  const stream = await someone.listen({ after: 0 }, { 'last-event-id': '999999999' })
  await until(() => stream.text.includes('retry:'), 'the beginning')
  await someone.ask('Merci')
  await until(() => told(stream.text).length >= 2, 'what was said since')
  expect((await someone.news({ after: 999_999_999, mode: 'question', key: '' })).status).toBe(204)
})

test('after a long gap a stream tells all that was missed at once', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  const { id } = await site.db.selectFrom('conversation').select('id').executeTakeFirstOrThrow()
  const act = { db: site.db, actor: null, now: site.world.now() }
  for (let n = 0; n < 120; n++) await say(act, id, { side: 'assistant', kind: 'event', text: `Ligne ${n}` })
  const begun = performance.now()
  const stream = await someone.listen({ after: 0 })
  await until(() => told(stream.text).length === 122, 'all lines')
  // Not page by page with each heartbeat.
  expect(performance.now() - begun).toBeLessThan(20_000)
})

test('a stream ends when the session does, and says that there is nothing more', async () => {
  const site = await openKnowing()
  const alice = openBrowser(site)
  await alice.signIn(site.alice)
  await alice.ask('Bonjour')
  const stream = await alice.listen({ after: 0 })
  await until(() => told(stream.text).length === 2, 'what was said')
  await site.world.sessions.endAll(site.alice.id)
  const { id } = await site.db.selectFrom('conversation').select('id').executeTakeFirstOrThrow()
  await say({ db: site.db, actor: null, now: site.world.now() }, id, {
    side: 'platform',
    kind: 'event',
    text: 'Secret',
  })
  site.world.live.tell(conversationTopic(id))
  await until(() => stream.ended, 'the end')
  expect(stream.text).toContain('event: gone')
  expect(stream.text).not.toContain('Secret')
})

test('a new conversation ends the streams of the one before', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.signIn(site.alice)
  await someone.ask('Bonjour')
  const stream = await someone.listen({ after: 0 })
  await until(() => told(stream.text).length === 2, 'what was said')
  await site.db.updateTable('conversation').set({ ended_at: site.world.now().toISOString() }).execute()
  const { id } = await site.db.selectFrom('conversation').select('id').executeTakeFirstOrThrow()
  site.world.live.tell(conversationTopic(id))
  await until(() => stream.ended, 'the end')
  expect(stream.text).toContain('event: gone')
})

test('a conversation that is taken over by who signs in goes on in the streams it has', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  await someone.signIn(site.nadia)
  const stream = await someone.listen({ after: 0 })
  await someone.ask('Mon compte est bloqué')
  await until(() => told(stream.text).length === 4, 'all four lines')
  expect(stream.ended).toBe(false)
})

test('four streams are enough: a fifth is refused, and there is nothing to hear before anything was said', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  expect((await someone.listen()).status).toBe(204)
  await someone.ask('Bonjour')
  const streams: Awaited<ReturnType<typeof someone.listen>>[] = []
  for (let n = 0; n < 4; n++) streams.push(await someone.listen())
  expect((await someone.listen()).status).toBe(503)
  streams[0]?.leave()
  let status = 503
  for (const last = performance.now() + 20_000; status !== 200 && performance.now() < last; await wait(20))
    ({ status } = await someone.listen())
  expect(status).toBe(200)
  site.world.live.close()
  await until(() => streams.slice(1).every(({ ended }) => ended), 'the end of all')
  expect((await someone.listen()).status).toBe(503)
})
