import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearOf, planReplies, readChoice } from '../../src/assistant/answering-rules.ts'
import { answerText, handoverText } from '../../src/assistant/reply-rules.ts'
import type { Understood } from '../../src/assistant/rules.ts'

const ranked = [
  { slug: 'space-what', score: 0.9 },
  { slug: 'structure-activate', score: 0.5 },
  { slug: 'account-create', score: 0.1 },
]
const understood = (changes: Partial<Understood>): Understood => ({
  language: 'fr',
  intent: 'topic',
  verdict: 'sure',
  ranked,
  confidence: 0.9,
  scenario: changes.intent === 'scenario' ? 'structure-activation' : undefined,
  ...changes,
})
const standing = { isSignedIn: true, misunderstood: 0, knows: () => true }

test('sure of it there is an answer with what is near, less sure a few topics, else a word that says so', () => {
  expect(planReplies(understood({}), standing)).toEqual({
    replies: [{ reply: 'topic', slug: 'space-what', related: ['structure-activate'] }],
    misunderstood: 0,
  })
  expect(planReplies(understood({ verdict: 'close' }), standing).replies).toEqual([
    { reply: 'suggestions', slugs: ranked.map(({ slug }) => slug) },
  ])
  expect(planReplies(understood({ verdict: 'unknown' }), standing)).toEqual({
    replies: [{ reply: 'unknown', why: 'not-found' }],
    misunderstood: 1,
  })
})

test('an article that is not there any more is nothing to answer with', () => {
  const knows = (slug: string) => slug === 'account-create'
  expect(planReplies(understood({}), { ...standing, knows }).replies).toEqual([
    { reply: 'topic', slug: 'account-create', related: [] },
  ])
  expect(planReplies(understood({}), { ...standing, knows: () => false }).replies).toEqual([
    { reply: 'unknown', why: 'not-found' },
  ])
})

const VERDICTS = ['sure', 'close', 'unknown'] as const
const INTENTS = ['topic', 'handover', 'scenario', 'empty', 'insult', 'greeting', 'thanks'] as const

test('whatever is understood, there is a reply, and a person after the second misunderstood question in a row', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ verdict: fc.constantFrom(...VERDICTS), intent: fc.constantFrom(...INTENTS) })),
      fc.boolean(),
      (questions, isSignedIn) => {
        let [misunderstood, inARow] = [0, 0]
        for (const question of questions) {
          const plan = planReplies(understood(question), { ...standing, isSignedIn, misunderstood })
          const isUnknown = question.intent === 'topic' && question.verdict === 'unknown'
          const isOpen = question.intent === 'topic' && question.verdict === 'close'
          const isCanned = isOpen || ['empty', 'insult', 'greeting', 'thanks'].includes(question.intent)
          inARow = isUnknown ? inARow + 1 : isCanned ? inARow : 0
          const offers = plan.replies.some((one) => one.reply === 'handover')
          expect(plan.replies.length).toBeGreaterThan(0)
          expect(offers).toBe(question.intent === 'handover' || (isUnknown && inARow === 2))
          if (inARow === 2) inARow = 0
          expect(plan.misunderstood).toBe(inARow)
          expect(plan.replies.some((one) => one.reply === 'scenario')).toBe(
            question.intent === 'scenario' && isSignedIn,
          )
          misunderstood = plan.misunderstood
        }
      },
    ),
  )
})

test('what comes near the best is related, what is far is not', () => {
  expect(nearOf(ranked)).toEqual(['space-what', 'structure-activate'])
  expect(nearOf([])).toEqual([])
})

test.each([
  ['topic:space-what', { choice: 'topic', slug: 'space-what' }],
  ['scenario:structure-activation', { choice: 'scenario', scenario: 'structure-activation' }],
  ['person', { choice: 'person' }],
  ['continue', { choice: 'continue' }],
  ['topic:', null],
  ['topic:../x', null],
  [`topic:${'a'.repeat(200)}`, null],
  ['scenario:other', null],
  ['person:', null],
  ['', null],
])('the value of a button "%s" is read as what it means, or not at all', (value, choice) => {
  expect(readChoice(value)).toEqual(choice)
})

test('the offer of a person says when the livechat opens, in the language of the conversation', () => {
  const closed = { isOpen: false, opensAt: '2026-11-23T07:30:00.000Z' }
  expect(handoverText('asked', closed, 'fr')).toContain('Le livechat ouvre lundi 23 novembre à 8\u00a0h\u00a030.')
  expect(handoverText('asked', closed, 'en')).toContain('The LiveChat opens on Monday 23 November at 8:30.')
  expect(handoverText('misunderstood', { isOpen: true, opensAt: null }, 'fr')).toMatch(/^Je ne vous ai pas compris/)
  expect(handoverText('asked', { isOpen: false, opensAt: null }, 'fr')).not.toContain('ouvre')
})

test('an answer in plain words has no marks and no addresses', () => {
  const answer = {
    answer: 'own-data',
    slug: 'x',
    title: 'Titre',
    body: 'Ouvrez [Mon compte](/account).\n\n1. **Un**\n2. Deux',
    facts: [{ text: 'Fait.', href: '/y' }],
    related: [],
  } as const
  const text = answerText({ ...answer, facts: [...answer.facts], related: [] }, 'fr')
  expect(text).toMatch(/^Fait\.\n\nTitre\n\nOuvrez Mon compte\./)
  expect(text).not.toMatch(/[*[\]]|\/account/)
})

test('why a space is lacking is answered to who is signed in, also where the question is not sure to be about that', () => {
  const asks = { ...standing, asksOfLacking: true }
  for (const verdict of ['close', 'unknown'] as const) {
    expect(planReplies(understood({ verdict }), asks).replies).toEqual([
      { reply: 'topic', slug: 'space-subscribe', related: [] },
    ])
    expect(planReplies(understood({ verdict }), { ...asks, isSignedIn: false }).replies[0]?.reply).not.toBe('topic')
  }
})
