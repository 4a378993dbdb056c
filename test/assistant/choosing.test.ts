import { expect, test } from 'vitest'
import { say } from '../../src/livechat/conversing.ts'
import { paths } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld } from '../world.ts'
import { answersIn, CLOSED, idsIn, linesIn, openTalker, seed } from './talking.ts'

async function openKnowing() {
  const w = await openWorld()
  await seed(w)
  return w
}

test('a topic is chosen by its button: what was chosen stands in the log, and its article below', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  expect(await someone.page()).toContain('value="topic:account-create"')
  const sent = await someone.choose('topic:account-create')
  expect(sent.status).toBe(303)
  const page = await someone.page()
  expect(answersIn(page)).toEqual(['article account-create'])
  expect(await linesIn(w)).toEqual([
    'visitor choice Créer mon compte utilisateur',
    'assistant answer Créer mon compte utilisateur',
  ])
  expect(await htmlFaults(page)).toEqual([])
})

test('the script gets the lines of a choice alone', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  const answer = await someone.post(paths.assistantChoices, { choice: 'topic:account-create' }, htmx)
  expect(answer.status).toBe(200)
  expect(idsIn(await answer.text())).toHaveLength(2)
})

test('who is signed in is offered what concerns them first, and what is asked most before the rest', async () => {
  const w = await openKnowing()
  const topicsOf = (html: string) => [...html.matchAll(/value="topic:([^"]+)"/g)].map(([, slug]) => slug)
  expect(topicsOf(await (await openTalker(w)).page())[0]).toBe('account-create')
  const alice = await openTalker(w, w.alice)
  expect(topicsOf(await alice.page())[0]).not.toBe('account-create')
  const someone = await openTalker(w)
  await someone.ask('Comment activer une structure publique ?')
  await (await openTalker(w, w.bruno)).ask('Quels sont les formats de facture acceptés ?')
  expect(topicsOf(await alice.page())[0]).toMatch(/^(structure-activate|invoice-formats)$/)
})

test.each(['topic:account-close', 'topic:Not a slug', 'scenario:other', 'person:now', 'x'])(
  'a choice that is on no page (%s) is none, in words',
  async (choice) => {
    const w = await openKnowing()
    const someone = await openTalker(w)
    const refused = await someone.choose(choice)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain('Ce sujet n’est plus proposé')
    expect(await linesIn(w)).toEqual([])
  },
)

test('a withdrawn article is not chosen any more', async () => {
  const w = await openKnowing()
  await w.db.updateTable('article').set({ state: 'draft' }).where('slug', '=', 'account-create').execute()
  const someone = await openTalker(w)
  expect((await someone.choose('topic:account-create')).status).toBe(409)
})

test('« Contacter un agent » puts into the queue while the livechat is open, once', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  const once = 'a-token-of-one-form'
  await someone.choose('person', once)
  await someone.choose('person', once)
  expect(await linesIn(w)).toEqual(['visitor choice Contacter un agent', expect.stringMatching(/^platform event /)])
  const page = await someone.page()
  expect(page).toContain('première position')
  expect(page).not.toContain('id="question-form"')
  expect(await htmlFaults(page)).toEqual([])
  // Who waits already keeps the place.
  await someone.choose('person')
  expect(await linesIn(w)).toHaveLength(2)
  expect(await w.db.selectFrom('chat').select('state').execute()).toEqual([{ state: 'waiting' }])
})

test('« Contacter un agent » says when the livechat opens while it is closed, and offers to write', async () => {
  const w = await openKnowing()
  w.clock.now = CLOSED
  const someone = await openTalker(w)
  await someone.choose('person')
  const page = await someone.page()
  expect(answersIn(page)).toEqual(['handover agent-contact'])
  expect(page).toContain('lundi 23 novembre à 8\u00a0h\u00a030')
  expect(page).toContain(`href="${paths.livechatTicket}"`)
  expect(await w.db.selectFrom('chat').select('id').execute()).toEqual([])
})

