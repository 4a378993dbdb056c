import { expect, test } from 'vitest'
import { endChat } from '../../src/livechat/ending.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths } from '../../src/urls.ts'
import { browserOf, chatAt, once, pass } from '../livechat/chatting.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { openTalker, seed } from './talking.ts'

async function openKnowing() {
  const w = await openWorld()
  await seed(w)
  w.clock.now = new Date('2026-11-23T09:00:00.000Z')
  return w
}
const ownersIn = ({ db }: TestWorld) =>
  db.selectFrom('conversation').select(['user_id', 'claimed_at']).orderBy('id').execute()

test('an hour after its last word a conversation stays the guest’s: Alice signs in at the same machine and sees none of it', async () => {
  const w = await openKnowing()
  const shared = await openTalker(w)
  await shared.ask('Je suis malade depuis mardi')
  pass(w, 3601)
  await shared.signIn(w.alice)
  expect(await shared.page()).not.toContain('malade')
  await shared.ask('Une question d’Alice')
  await shared.post(paths.assistantConversations, { once: once() })
  expect(await shared.page()).not.toContain('malade')
  expect(await ownersIn(w)).toEqual([
    { user_id: null, claimed_at: null },
    { user_id: w.alice.id, claimed_at: null },
  ])
  // Her session has lapsed: whoever wrote before finds it again, without what she wrote.
  shared.signOut()
  const page = await shared.page()
  expect([page.includes('malade'), page.includes('d’Alice')]).toEqual([true, false])
})

test('within the hour it is taken along as soon as it is read, and stays', async () => {
  const w = await openKnowing()
  const alice = await openTalker(w)
  await alice.ask('Je cherche ma facture')
  pass(w, 3599)
  await alice.signIn(w.alice)
  expect(await alice.page()).toContain('Je cherche ma facture')
  expect(await ownersIn(w)).toEqual([{ user_id: w.alice.id, claimed_at: w.clock.now.toISOString() }])
  pass(w, 7200)
  expect(await alice.page()).toContain('Je cherche ma facture')
})

test('a place in the queue that an hour has passed over is not Alice’s either', async () => {
  const w = await openKnowing()
  const shared = await openTalker(w)
  await shared.post(paths.livechat, { once: once() })
  pass(w, 3601)
  await shared.signIn(w.alice)
  expect((await shared.post(paths.livechatMessages, { once: once(), text: 'Bonjour' })).status).toBe(404)
  expect(await ownersIn(w)).toEqual([{ user_id: null, claimed_at: null }])
})

/** Somebody asks for an advisor without an account, whom Emma takes. */
async function guestWithEmma(w: TestWorld) {
  const shared = await openTalker(w)
  await shared.ask('Bonjour')
  await shared.post(paths.livechat, { once: once() })
  const { id } = await w.db.selectFrom('chat').select('id').executeTakeFirstOrThrow()
  const act = () => w.actOf(w.emma)
  expect(await takeChat(await act(), id)).toMatchObject({ ok: true })
  const emma = await browserOf(w, w.emma)
  const pages = async () => {
    const paged = [paths.advisorChat, paths.advisorTranscript, paths.advisorTicket].map((path) => chatAt(path, id))
    const answers = await Promise.all([...paged, paths.advisorEnded].map((path) => emma.get(path)))
    return Promise.all(answers.map((answer) => answer.text()))
  }
  return { shared, act, id, emma, pages }
}

for (const [language, guest] of [
  ['fr', 'Visiteur'],
  ['en', 'Visitor'],
] as const)
  test(`a chat that ended before Alice signed in stays a visitor’s on the desk (${language})`, async () => {
    const w = await openKnowing()
    await w.db.updateTable('user').set({ language }).where('id', '=', w.emma.id).execute()
    const { shared, act, id, pages } = await guestWithEmma(w)
    await endChat(await act(), id)
    pass(w, 60)
    await shared.signIn(w.alice)
    await shared.ask('Merci, je suis connectée')
    expect(await ownersIn(w)).toMatchObject([{ user_id: w.alice.id }])
    const read = await pages()
    for (const page of read) expect([page.includes('Alice'), page.includes('Martin')]).toEqual([false, false])
    expect(read.filter((page) => page.includes(guest))).toHaveLength(3)
    // A ticket of it asks for a name, as of any visitor, and is none of Alice's.
    expect(read[2]).toContain('name="lastName"')
  })

test('one that runs shows who it is now, and does so when it has ended', async () => {
  const w = await openKnowing()
  const { shared, act, id, emma, pages } = await guestWithEmma(w)
  pass(w, 60)
  await shared.signIn(w.alice)
  await shared.post(paths.livechatMessages, { once: once(), text: 'C’est Alice' })
  expect(await (await emma.get(paths.advisor)).text()).toContain('Alice Martin')
  pass(w, 60)
  await endChat(await act(), id)
  expect((await pages()).filter((page) => page.includes('Alice Martin'))).toHaveLength(3)
})

test('what advisors say and how a chat ends does not make a guest’s words younger', async () => {
  const w = await openKnowing()
  const { shared, act, id, emma } = await guestWithEmma(w)
  pass(w, 2400)
  await emma.post(chatAt(paths.advisorMessages, id), { once: once(), text: 'Êtes-vous toujours là ?' })
  pass(w, 1199)
  await endChat(await act(), id)
  pass(w, 2)
  await shared.signIn(w.alice)
  expect(await shared.page()).not.toContain('toujours là')
  expect(await ownersIn(w)).toEqual([{ user_id: null, claimed_at: null }])
})
