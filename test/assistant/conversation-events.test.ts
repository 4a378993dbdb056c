import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { sessionCookie } from '../../src/http/session.ts'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import { say } from '../../src/livechat/conversing.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { openSite, type Site } from '../site.ts'
import { seed } from './talking.ts'

/** What a browser sends and keeps, against a real server. */
function openBrowser(site: Site) {
  const jar = new Map<string, string>()
  const headers = (extra: Record<string, string> = {}) => ({
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    origin: site.url,
    ...extra,
  })
  return {
    signIn: async (person: { id: number }) => {
      jar.set(sessionCookie(site.url).name, await site.world.sessions.start(person.id, 'Firefox', site.world.now()))
    },
    ask: async (question: string) => {
      const body = new URLSearchParams({ question })
      const answer = await fetch(site.url + paths.assistantQuestions, {
        method: 'POST',
        body,
        headers: headers(),
        redirect: 'manual',
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
      }
    },
    news: (query: Record<string, string | number>) =>
      fetch(site.url + withQuery(paths.assistantNews, query), { headers: headers() }),
    listen: (query: Record<string, string | number> = {}, extra: Record<string, string> = {}) =>
      openStream(site.url + withQuery(paths.assistantEvents, query), headers(extra)),
  }
}

/** An open stream: what came so far, and whether it has ended. */
async function openStream(address: string, headers: Record<string, string>) {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const answer = await fetch(address, { headers, signal: leaving.signal })
  const state = { status: answer.status, headers: answer.headers, text: '', ended: false, leave: () => leaving.abort() }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) state.text += decoder.decode(part as Uint8Array, { stream: true })
  }
  read()
    .catch(() => undefined)
    .finally(() => (state.ended = true))
  return state
}
async function until(condition: () => boolean, what: string): Promise<void> {
  const last = performance.now() + 20_000
  while (!condition()) {
    if (performance.now() > last) throw new Error(`Never came: ${what}`)
    await wait(10)
  }
}
const told = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
const lineIds = async (site: Site) =>
  (await site.db.selectFrom('message').select('id').orderBy('id').execute()).map(({ id }) => id)

async function openKnowing() {
  const site = await openSite()
  await seed(site)
  return site
}

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

test('who asks every few seconds instead gets nothing while nothing is new, and the new lines alone', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  const [, last = 0] = await lineIds(site)
  const idle = await someone.news({ after: last, mode: 'question', key: '' })
  expect([idle.status, (await idle.arrayBuffer()).byteLength]).toEqual([204, 0])
  await someone.ask('Comment créer mon compte ?')
  const fresh = await someone.news({ after: last, mode: 'question', key: '' })
  expect((await fresh.text()).match(/id="message-\d+"/g)).toHaveLength(2)
  expect((await someone.news({ after: 'x', mode: 'question', key: '' })).status).toBe(200)
})

test('how a chat stands comes too: the form to write to the advisor, then what changes of it', async () => {
  const site = await openKnowing()
  site.clock.now = new Date('2026-11-23T09:00:00.000Z')
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  const stream = await someone.listen({ after: 0, mode: 'question' })
  await until(() => told(stream.text).length === 2, 'what was said')
  expect(stream.text).not.toContain('event: form')
  const { id } = await site.db.selectFrom('conversation').select('id').executeTakeFirstOrThrow()
  const at = site.world.now().toISOString()
  await site.db
    .insertInto('chat')
    .values({
      conversation_id: id,
      asked_at: at,
      visitor_seen_at: at,
      advisor_id: null,
      taken_at: null,
      ended_at: null,
      ended_by: null,
      ticket_id: null,
      rating: null,
      rated_at: null,
    })
    .execute()
  site.world.live.tell(conversationTopic(id))
  await until(() => stream.text.includes('event: form'), 'the form')
  expect(stream.text).toContain('data-mode="chat"')
  expect(stream.text).toContain(`action="${paths.livechatMessages}"`)
  const shown = /data-key="([^"]*)"/.exec(stream.text)?.[1] ?? ''
  const idle = await someone.news({ after: 2, mode: 'chat', key: shown })
  expect(idle.status).toBe(204)
  const changed = await someone.news({ after: 2, mode: 'chat', key: 'other' })
  const text = await changed.text()
  expect(text).toContain('première position')
  expect(text).not.toContain('<form')
})
