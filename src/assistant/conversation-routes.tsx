import { type Context, Hono } from 'hono'
import { AnewPage, AnewPanel, AssistantPage } from '../../views/assistant/assistant-page.tsx'
import { TalkPanel } from '../../views/assistant/talk-panel.tsx'
import { assistantWords } from '../../views/words/assistant.ts'
import { secondsUntilAsking, secondsUntilMessage } from '../http/chat-limit.ts'
import { form, typedText } from '../http/form.ts'
import { secondsUntilSaying } from '../http/help-limit.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, isFragment, plain, show } from '../http/page.tsx'
import { forgetTalk, talkerOf, talkerToBe } from '../http/talking.ts'
import { findConversation, findOpenChat } from '../livechat/conversation-queries.ts'
import { conversationTopic, type Talker, WAITING_TOPIC } from '../livechat/conversation-rules.ts'
import { paths } from '../urls.ts'
import { type Choice, readChoice } from './answering-rules.ts'
import { ask, type Spoken } from './asking.ts'
import { choose } from './choosing.ts'
import { choiceForm, questionForm } from './forms.ts'
import { joinBegun } from './joining-begun.ts'
import { keepPlace } from './keeping-place.ts'
import { readKnowledge } from './knowledge.ts'
import { rephraseAnswer } from './rephrasing.ts'
import { labelOf } from './scenario-offers-rules.ts'
import { startAnew } from './starting-anew.ts'
import { landingOf, readOwnTalk, showAgain, showPanel, showSaid, writing } from './talk-routes.tsx'

type C = Context<Env>

async function open(c: C) {
  const before = Number(c.req.query('before'))
  await joinBegun(writing(c), talkerOf(c))
  const talk = await readOwnTalk(c, Number.isSafeInteger(before) && before > 0 ? before : undefined)
  if (talk.conversation && talk.chat && talk.chat.state !== 'ended') await keepPlace(writing(c), talk.conversation.id)
  const isNotKept = c.req.query('first') !== undefined && talk.conversation === null
  return show(c, {
    page: <AssistantPage talk={talk} isNotKept={isNotKept} />,
    panel: <TalkPanel talk={talk} />,
  })
}

/** What a line needs before it is said: who says it, whether they have said too much, what is known. */
async function aboutToSay(c: C) {
  const isFirst = talkerOf(c).tokenHash === null && c.var.anyAct.actor === null
  const talker = await talkerToBe(c)
  return {
    talker,
    isFirst,
    language: c.var.scene.language,
    wait: await secondsUntilMore(c, talker),
    known: await readKnowledge(c.var.world.dbs.read),
  }
}

/** While an advisor is asked or talks, whatever is typed is a message to them, and counts as one. */
async function secondsUntilMore(c: C, talker: Talker): Promise<number | null> {
  const conversation = await findConversation(c.var.anyAct, talker)
  const chat = conversation && (await findOpenChat(c.var.anyAct, conversation.id))
  return chat ? secondsUntilMessage(c, chat.conversation_id) : secondsUntilSaying(c, talker)
}

function showTooOften(c: C, seconds: number, typed?: string) {
  c.header('Retry-After', String(seconds))
  return showAgain(c, { error: 'too-many', typed }, 429)
}

/** The article's other wording, where an outside service is to give one and gives one that says nothing else. */
async function rephrase(c: C, talker: Talker, question: Parameters<typeof rephraseAnswer>[2]['question']) {
  const { anyAct, world, log } = c.var
  if (!world.rephraser) return null
  const asked = { question, rephraser: world.rephraser }
  const { rephrased, why } = await rephraseAnswer({ ...anyAct, db: world.dbs.read }, talker, asked)
  if (why !== null) log.warn({ id: c.var.requestId, rephrasing: why })
  return rephrased
}

/** Open pages of the conversation hear of it. */
function tell(c: C, { conversationId }: Spoken) {
  c.var.world.live.tell(conversationTopic(conversationId))
}