test('while an advisor is waited for, a question goes to the advisor', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.choose('person')
  await someone.ask('Comment créer mon compte ?')
  expect((await linesIn(w)).at(-1)).toBe('visitor chat Comment créer mon compte ?')
  const refused = await someone.ask('')
  expect(refused.status).toBe(409)
})

test('« Continuer notre conversation » goes on', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.choose('continue')
  expect(answersIn(await someone.page())).toEqual(['unknown'])
  expect(await linesIn(w)).toEqual([
    'visitor choice Continuer notre conversation',
    expect.stringContaining('Je vous écoute'),
  ])
})

test('a scenario is begun by its button, and leads who is not signed in to signing in', async () => {
  const w = await openKnowing()
  const [alice, someone] = [await openTalker(w, w.alice), await openTalker(w)]
  await alice.choose('scenario:structure-activation')
  expect(await alice.page()).toContain('Activer une structure publique')
  await someone.choose('scenario:structure-activation')
  const page = await someone.page()
  expect(answersIn(page)).toEqual(['scenario structure-activation'])
  expect(page).toMatch(/data-scenario="structure-activation"[\s\S]*href="\/sign-in\?next=\/help\/assistant"/)
})

test('none of the topics is the right one: that is misunderstood, and twice in a row a person is offered', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.choose('none')
  expect(answersIn(await someone.page())).toEqual(['unknown'])
  expect((await someone.choose('none')).status).toBe(303)
  const page = await someone.page()
  expect(answersIn(page)).toEqual(['unknown', 'unknown', 'handover'])
  expect(await linesIn(w)).toContain('visitor choice Aucun de ces sujets')
  expect(await w.db.selectFrom('asked').select(['outcome', 'text']).execute()).toEqual([
    { outcome: 'unknown', text: 'Aucun de ces sujets' },
    { outcome: 'unknown', text: 'Aucun de ces sujets' },
  ])
  // A topic in between is understood.
  await someone.choose('none')
  await someone.choose('topic:account-create')
  await someone.choose('none')
  expect(answersIn(await someone.page()).at(-1)).toBe('unknown')
  expect(await htmlFaults(page)).toEqual([])
})

test('topics that come close can be refused by a button', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.ask('bonjour')
  const { id } = await w.db.selectFrom('conversation').select('id').executeTakeFirstOrThrow()
  const data = { answer: 'suggestions', topics: [{ slug: 'account-create', title: 'Create' }], language: 'en' } as const
  const act = { db: w.db, actor: null, now: w.clock.now }
  await say(act, id, { side: 'assistant', kind: 'answer', text: 'Which?', data })
  const page = await someone.page()
  const line = page.slice(page.indexOf('data-answer="suggestions"'))
  expect(line).toContain('<span lang="en">Create</span>')
  expect(line).toMatch(/value="none">Aucun de ces sujets</)
})

test('words of courtesy have the buttons that they point to, and below the log there are always a scenario and a person', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  const empty = await (await someone.askWith('')).text()
  expect(empty).toMatch(/data-answer="unknown"[\s\S]*value="topic:account-create"[\s\S]*value="person"/)
  expect(await (await someone.askWith('connard')).text()).toMatch(/data-answer="unknown"[\s\S]*value="person"/)
  const page = await someone.page()
  expect(page.slice(page.indexOf('id="talk-ways"'))).toMatch(
    /value="scenario:structure-activation"[\s\S]*value="person"/,
  )
  expect(await htmlFaults(page)).toEqual([])
})

test('the thumbs of two answers from one article are told apart by their time', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.choose('topic:account-create')
  w.clock.now = new Date(w.clock.now.getTime() + 61_000)
  await someone.choose('topic:account-create')
  const named = [
    ...(await someone.page()).matchAll(
      /Pouce en haut<span class="vh">(.*?)<\/span><\/button>|Pouce en haut(<span class="vh">.*?)<\/button>/g,
    ),
  ]
  const names = named.map(([all]) => all.replace(/<[^>]*>/g, ''))
  expect(names).toHaveLength(2)
  expect(new Set(names).size).toBe(2)
  expect(names[0]).toMatch(/réponse « Créer mon compte utilisateur » de \d\d:\d\d:\d\d$/)
})
