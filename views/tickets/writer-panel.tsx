import { whyNotAct, whyNotFollowUp, type WriterAct } from '../../src/tickets/sent-rules.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Panel } from '../parts/panel.tsx'
import { Time } from '../parts/time.tsx'
import { writerWords } from '../words/ticket-sent-one.ts'
import { GuestNote } from './guest-note.tsx'
import { ThreadParts } from './thread-parts.tsx'
import { type Acting, ANSWER_FORM, WRITER_PANEL, type WriterAbout } from './writer-about.ts'
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
  const { about, acting } = props
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
            <ThreadParts {...about} href={about.hrefs.ticket}>
              <OwnThread about={about} activities={about.activities} />
            </ThreadParts>
          </section>
          {!about.isOlder && <Doing about={about} acting={acting} />}
        </div>
        <WriterFacts about={about} />
      </div>
    </Panel>
  )
}

/** Beneath the newest part of the thread: whoever acts has seen how it ends. */
function Doing({ about, acting }: Pick<WriterProps, 'about' | 'acting'>) {
  const mayAnswer = whyNotAct('answer', about, useScene().now) === null
  return (
    <>
      <NextActs about={about} />
      {mayAnswer ? (
        <AnswerForm about={about} acting={acting} />
      ) : (
        <>
          <Refused about={about} acting={acting} />
          <Unsent acting={acting ?? { typed: { text: about.draft?.body ?? '' }, newer: [] }} />
        </>
      )}
    </>
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

/** What the rules allow now, each on a page that htmx shows in the dialog. The text and the files of an answer that was begun go along. */
function ActLinks({ about }: { about: WriterAbout }) {
  const words = useWords(writerWords)
  const { now } = useScene()
  const { hrefs } = about
  const carries = whyNotAct('answer', about, now) === null && !about.isOlder
  return (
    <p class="acts">
      {carries && <UsualButton />}
      {ORDER.filter(({ act }) => whyNotAct(act, about, now) === null).map(({ act, look }) =>
        carries ? (
          <OpeningButton act={act} look={look} href={hrefs[act]} />
        ) : (
          <a class={look} {...dialogLink(hrefs[act])}>
            {words.buttons[act]}
          </a>
        ),
      )}
      {whyNotFollowUp(about) === null && (
        <a class="button plain" href={hrefs.followUp}>
          {words.followUp}
        </a>
      )}
    </p>
  )
}

/** Enter in a field of the form presses its first button: that is still "Envoyer". */
const UsualButton = () => (
  <button form={ANSWER_FORM} hidden>
    {useWords(writerWords).send}
  </button>
)

function OpeningButton({ act, look, href }: { act: WriterAct; look: string; href: string }) {
  const words = useWords(writerWords)
  return (
    <button
      form={ANSWER_FORM}
      class={look.replace(/^button ?/, '') || undefined}
      name="open"
      value={act}
      formaction={href}
      data-hx-post={href}
      data-hx-target="#dialog"
      data-hx-swap="innerHTML"
      data-hx-encoding="multipart/form-data"
    >
      {words.buttons[act]}
    </button>
  )
}
