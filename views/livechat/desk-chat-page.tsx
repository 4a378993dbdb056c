import type { DeskChat } from '../../src/livechat/desk-rules.ts'
import { TRANSCRIPT_MAX, type TranscriptLine } from '../../src/livechat/transcript-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { type Crumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Time } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { deskWords } from '../words/livechat-desk.ts'
import { DeskChatCard, type DeskForm, DeskMessageForm, DeskPause, useDeskNews } from './desk-chat.tsx'
import { DeskLog, useWho } from './desk-log.tsx'
import { TranscriptList } from './transcript-list.tsx'

/** From the platform support's pages to the desk. */
export const useDeskCrumbs = (): Crumb[] => [
  { href: paths.operator, label: useWords(layoutWords).operator },
  { href: paths.advisor, label: useWords(deskWords).title },
]

type ChatPageProps = {
  chat: DeskChat
  names: Map<number, string>
  isMine: boolean
  /** A link to what would be refused is none. */
  mayTicket: boolean
  /** Where one answers; in a chat that is not one's own any more, the message that came too late. */
  form: DeskForm | null
}

/** One chat alone. One that has ended, or that a colleague has, can be read. */
export function DeskChatPage({ chat, names, isMine, mayTicket, form }: ChatPageProps) {
  const words = useWords(deskWords)
  const { assets } = useScene()
  const who = useWho(chat)
  const last = chat.messages.at(-1)?.id ?? 0
  const news = useDeskNews()
  const live = isMine && news
  return (
    <Layout
      title={words.chatWith(who)}
      section="operator"
      hasError={form?.refusal !== undefined || form?.fileError !== undefined}
      crumbs={useDeskCrumbs()}
      script={isMine ? assets.desk : undefined}
    >
      <div id="desk" data-after={last} {...live}>
        {isMine && <DeskPause href={url(paths.advisorChat, chat)} />}
        <h2 class="vh">{words.mine}</h2>
        {isMine ? (
          <DeskChatCard chat={chat} names={names} form={form} />
        ) : (
          <Past {...{ chat, names, mayTicket, form }} />
        )}
      </div>
    </Layout>
  )
}

function Past({ chat, names, mayTicket, form }: Omit<ChatPageProps, 'isMine'>) {
  const words = useWords(deskWords)
  const facts = [
    { name: words.since, value: <Time at={chat.askedAt} precise /> },
    ...(chat.advisor ? [{ name: words.advisor, value: chat.advisor }] : []),
    ...(chat.endedAt ? [{ name: words.endedAt, value: <Time at={chat.endedAt} precise /> }] : []),
    ...(chat.rating === null ? [] : [{ name: words.rating, value: words.ratingOf(chat.rating) }]),
  ]
  return (
    <div class="stack">
      {form && <DeskMessageForm chat={chat} form={form} />}
      <Facts facts={facts} />
      {chat.ratingComment && <p class="said">{chat.ratingComment}</p>}
      <DeskLog chat={chat} names={names} />
      <p class="acts">
        <a href={url(paths.advisorTranscript, chat)}>{words.transcript}</a>
        {mayTicket && <a href={url(paths.advisorTicket, chat)}>{words.ticket}</a>}
      </p>
    </div>
  )
}

type TranscriptProps = { chat: DeskChat; lines: TranscriptLine[]; isCut: boolean }

/** All that was said, to be printed. */
export function DeskTranscriptPage({ chat, lines, isCut }: TranscriptProps) {
  const words = useWords(deskWords)
  return (
    <Layout
      title={words.transcriptTitle(useWho(chat))}
      crumb={words.transcript}
      section="operator"
      crumbs={useDeskCrumbs()}
    >
      <p class="hint">{words.print}</p>
      {isCut && <p class="hint">{words.transcriptCut(TRANSCRIPT_MAX)}</p>}
      <TranscriptList
        lines={lines}
        reader="others"
        fileHref={(file) => url(paths.advisorFile, { id: chat.id, file })}
      />
    </Layout>
  )
}
