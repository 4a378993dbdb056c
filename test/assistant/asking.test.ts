import { expect, test } from 'vitest'
import { paths, withQuery } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { beHere } from '../livechat/chatting.ts'
import { openWorld, traces } from '../world.ts'
import { answersIn, CLOSED, idsIn, linesIn, openTalker, seed } from './talking.ts'

const CREATE = 'Comment créer mon compte utilisateur ?'
const COOKING = 'Quelle est la recette de la tarte aux pommes ?'

async function openKnowing() {
  const w = await openWorld()
  await seed(w)
  return w
}

test('somebody without an account asks, reads the answer, and finds it again', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  const before = await someone.page()
  expect(before).toContain('Utilisez des phrases complètes, posez des questions courtes.')
  expect(before).toContain('Je veux activer/inactiver ma structure publique')
  expect(before).toContain('Contacter un agent')
  expect(answersIn(before)).toEqual([])
  expect(await htmlFaults(before)).toEqual([])
  const sent = await someone.ask(CREATE)
  expect(sent.status).toBe(303)
  const page = await someone.page()
  const [question = 0] = idsIn(page)
  expect(sent.headers.get('location')).toBe(`${withQuery(paths.assistant, { first: 1 })}#message-${question}`)
  expect(answersIn(page)).toEqual(['article account-create'])
  expect(page).toContain(CREATE)
  expect(await htmlFaults(page)).toEqual([])
  const again = await someone.ask('Mon compte est bloqué')
  expect(again.headers.get('location')).toBe(`${paths.assistant}#message-${question + 2}`)
  expect(answersIn(await someone.page())).toEqual(['article account-create', 'article account-locked'])
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('the script gets the new lines alone: the question and its answer', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.ask('Bonjour')
  const answer = await someone.askWith(CREATE)
  expect(answer.status).toBe(200)
  const lines = await answer.text()
  expect(answersIn(lines)).toEqual(['article account-create'])
  expect(idsIn(lines)).toHaveLength(2)
  expect(lines).not.toContain('<html')
  expect(lines.length).toBeLessThan(6000)
})

test.each([1001, 10_000])('a question of %i characters comes back with a word about it, and is not kept', async (n) => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  const text = 'é'.repeat(n)
  for (const send of [someone.ask, someone.askWith]) {
    const refused = await send(text)
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain(text)
    expect(html).toContain('1 000 caractères au plus')
    expect(html).toContain('id="question-form"')
  }
  expect(await linesIn(w)).toEqual([])
  expect(someone.jar.size).toBe(0)
})

test('a question of a thousand characters is answered', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  expect((await someone.ask(`${CREATE} ${'a'.repeat(1000 - CREATE.length - 1)}`)).status).toBe(303)
})

test('HTML in a question is text, and so is everything else in it', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  const question = '<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) **gras**'
  const lines = await (await someone.askWith(question)).text()
  const page = await someone.page()
  for (const html of [lines, page]) {
    expect(html).not.toContain('<script>alert')
    expect(html).not.toContain('<img')
    expect(html).not.toContain('href="javascript')
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  }
  expect(await htmlFaults(page)).toEqual([])
})

test.each([
  ['', 'Vous n’avez rien écrit'],
  ['   ', 'Vous n’avez rien écrit'],
  ['Bonjour', 'Quelle est votre question'],
  ['merci beaucoup', 'Je vous en prie'],
])('"%s" gets a canned word and is no misunderstanding', async (question, said) => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  for (const one of [question, question, question]) await someone.ask(one)
  const page = await someone.page()
  expect(answersIn(page)).toEqual(['unknown', 'unknown', 'unknown'])
  expect(page).toContain(said)
})

test('after two misunderstood questions in a row a person is offered, and the count begins anew', async () => {
  const w = await openKnowing()
  w.clock.now = CLOSED
  const someone = await openTalker(w)
  await someone.ask(COOKING)
  expect(answersIn(await someone.page())).toEqual(['unknown'])
  await someone.ask(CREATE)
  await someone.ask(COOKING)
  expect(answersIn(await someone.page()).slice(2)).toEqual(['unknown'])
  await someone.ask('Quel temps fera-t-il demain à Brest ?')
  expect(answersIn(await someone.page()).slice(3)).toEqual(['unknown', 'handover'])
  expect(await someone.page()).toContain('Le livechat ouvre lundi 23 novembre à 8\u00a0h\u00a030')
  await someone.ask(COOKING)
  expect(answersIn(await someone.page()).slice(5)).toEqual(['unknown'])
})

