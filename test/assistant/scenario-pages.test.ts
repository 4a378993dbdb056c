import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { openTown, plain, SIRETS } from '../memberships/activation.ts'
import { htmx, traces } from '../world.ts'
import { openDialogue } from './dialogue.ts'

test('going back, saying another SIRET, cancelling: nothing is done', async () => {
  const t = await openTown('closed')
  const { w } = t
  const d = await openDialogue(t, w.alice)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.library)
  await d.press('other')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  await d.press('back')
  expect(await d.step()).toBe('structure')
  await d.press('back')
  await d.press('back')
  expect(await d.step()).toBe('structure')
  expect(plain(JSON.stringify((await d.drawn())?.facts))).toContain('Médiathèque')
  await d.press('cancel')
  expect((await d.drawn())?.text[0]).toContain('rien n’a été modifié')
  expect(await d.state()).toBeNull()
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('a stale tab, a double click, a reload: acted once, skipped never, and told where the dialogue stands', async () => {
  const t = await openTown('closed')
  const { w } = t
  const d = await openDialogue(t, w.alice)
  await d.start()
  const first = (await d.state())?.turn ?? 0
  await d.press('inactivate')
  const before = (await d.lines()).length
  const stale = await d.press('activate', { turn: first })
  expect([stale.status, stale.headers.get('location')]).toEqual([
    303,
    `${paths.assistant}#message-${(await d.state())?.turn}`,
  ])
  expect(stale.headers.get('set-cookie')).toContain('notice')
  // A button that both steps have.
  await d.press('cancel', { turn: first })
  expect([(await d.lines()).length, await d.step()]).toEqual([before, 'siret'])
  await d.type(SIRETS.mairie)
  await d.press('yes')
  const turn = (await d.state())?.turn ?? 0
  const answers = await Promise.all(
    [1, 2, 3]
      .map(() => d.press('confirm', { turn, once: 'one-and-the-same-form-1' }))
      .concat(d.press('confirm', { turn })),
  )
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303])
  expect((await traces(w.dbs)).history).toEqual(['structure.inactivated'])
  expect((await d.lines()).filter(({ step }) => step?.step === 'done')).toHaveLength(1)
  // A form of a dialogue that has ended does nothing in the next one.
  await d.start()
  const over = (await d.lines()).length
  await d.press('confirm', { turn })
  await d.press('no-such-button')
  await d.press('answer', { typed: SIRETS.mairie })
  expect((await d.lines()).length).toBe(over)
  expect(await d.step()).toBe('action')
})

test('with the script the lines that come are the answer', async () => {
  const t = await openTown('closed')
  const d = await openDialogue(t, t.w.alice, htmx)
  await d.start()
  const answer = await d.press('inactivate')
  const html = await answer.text()
  expect(answer.status).toBe(200)
  expect(html).not.toContain('<html')
  expect(html).toContain('data-answer="scenario" data-scenario="structure-activation"')
  expect(html).toMatch(/name="turn" value="\d+"/)
  const stale = await (await d.press('activate', { turn: 1 })).text()
  expect(stale).toMatch(/role="alert"[^>]*><p>Cette étape est déjà passée.*« Saisir le SIRET de la structure »/)
  expect(stale).toContain(`id="message-${(await d.state())?.turn}"`)
})

test('the page draws the step with real buttons at its line alone, and a number typed as a question is taken', async () => {
  const t = await openTown('closed')
  const { w } = t
  const d = await openDialogue(t, w.alice)
  await d.start()
  await d.press('inactivate')
  const page = async () => (await d.visitor.get(paths.assistant)).text()
  const html = await page()
  expect(html.match(new RegExp(`action="${paths.assistantScenario}"`, 'g'))).toHaveLength(1)
  expect(html.match(/data-answer="scenario" data-scenario="structure-activation"/g)).toHaveLength(2)
  expect(html).toContain('<button class="main" name="choice" value="answer">Valider</button>')
  await d.visitor.post(paths.assistantQuestions, { question: `c’est ${SIRETS.mairie}`, once: 'question-in-scenario-1' })
  expect(await d.step()).toBe('siret')
  await d.visitor.post(paths.assistantQuestions, { question: '219 300 512 00012', once: 'question-in-scenario-2' })
  expect(await d.step()).toBe('structure')
})

test('a visitor is told to sign in, with a link that comes back; a stranger finds no step of somebody else', async () => {
  const t = await openTown('closed')
  const { w } = t
  const visitor = await w.as(null)
  const answer = await visitor.post(paths.assistantScenario, { turn: '1', choice: 'confirm' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${paths.signIn}?next=${paths.assistant}`])
  const d = await openDialogue(t, w.alice)
  await d.start()
  const turn = (await d.state())?.turn ?? 0
  const farid = await openDialogue(t, w.farid)
  await farid.press('inactivate', { turn })
  expect(await d.step()).toBe('action')
  expect(await farid.lines()).toEqual([])
})

test('in English', async () => {
  const t = await openTown('open')
  const { w } = t
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  const d = await openDialogue(t, w.alice)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  expect((await d.drawn())?.text[0]).toContain('Is there another SIRET taking over the activity?')
})

test.each([
  ['fr', '<title>Erreur', 'Ce n’est pas un SIRET'],
  ['en', '<title>Error', 'This is not a SIRET'],
] as const)('in %s without JavaScript what is wrong is in the title, a summary and its field, once', async (...row) => {
  const [language, title, said] = row
  const t = await openTown('open')
  await t.w.db.updateTable('user').set({ language }).where('id', '=', t.w.alice.id).execute()
  const d = await openDialogue(t, t.w.alice)
  await d.start()
  await d.press('inactivate')
  const read = async () => plain(await (await d.visitor.get(paths.assistant)).text())
  expect(await read()).not.toContain(title)
  await d.type('123')
  const turn = (await d.state())?.turn
  const page = await read()
  expect(page).toContain(title)
  expect(page).toMatch(new RegExp(`id="error-summary"[\\s\\S]*<a href="#typed-${turn}">${said}`))
  expect(page).toMatch(new RegExp(`aria-describedby="[^"]*typed-${turn}-error"`))
  // In the summary and at the field.
  expect(page.match(new RegExp(said, 'g'))).toHaveLength(2)
  expect(await htmlFaults(page)).toEqual([])
  await d.press('back')
  const after = await read()
  expect(after).not.toContain(title)
  expect(after).not.toContain('id="error-summary"')
  // What was said stays said.
  expect(after).toContain(`<p class="error">${said}`)
})
