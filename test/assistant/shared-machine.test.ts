import { expect, test } from 'vitest'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths, url } from '../../src/urls.ts'
import { once } from '../livechat/chatting.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { openTalker, seed, type TestTalker } from './talking.ts'

const COOKIE = 'guichet-talk'

async function openKnowing() {
  const w = await openWorld()
  await seed(w)
  return w
}

/** Somebody elsewhere who has copied what a browser holds. */
async function copyOf(w: TestWorld, { jar }: TestTalker): Promise<TestTalker> {
  const thief = await openTalker(w)
  thief.jar.set(COOKIE, jar.get(COOKIE) ?? '')
  return thief
}

test('a copied token reads nothing of what is said after a new conversation, a claim or a sign-out', async () => {
  const w = await openKnowing()
  const shared = await openTalker(w)
  await shared.ask('Bonjour')
  const thief = await copyOf(w, shared)
  await shared.post(paths.assistantConversations, { once: once() })
  expect(shared.jar.has(COOKIE)).toBe(false)
  await shared.ask('Après la nouvelle conversation')
  expect(await shared.page()).toContain('Après la nouvelle conversation')
  expect(await thief.page()).not.toContain('Après la nouvelle conversation')

  const second = await copyOf(w, shared)
  await shared.signIn(w.alice)
  await shared.ask('Une question d’Alice')
  shared.signOut()
  await shared.ask('Je suis la troisième personne')
  expect(await shared.page()).toContain('Je suis la troisième personne')
  expect(await second.page()).not.toContain('Je suis la troisième personne')
})

test('the token of a conversation that was claimed is taken back', async () => {
  const w = await openKnowing()
  const alice = await openTalker(w)
  await alice.ask('Bonjour')
  await alice.signIn(w.alice)
  await alice.ask('Une question d’Alice')
  await alice.ask('Une autre question')
  expect(alice.jar.has(COOKIE)).toBe(false)
})

test('who signs out leaves no conversation to the next at the machine', async () => {
  const w = await openKnowing()
  const shared = await openTalker(w)
  await shared.ask('Une question avant de me connecter')
  await shared.signIn(w.alice)
  await shared.post(paths.signOut, { once: once() })
  expect(shared.jar.has(COOKIE)).toBe(false)
  expect(await shared.page()).not.toContain('avant de me connecter')
})

test('the form of a new conversation sent again takes nothing away from the one since', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.ask('Bonjour')
  const form = once()
  await someone.post(paths.assistantConversations, { once: form })
  await someone.ask('Ce qui vient ensuite')
  await someone.post(paths.assistantConversations, { once: form })
  expect(await someone.page()).toContain('Ce qui vient ensuite')
})

/** A chat that somebody asked for and left; then Alice signs in at the same browser. */
async function leftToAlice(w: TestWorld) {
  w.clock.now = new Date('2026-11-23T09:00:00.000Z')
  const shared = await openTalker(w)
  await shared.ask('Bonjour')
  const { id: answerId } = await w.db
    .selectFrom('message')
    .select('id')
    .where('kind', '=', 'answer')
    .executeTakeFirstOrThrow()
  await shared.post(paths.livechat, { once: once() })
  const thief = await copyOf(w, shared)
  await shared.signIn(w.alice)
  const { id: chatId } = await w.db.selectFrom('chat').select('id').executeTakeFirstOrThrow()
  return { shared, thief, answerId, chatId: String(chatId) }
}
const ownerIn = ({ db }: TestWorld) =>
  db.selectFrom('conversation').select(['user_id', 'token_hash']).executeTakeFirstOrThrow()

test('what Alice writes into a chat begun before she signed in is hers alone', async () => {
  const w = await openKnowing()
  const { shared, thief } = await leftToAlice(w)
  await shared.post(paths.livechatMessages, { once: once(), text: 'Mon compte est le 42' })
  expect(await shared.page()).toContain('Mon compte est le 42')
  expect(await thief.page()).not.toContain('Mon compte est le 42')
  shared.signOut()
  expect(await shared.page()).not.toContain('Mon compte est le 42')
})

test('ending it, thanking for it, its transcript and a ticket of it make it hers too', async () => {
  const acts: Record<string, (at: Awaited<ReturnType<typeof leftToAlice>>, w: TestWorld) => Promise<Response>> = {
    end: ({ shared, chatId }) => shared.post(paths.livechatEnd, { once: once(), chat: chatId }),
    vote: ({ shared, answerId }) =>
      shared.post(url(paths.assistantRating, { id: answerId }), { once: once(), vote: 'up' }),
    ticket: ({ shared }) => shared.post(paths.livechatTicket, { once: once() }),
    rating: async ({ shared, chatId }, w) => {
      const now = w.clock.now.toISOString()
      await w.db.updateTable('chat').set({ state: 'ended', ended_at: now, ended_by: 'advisor' }).execute()
      return shared.post(paths.livechatRating, { once: once(), chat: chatId, score: '5' })
    },
    transcript: async ({ shared, chatId }, w) => {
      await takeChat(await w.actOf(w.emma), Number(chatId))
      const { conversation_id } = await w.db.selectFrom('chat').select('conversation_id').executeTakeFirstOrThrow()
      const line = { side: 'advisor', author_id: w.emma.id, kind: 'chat', text: 'Oui', data: '{}' } as const
      const at = w.clock.now.toISOString()
      await w.db
        .insertInto('message')
        .values({ ...line, at, conversation_id, chat_id: Number(chatId) })
        .execute()
      return shared.post(paths.livechatTranscriptMail, { once: once(), chat: chatId })
    },
  }
  for (const [name, act] of Object.entries(acts)) {
    const w = await openKnowing()
    const left = await leftToAlice(w)
    expect(await ownerIn(w)).toMatchObject({ user_id: null })
    const { status } = await act(left, w)
    expect([name, status, await ownerIn(w)]).toEqual([name, 303, { user_id: w.alice.id, token_hash: null }])
  }
})
