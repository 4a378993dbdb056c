import { type Context, Hono } from 'hono'
import { RefusalNote } from '../../views/parts/error-summary.tsx'
import { assistantScenarioWords } from '../../views/words/assistant-scenario.ts'
import { form, typedText } from '../http/form.ts'
import { secondsUntilSaying } from '../http/help-limit.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, isFragment, plain, show } from '../http/page.tsx'
import { talkerOf } from '../http/talking.ts'
import { findConversation, listMessages } from '../livechat/conversation-queries.ts'
import { conversationTopic } from '../livechat/conversation-rules.ts'
import { paths, withQuery } from '../urls.ts'
import { standingOf } from './acting-scenario.ts'
import { type Chosen, prepareChoice, type Sent } from './scenario-choosing.ts'
import { scenarioForm } from './scenario-forms.ts'
import { listNames } from './talk-queries.ts'
import { landingOf, Lines, showAgain, showSaid } from './talk-routes.tsx'

type C = Context<Env>

/** From which line on the dialogue goes on, and what is said of that. */
async function readStanding(c: C) {
  const words = assistantScenarioWords[c.var.scene.language]
  const { anyAct } = c.var
  const standing = standingOf(await findConversation(anyAct, talkerOf(c)))
  if (!standing) return { messages: [], standsAt: null, text: words.over }
  const { turn } = standing.state
  const messages = await listMessages(anyAct, standing.conversation.id, { after: turn - 1 })
  const { step } = (messages[0]?.data ?? {}) as { step?: { title: string } }
  return { messages, standsAt: turn, text: step ? words.stale(step.title) : words.over }
}

/** A form of a step that is over does nothing: it is said where the dialogue stands, and led there. */
async function showWhereItStands(c: C) {
  const { messages, standsAt, text } = await readStanding(c)
  if (!isFragment(c)) {
    const to = standsAt === null ? paths.assistant : `${paths.assistant}#message-${standsAt}`
    return goTo(c, { to, notice: { tone: 'bad', text } })
  }
  const names = await listNames(c.var.anyAct, messages)
  return show(c, {
    page: <></>,
    panel: (
      <>
        <RefusalNote text={text} />
        <Lines messages={messages} names={names} standsAt={standsAt} />
      </>
    ),
  })
}

/** A scenario acts in somebody's name: who has signed out meanwhile signs in, and finds it where it stood. */
async function take(c: C, sent: Sent) {
  const { anyAct, world, scene } = c.var
  if (!anyAct.actor) return goTo(c, { to: withQuery(paths.signIn, { next: paths.assistant }), notice: null })
  const talker = talkerOf(c)
  const wait = await secondsUntilSaying(c, talker)
  if (wait !== null) {
    c.header('Retry-After', String(wait))
    return showAgain(c, { error: 'too-many' }, 429)
  }
  const { register } = world
  const command = await prepareChoice(anyAct, talker, { sent, register, language: scene.language })
  const said: Chosen[] = []
  const result = await submitOnce(c, {
    act: anyAct,
    command,
    landing: (chosen) => {
      said.push(chosen)
      return landingOf(chosen.firstId)
    },
  })
  if (!result.ok) return showWhereItStands(c)
  for (const { conversationId } of said) world.live.tell(conversationTopic(conversationId))
  world.wakeMails()
  return showSaid(c, talker, result.value)
}

const posted = form<Env, typeof scenarioForm>(scenarioForm, (c, { typed }) =>
  take(plain(c), { turn: Number(typedText(typed, 'turn')) || 0, choice: '', typed: '' }),
)

/** The steps of the assistant's scenarios. What starts one is a choice in the conversation, or a question. */
export const scenarioSteps = new Hono<Env>().post(paths.assistantScenario, posted, (c) =>
  take(plain(c), c.req.valid('form')),
)
