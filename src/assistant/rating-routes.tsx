import { type Context, Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { readAnswer } from '../../views/assistant/answer-data.ts'
import { AnswerRating, CommentForm, ratingId } from '../../views/assistant/answer-rating.tsx'
import { CommentPage } from '../../views/assistant/assistant-page.tsx'
import type { AnyAct } from '../act.ts'
import { showNotFound, showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { secondsUntilSaying } from '../http/help-limit.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, isFragment, show, type Status } from '../http/page.tsx'
import { talkerOf } from '../http/talking.ts'
import { listMessages } from '../livechat/conversation-queries.ts'
import { conversationTopic, type Message } from '../livechat/conversation-rules.ts'
import { paths, url } from '../urls.ts'
import { accept, type Result } from '../values/result.ts'
import { ratingForm } from './forms.ts'
import { commentAnswer, rateAnswer, type RateRefusal } from './rating-answers.ts'
import { findOwnMessage, listNames, listVotes } from './talk-queries.ts'
import type { TalkAgain, Vote } from './talk-rules.ts'
import { landingOf, Lines } from './talk-routes.tsx'

type RatingEnv = { Variables: Env['Variables'] & { answer: Message; conversationId: number } }
type C = Context<RatingEnv>

/** An answer is its conversation's: for anybody else there is none. */
const withAnswer = createMiddleware<RatingEnv>(async (c, next) => {
  const id = Number(c.req.param('id'))
  const own = Number.isSafeInteger(id) ? await findOwnMessage(c.var.anyAct, talkerOf(c), id) : undefined
  if (own?.message.kind !== 'answer') return showNotFound(c)
  c.set('answer', own.message)
  c.set('conversationId', own.conversation.id)
  return next()
})

const readVote = async (act: AnyAct, answer: Message) => (await listVotes(act, [answer])).get(answer.id)

const showComment = (c: C, again: TalkAgain, status: Status = 200) => {
  const { id } = c.var.answer
  return show(c, { page: <CommentPage id={id} {...again} />, panel: <CommentForm id={id} {...again} /> }, status)
}

/** What is wrong is asked only of who said that something is. */
async function openComment(c: C) {
  return (await readVote(c.var.anyAct, c.var.answer)) === 'down' ? showComment(c, {}) : showNotFound(c)
}

/** The thumbs as they are now, and the lines from an id on. */
async function showThumbs(c: C, firstId: number | null) {
  const { anyAct, answer, conversationId } = c.var
  const given = readAnswer(answer)
  const messages = firstId === null ? [] : await listMessages(anyAct, conversationId, { after: firstId - 1 })
  const panel = (
    <>
      {given && <AnswerRating message={answer} answer={given} vote={await readVote(anyAct, answer)} />}
      <Lines messages={messages} names={await listNames(anyAct, messages)} standsAt={null} />
    </>
  )
  return show(c, { page: panel, panel })
}

type Rated = (act: AnyAct) => Promise<Result<number | null, RateRefusal>>

/** Runs a rating once; `to` is where it lands without the script, null where it lands at a line that was said. */
async function rate(c: C, rated: Rated, to: string | null) {
  const wait = await secondsUntilSaying(c, talkerOf(c))
  if (wait !== null) return showTooMany(c, wait)
  const said: (number | null)[] = []
  const result = await submitOnce(c, {
    act: c.var.anyAct,
    command: rated,
    landing: (firstId) => {
      said.push(firstId)
      return to === null ? landingOf(firstId ?? 0) : { to, notice: null }
    },
  })
  if (!result.ok) return showNotFound(c)
  c.var.world.live.tell(conversationTopic(c.var.conversationId))
  return { landing: result.value, firstId: said[0] ?? null }
}

async function vote(c: C, thumb: Vote) {
  const { id } = c.var.answer
  const back = `${paths.assistant}#${ratingId(id)}`
  const done = await rate(
    c,
    async (act) => {
      const result = await rateAnswer(act, talkerOf(c), { id, vote: thumb })
      return result.ok ? accept(null) : result
    },
    thumb === 'down' ? url(paths.assistantRating, { id }) : back,
  )
  if (done instanceof Response) return done
  if (!isFragment(c)) return goTo(c, done.landing)
  return thumb === 'down' ? showComment(c, {}) : showThumbs(c, null)
}

async function comment(c: C, text: string) {
  const { id } = c.var.answer
  const { language } = c.var.scene
  const done = await rate(
    c,
    async (act) => {
      const result = await commentAnswer(act, talkerOf(c), { id, comment: text, language })
      return result.ok ? accept(result.value.firstId) : result
    },
    null,
  )
  if (done instanceof Response) return done
  return isFragment(c) ? showThumbs(c, done.firstId) : goTo(c, done.landing)
}

const filled = form<RatingEnv, typeof ratingForm>(ratingForm, (c, { typed, errors }) =>
  showComment(c, { error: errors['comment'] as 'comment-too-long', typed: typedText(typed, 'comment') }, 422),
)

/** « Pouce en haut », « pouce en bas », and what is wrong. */
export const answerRatings = new Hono<RatingEnv>()
  .get(paths.assistantRating, withAnswer, openComment)
  .post(paths.assistantRating, withAnswer, filled, (c) => {
    const { vote: thumb, act, comment: text } = c.req.valid('form')
    if (thumb) return vote(plainly(c), thumb)
    if (act === 'cancel') return comment(plainly(c), '')
    return text === '' ? showComment(plainly(c), { error: 'comment-missing' }, 422) : comment(plainly(c), text)
  })

/** The same context without what its form was found to hold. */
const plainly = (c: unknown) => c as C