test.each(['je veux parler à un conseiller', 'contacter un agent', 'call an agent', 'contact a specialist'])(
  '"%s" offers a person: now, while the livechat is open',
  async (question) => {
    const w = await openKnowing()
    await beHere(w, w.emma)
    const someone = await openTalker(w)
    await someone.ask(question)
    const page = await someone.page()
    expect(answersIn(page)).toEqual(['handover agent-contact'])
    expect(page).toMatch(/<li[^>]*data-answer="handover"[\s\S]*value="person"/)
    expect(page).not.toContain(`href="${paths.livechatTicket}"`)
    w.clock.now = CLOSED
    await someone.ask(question)
    expect(await someone.page()).toContain(`href="${paths.livechatTicket}"`)
  },
)

test('while nobody is at the desk yet, within the hours, the offer says so and puts the ticket first', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.ask('je veux parler à un conseiller')
  const page = await someone.page()
  expect(page).toContain('aucun conseiller n’est encore à son poste')
  const line = page.slice(page.indexOf('data-answer="handover"'))
  expect(line.indexOf(`href="${paths.livechatTicket}"`)).toBeGreaterThan(0)
  expect(line.indexOf(`href="${paths.livechatTicket}"`)).toBeLessThan(line.indexOf('value="person"'))
  expect(await htmlFaults(page)).toEqual([])
})

test('a question in English is answered in English on a French page, and marked as such', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  const lines = await (await someone.askWith('How do I create my user account?')).text()
  expect(lines).toMatch(/<li[^>]*data-article="account-create"/)
  // What was said alone: the buttons and links around it are in the page's language.
  expect(lines).not.toMatch(/<li[^>]*lang=/)
  expect(lines).toMatch(/<div class="article" lang="en"><p><strong>Create my user account/)
  expect(lines).toMatch(/Pouce en haut<span class="vh">, réponse « <span lang="en">Create my user account/)
  expect(lines).toContain('Create my user account')
  expect(lines).toContain('Pouce en haut')
})

test('an answer from one’s own data is for who is signed in, beside the article of its topic', async () => {
  const w = await openKnowing()
  const [alice, someone] = [await openTalker(w, w.chloe), await openTalker(w)]
  const question = 'Qui est le gestionnaire principal de ma structure ?'
  await alice.ask(question)
  await someone.ask(question)
  expect(answersIn(await alice.page())).toEqual(['own-data primary-manager-who'])
  expect(await alice.page()).toContain('Alice Martin')
  expect(answersIn(await someone.page())).toEqual(['article primary-manager-who'])
  expect(await someone.page()).not.toContain('Alice Martin')
})

test('a topic that a scenario does offers to start it; plain words start it at once for who is signed in', async () => {
  const w = await openKnowing()
  const [alice, someone] = [await openTalker(w, w.alice), await openTalker(w)]
  for (const one of [alice, someone]) {
    await one.ask('Comment activer une structure publique ?')
    const page = await one.page()
    expect(answersIn(page)).toEqual([expect.stringMatching(/^(article|own-data) structure-activate$/)])
    expect(page).toMatch(/<form[^>]*data-scenario="structure-activation"/)
  }
  await alice.ask('je veux activer ma structure publique')
  expect(answersIn(await alice.page()).at(-1)).toBe('scenario structure-activation')
  await someone.ask('je veux activer ma structure publique')
  expect(answersIn(await someone.page()).at(-1)).toBe('article structure-activate')
})

test('a question beside a scenario is answered, and its step can still be answered', async () => {
  const w = await openKnowing()
  const alice = await openTalker(w, w.alice)
  await alice.choose('scenario:structure-activation')
  await alice.ask('Mon compte est bloqué')
  const page = await alice.page()
  expect(answersIn(page)).toEqual(['scenario structure-activation', 'article account-locked'])
  expect(page).toContain(`action="${paths.assistantScenario}"`)
  expect((await w.db.selectFrom('conversation').select('scenario').executeTakeFirstOrThrow()).scenario).not.toBeNull()
})

test('the same form sent twice asks once; asked again later it is asked again', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.ask('Bonjour')
  const once = 'a-token-of-one-form'
  const [first, second] = [await someone.ask(CREATE, once), await someone.ask(CREATE, once)]
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  const lines = await (await someone.askWith(CREATE, once)).text()
  expect(idsIn(lines)).toEqual(idsIn(await someone.page()).slice(-2))
  expect(answersIn(await someone.page())).toEqual(['unknown', 'article account-create'])
  await someone.ask(CREATE, 'another-token-of-a-form')
  expect(answersIn(await someone.page())).toHaveLength(3)
})

test('what was said stays what it was when its article changes or goes', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.ask(CREATE)
  await w.db.updateTable('article_text').set({ body: 'Tout autre chose.' }).execute()
  await someone.ask(CREATE)
  await w.db.deleteFrom('article').where('slug', '=', 'account-create').execute()
  const page = await someone.page()
  expect(page).toContain('Choisissez «')
  expect(page).toContain('Tout autre chose.')
  await someone.ask(CREATE)
  expect(answersIn(await someone.page()).at(-1)).not.toBe('article account-create')
})
