import type { DeskChat } from '../../src/livechat/desk-rules.ts'
import { PAGES_MINUTES, type SpeakRefusal, type SpeechRefusal } from '../../src/livechat/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Select } from '../parts/field.tsx'
import { FileField, type KeptFile } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { deskWords } from '../words/livechat-desk.ts'
import { DeskLog, type Names, useWho } from './desk-log.tsx'

/** What the form of a chat is drawn with; the rest of a message that comes back. */
export type DeskForm = {
  canned: { id: number; title: string }[]
  limits: { perFile: number; perForm: number; files: number }
  text?: string
  refusal?: SpeakRefusal | SpeechRefusal | 'not-yours'
  fileError?: string
  kept?: { token: string; files: KeptFile[] } | null
  inserted?: string
  /** The message before was sent: the focus stays where one writes. */
  isSent?: boolean
}
type CardProps = { chat: DeskChat; names: Names; form: DeskForm | null; level?: 2 | 3 }

/** One of several chats side by side: its log, where one answers, what else can be done with it. */
export function DeskChatCard({ chat, names, form }: CardProps) {
  const words = useWords(deskWords)
  const who = useWho(chat)
  return (
    <section id={`chat-${chat.id}`} class="card stack desk-chat" aria-labelledby={`chat-${chat.id}-title`}>
      <h3 id={`chat-${chat.id}-title`} tabindex={-1}>
        {words.chatWith(who)}
      </h3>
      <DeskLog chat={chat} names={names} />
      <p id={`chat-${chat.id}-typing`} class="hint" role="status" data-text={words.typing}></p>
      {form && <DeskMessageForm chat={chat} form={form} />}
      <Acts chat={chat} />
    </section>
  )
}

type FormProps = { chat: Pick<DeskChat, 'id' | 'name'>; form: DeskForm }

/** Where an advisor answers. */
export function DeskMessageForm({ chat, form }: FormProps) {
  const words = useWords(deskWords)
  const error = form.refusal && words.refusals[form.refusal]
  const told = [
    ...(error ? [{ name: `chat-${chat.id}-text`, text: error }] : []),
    ...(form.fileError ? [{ name: `chat-${chat.id}-files`, text: form.fileError }] : []),
  ]
  return (
    <div id={`chat-${chat.id}-form`}>
      <Form action={url(paths.advisorMessages, chat)} class="stack" panel={`chat-${chat.id}-form`} hasFiles sends>
        <ErrorSummary errors={told} />
        {form.inserted && (
          <p class="flash" role="status">
            {words.inserted(form.inserted)}
          </p>
        )}
        <MessageField chat={chat} form={form} />
        <Canned chat={chat} form={form} />
        <Files chat={chat} form={form} />
        <div class="acts">
          <button class="main">
            {words.send}
            <To chat={chat} />
          </button>
        </div>
      </Form>
    </div>
  )
}

/** Of several forms alike each says to whom it goes. */
const To = ({ chat }: Pick<FormProps, 'chat'>) => <span class="vh"> {useWords(deskWords).messageTo(useWho(chat))}</span>

function MessageField({ chat, form }: FormProps) {
  const words = useWords(deskWords)
  const id = `chat-${chat.id}-text`
  return (
    <div class={form.refusal ? 'field wrong' : 'field'}>
      <label for={id}>
        {words.message}
        <To chat={chat} />
      </label>
      <span class="hint" id={`${id}-hint`}>
        {words.messageHint} <span class="updates">{words.keys}</span>
      </span>
      <textarea
        id={id}
        name="text"
        rows={3}
        aria-describedby={`${id}-hint`}
        aria-invalid={form.refusal ? 'true' : undefined}
        data-typing={url(paths.advisorTyping, chat)}
        data-focus={form.isSent || form.inserted ? '' : undefined}
      >
        {form.text}
      </textarea>
    </div>
  )
}

function Files({ chat, form }: FormProps) {
  const words = useWords(deskWords)
  return (
    <details open={Boolean(form.kept) || form.fileError !== undefined}>
      <summary>
        {words.addFiles}
        <To chat={chat} />
      </summary>
      <FileField
        name="files"
        id={`chat-${chat.id}-files`}
        label={words.filesLegend}
        limits={form.limits}
        kept={form.kept ?? null}
        error={form.fileError}
      />
    </details>
  )
}

/** Puts a canned answer into the message: a list and a button, so that it works without scripting. */
function Canned({ chat, form: { canned } }: FormProps) {
  const words = useWords(deskWords)
  if (canned.length === 0) return null
  return (
    <div class="filters">
      <Select
        name="canned"
        id={`chat-${chat.id}-canned`}
        label={words.canned}
        options={[
          { value: '', label: words.chooseCanned },
          ...canned.map(({ id, title }) => ({ value: String(id), label: title })),
        ]}
      />
      <button name="insert" value="canned">
        {words.insert}
        <To chat={chat} />
      </button>
    </div>
  )
}

function Acts({ chat }: { chat: DeskChat }) {
  const words = useWords(deskWords)
  const who = useWho(chat)
  const about = <span class="vh"> – {words.chatWith(who)}</span>
  return (
    <p class="acts">
      <a {...dialogLink(url(paths.advisorHanding, chat))}>
        {words.hand}
        {about}
      </a>
      {chat.ticketId === null && (
        <a href={url(paths.advisorTicket, chat)}>
          {words.ticket}
          {about}
        </a>
      )}
      <a href={url(paths.advisorTranscript, chat)}>
        {words.transcript}
        {about}
      </a>
      <a {...dialogLink(url(paths.advisorEnd, chat))}>
        {words.end}
        {about}
      </a>
    </p>
  )
}

/** Where the desk hears what happens; who has stopped automatic updates is still known to be there. */
export const useDeskNews = () =>
  useScene().updates
    ? { 'data-events': paths.advisorEvents, 'data-news': paths.advisorNews }
    : { 'data-here': paths.advisorNews }

/** What it is to read the desk without its script. */
export function DeskPause({ href }: { href: string }) {
  const words = useWords(deskWords)
  return (
    <>
      {!useScene().updates && <p class="hint">{words.pause}</p>}
      <noscript>
        <p class="acts">
          <span class="hint">
            {words.pause} {words.pagesOnly(PAGES_MINUTES)}
          </span>
          <a href={href}>{words.reload}</a>
        </p>
      </noscript>
    </>
  )
}

/** That the queue or one's chats have changed: the list stays as it is until the reader asks for it. */
export function DeskNews({ count, newKey }: { count: number; newKey: string }) {
  const words = useWords(deskWords)
  return (
    <p id="desk-news" data-key={newKey}>
      <a href={paths.advisor}>{words.news(count)}</a>
    </p>
  )
}
