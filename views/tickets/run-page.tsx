import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { RunResult, type RunResultItem, type RunWords } from '../parts/run-result.tsx'
import { ticketQueueWords } from '../words/ticket-queue.ts'
import { ticketWords } from '../words/tickets.ts'

type Words = (typeof ticketQueueWords)['fr']
export type TicketRunProps = { id: number; items: RunResultItem[]; /** The place in the list. */ back: string }

/** How giving out many tickets speaks of itself. */
export const assignmentRunWords = (words: Words, item: string): RunWords => ({
  done: words.resultDone,
  refused: words.resultRefused,
  left: words.resultLeft,
  caption: words.bulkCaption,
  item,
  outcomeDone: words.outcomeDone,
  outcomeRefused: (refusal) => (words.cannot as Partial<Record<string, string>>)[refusal] ?? words.notAllowed,
})

/** Which were given out and which not, and why; what a stopped server left can be resumed. */
export const TicketRunPage = (props: TicketRunProps) => (
  <Layout
    title={useWords(ticketQueueWords).resultTitle}
    section="received"
    crumbs={[{ href: props.back, label: useWords(ticketQueueWords).title }]}
  >
    <TicketRunPanel {...props} />
  </Layout>
)

export function TicketRunPanel({ id, items, back }: TicketRunProps) {
  const words = useWords(ticketQueueWords)
  const { number } = useWords(ticketWords)
  return (
    <RunResult items={items} words={assignmentRunWords(words, number)} action={url(paths.ticketRun, { id })}>
      <a href={back}>{words.back}</a>
    </RunResult>
  )
}
