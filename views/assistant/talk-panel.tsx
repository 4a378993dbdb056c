import { modeOf, type Talk, type TalkAgain, turnOf } from '../../src/assistant/talk-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { useIsInPage, useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { UpdatesLink } from '../tickets/updates-link.tsx'
import { assistantWords } from '../words/assistant.ts'
import { layoutWords } from '../words/layout.ts'
import { ChoosingForm } from './choices.tsx'
import { Greeting, Offers } from './greeting.tsx'
import { lineId, MessageLine } from './message-line.tsx'
import { TalkForm } from './talk-form.tsx'

type TalkProps = { talk: Talk; again?: TalkAgain }

/**
 * The conversation: its log, how a chat stands, where one writes. chat.js lets new lines come and sends its forms; it is
 * whole without.
 */
export function TalkPanel({ talk, again = {} }: TalkProps) {
  const { viewer, updates } = useScene()
  const last = talk.messages.at(-1)?.id ?? 0
  // Who wants nothing that comes by itself reads what came when the page is read anew; an advisor is waited for.
  const isLive = !talk.isPast && (viewer === null || updates || talk.chat !== null)
  const comes = !talk.isPast && { 'data-news': paths.assistantNews, 'data-after': last }
  return (
    <section id="talk" data-events={isLive ? paths.assistantEvents : undefined} {...comes}>
      <BesideHead />
      <Older talk={talk} />
      <Log talk={talk} />
      <ChoosingForm />
      {talk.isPast ? <Newest /> : <Present talk={talk} again={again} last={last} />}
    </section>
  )
}

/** What the conversation is followed by: how a chat stands, where one writes, the ways on. */
function Present({ talk, again, last }: { talk: Talk; again: TalkAgain; last: number }) {
  const words = useWords(assistantWords)
  const lastAnswer = talk.messages.findLast(({ side }) => side !== 'visitor')?.id ?? last
  return (
    <>
      <TalkForm chat={talk.chat} again={again} />
      <p id="talk-ways" class="acts" hidden={last === 0}>
        <a href={last > 0 ? `#${lineId(lastAnswer)}` : '#talk-log'}>{words.lastAnswer}</a>
        <a {...dialogLink(paths.assistantConversations)}>{words.anew}</a>
        {modeOf(talk.chat) !== 'chat' && <Offers />}
      </p>
      <UpdatesLink />
    </>
  )
}

/** Over a conversation beside a page: its name, the way to its own page, and what closes it. */
function BesideHead() {
  const words = useWords(assistantWords)
  const { close } = useWords(layoutWords)
  const { instance } = useScene()
  if (useIsInPage()) return null
  return (
    <div class="head beside-head">
      <h2>{instance.assistant}</h2>
      <p class="acts">
        <a href={paths.assistant}>{words.beside}</a>
        <button type="button" class="plain" data-close="">
          {close}
        </button>
      </p>
    </div>
  )
}

function Older({ talk: { hasOlder, messages } }: { talk: Talk }) {
  const words = useWords(assistantWords)
  const [oldest] = messages
  if (!hasOlder || !oldest) return null
  return (
    <p>
      <a href={withQuery(paths.assistant, { before: oldest.id })}>{words.older}</a>
    </p>
  )
}

const Newest = () => (
  <p>
    <a href={paths.assistant}>{useWords(assistantWords).newest}</a>
  </p>
)

/** A log is announced line by line as lines come, and never as a whole. */
function Log({ talk }: { talk: Talk }) {
  const words = useWords(assistantWords)
  const { instance } = useScene()
  const around = { votes: talk.votes, names: talk.names, standsAt: talk.isPast ? null : turnOf(talk.conversation) }
  return (
    <div id="talk-log" role="log" aria-label={words.log(instance.assistant)} tabindex={0}>
      <ol class="thread">
        {!talk.hasOlder && <Greeting options={talk.options} />}
        {talk.messages.map((message) => (
          <MessageLine message={message} around={around} />
        ))}
      </ol>
    </div>
  )
}
