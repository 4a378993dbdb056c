import type { Child } from 'hono/jsx'
import type { Activity, TicketFile } from '../../src/tickets/viewing-rules.ts'
import { useWords } from '../layout/scene.ts'
import { Time } from '../parts/time.tsx'
import { ticketWords } from '../words/tickets.ts'
import { FileList } from './file-list.tsx'

/** Who looks: an agent, or the writer (of whom `id` is null without an account). */
export type Reader = { side: 'agent' | 'writer'; id: number | null }

type ThreadProps = {
  activities: Activity[]
  /** Those of the activities' own; each is shown with the activity that brought it. */
  files: TicketFile[]
  reader: Reader
  /** Who wrote the ticket, as a name. */
  writerName: string
  /** The address of a file of this ticket. */
  fileHref: (file: TicketFile) => string
  /** Beside the thread itself, whose lines have the addresses. */
  isExcerpt?: boolean
}

/** The exchanges about a ticket, oldest first: what was said, by whom, with which files. */
export const Thread = ({ activities, files, isExcerpt = false, ...props }: ThreadProps) => (
  <ol class="thread">
    {activities.map((activity) => (
      <li
        id={isExcerpt ? undefined : `activity-${activity.id}`}
        class={
          [isOwn(activity, props.reader) && 'mine', activity.isInternal && 'internal'].filter(Boolean).join(' ') ||
          undefined
        }
      >
        <header>
          <Headline activity={activity} reader={props.reader} writerName={props.writerName} /> ·{' '}
          <Time at={activity.at} precise />
        </header>
        <Said activity={activity} />
        <FileList files={files.filter((file) => file.activityId === activity.id)} href={props.fileHref} />
      </li>
    ))}
  </ol>
)

const isOwn = ({ side, author }: Activity, reader: Reader): boolean =>
  side === reader.side && (author?.id ?? null) === reader.id

/** Everybody is named to everybody, agents to writers too, as the portal does; what the platform did has no name. */
function Headline({
  activity,
  reader,
  writerName,
}: { activity: Activity } & Pick<ThreadProps, 'reader' | 'writerName'>) {
  const words = useWords(ticketWords)
  const { kind, side, author, details } = activity
  if (details['returned'] !== undefined) return <span>{withDetails(words.returned, activity, words)}</span>
  if (isOwn(activity, reader)) return <span>{withDetails(words.youDid[kind], activity, words)}</span>
  if (side === 'platform' || kind.startsWith('transferred'))
    return <span>{withDetails(words.did[kind], activity, words)}</span>
  const name = side === 'writer' ? writerName : (author?.name ?? String(details['author'] ?? ''))
  return (
    <span>
      <strong>{name}</strong> {withDetails(words.did[kind], activity, words)}
    </span>
  )
}

type Words = (typeof ticketWords)['fr']
function withDetails(text: string, { details }: Activity, words: Words): string {
  const { to, from, number, score } = details
  return [
    text,
    typeof from === 'string' && words.from(from),
    typeof to === 'string' && words.to(to),
    number,
    typeof score === 'number' && words.score(score),
  ]
    .filter(Boolean)
    .join(' ')
}

function Said({ activity: { body, isInternal } }: { activity: Activity }): Child {
  const words = useWords(ticketWords)
  return (
    <>
      {isInternal && body && <p class="hint">{words.internal}</p>}
      {body && (
        <p class="said" dir="auto">
          {body}
        </p>
      )}
    </>
  )
}
