import type { Actor, Language } from '../../src/act.ts'
import { TICKET_TABS, type Watcher } from '../../src/tickets/agent-rules.ts'
import type { Activity, TicketFile, TicketView } from '../../src/tickets/viewing-rules.ts'
import { writerName } from '../../src/tickets/viewing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { COUNT_LIMIT } from '../../src/values/page.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Panel } from '../parts/panel.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { numberText, Time } from '../parts/time.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { ticketWords } from '../words/tickets.ts'
import { type Place, TICKET_PANEL, ticketHref } from './agent-address.ts'
import { FileList } from './file-list.tsx'
import { Presence } from './presence.tsx'
import { ThreadParts } from './thread-parts.tsx'
import { Thread } from './thread.tsx'
import { ActionsMenu, WhoActs } from './ticket-actions.tsx'
import { TicketContent, TicketState } from './ticket-content.tsx'

export type TicketProps = Place & {
  ticket: TicketView
  actor: Actor
  activities: Activity[]
  /** Before those shown there are more; those shown are not the newest. */
  hasOlder: boolean
  isOlder: boolean
  /** Of all of them, counted up to a limit. */
  activitiesTotal: number
  files: TicketFile[]
  watchers: Watcher[]
  /** Why an act without a form of its own was refused, as a sentence. */
  refusal?: string | undefined
}

function useTitled({ ticket, tab, refusal }: TicketProps) {
  const words = useWords(ticketAgentWords)
  const tabs = useWords(ticketWords)
  const [number, { subject }] = [ticket.number ?? '', ticket]
  const title = tab === 'content' ? words.title(number, subject) : words.tabTitle(number, subject, tabs[tab])
  return { title, section: 'received' as const, hasError: refusal !== undefined }
}

/** One ticket as its agents see it. */
export const TicketPage = (props: TicketProps) => (
  <Layout
    {...useTitled(props)}
    heading={props.ticket.subject}
    crumb={props.ticket.number ?? ''}
    crumbs={[{ href: props.back, label: useWords(ticketAgentWords).list }]}
  >
    <TicketPanel {...props} />
  </Layout>
)

/** The ticket without the page around it: what an act leaves behind, and another of its tabs. */
export function TicketPanel(props: TicketProps) {
  const { ticket, tab, actor } = props
  return (
    <Panel id={TICKET_PANEL} {...useTitled(props)}>
      <RefusalNote text={props.refusal} />
      <div class="head">
        <Origin ticket={ticket} />
        <div class="acts">
          <ActionsMenu ticket={ticket} actor={actor} tab={tab} back={props.back} />
        </div>
      </div>
      <TicketTabs {...props} />
      <div class="two">
        <aside class="card" aria-label={useWords(ticketAgentWords).facts}>
          <TicketState ticket={ticket} actor={actor} />
          <WhoActs ticket={ticket} actor={actor} />
          <Presence ticketId={ticket.id} watchers={props.watchers} />
        </aside>
        <section class="stack wide" aria-label={useWords(ticketWords)[tab]}>
          {tab === 'content' ? (
            <TicketContent ticket={ticket} />
          ) : tab === 'files' ? (
            <Files {...props} />
          ) : (
            <Said {...props} />
          )}
        </section>
      </div>
    </Panel>
  )
}

/** "T-2026-000123 · émis le 18 nov. 2026 par Lucie Ørsted, Ørsted Conseil SARL". */
function Origin({ ticket }: { ticket: TicketView }) {
  const words = useWords(ticketAgentWords)
  const organisation = ticket.issuer?.name ?? ticket.guest?.organisation
  return (
    <p class="hint">
      {ticket.number}
      {ticket.sent_at && (
        <>
          {' '}
          · {words.sent} <Time at={ticket.sent_at} />
        </>
      )}{' '}
      {words.by} {writerName(ticket)}
      {organisation && `, ${organisation}`}
    </p>
  )
}

function TicketTabs({ ticket, tab, back, activitiesTotal, files }: TicketProps) {
  const words = useWords(ticketWords)
  const { language } = useScene()
  const counts = { content: undefined, activities: activitiesTotal, files: files.length }
  return (
    <Tabs
      label={useWords(ticketAgentWords).tabs}
      panel={TICKET_PANEL}
      tabs={TICKET_TABS.map((one) => ({
        href: ticketHref(ticket, { tab: one, back }),
        label: words[one],
        count: counts[one] === undefined ? undefined : countText(counts[one], language),
        current: one === tab,
      }))}
    />
  )
}

/** What was counted no further. */
const countText = (count: number, language: Language): string =>
  count > COUNT_LIMIT ? `${numberText(COUNT_LIMIT, language)}+` : numberText(count, language)

const fileHref = (ticket: TicketView) => (file: TicketFile) => url(paths.ticketFile, { id: ticket.id, file: file.id })

const Said = (props: TicketProps) => {
  const { ticket, actor, activities, files } = props
  return (
    <ThreadParts {...props} href={ticketHref(ticket, { tab: 'activities', back: props.back })}>
      <Thread
        activities={activities}
        files={files}
        reader={{ side: 'agent', id: actor.id }}
        writerName={writerName(ticket)}
        fileHref={fileHref(ticket)}
      />
    </ThreadParts>
  )
}

function Files({ ticket, files }: TicketProps) {
  const words = useWords(ticketWords)
  const agentWords = useWords(ticketAgentWords)
  if (files.length === 0)
    return (
      <Empty title={words.noFiles}>
        <p>{agentWords.noFilesText}</p>
      </Empty>
    )
  const internal = files.filter(({ isInternal }) => isInternal)
  return (
    <>
      <p class="hint">{agentWords.filesText}</p>
      <FileList files={files.filter(({ isInternal }) => !isInternal)} href={fileHref(ticket)} />
      {internal.length > 0 && (
        <>
          <h2>{agentWords.internalFiles}</h2>
          <FileList files={internal} href={fileHref(ticket)} />
        </>
      )}
    </>
  )
}
