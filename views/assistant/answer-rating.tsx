import type { Answer } from '../../src/assistant/rules.ts'
import type { TalkAgain, Vote } from '../../src/assistant/talk-rules.ts'
import type { Message } from '../../src/livechat/conversation-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { hourText } from '../parts/time.tsx'
import { assistantWords } from '../words/assistant.ts'
import { nameOf, useForeign } from './answer-data.ts'
import { ChoosingButton } from './choices.tsx'

/** The id of the part that a vote changes. */
export const ratingId = (id: number): string => `rating-${id}`
const NAME_MAX = 60

type RatingProps = { message: Message; answer: Answer; vote: Vote | undefined }

/** Told from other answers by its name and, as two may come from one article, by its time to the second. */
function AnswerName({ message, answer }: Omit<RatingProps, 'vote'>) {
  const words = useWords(assistantWords)
  const { language } = useScene()
  const name = nameOf(answer, message)
  const time = `${hourText(message.at, language)}:${message.at.slice(17, 19)}`
  return (
    <span class="vh">
      {words.ratingOf}
      <span lang={useForeign(message)}>{name.length > NAME_MAX ? `${name.slice(0, NAME_MAX)}…` : name}</span>
      {words.ratingAt(time)}
    </span>
  )
}

/** « Pouce en haut », « pouce en bas »: named for the answer that they are of; the last one counts. */
export function AnswerRating({ message, answer, vote }: RatingProps) {
  const { id } = message
  const words = useWords(assistantWords)
  const action = url(paths.assistantRating, { id })
  const name = <AnswerName message={message} answer={answer} />
  return (
    <p class="acts hint" id={ratingId(id)}>
      <span>{vote ? (vote === 'up' ? words.thanksUp : words.thanksDown) : words.rating}</span>
      <ChoosingButton action={action} name="vote" value="up" isPressed={vote === 'up'}>
        <span aria-hidden="true">👍</span> {words.up}
        {name}
      </ChoosingButton>
      <ChoosingButton action={action} name="vote" value="down" isPressed={vote === 'down'}>
        <span aria-hidden="true">👎</span> {words.down}
        {name}
      </ChoosingButton>
    </p>
  )
}

/** "Pouvez-vous nous décrire ce qui ne va pas ?": in the place of the thumbs or, without JavaScript, on a page of its own. */
export function CommentForm({ id, error, typed }: TalkAgain & { id: number }) {
  const words = useWords(assistantWords)
  const text = error && words.errors[error]
  const name = `comment-${id}`
  return (
    <div class="stack" id={ratingId(id)}>
      <Form action={url(paths.assistantRating, { id })}>
        <ErrorSummary errors={text ? [{ name, text }] : []} />
        <p>
          <strong>{words.commentTitle}</strong>
        </p>
        <Field name="comment" id={name} label={words.comment} rows={3} value={typed} error={text} data-focus />
        <p class="acts">
          <button class="main" name="act" value="send">
            {words.send}
          </button>
          <button name="act" value="cancel">
            {words.cancel}
          </button>
        </p>
      </Form>
    </div>
  )
}
