import { paths } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { userWords } from '../words/users-en.ts'

const pathOf = (back: string): string => new URL(back, 'http://here').pathname

/** Is the queue, whose panel htmx can swap, the page to come back to? */
export const isQueue = (back: string): boolean => pathOf(back) === paths.membershipRequests

/** Where a decision comes back to, in words: the synthesis, the user search or the queue that it was opened from. */
export function useWayBack(back: string): { label: string; crumbs: { href: string; label: string }[] } {
  const words = useWords(membershipWords)
  const { manager } = useWords(layoutWords)
  if (pathOf(back) === paths.manager) return { label: words.backToManager, crumbs: [{ href: back, label: manager }] }
  if (pathOf(back) === paths.userSearch) {
    const { back: label, title } = useWords(userWords)
    const crumbs = [
      { href: paths.manager, label: manager },
      { href: back, label: title },
    ]
    return { label, crumbs }
  }
  return {
    label: words.back,
    crumbs: [
      { href: paths.manager, label: manager },
      { href: isQueue(back) ? back : paths.membershipRequests, label: words.queueTitle },
    ],
  }
}
