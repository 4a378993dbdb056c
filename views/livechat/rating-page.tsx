import { CHAT_SCORES, type ChatScore, type RateRefusal } from '../../src/livechat/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { livechatWords } from '../words/livechat.ts'
import { useHelpCrumbs } from './livechat-page.tsx'

export type RatingError = 'score-missing' | 'comment-too-long'
export type RatingProps = {
  chatId: number
  /** What was said already: there is nothing to fill in any more. */
  rated: ChatScore | null
  typed?: { score?: string | undefined; comment?: string | undefined }
  errors?: { score?: RatingError; comment?: RatingError }
  refusal?: RateRefusal | undefined
}

/** What a chat was worth, once it is over. */
export const RatingPage = (props: RatingProps) => (
  <Layout
    title={useWords(livechatWords).rateTitle}
    hasError={props.errors !== undefined || props.refusal !== undefined}
    crumbs={useHelpCrumbs()}
  >
    <RatingPanel {...props} />
  </Layout>
)

export function RatingPanel({ chatId, rated, typed = {}, errors = {}, refusal }: RatingProps) {
  const words = useWords(livechatWords)
  const errorOf = (name: 'score' | 'comment') => errors[name] && words.rating[errors[name]]
  const told = (['score', 'comment'] as const).flatMap((name) => {
    const text = errorOf(name)
    return text ? [{ name, text }] : []
  })
  return (
    <section id="rating-panel" class="stack">
      <ErrorSummary errors={told} />
      <RefusalNote text={refusal && words.rating[refusal]} />
      {rated !== null ? (
        <p>{words.rated(words.scores[rated])}</p>
      ) : (
        <Form action={paths.livechatRating} class="stack" panel="rating-panel">
          <input type="hidden" name="chat" value={String(chatId)} />
          <Choice
            name="score"
            legend={words.rateLegend}
            options={CHAT_SCORES.map((score) => ({ value: String(score), label: words.scores[score] }))}
            value={typed.score}
            error={errorOf('score')}
            required
          />
          <Field
            name="comment"
            label={words.comment}
            hint={words.commentHint}
            rows={4}
            value={typed.comment}
            error={errorOf('comment')}
          />
          <div class="acts">
            <button class="main">{words.rate}</button>
          </div>
        </Form>
      )}
      <p>
        <a href={paths.assistant}>{words.askAssistant}</a>
      </p>
    </section>
  )
}
