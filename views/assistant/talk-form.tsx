import { keyOf, modeOf, type TalkAgain, type TalkError } from '../../src/assistant/talk-rules.ts'
import type { ChatView } from '../../src/livechat/visit-rules.ts'
import { paths } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { type ChatAgain, ChatPanel, ChatState } from '../livechat/chat-panel.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { assistantWords } from '../words/assistant.ts'

type FormProps = { chat: ChatView | null; again?: TalkAgain; isStateOnly?: boolean }

/**
 * Where one writes: to the assistant or, while a chat is open, to the advisor. It says to whom and how the chat stands, so
 * that it is not drawn anew for nothing; with `isStateOnly` it carries no more than that.
 */
export const TalkForm = ({ chat, again = {}, isStateOnly = false }: FormProps) => (
  <div id="talk-form" data-mode={modeOf(chat)} data-key={keyOf(chat)}>
    {isStateOnly ? chat && <ChatState chat={chat} /> : <Forms chat={chat} again={again} />}
  </div>
)

const Forms = ({ chat, again }: { chat: ChatView | null; again: TalkAgain }) => (
  <>
    {chat && <ChatPanel chat={chat} again={chatAgain(again)} />}
    {modeOf(chat) !== 'chat' && <QuestionForm {...again} />}
  </>
)

const REFUSALS: Partial<Record<TalkError, NonNullable<ChatAgain['refusal']>>> = {
  'too-long': 'too-long',
  'too-many': 'too-often',
}

/** A question that comes back when an advisor has been asked for meanwhile. */
const chatAgain = ({ error, typed }: TalkAgain): ChatAgain => ({ text: typed, refusal: error && REFUSALS[error] })

function QuestionForm({ error, typed }: TalkAgain) {
  const words = useWords(assistantWords)
  const text = error && words.errors[error]
  const id = 'assistant-question'
  return (
    <form id="question-form" method="post" action={paths.assistantQuestions} novalidate data-sends="">
      <input type="hidden" name="once" value={useScene().once} />
      <ErrorSummary errors={text ? [{ name: id, text }] : []} />
      <Field
        name="question"
        id={id}
        label={words.question}
        hint={
          <>
            {words.hint} <span class="updates">{words.keys}</span>
          </>
        }
        rows={2}
        value={typed}
        error={text}
      />
      <button class="main">{words.send}</button>
    </form>
  )
}
