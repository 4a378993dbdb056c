import type { DecideRefusal, RequestLine } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { dateText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { bulkWords } from '../words/bulk.ts'
import { membershipWords } from '../words/memberships.ts'
import { StartsLater } from './starts-later.tsx'

/** `outcome` is null while the item is left to do; `startsOn` is the day that a membership waits for, where that is the reason. */
export type RunItem = { request: RequestLine; outcome: 'done' | DecideRefusal | null; startsOn?: string | undefined }
export type RunProps = {
  id: number
  decision: 'validate' | 'refuse'
  items: RunItem[]
  /** The place in the queue. */ back: string
}

/** How many items of a run were done, were not, and are left to do. */
export type RunCounts = { decision: RunProps['decision']; done: number; refused: number; left: number }

const countsOf = ({ decision, items }: Pick<RunProps, 'decision' | 'items'>): RunCounts => {
  const done = items.filter(({ outcome }) => outcome === 'done').length
  const left = items.filter(({ outcome }) => outcome === null).length
  return { decision, done, left, refused: items.length - done - left }
}

/** "3 demandes validées, 1 demande n'a pas changé": the result of a run in one sentence. */
export function runText({ decision, done, refused, left }: RunCounts, bulk: (typeof bulkWords)['fr']): string {
  return [
    bulk.resultDone[decision](done),
    refused > 0 && bulk.resultRefused(refused),
    left > 0 && bulk.resultLeft(left),
  ]
    .filter(Boolean)
    .join(', ')
}

/** Done from refused, and why; what a stopped server left can be resumed. */
export function RunPage(props: RunProps) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  return (
    <Layout
      title={bulk.resultTitle}
      section="manager"
      crumbs={[
        { href: paths.manager, label: useWords(layoutWords).manager },
        { href: props.back, label: words.queueTitle },
      ]}
    >
      <RunPanel {...props} />
    </Layout>
  )
}

export function RunPanel({ id, decision, items, back }: RunProps) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  const left = items.some(({ outcome }) => outcome === null)
  return (
    <section id="run-panel" class="panel">
      <p>
        <strong>{runText(countsOf({ decision, items }), bulk)}.</strong>
      </p>
      {left && (
        <Form action={withQuery(url(paths.decisionRun, { id }), { back })}>
          <button class="main">{bulk.resultResume}</button>
        </Form>
      )}
      <Table caption={bulk.bulkCaption(items.length)} columns={[words.requester, words.structure, bulk.outcome]}>
        {items.toSorted(byTrouble).map((item) => (
          <tr>
            <th scope="row" data-label={words.requester}>
              <a href={withQuery(url(paths.membershipRequest, item.request), { back })}>{item.request.requesterName}</a>
            </th>
            <Cell label={words.structure}>{item.request.structureName}</Cell>
            <Cell label={bulk.outcome}>
              <Outcome {...item} decision={decision} />
            </Cell>
          </tr>
        ))}
      </Table>
      <p class="acts">
        <a href={back}>{words.back}</a>
        <a href={paths.manager}>{words.backToManager}</a>
      </p>
    </section>
  )
}

/** What did not go through is read first. */
const byTrouble = (a: RunItem, b: RunItem): number => Number(a.outcome === 'done') - Number(b.outcome === 'done')

function Outcome({ request, outcome, startsOn, decision }: RunItem & { decision: RunProps['decision'] }) {
  const bulk = useWords(bulkWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  if (outcome === null) return <Tag tone="wait" label={bulk.left} />
  if (outcome === 'done')
    return (
      <Tag
        tone={decision === 'validate' ? 'good' : 'bad'}
        label={words.states[decision === 'validate' ? 'validated' : 'refused']}
      />
    )
  const { deciderName, decided_at } = request
  return (
    <>
      <Tag tone="calm" label={bulk.didNotChange} />{' '}
      <small>
        {outcome === 'starts-later' && startsOn ? (
          <StartsLater structureId={request.structure_id} userId={request.user_id} startsOn={startsOn} />
        ) : (
          words.cannot[outcome]
        )}{' '}
        {outcome.startsWith('already') &&
          deciderName &&
          decided_at &&
          bulk.byWhom(deciderName, dateText(decided_at, language, true))}
      </small>
    </>
  )
}
