import type { Message } from '../../src/livechat/conversation-rules.ts'
import { type DeskChat, splitLines } from '../../src/livechat/desk-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { hourText } from '../parts/time.tsx'
import { deskWords } from '../words/livechat-desk.ts'
import { whoSaid } from '../words/transcript.ts'
import { ChatLine } from './chat-line.tsx'

/** First names of advisors by their ids. */
export type Names = Map<number, string>

/** Whom a chat is with. */
export function useWho({ id, name }: Pick<DeskChat, 'id' | 'name'>): string {
  const words = useWords(deskWords)
  return name ?? words.guest(id)
}

/**
 * The lines of a chat; those from before it are folded. Of several logs only the one in whose chat one is reads each line
 * aloud: desk.js turns it on there, and says of the others how many lines came.
 */
export function DeskLog({ chat, names }: { chat: DeskChat; names: Names }) {
  const words = useWords(deskWords)
  const who = useWho(chat)
  const { before, since } = splitLines(chat)
  return (
    <>
      {before.length > 0 && (
        <details>
          <summary>{words.before(before.length)}</summary>
          <ol class="thread">
            {before.map((message) => (
              <DeskLine chatId={chat.id} message={message} names={names} />
            ))}
          </ol>
        </details>
      )}
      <div
        class="desk-log"
        role="log"
        aria-live="off"
        aria-label={words.log(who)}
        tabindex={0}
        data-one={words.newLine(who)}
        data-many={words.newLines(who)}
      >
        <ol class="thread" id={`chat-${chat.id}-log`}>
          {since.map((message) => (
            <DeskLine chatId={chat.id} message={message} names={names} />
          ))}
        </ol>
      </div>
    </>
  )
}

type LineProps = { chatId: number; message: Message; names: Names }

/** One line, as an advisor reads it. */
export function DeskLine({ chatId, message, names }: LineProps) {
  const { language } = useScene()
  const { id, side, authorId, at } = message
  const name = names.get(authorId ?? 0) ?? null
  return (
    <li id={`message-${id}`} class={side === 'advisor' ? 'mine' : undefined} data-chat={chatId}>
      <header>
        <strong>{whoSaid({ side, name }, language, 'others')}</strong> ·{' '}
        <time datetime={`${at.slice(0, 16)}Z`}>{hourText(at, language)}</time>
      </header>
      <ChatLine message={message} reader="others" fileHref={(file) => url(paths.advisorFile, { id: chatId, file })} />
    </li>
  )
}