async function sendQuestion(c: C, text: string) {
  const { wait, talker, language, known, isFirst } = await aboutToSay(c)
  if (wait !== null) return showTooOften(c, wait, text)
  const rephrased = await rephrase(c, talker, { text, language, known })
  const said: Spoken[] = []
  const result = await submitOnce(c, {
    act: c.var.anyAct,
    command: (act) => ask(act, talker, { text, language, known, rephrased }),
    landing: (spoken) => {
      said.push(spoken)
      return landingOf(spoken.firstId, { isFirst })
    },
  })
  // Only an advisor can have refused it: nothing was said, or the chat has just ended.
  if (!result.ok) return showAgain(c, { typed: text }, 409)
  for (const spoken of said) tell(c, spoken)
  return showSaid(c, talker, result.value)
}

/** A button that is not on any page is no choice. */
async function sendChoice(c: C, value: string) {
  const choice = readChoice(value)
  if (!choice) return showAgain(c, { error: 'topic-gone' }, 409)
  const { wait, talker, language, known, isFirst } = await aboutToSay(c)
  const tooSoon = wait ?? (choice.choice === 'person' ? await secondsUntilAsking(c) : null)
  if (tooSoon !== null) return showTooOften(c, tooSoon)
  const said: Spoken[] = []
  const words = wordsOf(c, choice)
  const result = await submitOnce(c, {
    act: c.var.anyAct,
    command: (act) => choose(act, talker, { choice, language, known, words }),
    landing: (spoken) => {
      said.push(spoken)
      return landingOf(spoken.firstId, { isFirst })
    },
  })
  if (!result.ok) return showAgain(c, { error: result.refusal }, 409)
  for (const spoken of said) tell(c, spoken)
  if (choice.choice === 'person') c.var.world.live.tell(WAITING_TOPIC)
  return showSaid(c, talker, result.value)
}

/** What a button says is said. */
function wordsOf(c: C, choice: Choice): string {
  const { language } = c.var.scene
  if (choice.choice === 'scenario') return labelOf(choice.scenario, language)
  const words = assistantWords[language]
  return { topic: '', person: words.agent, continue: words.goOn, none: words.noneOfThese }[choice.choice]
}

/** "Nouvelle conversation" asks first when something was said. */
async function askAnew(c: C) {
  const found = await findConversation(c.var.anyAct, talkerOf(c))
  if (!found) return goTo(c, { to: paths.assistant, notice: null })
  return show(c, { page: <AnewPage />, panel: <AnewPanel /> })
}

async function sendAnew(c: C) {
  const talker: Talker = talkerOf(c)
  const ended: number[] = []
  const result = await submitOnce(c, {
    act: c.var.anyAct,
    command: (act) => startAnew(act, talker),
    landing: (id) => {
      if (id !== null) ended.push(id)
      return { to: paths.assistant, notice: null }
    },
  })
  if (!result.ok) return show(c, { page: <AnewPage isRefused />, panel: <AnewPanel isRefused /> }, 409)
  for (const id of ended) c.var.world.live.tell(conversationTopic(id))
  // What is too old to be taken along at signing in stays a guest's.
  if (ended.length > 0 && talker.userId === null) forgetTalk(c)
  return isFragment(c) ? showPanel(c) : goTo(c, result.value)
}

const asked = form<Env, typeof questionForm>(questionForm, (c, { typed, errors }) =>
  showAgain(c, { error: errors['question'] as 'too-long', typed: typedText(typed, 'question') }, 422),
)
const chosen = form<Env, typeof choiceForm>(choiceForm, (c) => showAgain(c, { error: 'topic-gone' }, 422))

/** The conversation with the assistant: its page, questions, choices, a new one. */
export const conversations = new Hono<Env>()
  .get(paths.assistant, open)
  .post(paths.assistantQuestions, asked, (c) => sendQuestion(plain(c), c.req.valid('form').question))
  .post(paths.assistantChoices, chosen, (c) => sendChoice(plain(c), c.req.valid('form').choice))
  .get(paths.assistantConversations, askAnew)
  .post(paths.assistantConversations, sendAnew)
