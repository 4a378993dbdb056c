import { type Context, Hono } from 'hono'
import { EndPage, EndPanel } from '../../views/livechat/end-page.tsx'
import { type RatingError, RatingPage, RatingPanel, type RatingProps } from '../../views/livechat/rating-page.tsx'
import { livechatWords } from '../../views/words/livechat.ts'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, type Status } from '../http/page.tsx'
import { talkerOf } from '../http/talking.ts'
import { paths } from '../urls.ts'
import { refuse } from '../values/result.ts'
import { findTheirChat } from './chat-queries.ts'
import { endOwnChat } from './ending.ts'
import { endForm, ratingForm } from './forms.ts'
import { type OwnChatEnv, tellOf, withOwnChat } from './own-chat-routes.tsx'
import { rateChat } from './rating.ts'
import { CHAT_SCORES, type ChatScore, whyNotRate } from './rules.ts'

type C = Context<OwnChatEnv>
const wordsOf = (c: C) => livechatWords[c.var.scene.language]

function showEnd(c: C) {
  const { chat } = c.var
  if (chat.state === 'ended') return c.redirect(paths.assistant, 303)
  const props = { chatId: chat.id, state: chat.state }
  return show(c, { page: <EndPage {...props} />, panel: <EndPanel {...props} /> })
}

/** Ends the chat that the page showed. Another one begun since goes on; one that has ended is as wished. */
async function end(c: C, chatId: number) {
  const { anyAct, chat, conversation } = c.var
  const talker = talkerOf(c)
  const landing = { to: paths.assistant, notice: { tone: 'good' as const, text: wordsOf(c).endedNotice } }
  const result = await submitOnce(c, {
    act: anyAct,
    command: async (act) => (chatId === chat.id ? endOwnChat(act, talker) : refuse('not-found')),
    landing: () => landing,
  })
  if (result.ok) tellOf(c, conversation.id, true)
  if (result.ok || result.refusal === 'ended') return goTo(c, landing)
  return goTo(c, { to: paths.assistant, notice: { tone: 'bad', text: wordsOf(c).ending[result.refusal] } })
}

const isScore = (score: number | null): score is ChatScore => CHAT_SCORES.some((one) => one === score)

function showRating(c: C, more: Partial<RatingProps> = {}, status: Status = 200) {
  const { chat } = c.var
  const props: RatingProps = { chatId: chat.id, rated: isScore(chat.rating) ? chat.rating : null, ...more }
  return show(c, { page: <RatingPage {...props} />, panel: <RatingPanel {...props} /> }, status)
}

/** Before the end there is nothing to say yet. */
function askRating(c: C) {
  const refusal = whyNotRate(c.var.chat)
  return refusal === 'not-ended' ? showRating(c, { refusal }, 409) : showRating(c)
}

const ratingPosted = form<OwnChatEnv, typeof ratingForm>(ratingForm, (c, { typed, errors }) =>
  showRating(
    c,
    {
      typed: { score: typedText(typed, 'score'), comment: typedText(typed, 'comment') },
      errors: errors as Record<string, RatingError>,
    },
    422,
  ),
)

async function rate(c: C, opinion: { chat: number; score: ChatScore; comment: string }) {
  const { anyAct, world } = c.var
  const talker = talkerOf(c)
  const { chat: chatId, score, comment } = opinion
  const result = await submitOnce(c, {
    act: anyAct,
    command: (act) => rateChat(act, talker, { chatId, score, comment }),
    landing: () => ({ to: paths.assistant, notice: { tone: 'good', text: wordsOf(c).ratedNotice } }),
  })
  if (result.ok) return goTo(c, result.value)
  const { refusal } = result
  const now = await findTheirChat({ ...anyAct, db: world.dbs.write }, talker, chatId)
  const rated = now && isScore(now.rating) ? now.rating : null
  return showRating(
    c,
    { refusal, rated, typed: { score: String(score), comment } },
    refusal === 'not-found' ? 404 : 409,
  )
}

/** Ending a chat, and what is said of it afterwards. */
export const chatEnd = new Hono<OwnChatEnv>()
  .get(paths.livechatEnd, withOwnChat, showEnd)
  .post(
    paths.livechatEnd,
    withOwnChat,
    form<OwnChatEnv, typeof endForm>(endForm, (c) => c.redirect(paths.livechatEnd, 303)),
    (c) => end(c, c.req.valid('form').chat),
  )
  .get(paths.livechatRating, withOwnChat, askRating)
  .post(paths.livechatRating, withOwnChat, ratingPosted, (c) => rate(c, c.req.valid('form')))
