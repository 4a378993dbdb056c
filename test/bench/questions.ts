import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../src/act.ts'
import { planReplies, type Reply } from '../../src/assistant/answering-rules.ts'
import type { KnowledgeBase } from '../../src/assistant/knowledge.ts'
import { understand } from '../../src/assistant/understanding-rules.ts'
import { atMost, type Figure, rounded } from './figures.ts'

/** `expected` is the slug of an article, `unknown` for what lies outside of every topic, `handover` for the wish for a person. */
export type Labelled = { language: Language; expected: string; text: string }

export type QuestionSet = 'first' | 'second'

/** Questions of a set whose answers are known. The index was tuned on neither's answers one by one. */
export function readQuestions(set: QuestionSet): Labelled[] {
  const file = join(import.meta.dirname, `../assistant/questions-${set}.tsv`)
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const [language, expected = '', text = ''] = line.split('\t')
    return { language: language === 'en' ? 'en' : 'fr', expected, text }
  })
}

/** What is answered to who has not signed in and has not been misunderstood before. */
function answerTo({ knowledge, articles }: KnowledgeBase, { text, language }: Labelled): Reply | undefined {
  const standing = { isSignedIn: false, misunderstood: 0, knows: (slug: string) => articles.has(slug) }
  return planReplies(understand(knowledge, text, { language }), standing).replies[0]
}

/** The articles that an answer names, the first first; three at most. */
function namedBy(reply: Reply | undefined): string[] {
  if (reply?.reply === 'topic') return [reply.slug, ...reply.related].slice(0, 3)
  return reply?.reply === 'suggestions' ? reply.slugs : []
}

/** How well a set is answered, as it would be on the page. Which questions are missed is not said: that would tune. */
export function scoreSet(known: KnowledgeBase, set: QuestionSet): Figure[] {
  const answered = readQuestions(set).map((question) => ({ ...question, reply: answerTo(known, question) }))
  const [outside, wishes] = ['unknown', 'handover'].map((label) => answered.filter((one) => one.expected === label))
  const inside = answered.filter(({ expected }) => expected !== 'unknown' && expected !== 'handover')
  const share = (of: typeof answered, holds: (one: (typeof answered)[number]) => boolean) =>
    rounded((100 * of.filter(holds).length) / of.length, 1)
  const name = (what: string, of: typeof answered) => `Questions, ${set} set (${of.length} ${what})`
  const known1 = (one: (typeof answered)[number]) => one.reply?.reply === 'topic' || one.reply?.reply === 'scenario'
  return [
    atLeast(85, {
      name: `${name('on topics', inside)}: right first answer`,
      value: share(inside, ({ reply, expected }) => namedBy(reply)[0] === expected),
    }),
    {
      name: `${name('on topics', inside)}: right article at once, not as a first suggestion`,
      value: share(inside, ({ reply, expected }) => reply?.reply === 'topic' && reply.slug === expected),
      unit: '%',
    },
    atLeast(95, {
      name: `${name('on topics', inside)}: right within three`,
      value: share(inside, ({ reply, expected }) => namedBy(reply).includes(expected)),
    }),
    atMost(8, {
      name: `${name('outside of all', outside ?? [])}: answered as known`,
      value: share(outside ?? [], known1),
      unit: '%',
    }),
    {
      name: `${name('outside of all', outside ?? [])}: closest topics offered`,
      value: share(outside ?? [], ({ reply }) => reply?.reply === 'suggestions'),
      unit: '%',
    },
    atLeast(95, {
      name: `${name('wishes for a person', wishes ?? [])}: recognised`,
      value: share(wishes ?? [], ({ reply }) => reply?.reply === 'handover'),
    }),
  ]
}

const atLeast = (goal: number, { name, value }: { name: string; value: number }): Figure => ({
  name,
  value,
  unit: '%',
  goal: `≥ ${goal}`,
  met: value >= goal,
})
