import { expect, test } from 'vitest'
import { answersIn, idsIn, linesIn, openTalker, seed } from '../assistant/talking.ts'
import { findConversation } from '../../src/livechat/conversation-queries.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { chatAt, browserOf, nowIn, once, openChat, talkerOf } from './chatting.ts'

async function openBoth() {
  const w = await openWorld()
  await seed(w)
  const [own, other] = [await openTalker(w, w.alice), await openTalker(w)]
  await own.ask('Comment créer mon compte ?')
  return { w, own, other }
}

const lastChat = ({ db }: TestWorld) =>
  db.selectFrom('chat').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()

test('Alice finds her conversation again, with what she typed elsewhere before signing in, as soon as she looks', async () => {
  const { w, own, other } = await openBoth()
  await other.ask('Mon compte est bloqué')
  const [, guestAnswer = 0] = idsIn(await other.page())
  await other.signIn(w.alice)
  for (const one of [other, own])
    expect(answersIn(await one.page())).toEqual(['article account-create', 'article account-locked'])
  // An answer from before can still be rated.
  const rated = await other.post(url(paths.assistantRating, { id: guestAnswer }), {
    vote: 'up',
    once: once(),
  })
  expect(rated.status).toBe(303)
  await own.ask('Bonjour')
  expect(answersIn(await other.page())).toHaveLength(3)
  expect(idsIn(await other.page())).toHaveLength((await linesIn(w)).length)
  const still = await findConversation(nowIn(w), talkerOf(w.alice))
  expect(
    await w.db.selectFrom('conversation').select(['id', 'user_id', 'continued_id']).orderBy('id').execute(),
  ).toEqual([
    { id: still?.id, user_id: w.alice.id, continued_id: null },
    { id: expect.any(Number), user_id: w.alice.id, continued_id: still?.id },
  ])
  other.signOut()
  expect(idsIn(await other.page())).toEqual([])
})

test('a scenario that is under way goes on after it', async () => {
  const { w, own, other } = await openBoth()
  await own.choose('scenario:structure-activation')
  const before = (await findConversation(nowIn(w), talkerOf(w.alice)))?.scenario
  expect(before).toContain('structure-activation')
  await other.ask('bonjour')
  await other.signIn(w.alice)
  await other.page()
  expect((await findConversation(nowIn(w), talkerOf(w.alice)))?.scenario).toBe(before)
  const page = await own.page()
  expect([page.includes('Comment créer mon compte'), page.includes('bonjour')]).toEqual([true, true])
})

test('a chat begun before signing in goes on, with the older lines beside it for Alice alone', async () => {
  const { w, own, other } = await openBoth()
  await own.choose('scenario:structure-activation')
  await other.choose('person')
  const { id: chatId } = await lastChat(w)
  await other.signIn(w.alice)
  await other.ask('Vous êtes là ?')
  expect(await linesIn(w)).toContain('visitor chat Vous êtes là ?')
  for (const one of [own, other]) {
    const page = await one.page()
    expect([page.includes('Comment créer mon compte'), page.includes('Vous êtes là')]).toEqual([true, true])
  }
  expect((await findConversation(nowIn(w), talkerOf(w.alice)))?.scenario).toContain('structure-activation')
  const desk = await (await (await browserOf(w, w.emma)).get(chatAt(paths.advisorChat, chatId))).text()
  expect([desk.includes('Vous êtes là'), desk.includes('créer mon compte')]).toEqual([true, false])
})

test('while an advisor talks in both each goes on for itself; when one has ended the other does', async () => {
  const { w, own, other } = await openBoth()
  const { chatId } = await openChat(w, talkerOf(w.alice))
  await other.choose('person')
  const waiting = await lastChat(w)
  await other.signIn(w.alice)
  await other.page()
  await other.ask('À qui est-ce que j’écris ?')
  expect((await findConversation(nowIn(w), talkerOf(w.alice)))?.id).not.toBe(waiting.conversation_id)
  const speech = { text: 'À moi, Emma.', files: [], limits: { perForm: 1, files: 1 } }
  expect(await speakAsAdvisor(await w.actOf(w.emma), chatId, speech)).toMatchObject({ ok: true })
  expect(await own.page()).toContain('À moi, Emma')
  await endChat(await w.actOf(w.emma), chatId)
  await other.page()
  expect((await findConversation(nowIn(w), talkerOf(w.alice)))?.id).toBe(waiting.conversation_id)
  expect(await lastChat(w)).toMatchObject({ id: waiting.id, state: 'waiting' })
  const page = await own.page()
  expect([page.includes('À moi, Emma'), page.includes('créer mon compte')]).toEqual([true, true])
})
