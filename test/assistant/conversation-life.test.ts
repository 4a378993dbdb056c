import { expect, test } from 'vitest'
import { PER_TALKER } from '../../src/http/help-limit.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld } from '../world.ts'
import { answersIn, idsIn, linesIn, openTalker, seed } from './talking.ts'

async function openKnowing() {
  const w = await openWorld()
  await seed(w)
  return w
}

test('what was begun before signing in goes on after it, and is the user’s from the next question on', async () => {
  const w = await openKnowing()
  const nadia = await openTalker(w)
  await nadia.ask('Comment créer mon compte ?')
  await nadia.signIn(w.nadia)
  expect(await nadia.page()).toContain('Comment créer mon compte ?')
  await nadia.ask('Mon compte est bloqué')
  expect(answersIn(await nadia.page())).toEqual(['article account-create', 'article account-locked'])
  const elsewhere = await openTalker(w, w.nadia)
  expect(await elsewhere.page()).toContain('Mon compte est bloqué')
})

test('on a shared machine nothing of it is to be seen after signing out', async () => {
  const w = await openKnowing()
  const nadia = await openTalker(w)
  await nadia.ask('Comment créer mon compte ?')
  await nadia.signIn(w.nadia)
  await nadia.ask('Mon compte est bloqué depuis ce matin')
  const [first = 0] = idsIn(await nadia.page())
  nadia.signOut()
  const page = await nadia.page()
  expect(page).not.toContain('depuis ce matin')
  expect(idsIn(page)).toEqual([])
  expect((await nadia.get(withQuery(paths.assistantNews, { after: 0 }))).status).toBe(204)
  expect((await nadia.get(paths.assistantEvents)).status).toBe(204)
  expect(idsIn(await (await nadia.get(withQuery(paths.assistant, { before: first + 50 }))).text())).toEqual([])
  // The browser’s own conversation begins anew.
  await nadia.ask('Bonjour')
  expect(answersIn(await nadia.page())).toEqual(['unknown'])
})

test('strangers see nothing of a conversation, whatever they ask for', async () => {
  const w = await openKnowing()
  const alice = await openTalker(w, w.alice)
  await alice.ask('Qui est le gestionnaire principal de ma structure ?')
  const ids = idsIn(await alice.page())
  for (const stranger of [await openTalker(w), await openTalker(w, w.farid), await openTalker(w, w.emma)]) {
    expect(idsIn(await stranger.page())).toEqual([])
    expect(idsIn(await (await stranger.get(withQuery(paths.assistant, { before: 999 }))).text())).toEqual([])
    expect((await stranger.get(withQuery(paths.assistantNews, { after: 0 }))).status).toBe(204)
    expect((await stranger.get(withQuery(paths.assistantEvents, { after: 0 }))).status).toBe(204)
    await stranger.ask('Bonjour')
    expect(idsIn(await stranger.page()).some((id) => ids.includes(id))).toBe(false)
  }
})

test('a token that nobody was given opens nothing', async () => {
  const w = await openKnowing()
  const guest = await openTalker(w)
  await guest.ask('Bonjour')
  const [[name, value] = ['', '']] = [...guest.jar]
  const thief = await openTalker(w)
  thief.jar.set(name, value.slice(0, -1))
  expect(idsIn(await thief.page())).toEqual([])
  expect(name).toBe('guichet-talk')
})

test('« Nouvelle conversation » asks first, then leaves nothing of the one before', async () => {
  const w = await openKnowing()
  for (const [n, talker] of [await openTalker(w), await openTalker(w, w.alice)].entries()) {
    expect((await talker.get(paths.assistantConversations)).status).toBe(303)
    await talker.ask('Comment créer mon compte ?')
    const asks = await (await talker.get(paths.assistantConversations)).text()
    expect(asks).toContain('Commencer une nouvelle conversation ?')
    expect(await htmlFaults(asks)).toEqual([])
    const once = `a-token-of-one-form-${n}`
    const done = await talker.post(paths.assistantConversations, { once })
    expect(done.headers.get('location')).toBe(paths.assistant)
    expect(idsIn(await talker.page())).toEqual([])
    await talker.ask('Mon compte est bloqué')
    // The form sent again ends nothing more.
    await talker.post(paths.assistantConversations, { once })
    expect(answersIn(await talker.page())).toEqual(['article account-locked'])
  }
})

test('the script gets the new conversation in the place of the old', async () => {
  const w = await openKnowing()
  const talker = await openTalker(w, w.alice)
  await talker.ask('Bonjour')
  const answer = await (await talker.post(paths.assistantConversations, {}, htmx)).text()
  expect(answer).toMatch(/^<section id="talk"/)
  expect(idsIn(answer)).toEqual([])
})

