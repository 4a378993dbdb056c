import fc from 'fast-check'
import { askForPerson } from '../../src/livechat/asking-for-person.ts'
import { findAdvisor, findLastChat, readChat } from '../../src/livechat/chat-queries.ts'
import { findConversation } from '../../src/livechat/conversation-queries.ts'
import type { Talker } from '../../src/livechat/conversation-rules.ts'
import { endChat, endOwnChat } from '../../src/livechat/ending.ts'
import { handChat } from '../../src/livechat/handing.ts'
import { readHours } from '../../src/livechat/hours-queries.ts'
import { makeTicketOfChat } from '../../src/livechat/making-ticket.ts'
import { rateChat } from '../../src/livechat/rating.ts'
import { endHopeless, reofferChats } from '../../src/livechat/reoffering.ts'
import {
  whyNotAskForPerson,
  whyNotEnd,
  whyNotHand,
  whyNotRate,
  whyNotSpeakAsAdvisor,
  whyNotSpeakAsVisitor,
  whyNotTake,
} from '../../src/livechat/rules.ts'
import { speakAsAdvisor, speakAsVisitor } from '../../src/livechat/speaking.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { isOpen } from '../../src/values/opening-hours.ts'
import { accept, type Result } from '../../src/values/result.ts'
import type { Person } from '../moment.ts'
import type { TestWorld } from '../world.ts'
import { beHere } from './chatting.ts'

const VISITORS_ACTS = ['ask', 'say', 'leave', 'rate', 'ticket'] as const
const ADVISORS_ACTS = ['take', 'answer', 'hand', 'end', 'appear', 'goAway'] as const
/** What the platform does by itself. */
const PLATFORMS_ACTS = ['reoffer', 'endHopeless'] as const
type Name = (typeof VISITORS_ACTS)[number] | (typeof ADVISORS_ACTS)[number] | (typeof PLATFORMS_ACTS)[number]
export const ACTS: Name[] = [...VISITORS_ACTS, ...ADVISORS_ACTS, ...PLATFORMS_ACTS]
type Who = 'emma' | 'sofia'

/** One act at random, by whom, about whom, and the minutes that passed before. */
export type Step = { name: Name; who: Who; to: Who; minutes: number; says: boolean }
const who = fc.constantFrom<Who>('emma', 'emma', 'sofia')
const OFTEN: Name[] = [
  'ask',
  'ask',
  'take',
  'take',
  'take',
  'say',
  'answer',
  'answer',
  'appear',
  'appear',
  'appear',
  'hand',
  'hand',
  'hand',
  'rate',
]
export const anyStep: fc.Arbitrary<Step> = fc.record({
  name: fc.constantFrom<Name>(...ACTS, ...OFTEN),
  who,
  to: fc.constantFrom<Who>('sofia', 'sofia', 'emma'),
  minutes: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 20, 240),
  says: fc.boolean(),
})

/** From which state to which an act may lead; an act that is not named changes no state. */
export const WAYS: Partial<Record<Name, string[]>> = {
  ask: ['none waiting', 'ended waiting'],
  take: ['waiting running'],
  leave: ['waiting ended', 'running ended'],
  end: ['running ended'],
  reoffer: ['running waiting', 'none none', 'waiting waiting', 'running running', 'ended ended'],
  endHopeless: ['waiting ended', 'none none', 'waiting waiting', 'running running', 'ended ended'],
}
/** How many lines an act that was carried out adds to the log. */
export const LINES: Partial<Record<Name, number>> = { ask: 1, take: 1, say: 1, answer: 1, hand: 1, leave: 1, end: 1 }

export type Tried = { w: TestWorld; talker: Talker; visitor: Person | null; advisors: Record<Who, Person>; step: Step }

const platform = ({ db, clock }: TestWorld) => ({ db, actor: null, now: clock.now })
const LIMITS = { perForm: 1000, files: 2 }

/** The chat as it is now, if there was one. */
export async function lastChat({ w, talker }: Tried) {
  const conversation = await findConversation(platform(w), talker)
  return conversation && findLastChat(w, conversation.id)
}

/** Runs the very command of the page. */
export async function take(tried: Tried): Promise<Result<unknown, string>> {
  const { w, talker, visitor, advisors, step } = tried
  const own = visitor ? await w.actOf(visitor) : platform(w)
  const act = await w.actOf(advisors[step.who])
  const id = (await lastChat(tried))?.id ?? 0
  const speech = { text: step.says ? 'Bonjour' : '', files: [], limits: LIMITS }
  const acts: Record<Name, () => Promise<Result<unknown, string>>> = {
    ask: () => askForPerson(own, talker, 'fr'),
    say: () => speakAsVisitor(own, talker, speech),
    leave: () => endOwnChat(own, talker),
    rate: () => rateChat(own, talker, { chatId: id, score: 5, comment: '' }),
    ticket: async () =>
      makeTicketOfChat({ ...own, actor: act.actor }, talker, {
        form: `form-of-a-chat-${id}`,
        subject: 'Suite',
        description: 'Bonjour',
        browser: '',
      }),
    take: () => takeChat(act, id),
    answer: () => speakAsAdvisor(act, id, speech),
    hand: () => handChat(act, id, advisors[step.to].id),
    end: () => endChat(act, id),
    appear: async () => accept(await beHere(w, advisors[step.who])),
    goAway: async () => accept(await beHere(w, advisors[step.who], { state: 'away' })),
    reoffer: async () => accept(await reofferChats(platform(w))),
    endHopeless: async () => accept(await endHopeless(platform(w))),
  }
  return acts[step.name]()
}

/** What the rules alone say of it beforehand: null where it is to be carried out. */
export async function foretell(tried: Tried): Promise<string | null> {
  const { w, advisors, step } = tried
  const found = await lastChat(tried)
  if (step.name === 'ask')
    return whyNotAskForPerson({ isOpen: isOpen(await readHours(platform(w)), w.clock.now), chat: found })
  if (['appear', 'goAway', 'reoffer', 'endHopeless'].includes(step.name)) return null
  const chat = found && (await readChat(w, found.id))
  if (!chat) return step.name === 'ticket' && (await findConversation(platform(w), tried.talker)) ? null : 'not-found'
  const advisor = await findAdvisor(platform(w), advisors[step.who].id)
  const to = await findAdvisor(platform(w), advisors[step.to].id)
  if (!advisor) return 'not-found'
  const nothing = step.says ? null : 'nothing-said'
  const rules: Partial<Record<Name, () => string | null>> = {
    say: () => whyNotSpeakAsVisitor(chat) ?? nothing,
    leave: () => whyNotEnd(chat, { visitor: true }),
    rate: () => whyNotRate(chat),
    take: () => whyNotTake(chat, chat.userId, advisor),
    answer: () => whyNotSpeakAsAdvisor(chat, advisor.id) ?? nothing,
    hand: () => whyNotHand(chat, { byId: advisor.id, userId: chat.userId, to }),
    end: () => whyNotEnd(chat, { advisorId: advisor.id }),
  }
  return rules[step.name]?.() ?? null
}
