import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { Scenario, ScenarioOffer } from '../../src/assistant/scenario-rules.ts'
import { paths } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { openWorld } from '../world.ts'
import { answersIn, linesIn, openTalker, seed } from './talking.ts'

// The two lines that a scenario is entered by; all the rest is the product's.
vi.mock('../../src/assistant/scenario-offers-list-rules.ts', async (original) => {
  const { SCENARIO_OFFERS } = await original<{ SCENARIO_OFFERS: readonly ScenarioOffer[] }>()
  const { offer } = await import('./second-scenario.ts')
  return { SCENARIO_OFFERS: [...SCENARIO_OFFERS, offer] }
})
vi.mock('../../src/assistant/scenarios.ts', async (original) => {
  const { SCENARIOS } = await original<{ SCENARIOS: readonly Scenario[] }>()
  const { scenario } = await import('./second-scenario.ts')
  return { SCENARIOS: [...SCENARIOS, scenario] }
})

async function openKnowing() {
  const w = await openWorld()
  await seed(w)
  return w
}

test('a second scenario is its own modules: its button stands in the greeting, starts it, and its steps are done', async () => {
  const w = await openKnowing()
  const alice = await openTalker(w, w.alice)
  const greeting = await alice.page()
  expect(greeting).toMatch(
    /value="scenario:structure-activation">[^<]+<[\s\S]*value="scenario:reading-language">Je veux changer/,
  )
  await alice.choose('scenario:reading-language')
  const page = await alice.page()
  expect(answersIn(page)).toEqual(['scenario reading-language'])
  expect(await htmlFaults(page)).toEqual([])
  const turn = /name="turn" value="(\d+)"/.exec(page)?.[1] ?? ''
  await alice.post(paths.assistantScenario, { turn, choice: 'yes', typed: '', once: randomUUID() })
  expect(await linesIn(w)).toEqual([
    'visitor choice Je veux changer de langue',
    'assistant answer En anglais ?',
    'visitor choice Oui',
    'assistant answer C’est fait.',
  ])
  const { language } = await w.db
    .selectFrom('user')
    .select('language')
    .where('id', '=', w.alice.id)
    .executeTakeFirstOrThrow()
  expect(language).toBe('en')
  expect(await alice.page()).toContain('I want to change my language')
})

test('the articles of its topics offer to start it', async () => {
  const w = await openKnowing()
  const someone = await openTalker(w)
  await someone.choose('topic:account-locked')
  expect(await someone.page()).toMatch(
    /data-scenario="reading-language"[\s\S]*value="scenario:reading-language"[^>]*>\s*Je veux changer de langue/,
  )
})

test('who plainly asks for it begins it when signed in, and else reads the first of its topics', async () => {
  const w = await openKnowing()
  const [alice, someone] = [await openTalker(w, w.alice), await openTalker(w)]
  await alice.ask('Je veux changer de langue !')
  expect(answersIn(await alice.page())).toEqual(['scenario reading-language'])
  await someone.ask('Je veux changer de langue !')
  expect(answersIn(await someone.page())[0]).toMatch(/^article (password-forgotten|account-locked)$/)
})
