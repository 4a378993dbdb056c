import type { Talk } from '../../src/assistant/talk-rules.ts'
import type { Message } from '../../src/livechat/conversation-rules.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { ChatLine } from '../livechat/chat-line.tsx'
import { hourText, Time } from '../parts/time.tsx'
import { assistantWords } from '../words/assistant.ts'
import { Answer } from './answer.tsx'
import { attributesOf, readAnswer } from './answer-data.ts'

/** What a line is drawn with, beside itself. */
export type Around = Pick<Talk, 'votes' | 'names'> & {
  /** The line at which a scenario stands: its controls are those of now. */
  standsAt: number | null
}

/** The id of a line on its page: links, the stream and the answers of forms name it so. */
export const lineId = (id: number): string => `message-${id}`

/** One line of the log: who, when, what. It takes the focus when a link leads to it. */
export function MessageLine({ message, around }: { message: Message; around: Around }) {
  const { id, side } = message
  const answer = readAnswer(message)
  return (
    <li id={lineId(id)} class={side === 'visitor' ? 'mine' : undefined} tabindex={-1} {...attributesOf(answer)}>
      <header>
        <strong>{useSpeaker(message, around)}</strong> · <When at={message.at} />
      </header>
      {answer ? <Answer message={message} answer={answer} around={around} /> : <ChatLine message={message} />}
    </li>
  )
}

/** The hour; of another day, also which. */
function When({ at }: { at: string }) {
  const { now, language } = useScene()
  if (now.getTime() - Date.parse(at) > 12 * 3_600_000) return <Time at={at} precise />
  return <time datetime={`${at.slice(0, 16)}Z`}>{hourText(at, language)}</time>
}

function useSpeaker({ side, authorId }: Message, { names }: Around): string {
  const words = useWords(assistantWords)
  const { instance } = useScene()
  if (side === 'visitor') return words.you
  if (side === 'advisor') return names.get(authorId ?? 0) ?? words.advisor
  return side === 'assistant' ? instance.assistant : instance.brand
}
