import type { Child } from 'hono/jsx'
import { openingText } from '../../src/livechat/opening-rules.ts'
import type { Wait } from '../../src/livechat/queue-rules.ts'
import type { AskForPersonRefusal } from '../../src/livechat/rules.ts'
import type { TranscriptLine } from '../../src/livechat/transcript-rules.ts'
import { paths } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { livechatWords } from '../words/livechat.ts'
import { ChatPanel, type ChatPanelProps } from './chat-panel.tsx'
import { TicketLink } from './ticket-link.tsx'
import { TranscriptList } from './transcript-list.tsx'

/** The way to the pages of a conversation. */
export function useHelpCrumbs() {
  const words = useWords(layoutWords)
  const { instance } = useScene()
  return [
    homeCrumb(words),
    { href: paths.help, label: words.help },
    { href: paths.assistant, label: instance.assistant },
  ]
}

export type AskProps = {
  isOpen: boolean
  /** Whether an advisor is at the desk. */
  isStaffed: boolean
  /** Null while open, or when no opening is planned. */
  opensAt: string | null
  wait: Wait
  refusal?: AskForPersonRefusal | 'too-often' | undefined
}

/** « Contacter un agent »: now, or when that will be. */
export const AskPage = (props: AskProps) => (
  <Layout
    title={useWords(livechatWords).askTitle}
    hasError={props.refusal !== undefined}
    crumbs={useHelpCrumbs().slice(0, 2)}
  >
    <AskPanel {...props} />
  </Layout>
)

export function AskPanel({ isOpen, isStaffed, opensAt, wait, refusal }: AskProps) {
  const words = useWords(livechatWords)
  const ticket = (
    <p>
      <TicketLink class={isOpen && isStaffed ? undefined : 'button main'} />
    </p>
  )
  return (
    <section id="ask-panel" class="stack">
      <RefusalNote text={refusal && (refusal === 'too-often' ? words.tooFast : words.asking[refusal])} />
      {isOpen && !isStaffed ? (
        <Unstaffed ticket={ticket} />
      ) : (
        <>
          {isOpen ? <OpenNow wait={wait} /> : <ClosedNow opensAt={opensAt} />}
          {ticket}
        </>
      )}
    </section>
  )
}

function OpenNow({ wait }: { wait: Wait }) {
  const words = useWords(livechatWords)
  return (
    <>
      <p>
        {words.openNow} {words.waits[wait.kind](wait.kind === 'unknown' ? 0 : wait.minutes)}
      </p>
      <p>{words.intro}</p>
      <Form action={paths.livechat}>
        <button class="main">{words.ask}</button>
      </Form>
      <p>{words.ticketInstead}</p>
    </>
  )
}

/** Within the hours, but nobody is at the desk: the ticket first, and whoever wants to waits. */
function Unstaffed({ ticket }: { ticket: Child }) {
  const words = useWords(livechatWords)
  return (
    <>
      <p>
        <strong>{words.nobodyHere}</strong>
      </p>
      <p>{words.closedTicket}</p>
      {ticket}
      <p>{words.waitForSomebody}</p>
      <Form action={paths.livechat}>
        <button>{words.ask}</button>
      </Form>
    </>
  )
}

function ClosedNow({ opensAt }: { opensAt: string | null }) {
  const words = useWords(livechatWords)
  const { language } = useScene()
  return (
    <>
      <p>
        <strong>{words.closed}</strong>{' '}
        {opensAt === null ? words.opensUnknown : words.opensAt(openingText(opensAt, language))}
      </p>
      <p>{words.closedTicket}</p>
    </>
  )
}

/** A message that was not sent, with the conversation it belongs to. */
export const ChatPage = ({ lines, ...panel }: ChatPanelProps & { lines: TranscriptLine[] }) => (
  <Layout title={useWords(livechatWords).chat} hasError crumbs={useHelpCrumbs()}>
    <div class="stack">
      <TranscriptList lines={lines} />
      <ChatPanel {...panel} />
    </div>
  </Layout>
)
