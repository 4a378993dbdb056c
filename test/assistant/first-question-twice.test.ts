import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { once, pass } from '../livechat/chatting.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'
import { linesIn, openTalker, seed, type TestTalker } from './talking.ts'

async function openKnowing() {
  const w = await openWorld()
  await seed(w)
  w.clock.now = new Date('2026-11-23T09:00:00.000Z')
  return w
}
const conversationsIn = ({ db }: TestWorld) => db.selectFrom('conversation').select('id').execute()
const cookieOf = (answer: Response) => answer.headers.getSetCookie().find((line) => line.includes('-talk='))

/** Two sendings that are under way at once: neither has a cookie yet. */
async function clickTwice(w: TestWorld, send: (one: TestTalker) => Promise<Response>) {
  const clicks = [await openTalker(w), await openTalker(w)]
  return Promise.all(clicks.map(send))
}

const ACTS: Record<string, (one: TestTalker, form: string, extra?: Record<string, string>) => Promise<Response>> = {
  'a question': (one, form, extra) =>
    one.post(paths.assistantQuestions, { once: form, question: 'Mon compte est bloqué' }, extra),
  'a topic': (one, form, extra) =>
    one.post(paths.assistantChoices, { once: form, choice: 'topic:account-locked' }, extra),
  'an advisor': (one, form, extra) => one.post(paths.livechat, { once: form }, extra),
}
for (const [name, act] of Object.entries(ACTS))
  for (const [how, extra] of Object.entries({
    'without a script': { 'accept-language': 'fr' },
    'in English': { 'accept-language': 'en' },
    'with htmx': htmx,
  }))
    test(`${name}, asked for first by a double click ${how}, is one conversation of whichever answer arrives`, async () => {
      const w = await openKnowing()
      const form = once()
      const [first, second] = await clickTwice(w, (one) => act(one, form, extra))
      expect(cookieOf(first as Response)).toBe(cookieOf(second as Response))
      expect(first?.headers.get('location')).toBe(second?.headers.get('location'))
      expect(await conversationsIn(w)).toHaveLength(1)
      const lines = await linesIn(w)
      expect(lines.filter((line) => line.startsWith('visitor')).length).toBeLessThanOrEqual(1)
      const later = await openTalker(w)
      later.jar.set('guichet-talk', /-talk=([^;]+)/.exec(cookieOf(second as Response) ?? '')?.[1] ?? '')
      expect(await later.page()).toMatch(/id="message-\d+"/)
    })

test('two first questions of one form that differ follow each other in one conversation', async () => {
  const w = await openKnowing()
  const form = once()
  const questions = ['Mon compte est bloqué', 'Comment créer mon compte ?']
  await clickTwice(w, (one) => one.ask(questions.pop() ?? '', form))
  expect(await conversationsIn(w)).toHaveLength(1)
  expect((await linesIn(w)).filter((line) => line.startsWith('visitor question'))).toHaveLength(2)
})

test('the same form sent later, or another one, finds nothing of it', async () => {
  const w = await openKnowing()
  const form = once()
  const first = await (await openTalker(w)).ask('Mon compte est bloqué', form)
  const other = await (await openTalker(w)).ask('Mon compte est bloqué', once())
  pass(w, 31)
  const late = await (await openTalker(w)).ask('Bonjour', form)
  expect(new Set([first, other, late].map(cookieOf)).size).toBe(3)
  expect(await conversationsIn(w)).toHaveLength(3)
})

test('a token that was given back is not given again', async () => {
  const w = await openKnowing()
  const form = once()
  const someone = await openTalker(w)
  const first = cookieOf(await someone.ask('Bonjour', form))
  await someone.post(paths.assistantConversations, { once: once() })
  expect(cookieOf(await someone.ask('Une autre personne', form))).not.toBe(first)
})

test('whoever only looks gets no cookie', async () => {
  const w = await openKnowing()
  for (const path of [paths.assistant, paths.help, paths.livechat]) {
    const answer = await (await openTalker(w)).get(path)
    expect([path, answer.status, answer.headers.getSetCookie()]).toEqual([path, 200, []])
  }
})
