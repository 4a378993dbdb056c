import { type Context, Hono } from 'hono'
import { AskPage, AskPanel, type AskProps } from '../../views/livechat/livechat-page.tsx'
import { secondsUntilAsking } from '../http/chat-limit.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, show, type Status } from '../http/page.tsx'
import { talkerOf, talkerToBe } from '../http/talking.ts'
import { paths } from '../urls.ts'
import { refuse } from '../values/result.ts'
import { askForPerson } from './asking-for-person.ts'
import { findOpenChat, findConversation } from './conversation-queries.ts'
import { conversationTopic, WAITING_TOPIC } from './conversation-rules.ts'
import { handoverNow } from './hand-over-queries.ts'
import { estimateForNew, isAnybodyHere } from './queue-queries.ts'

type C = Context<Env>

async function showAsk(c: C, refusal?: AskProps['refusal'], status: Status = 200) {
  const { anyAct } = c.var
  const isStaffed = await isAnybodyHere(anyAct)
  const props = { ...(await handoverNow(anyAct)), isStaffed, wait: await estimateForNew(anyAct), refusal }
  return show(c, { page: <AskPage {...props} />, panel: <AskPanel {...props} /> }, status)
}

/** Who waits or talks already is led to the conversation. */
async function ask(c: C) {
  const conversation = await findConversation(c.var.anyAct, talkerOf(c))
  const chat = conversation && (await findOpenChat(c.var.anyAct, conversation.id))
  return chat ? c.redirect(paths.assistant, 303) : showAsk(c)
}

async function put(c: C) {
  const { anyAct, scene, world } = c.var
  const talker = await talkerToBe(c)
  const touched: number[] = []
  const result = await submitOnce(c, {
    act: anyAct,
    command: async (act) => {
      // Here, so that the same form sent twice counts once.
      if ((await secondsUntilAsking(c)) !== null) return refuse('too-often')
      const asked = await askForPerson(act, talker, scene.language)
      if (asked.ok) touched.push(asked.value.conversationId)
      return asked
    },
    landing: () => ({ to: paths.assistant, notice: null }),
  })
  for (const id of touched) world.live.tell(conversationTopic(id))
  if (touched.length > 0) world.live.tell(WAITING_TOPIC)
  if (result.ok) return goTo(c, result.value)
  if (result.refusal === 'already-open') return goTo(c, { to: paths.assistant, notice: null })
  return showAsk(c, result.refusal, result.refusal === 'too-often' ? 429 : 409)
}

/** « Contacter un agent ». */
export const askingForPerson = new Hono<Env>().get(paths.livechat, ask).post(paths.livechat, put)
