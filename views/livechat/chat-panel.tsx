import type { SpeakRefusal, SpeechRefusal } from '../../src/livechat/rules.ts'
import { GONE_MINUTES } from '../../src/livechat/rules.ts'
import type { QueuePlace } from '../../src/livechat/queue-rules.ts'
import type { ChatView } from '../../src/livechat/visit-rules.ts'
import { paths } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { FileField, type KeptFile } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { livechatWords } from '../words/livechat.ts'
import { TicketLink } from './ticket-link.tsx'

/** A message that comes back: what was typed, why it was not sent, which files came with it. `isSent`: the one before was sent. */
export type ChatAgain = {
  text?: string | undefined
  refusal?: SpeakRefusal | SpeechRefusal | 'too-often' | undefined
  fileError?: string | undefined
  kept?: { token: string; files: KeptFile[] } | null
  isSent?: boolean
}
export type ChatPanelProps = { chat: ChatView; again?: ChatAgain }

/**
 * The visitor's side of a chat below the log: how it stands, and the form that takes the place of the question's while it has
 * not ended; a message that came too late stays in it. `#chat-state` and `#chat-form` are swapped by themselves; a stream brings the former anew when it changed.
 */
export const ChatPanel = ({ chat, again }: ChatPanelProps) => (
  <section id="chat-panel" class="stack" aria-label={useWords(livechatWords).chat}>
    <ChatState chat={chat} />
    {(chat.state !== 'ended' || again?.refusal !== undefined) && <ChatForm chat={chat} again={again ?? {}} />}
  </section>
)

/** How the chat stands. A live region from the start: it speaks when it changes, and never takes the focus. */
export const ChatState = ({ chat }: { chat: ChatView }) => (
  <div id="chat-state" class="stack" role="status" data-state={chat.state}>
    <StateText chat={chat} />
  </div>
)

function StateText({ chat }: { chat: ChatView }) {
  const words = useWords(livechatWords)
  if (chat.state === 'ended') return <EndedText chat={chat} />
  return (
    <>
      {chat.queue ? <QueueText queue={chat.queue} /> : <p>{words.running(chat.advisor ?? words.who.advisor)}</p>}
      <p class="acts">
        <a class="button plain" {...dialogLink(paths.livechatEnd)}>
          {chat.state === 'waiting' ? words.leave : words.end}
        </a>
        <a href={paths.livechatTranscript}>{words.transcript}</a>
      </p>
    </>
  )
}

function QueueText({ queue: { place, wait } }: { queue: QueuePlace }) {
  const words = useWords(livechatWords)
  return (
    <>
      <p>
        <strong>{words.place(place)}</strong> {words.waits[wait.kind](wait.kind === 'unknown' ? 0 : wait.minutes)}
      </p>
      <p>{words.waitingSay}</p>
      <noscript>
        <p>{words.keepOpen(GONE_MINUTES)}</p>
      </noscript>
      <p>
        <TicketLink />
      </p>
    </>
  )
}

/** What is left to do once it is over. */
function EndedText({ chat }: { chat: ChatView }) {
  const words = useWords(livechatWords)
  return (
    <>
      <p>{words.ended}</p>
      <ul class="acts">
        {chat.rating === null && chat.wasTaken && (
          <li>
            <a href={paths.livechatRating}>{words.rateLink}</a>
          </li>
        )}
        <li>
          <a href={paths.livechatTranscript}>{words.transcript}</a>
        </li>
        <li>{chat.draftId === null ? <TicketLink /> : <a href={paths.livechatTicket}>{words.ticketOpen}</a>}</li>
      </ul>
    </>
  )
}

/** Writing to the advisor, also while waiting. */
export function ChatForm({ chat, again }: { chat: ChatView; again: ChatAgain }) {
  const words = useWords(livechatWords)
  const { text, refusal, fileError, kept = null, isSent } = again
  const error = refusal && (refusal === 'too-often' ? words.tooFast : words.speaking[refusal])
  const told = [
    ...(error ? [{ name: 'chat-text', text: error }] : []),
    ...(fileError ? [{ name: 'files', text: fileError }] : []),
  ]
  return (
    <div id="chat-form">
      <Form action={paths.livechatMessages} class="stack" panel="chat-form" hasFiles sends>
        <ErrorSummary errors={told} />
        <p id="chat-typing" class="hint" role="status" data-text={words.typing}></p>
        <div class={error ? 'field wrong' : 'field'}>
          <label for="chat-text">{words.message}</label>
          <span class="hint" id="chat-text-hint">
            {words.messageHint} <span class="updates">{words.keys}</span>
          </span>
          <textarea
            id="chat-text"
            name="text"
            rows={3}
            aria-describedby="chat-text-hint"
            aria-invalid={error ? 'true' : undefined}
            data-typing={paths.livechatTyping}
            data-focus={isSent ? '' : undefined}
          >
            {text}
          </textarea>
        </div>
        <details open={kept !== null || fileError !== undefined}>
          <summary>{words.addFiles}</summary>
          <FileField name="files" label={words.filesLegend} limits={chat.limits} kept={kept} error={fileError} />
        </details>
        <div class="acts">
          <button class="main">{words.send}</button>
          <Reload />
        </div>
      </Form>
    </div>
  )
}

/** Without scripting the page says nothing new by itself. */
function Reload() {
  const words = useWords(livechatWords)
  const { here } = useScene()
  return (
    <noscript>
      <a class="button plain" href={here === paths.livechatMessages ? paths.assistant : here}>
        {words.reload}
      </a>
    </noscript>
  )
}
