import { whyNotAct, whyNotFollowUp, type WriterAct } from '../../src/tickets/sent-rules.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Panel } from '../parts/panel.tsx'
import { Time } from '../parts/time.tsx'
import { writerWords } from '../words/ticket-sent-one.ts'
import { GuestNote } from './guest-note.tsx'
import { type Acting, WRITER_PANEL, type WriterAbout } from './writer-about.ts'
import { AnswerForm } from './writer-answer.tsx'
import { OwnThread, Refused, Unsent } from './writer-changed.tsx'
import { WriterFacts } from './writer-facts.tsx'

/** `isAnswer`: the page of the form alone has a title of its own. */
type WriterProps = { about: WriterAbout; acting?: Acting | undefined; isAnswer?: boolean }

function useTitled({ about, acting, isAnswer }: WriterProps) {
  const words = useWords(writerWords)
  const { number, subject } = about.ticket
  return {
    title: isAnswer ? words.titles.answer(number ?? '') : words.pageTitle(number ?? '', subject),
    section: about.section,
    hasError: acting !== undefined,
  }
}

/** One ticket, for whoever wrote it. */
export function WriterPage(props: WriterProps) {
  const words = useWords(writerWords)
  const { ticket, crumbs } = props.about
  return (
    <Layout {...useTitled(props)} heading={ticket.subject} crumb={ticket.number ?? ''} crumbs={crumbs}>
      {props.about.writer.kind === 'guest' && <GuestNote />}
      <p class="hint">
        {words.sentOn(ticket.number ?? '')} <Time at={ticket.sent_at ?? ticket.created_at} />
      </p>
      <WriterPanel {...props} />
    </Layout>
  )
}

/** What was said and what can be done now; htmx swaps it after each act. */
export function WriterPanel(props: WriterProps) {
  const words = useWords(writerWords)
  const { now } = useScene()
  const { about, acting } = props
  const mayAnswer = whyNotAct('answer', about, now) === null
  return (
    <Panel id={WRITER_PANEL} {...useTitled(props)}>
      <div class="two">
        <div class="stack wide">
          <section class="card" aria-labelledby="description">
            <h2 id="description">{words.description}</h2>
            <p class="said" dir="auto">
              {about.ticket.description}
            </p>
          </section>
          <section class="card" aria-labelledby="thread">
            <h2 id="thread">{words.thread}</h2>
            <OwnThread about={about} activities={about.activities} />
          </section>
          <NextActs about={about} />
          {mayAnswer ? (
            <AnswerForm about={about} acting={acting} />
          ) : (
            <>
              <Refused about={about} acting={acting} />
              <Unsent acting={acting} />
            </>
          )}
        </div>
        <WriterFacts about={about} />
      </div>
    </Panel>
  )
}

/** What waits for the writer, and what may be done beside answering. */
function NextActs({ about }: { about: WriterAbout }) {
  const words = useWords(writerWords)
  const { status, closed_how: how } = about.ticket
  switch (status) {
    case 'resolved':
      return <Waits about={about} title={words.solutionWaits} text={words.solutionText} />
    case 'awaiting_information':
      return <Waits about={about} title={words.informationWaits} text={words.informationText} />
    case 'closed':
      return <Waits about={about} title={words.closedNow} text={words.closedHow[how ?? 'writer']} />
    case 'open':
    case 'draft':
      return <ActLinks about={about} />
  }
}

const Waits = ({ about, title, text }: { about: WriterAbout; title: string; text: string }) => (
  <section class="card" aria-labelledby="waits">
    <h2 id="waits">{title}</h2>
    <p>{text}</p>
    <ActLinks about={about} />
  </section>
)

const ORDER: { act: WriterAct; look: string }[] = [
  { act: 'acceptance', look: 'button main' },
  { act: 'refusal', look: 'button' },
  { act: 'rating', look: 'button' },
  { act: 'undoing', look: 'button plain' },
  { act: 'closing', look: 'button plain' },
]

/** Links to what the rules allow now, each to a page that htmx shows in the dialog. */
function ActLinks({ about }: { about: WriterAbout }) {
  const words = useWords(writerWords)
  const { now } = useScene()
  const { hrefs } = about
  return (
    <p class="acts">
      {ORDER.filter(({ act }) => whyNotAct(act, about, now) === null).map(({ act, look }) => (
        <a class={look} {...dialogLink(hrefs[act])}>
          {words.buttons[act]}
        </a>
      ))}
      {hrefs.followUp && whyNotFollowUp(about) === null && (
        <a class="button plain" href={hrefs.followUp}>
          {words.followUp}
        </a>
      )}
    </p>
  )
}
