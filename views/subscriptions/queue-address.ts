import { paths } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { layoutWords } from '../words/layout.ts'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'

/** The part of the queue's page that htmx swaps. */
export const SUBSCRIPTION_QUEUE_PANEL = 'subscription-requests-panel'

const pathOf = (back: string): string => new URL(back, 'http://here').pathname

/** Is the queue, whose panel htmx can swap, the page to come back to? */
export const isSubscriptionQueue = (back: string): boolean => pathOf(back) === paths.subscriptionRequests

/** Where a decision comes back to, in words: the synthesis or the queue it was opened from. */
export function useWayBack(back: string): { label: string; crumbs: { href: string; label: string }[] } {
  const words = useWords(subscriptionDecisionWords)
  const { manager } = useWords(layoutWords)
  if (pathOf(back) === paths.manager) return { label: words.backToManager, crumbs: [{ href: back, label: manager }] }
  return {
    label: words.back,
    crumbs: [
      { href: paths.manager, label: manager },
      { href: isSubscriptionQueue(back) ? back : paths.subscriptionRequests, label: words.queueTitle },
    ],
  }
}
