import { expect, test } from 'vitest'
import { commentAnswer, rateAnswer } from '../../src/assistant/rating-answers.ts'
import { eraseAccount } from '../../src/memberships/erasing.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { rateChat } from '../../src/livechat/rating.ts'
import { speakAsAdvisor } from '../../src/livechat/speaking.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths } from '../../src/urls.ts'
import { seed } from '../assistant/talking.ts'
import { beHere, browse, browserOf, once, pass, talkerOf } from '../livechat/chatting.ts'
import { openWorld, type TestWorld } from '../world.ts'

type Talked = {
  language: string
  endedAt: string | null
  lines: { side: string; kind: string; text: string; rating?: unknown }[]
  livechats: Record<string, unknown>[]
}
type Taken = { conversations: Talked[]; advisor?: unknown; advisorTexts?: { text: string }[] }

async function takeData(w: TestWorld, person: TestWorld['alice']): Promise<{ text: string; data: Taken }> {
  const answer = await (await browserOf(w, person)).get(paths.accountData)
  const text = await answer.text()
  return { text, data: JSON.parse(text) as Taken }
}

/** Chloé asks, votes with a comment, talks with Emma, sends a file, rates; then begins anew. */
async function openTalked() {
  const w = await openWorld()
  await seed(w)
  w.clock.now = new Date('2026-11-23T09:00:00.000Z')
  const guest = browse(w)
  await guest.post(paths.assistantQuestions, { once: once(), question: 'Avant de me connecter zzsecret' })
  const chloe = await browserOf(w, w.chloe)
  chloe.jar.set('guichet-talk', guest.jar.get('guichet-talk') ?? '')
  await chloe.post(paths.assistantQuestions, { once: once(), question: 'azertyuiop zzsecret' })
  const { id } = await w.db
    .selectFrom('message')
    .select('id')
    .where('kind', '=', 'answer')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const act = await w.actOf(w.chloe)
  await rateAnswer(act, talkerOf(w.chloe), { id, vote: 'down' })
  await commentAnswer(act, talkerOf(w.chloe), { id, comment: 'Rien compris zzsecret', language: 'fr' })
  await chloe.post(paths.livechat, { once: once() })
  const chat = await w.db.selectFrom('chat').selectAll().executeTakeFirstOrThrow()
  await beHere(w, w.emma)
  const emma = () => w.actOf(w.emma)
  await takeChat(await emma(), chat.id)
  await chloe.postFiles(paths.livechatMessages, { once: once(), text: 'Voici zzsecret' }, [['zzsecret.txt', 'Bonjour']])
  const limits = { perForm: 1000, files: 1 }
  await speakAsAdvisor(await emma(), chat.id, { text: 'Merci, je regarde', files: [], limits })
  await endChat(await emma(), chat.id)
  await rateChat(act, talkerOf(w.chloe), { chatId: chat.id, score: 4, comment: 'Aimable zzsecret' })
  await chloe.post(paths.livechatTicket, { once: once() })
  await chloe.post(paths.assistantConversations, { once: once() })
  await chloe.post(paths.assistantQuestions, { once: once(), question: 'Une seconde fois' })
  const alice = await browserOf(w, w.alice)
  await alice.post(paths.assistantQuestions, { once: once(), question: 'Ce qu’Alice demande' })
  return { w }
}

test('Chloé takes all her conversations away: lines, ratings, comments, chats and files, and nobody else’s', async () => {
  const { w } = await openTalked()
  const { data, text } = await takeData(w, w.chloe)
  expect(data.conversations).toHaveLength(2)
  const [first, second] = data.conversations
  expect(first).toMatchObject({ language: 'fr', endedAt: w.clock.now.toISOString() })
  const said = first?.lines.filter(({ side }) => side === 'visitor').map((line) => `${line.kind} ${line.text}`)
  expect(said).toEqual([
    'question Avant de me connecter zzsecret',
    'question azertyuiop zzsecret',
    'chat Voici zzsecret',
    'file zzsecret.txt',
  ])
  expect(first?.lines.filter(({ rating }) => rating)).toMatchObject([
    { side: 'assistant', kind: 'answer', rating: { vote: 'down', comment: 'Rien compris zzsecret' } },
  ])
  expect(first?.lines).toContainEqual(expect.objectContaining({ side: 'advisor', text: 'Merci, je regarde' }))
  expect(first?.livechats).toEqual([
    {
      state: 'ended',
      askedAt: w.clock.now.toISOString(),
      takenAt: w.clock.now.toISOString(),
      endedAt: w.clock.now.toISOString(),
      endedBy: 'advisor',
      rating: 4,
      ratingComment: 'Aimable zzsecret',
      ticket: null,
      files: [{ name: 'zzsecret.txt', size: 7 }],
    },
  ])
  expect([second?.lines[0], second?.livechats]).toMatchObject([{ text: 'Une seconde fois' }, []])
  for (const not of ['Alice', 'token', 'hash', 'advisorTexts']) expect(text).not.toContain(not)
})

