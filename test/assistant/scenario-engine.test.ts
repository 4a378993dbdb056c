import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startScenario, takeScenarioStep } from '../../src/assistant/acting-scenario.ts'
import { prepareChoice } from '../../src/assistant/scenario-choosing.ts'
import { SCENARIO_OFFERS } from '../../src/assistant/scenario-offers-list-rules.ts'
import { readState, type Scenario } from '../../src/assistant/scenario-rules.ts'
import { SCENARIOS } from '../../src/assistant/scenarios.ts'
import { structureActivationSentences } from '../../src/assistant/structure-activation-sentences-rules.ts'
import { findConversation } from '../../src/livechat/conversation-queries.ts'
import { openConversation } from '../../src/livechat/conversing.ts'
import { openWorld } from '../world.ts'

/** A second scenario, as one would be written: one file. It changes the language of whoever asks. */
const languageScenario: Scenario = {
  id: 'language',
  start: 'ask',
  steps: {
    ask: {
      draw: () => ({
        title: 'Langue',
        text: ['En quelle langue ?'],
        field: { label: 'Langue', hint: 'fr, en', button: 'OK' },
      }),
      take: async (_act, { answer }) => {
        const typed = 'typed' in answer ? answer.typed : ''
        return typed === 'fr' || typed === 'en'
          ? { to: 'confirm', data: { typed } }
          : { to: 'ask', error: 'fr ou en ?' }
      },
      understands: (typed) => typed.length === 2,
    },
    confirm: {
      draw: ({ typed }) => ({ title: 'Confirmer', text: [`${typed} ?`], options: [{ value: 'yes', label: 'Oui' }] }),
      take: async (act, { data }) => {
        const language = data['typed'] === 'en' ? 'en' : 'fr'
        await act.db.updateTable('user').set({ language }).where('id', '=', act.actor.id).execute()
        return { to: 'done' }
      },
    },
    done: { draw: () => ({ title: 'Fait', text: ['C’est fait.'] }) },
  },
}
const scenarios = [languageScenario]

async function open() {
  const w = await openWorld()
  const talker = { userId: w.nadia.id, tokenHash: null }
  const act = await w.actOf(w.nadia)
  const conversation = await openConversation(act, talker, 'fr')
  const state = async () => readState((await findConversation(act, talker))?.scenario ?? null)
  const press = async (choice: string, typed = '') => {
    const sent = { turn: (await state())?.turn ?? 0, choice, typed }
    const { register } = w.world
    return (await prepareChoice(act, talker, { sent, register, language: 'fr', scenarios }))(act)
  }
  const language = async () =>
    (await w.db.selectFrom('user').select('language').where('id', '=', w.nadia.id).executeTakeFirst())?.language
  return { w, act, talker, conversation, state, press, language }
}

test('a second scenario is one file: it is started, answered, gone back in, confirmed and done', async () => {
  const { act, conversation, state, press, language } = await open()
  await startScenario(act, conversation, { scenario: 'language', language: 'fr', scenarios })
  await press('answer', 'xx')
  expect(await state()).toMatchObject({ step: 'ask', trail: [] })
  await press('answer', 'en')
  await press('back')
  expect(await state()).toMatchObject({ step: 'ask', trail: [] })
  await press('answer', 'en')
  expect(await language()).toBe('fr')
  await press('yes')
  expect([await language(), await state()]).toEqual(['en', null])
})

test('words that a field understands are taken, others are left to whoever understands them', async () => {
  const { act, talker, conversation, state } = await open()
  const taken = async (text: string) => {
    const now = (await findConversation(act, talker)) ?? conversation
    return takeScenarioStep(act, now, { text, language: 'fr', scenarios })
  }
  expect(await taken('en')).toBeNull()
  await startScenario(act, conversation, { scenario: 'language', language: 'fr', scenarios })
  expect(await taken('Quelle est la date ?')).toBeNull()
  expect(await taken('en')).toBeGreaterThan(0)
  expect(await state()).toMatchObject({ step: 'confirm', data: { typed: 'en' } })
  // A step without a field takes no words.
  expect(await taken('fr')).toBeNull()
})

test('beginning anew voids the form of before; a scenario that is no more stands nowhere', async () => {
  const { w, act, talker, conversation, state, press } = await open()
  await startScenario(act, conversation, { scenario: 'language', language: 'fr', scenarios })
  const old = (await state())?.turn ?? 0
  await startScenario(act, conversation, { scenario: 'language', language: 'fr', scenarios })
  const sent = { turn: old, choice: 'answer', typed: 'en' }
  const take = await prepareChoice(act, talker, { sent, register: w.world.register, language: 'fr', scenarios })
  expect(await take(act)).toEqual({ ok: false, refusal: 'stale' })
  expect(await press('yes')).toEqual({ ok: false, refusal: 'no-choice' })
  const unknown = await prepareChoice(act, talker, { sent, register: w.world.register, language: 'fr' })
  expect(await unknown(act)).toEqual({ ok: false, refusal: 'stale' })
})

test('a visitor is told to sign in, with a link that comes back, and no scenario begins', async () => {
  const { w } = await open()
  const act = { db: w.db, actor: null, now: w.clock.now }
  const conversation = await openConversation(act, { userId: null, tokenHash: randomUUID() }, 'fr')
  const id = await startScenario(act, conversation, { scenario: 'structure-activation', language: 'fr' })
  const line = await w.db.selectFrom('message').select(['text', 'data']).where('id', '=', id).executeTakeFirstOrThrow()
  expect(line.text).toContain('connectez-vous')
  expect(line.data).toContain('/sign-in?next=/help/assistant')
  const kept = await w.db
    .selectFrom('conversation')
    .select('scenario')
    .where('id', '=', conversation.id)
    .executeTakeFirst()
  expect(kept?.scenario).toBeNull()
})

test('every step of ours can be drawn in both languages, has a title, and can be answered unless it ends', () => {
  const data = { why: 'timeout', refusal: 'not-found', siret: '21930051200012', structureId: '1' }
  for (const { id, start, steps } of SCENARIOS) expect(steps[start], id).toBeDefined()
  const all = SCENARIOS.flatMap(({ steps }) => Object.entries(steps))
  for (const [name, { draw, take }] of all) {
    const drawn = [draw(data, 'fr'), draw(data, 'en')]
    const isWhole = drawn.every(({ title, text }) => title !== '' && text.every((one) => one !== ''))
    const isOpen = drawn.every(({ field, options = [] }) => field !== undefined || options.length > 0)
    expect([name, isWhole, isOpen || take === undefined]).toEqual([name, true, true])
  }
  expect(Object.keys(structureActivationSentences.fr)).toEqual(Object.keys(structureActivationSentences.en))
})

test('what is offered is there to be started, and the other way round', () => {
  expect(SCENARIO_OFFERS.map(({ id }) => id)).toEqual(SCENARIOS.map(({ id }) => id))
})
