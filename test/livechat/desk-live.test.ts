import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { sessionCookie } from '../../src/http/session.ts'
import { conversationTopic, WAITING_TOPIC } from '../../src/livechat/conversation-rules.ts'
import { endOwnChat } from '../../src/livechat/ending.ts'
import { handChat } from '../../src/livechat/handing.ts'
import { reofferChats } from '../../src/livechat/reoffering.ts'
import { speakAsVisitor } from '../../src/livechat/speaking.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths, withQuery } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { openSite, type Site } from '../site.ts'
import { addAdvisor, beHere, logOf, openChat, pass, readChat, talkerOf } from './chatting.ts'

/** A desk that is open somewhere: what its stream has told, in whole events. */
async function openDesk(site: Site, person: Person, { after = 0, key = '', last = '' } = {}) {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const cookie = `${sessionCookie(site.url).name}=${await site.world.sessions.start(person.id, 'Firefox', site.world.now())}`
  const answer = await fetch(site.url + withQuery(paths.advisorEvents, { after, key }), {
    headers: { cookie, ...(last && { 'last-event-id': last }) },
    signal: leaving.signal,
  })
  const read = { text: '' }
  const take = async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) read.text += decoder.decode(part as Uint8Array, { stream: true })
  }
  take().catch(() => undefined)
  const told = () => read.text.slice(0, read.text.lastIndexOf('\n\n') + 2)
  await until(() => told().includes('retry:'), 'the beginning')
  return {
    told,
    lines: () => [...told().matchAll(/id="message-(\d+)"/g)].map(([, id]) => Number(id)),
    last: () => [...told().matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '',
    leave: () => leaving.abort(),
  }
}

async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const last = performance.now() + 30_000
  while (!(await condition())) {
    if (performance.now() > last) throw new Error(`Never came: ${what}`)
    await wait(10)
  }
}

const linesOf = async ({ db }: Site, conversationId: number) =>
  (
    await db.selectFrom('message').select('id').where('conversation_id', '=', conversationId).orderBy('id').execute()
  ).map(({ id }) => id)

/** The visitor says something, and the open pages are told. */
async function say(site: Site, person: Person, { text, conversationId }: { text: string; conversationId: number }) {
  const talker = talkerOf(person)
  const said = await speakAsVisitor(await site.actOf(person), talker, { text, files: [], limits: site.config.uploads })
  if (!said.ok) throw new Error(said.refusal)
  site.world.live.tell(conversationTopic(conversationId))
}

test('lines come by their ids, and a stream that is broken off again and again neither loses one nor tells one twice', async () => {
  const site = await openSite()
  const { conversationId } = await openChat(site, talkerOf(site.chloe))
  const before = await linesOf(site, conversationId)
  const after = before.at(-1) ?? 0
  const told: number[] = []
  let [last, count] = ['', 0]
  for (let round = 0; round < 12; round++) {
    const desk = await openDesk(site, site.emma, { after, last })
    for (let n = 0; n <= round % 4; n++) await say(site, site.chloe, { text: `Message ${++count}`, conversationId })
    // Sometimes all has come when the line breaks, sometimes nothing or a part.
    if (round % 3 === 0) await until(() => desk.lines().length > round % 4, 'all lines')
    desk.leave()
    told.push(...desk.lines())
    last = desk.last() || last
    if (round % 2 === 0) await say(site, site.chloe, { text: `Meanwhile ${++count}`, conversationId })
  }
  const all = (await linesOf(site, conversationId)).slice(before.length)
  const rest = await openDesk(site, site.emma, { after, last })
  await until(() => told.length + rest.lines().length >= all.length, 'the rest')
  expect([...told, ...rest.lines()]).toEqual(all)
  expect(all).toHaveLength(count)
})

test('that the visitor ended a chat, or that it was handed on, is told where it shows; what is said there then is not', async () => {
  const site = await openSite()
  const sofia = await addAdvisor(site)
  await beHere(site, sofia)
  const first = await openChat(site, talkerOf(site.chloe))
  const second = await openChat(site, talkerOf(site.nadia))
  const after = (await linesOf(site, second.conversationId)).at(-1) ?? 0
  const desk = await openDesk(site, site.emma, { after, key: `${first.chatId}.${second.chatId}/0` })
  await endOwnChat(await site.actOf(site.chloe), talkerOf(site.chloe))
  site.world.live.tell(conversationTopic(first.conversationId))
  await until(() => desk.told().includes('La conversation a été terminée par l’usager.'), 'the end')
  await until(() => desk.told().includes('La liste a changé — afficher'), 'that the list has changed')
  await handChat(await site.actOf(site.emma), second.chatId, sofia.id)
  site.world.live.tell(conversationTopic(second.conversationId))
  await until(() => desk.told().includes('Emma a confié la conversation à Sofia.'), 'that it was handed on')
  await say(site, site.nadia, { text: 'Pour Sofia', conversationId: second.conversationId })
  const third = await openChat(site, talkerOf(site.chloe))
  site.world.live.tell(WAITING_TOPIC)
  await until(() => desk.told().includes(`data-key="${third.chatId}/0"`), 'the third')
  expect(desk.told()).not.toContain('Pour Sofia')
})

test('an open desk is a sign of life; of an advisor whose desk is gone the chat is offered again, first of all', async () => {
  const site = await openSite()
  const sofia = await addAdvisor(site)
  const { chatId, conversationId } = await openChat(site, talkerOf(site.chloe))
  const kept = await openChat(site, talkerOf(site.nadia), sofia)
  const seen = async (person: Person) =>
    (await site.db.selectFrom('advisor').select('seen_at').where('user_id', '=', person.id).executeTakeFirstOrThrow())
      .seen_at
  const isSeen = async (person: Person) => (await seen(person)) === site.clock.now.toISOString()
  const job = () => reofferChats({ db: site.db, actor: null, now: site.clock.now })
  const [emmas] = [await openDesk(site, site.emma), await openDesk(site, sofia)]
  // By its heartbeat alone, without anything that happens.
  pass(site, 80)
  await until(async () => (await isSeen(site.emma)) && (await isSeen(sofia)), 'the signs of both')
  pass(site, 80)
  expect(await job()).toEqual({ conversations: [] })
  emmas.leave()
  const ring = async () => {
    // A sign is noted once the last is no longer of this moment.
    pass(site, 6)
    site.world.live.tell(WAITING_TOPIC)
    await until(() => isSeen(sofia), 'the sign of Sofia')
  }
  await until(async () => {
    await ring()
    return !(await isSeen(site.emma))
  }, 'that Emma’s stream is gone')
  pass(site, 91)
  await ring()
  expect(await job()).toEqual({ conversations: [conversationId] })
  expect(await readChat(site, chatId)).toMatchObject({ state: 'waiting', is_first: 1, advisor_id: null })
  expect(await readChat(site, kept.chatId)).toMatchObject({ state: 'running', advisor_id: sofia.id })
  expect((await logOf(site, conversationId)).at(-1)).toBe('* vanished')
  // Emma's page comes back: it is told what happened to what it shows, though Sofia has it now.
  expect(await takeChat(await site.actOf(sofia), chatId)).toMatchObject({ ok: true })
  const back = await openDesk(site, site.emma, { after: 0, key: `${chatId}/0` })
  await until(() => back.told().includes('Sofia.'), 'who has it')
  expect(back.told()).toContain('la conversation est revenue en tête de la file d’attente')
})
