import type { AnyAct } from '../act.ts'
import { ask } from '../assistant/asking.ts'
import { choose } from '../assistant/choosing.ts'
import { readKnowledge } from '../assistant/knowledge.ts'
import { commentAnswer, rateAnswer } from '../assistant/rating-answers.ts'
import { startAnew } from '../assistant/starting-anew.ts'
import { setAvailability } from '../livechat/being-available.ts'
import { findOwnChat } from '../livechat/chat-queries.ts'
import { findConversation } from '../livechat/conversation-queries.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { endChat } from '../livechat/ending.ts'
import { rateChat } from '../livechat/rating.ts'
import { MAX_CHATS } from '../livechat/rules.ts'
import { speakAsAdvisor, speakAsVisitor } from '../livechat/speaking.ts'
import { takeChat } from '../livechat/taking.ts'
import { sha256 } from '../values/random.ts'
import type { Plot } from './demo-plot.ts'
import { actOf, type Done, type Part, type Scene } from './demo-scene.ts'
import { type Said, type Talk, TALKS } from './demo-talks.ts'

export const ADVISOR = 'operateur'
/** In minutes after midnight: within the hours of the livechat. */
const FIRST_MINUTE = 545
/** Conversations of one day come one after the other. */
const APART = 37
const WITHOUT_FILES = { files: [], limits: { perForm: 0, files: 0 } }

/** Conversations with the assistant and with an advisor, of the past weeks. */
export function planTalks({ steps, days }: Plot): void {
  steps.push({ at: days.at(29, 520), does: 'becomes-available', who: ADVISOR })
  for (const [number, talk] of TALKS.entries()) {
    const start = FIRST_MINUTE + (number % 12) * APART
    for (const [line, said] of talk.said.entries())
      steps.push({ at: days.at(talk.ago, start + line), does: 'talks', number, said })
    steps.push({ at: days.at(talk.ago, start + talk.said.length), does: 'leaves-talk', number })
  }
  // Somebody answers today.
  steps.push({ at: new Date(days.now.getTime() - 60_000), does: 'becomes-available', who: ADVISOR })
}

type OnTalks = 'becomes-available' | 'talks' | 'leaves-talk'

/** Each by the command that a click in the conversation or on the advisor's desk calls. */
export const talkingParts: { [D in OnTalks]: Part<D> } = {
  'becomes-available': async (scene, { at, who }) =>
    setAvailability(await actOf(scene, who, at), { state: 'available', maxChats: MAX_CHATS }),
  talks: async (scene, { at, number, said }) => {
    const talk = talkAt(number)
    const { act, talker } = await talkerIn(scene, { at, number })
    return SAYING[said.act](scene, { act, talker, talk }, said as never)
  },
  'leaves-talk': async (scene, { at, number }) => {
    const { act, talker } = await talkerIn(scene, { at, number })
    return startAnew(act, talker)
  },
}

function talkAt(number: number): Talk {
  const talk = TALKS[number]
  if (!talk) throw new RangeError(`There is no conversation ${number}`)
  return talk
}

/** Who has no account is known by what their browser holds. */
async function talkerIn(scene: Scene, { at, number }: { at: Date; number: number }) {
  const { who } = talkAt(number)
  if (who === null) {
    const talker: Talker = { userId: null, tokenHash: sha256(`demonstration-${number}`) }
    return { act: { db: scene.db, actor: null, now: at } satisfies AnyAct, talker }
  }
  const act = await actOf(scene, who, at)
  return { act, talker: { userId: act.actor.id, tokenHash: null } satisfies Talker }
}

type Place = { act: AnyAct; talker: Talker; talk: Talk }
type Saying<A extends Said['act']> = (scene: Scene, place: Place, said: Extract<Said, { act: A }>) => Promise<Done>

const SAYING: { [A in Said['act']]: Saying<A> } = {
  asks: async ({ db }, { act, talker, talk }, { text }) =>
    ask(act, talker, { text, language: talk.language ?? 'fr', known: await readKnowledge(db) }),
  rates: async (_, { act, talker, talk }, { vote, comment }) => {
    const id = await lastAnswer(act, talker)
    const rated = await rateAnswer(act, talker, { id, vote })
    if (!rated.ok || comment === '') return rated
    return commentAnswer(act, talker, { id, comment, language: talk.language ?? 'fr' })
  },
  'wants-person': async ({ db }, { act, talker, talk }) =>
    choose(act, talker, {
      choice: { choice: 'person' },
      language: talk.language ?? 'fr',
      words: 'Contacter un agent',
      known: await readKnowledge(db),
    }),
  'is-taken': async (scene, { act, talker }) =>
    takeChat(await actOf(scene, ADVISOR, act.now), await lastChat(act, talker)),
  writes: (_, { act, talker }, { text }) => speakAsVisitor(act, talker, { text, ...WITHOUT_FILES }),
  'is-answered': async (scene, { act, talker }, { text }) =>
    speakAsAdvisor(await actOf(scene, ADVISOR, act.now), await lastChat(act, talker), { text, ...WITHOUT_FILES }),
  'is-ended': async (scene, { act, talker }) =>
    endChat(await actOf(scene, ADVISOR, act.now), await lastChat(act, talker)),
  scores: async (_, { act, talker }, { score, comment }) =>
    rateChat(act, talker, { chatId: await lastChat(act, talker), score, comment }),
}

async function lastChat(act: AnyAct, talker: Talker): Promise<number> {
  const chat = (await findOwnChat(act, talker))?.chat
  if (!chat) throw new Error('Nobody has asked for an advisor')
  return chat.id
}

async function lastAnswer(act: AnyAct, talker: Talker): Promise<number> {
  const conversation = await findConversation(act, talker)
  const answers = act.db.selectFrom('message').select('id').where('kind', '=', 'answer')
  const own = answers.where('conversation_id', '=', conversation?.id ?? 0)
  return (await own.orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()).id
}
