import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { indexArticles } from '../../src/assistant/index-rules.ts'
import { type KnowledgeBase, readKnowledge } from '../../src/assistant/knowledge.ts'
import { seedArticles } from '../../src/assistant/shipped-articles.ts'
import { closest, understand } from '../../src/assistant/understanding-rules.ts'
import { readQuestions, scoreSet } from '../bench/questions.ts'
import { openWorld } from '../world.ts'

let base: KnowledgeBase
beforeAll(async () => {
  const w = await openWorld({ keep: true })
  await seedArticles({ db: w.db, actor: null, now: w.clock.now })
  base = await readKnowledge(w.db)
  await w.close()
})
const said = (text: string, language: 'fr' | 'en' = 'fr') => understand(base.knowledge, text, { language })
const topic = (text: string, language: 'fr' | 'en' = 'fr') => said(text, language).ranked[0]?.slug

describe('what is wanted besides an answer', () => {
  test.each([
    ['', 'empty'],
    ['  ??? !', 'empty'],
    ['Bonjour', 'greeting'],
    ['hello there', 'greeting'],
    ['merci beaucoup', 'thanks'],
    ['espèce d’idiot', 'insult'],
    ['contacter un agent', 'handover'],
    ['call an agent', 'handover'],
    ['contact a specialist', 'handover'],
    ['je veux parler à un conseiller', 'handover'],
    ['passez-moi un humain svp', 'handover'],
    ['Je veux activer/inactiver ma structure publique', 'scenario'],
    ['I want to inactivate our public entity', 'scenario'],
    ['comment activer une structure publique ?', 'topic'],
    ['comment rattacher un agent à ma mairie ?', 'topic'],
    ['transférer un ticket au support', 'topic'],
    ['quels sont les horaires des conseillers ?', 'topic'],
  ] as const)('"%s" is %s', (text, intent) => expect(said(text).intent).toBe(intent))
})

test.each([
  ['mot de passe oublié', 'password-forgotten'],
  ['MDP OUBLIE', 'password-forgotten'],
  ['mot de pase oublie', 'password-forgotten'],
  ['forgoten pasword', 'password-forgotten'],
  ['qui est le gest. principal de ma mairie ?', 'primary-manager-who'],
  ['déposer une demande de paiement', 'invoice-deposit'],
  ['ou trouver les rejets edi', 'rejections-where'],
  ['2fa', 'two-factor'],
])('"%s" is about %s', (text, slug) => expect(topic(text)).toBe(slug))

test('a question is answered in its own language, whatever the page is in', () => {
  expect(said('How do I attach a user to my entity?').language).toBe('en')
  expect(said('Comment rattacher un utilisateur ?', 'en').language).toBe('fr')
})

test('nothing known, nothing claimed: nonsense is unknown, and so is everything before there are articles', () => {
  for (const text of ['asdf qwer zxcv', 'quel temps fera-t-il demain à Brest ?', 'recette de la tarte aux pommes'])
    expect([text, said(text).verdict]).toEqual([text, 'unknown'])
  const empty = indexArticles([])
  expect(understand(empty, 'mot de passe', { language: 'fr' })).toMatchObject({ verdict: 'unknown', ranked: [] })
  expect(closest(empty, 'mot de passe', { language: 'fr', most: 3 })).toEqual([])
})

test('whatever is typed is understood as something, quickly: a thousand characters of anything', () => {
  const started = performance.now()
  let asked = 0
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
      const { confidence, ranked } = said(text)
      asked++
      expect(confidence >= 0 && confidence <= 1).toBe(true)
      expect(new Set(ranked.map(({ slug }) => slug)).size).toBe(ranked.length)
    }),
    { numRuns: 200 },
  )
  for (const text of ['a'.repeat(1000), 'parler a '.repeat(111), 'je veux '.repeat(125), '-'.repeat(1000)]) {
    said(text)
    asked++
  }
  // A hundred times the usual: it is the order of growth that is held, on a machine with other things to do.
  expect((performance.now() - started) / asked).toBeLessThan(100)
})

test('all shipped articles are known', () => expect(base.articles.size).toBe(65))

test('on questions written without sight of the articles, the answers are as good as promised', () => {
  const figures = scoreSet(base, 'second').filter(({ goal }) => goal !== undefined)
  expect(figures).toHaveLength(4)
  expect(figures.filter(({ met }) => !met)).toEqual([])
})

test('the labelled set is large, its language is recognised, and it shares no question with the variants', () => {
  const known = new Set(
    [...base.articles.values()].flatMap(({ texts: { fr, en } }) => [...fr.variants, ...en.variants]),
  )
  const asked = readQuestions('second').filter(({ expected }) => expected !== 'handover' && expected !== 'unknown')
  expect(asked.length).toBeGreaterThanOrEqual(300)
  expect(asked.filter(({ text }) => known.has(text))).toEqual([])
  const other = { fr: 'en', en: 'fr' } as const
  const wrong = asked.filter(({ text, language }) => said(text, other[language]).language !== language)
  expect(wrong.length / asked.length).toBeLessThan(0.05)
})