test('of an advisor it holds what they wrote, and nothing of what was written to them', async () => {
  const { w } = await openTalked()
  const { data, text } = await takeData(w, w.emma)
  expect(data).toMatchObject({
    conversations: [],
    advisor: { state: 'available', maxChats: 3 },
    advisorTexts: [{ text: 'Merci, je regarde' }],
  })
  expect(text).not.toContain('zzsecret')
})

test('whoever never asked takes an empty list away', async () => {
  const { w } = await openTalked()
  expect((await takeData(w, w.bruno)).data.conversations).toEqual([])
})

/** The tables that hold one word somewhere; word indexes too, as they lie on the disk. */
const tablesWith = (w: TestWorld, word: string): string[] =>
  w.dbs.sqlite
    .prepare<[], { name: string; sql: string }>("select name, sql from sqlite_master where type = 'table'")
    .all()
    .filter(({ sql }) => !/virtual table/i.test(sql))
    .filter(({ name }) =>
      w.dbs.sqlite
        .prepare<[], Record<string, unknown>>(`select * from "${name}"`)
        .all()
        .some((row) => Object.values(row).some((value) => String(value).includes(word))),
    )
    .map(({ name }) => name)

test('an account that is erased leaves nothing of its conversations behind, and the figures stay', async () => {
  const { w } = await openTalked()
  const talked = ['answer_vote', 'asked', 'chat', 'chat_file', 'message']
  expect(tablesWith(w, 'zzsecret')).toEqual(expect.arrayContaining(talked))
  const figures = await w.db.selectFrom('asked_count').selectAll().execute()
  const at = w.clock.now.toISOString()
  await w.db
    .updateTable('user')
    .set({ state: 'deactivated', deactivated_at: at })
    .where('id', '=', w.chloe.id)
    .execute()
  pass(w, 61 * 24 * 3600)
  expect(await eraseAccount({ db: w.db, actor: null, now: w.clock.now }, w.chloe.id)).toMatchObject({ ok: true })
  const left = tablesWith(w, 'zzsecret')
  expect(left).toEqual([])
  const whose = await w.db.selectFrom('conversation').select('user_id').execute()
  expect(whose).toEqual([{ user_id: w.alice.id }])
  expect(await w.db.selectFrom('asked').select('text').execute()).toEqual([{ text: 'Ce qu’Alice demande' }])
  expect(await w.db.selectFrom('asked_count').selectAll().execute()).toEqual(figures)
  expect(w.dbs.sqlite.pragma('foreign_key_check')).toEqual([])
})

test('an advisor’s account that is erased leaves the chats to those they were with, without a name of theirs', async () => {
  const { w } = await openTalked()
  const at = w.clock.now.toISOString()
  await w.db.updateTable('user').set({ state: 'deactivated', deactivated_at: at }).where('id', '=', w.emma.id).execute()
  pass(w, 61 * 24 * 3600)
  expect(await eraseAccount({ db: w.db, actor: null, now: w.clock.now }, w.emma.id)).toMatchObject({ ok: true })
  expect(await w.db.selectFrom('advisor').selectAll().execute()).toEqual([])
  const { data, text } = await takeData(w, w.chloe)
  expect(data.conversations[0]?.lines).toContainEqual(expect.objectContaining({ text: 'Merci, je regarde' }))
  expect(text).not.toContain('Faure')
})
