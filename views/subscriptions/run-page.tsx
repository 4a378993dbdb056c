import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { RunResult, type RunResultItem, type RunWords } from '../parts/run-result.tsx'
import { layoutWords } from '../words/layout.ts'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'

type Words = (typeof subscriptionDecisionWords)['fr']
export type SubscriptionRunProps = {
  id: number
  decision: 'validate' | 'refuse'
  items: RunResultItem[]
  /** The place in the queue. */ back: string
}

/** How a run of decisions speaks of itself. */
export const runWordsOf = (decision: SubscriptionRunProps['decision'], words: Words): RunWords => ({
  done: words.resultDone[decision],
  refused: words.resultRefused,
  left: words.resultLeft,
  caption: words.bulkCaption,
  item: words.itemHead,
  outcomeDone: words.outcomeDone[decision],
  outcomeRefused: (refusal) => (words.cannot as Partial<Record<string, string>>)[refusal] ?? words.notAllowed,
})

/** Done from refused, and why; what a stopped server left can be resumed. */
export const SubscriptionRunPage = (props: SubscriptionRunProps) => (
  <Layout
    title={useWords(subscriptionDecisionWords).resultTitle}
    section="manager"
    crumbs={[
      { href: paths.manager, label: useWords(layoutWords).manager },
      { href: props.back, label: useWords(subscriptionDecisionWords).queueTitle },
    ]}
  >
    <SubscriptionRunPanel {...props} />
  </Layout>
)

export function SubscriptionRunPanel({ id, decision, items, back }: SubscriptionRunProps) {
  const words = useWords(subscriptionDecisionWords)
  return (
    <RunResult items={items} words={runWordsOf(decision, words)} action={url(paths.subscriptionRun, { id })}>
      <a href={back}>{words.back}</a>
      <a href={paths.manager}>{words.backToManager}</a>
    </RunResult>
  )
}
