import { paths } from '../../src/urls.ts'
import type { Crumb } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Tabs } from '../parts/tabs.tsx'
import { accountWords } from '../words/accounts.ts'

export type AccountPart = 'identity' | 'memberships' | 'subscriptions' | 'preferences' | 'security'

const PARTS: { part: AccountPart; href: string }[] = [
  { part: 'identity', href: paths.account },
  { part: 'memberships', href: paths.ownMemberships },
  { part: 'subscriptions', href: paths.ownSubscriptions },
  { part: 'preferences', href: paths.accountPreferences },
  { part: 'security', href: paths.accountSecurity },
]

/** The parts of "Mon compte", on each of its pages. */
export function AccountNav({ current }: { current: AccountPart }) {
  const words = useWords(accountWords)
  const tabs = PARTS.map(({ part, href }) => ({ href, label: words.parts[part], current: part === current }))
  return <Tabs label={words.account} tabs={tabs} />
}

/** The first crumb of the pages of "Mon compte". */
export const accountCrumbs = (words: (typeof accountWords)['fr']): Crumb[] => [{ href: paths.home, label: words.home }]