test('with an advisor in it no conversation is begun anew', async () => {
  const w = await openKnowing()
  const talker = await openTalker(w, w.alice)
  await talker.choose('person')
  const refused = await talker.post(paths.assistantConversations, {})
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('Terminez d’abord cet échange')
  expect(idsIn(await talker.page())).toHaveLength(2)
})

test('who wants nothing that comes by itself gets no stream, except from an advisor', async () => {
  const w = await openKnowing()
  await w.db.updateTable('user').set({ page_updates: 0 }).where('id', '=', w.alice.id).execute()
  const [alice, bruno] = [await openTalker(w, w.alice), await openTalker(w, w.bruno)]
  for (const one of [alice, bruno]) await one.ask('Bonjour')
  expect(await alice.page()).not.toContain('data-events')
  expect(await bruno.page()).toContain('data-events')
  expect(await bruno.page()).toContain('Arrêter les mises à jour automatiques')
  await alice.choose('person')
  expect(await alice.page()).toContain('data-events')
})

test('a browser that keeps no cookies is told so', async () => {
  const w = await openKnowing()
  const shy = await openTalker(w, null, { cookies: false })
  const sent = await shy.ask('Comment créer mon compte ?')
  const to = (sent.headers.get('location') ?? '').split('#')[0] ?? ''
  const page = await (await shy.get(to)).text()
  expect(page).toContain('n’accepte pas les cookies')
  expect(await htmlFaults(page)).toEqual([])
  // With the script the answer comes at once.
  expect(answersIn(await (await shy.askWith('Comment créer mon compte ?')).text())).toEqual(['article account-create'])
})

test('a long conversation is read piece by piece', async () => {
  const w = await openKnowing()
  const talker = await openTalker(w, w.alice)
  for (let n = 0; n < 40; n++) await talker.ask(`Bonjour ${'!'.repeat(n)}`)
  const page = await talker.page()
  const ids = idsIn(page)
  expect(ids).toHaveLength(50)
  const older = withQuery(paths.assistant, { before: ids[0] })
  expect(page).toContain(`href="${older}"`)
  const past = await (await talker.get(older)).text()
  expect([...idsIn(past), ...ids]).toHaveLength((await linesIn(w)).length)
  expect(past).not.toContain('id="question-form"')
  expect(past).not.toContain('data-events')
  expect(await htmlFaults(past)).toEqual([])
})

test('a flood of questions is refused in words that keep the text, others are answered', async () => {
  const w = await openKnowing()
  const [flood, other] = [await openTalker(w, w.alice), await openTalker(w, w.bruno)]
  for (let n = 0; n < PER_TALKER.points; n++) await w.world.limiter.take('talk', PER_TALKER, String(w.alice.id))
  for (const send of [flood.ask, flood.askWith]) {
    const refused = await send('Une question de plus')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const html = await refused.text()
    expect(html).toContain('Une question de plus')
    expect(html).toContain('Trop de questions en peu de temps')
  }
  expect((await flood.choose('topic:account-create')).status).toBe(429)
  expect(await linesIn(w)).toEqual([])
  expect((await other.ask('Bonjour')).status).toBe(303)
})

test('new cookies for each question do not get a network around its limit', async () => {
  const w = await openKnowing()
  for (let n = 0; n < 3000; n++) await w.world.limiter.take('talk-network', { points: 3000, seconds: 600 }, 'none')
  expect((await (await openTalker(w)).ask('Bonjour')).status).toBe(429)
  expect((await (await openTalker(w, w.alice)).ask('Bonjour')).status).toBe(303)
})

test('refused for their network, requests take nothing from what the talker may say', async () => {
  const w = await openKnowing()
  const network = { points: 3000, seconds: 600 }
  const guest = await openTalker(w)
  await guest.ask('Bonjour')
  for (let n = 0; n < 3000; n++) await w.world.limiter.take('talk-network', network, 'none')
  for (let n = 0; n < PER_TALKER.points; n++) expect((await guest.ask('Bonjour')).status).toBe(429)
  for (let n = 0; n < 1000; n++) await w.world.limiter.giveBack('talk-network', network, 'none')
  expect((await guest.ask('Bonjour')).status).toBe(303)
})

test('with an advisor a question is a message, and counts as one', async () => {
  const w = await openKnowing()
  w.clock.now = new Date('2026-11-23T09:00:00.000Z')
  const alice = await openTalker(w, w.alice)
  await alice.choose('person')
  const { conversation_id } = await w.db.selectFrom('chat').select('conversation_id').executeTakeFirstOrThrow()
  const limit = { points: 60, seconds: 60 }
  for (let n = 0; n < 60; n++) await w.world.limiter.take('chat-message', limit, String(conversation_id))
  const refused = await alice.ask('Encore un message')
  expect([refused.status, (await refused.text()).includes('Encore un message')]).toEqual([429, true])
  expect((await linesIn(w)).join()).not.toContain('Encore un message')
})
