import { paths } from '../../src/urls.ts'
import { AccountNav, accountCrumbs } from '../accounts/account-nav.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { accountWords } from '../words/accounts.ts'
import { joiningWords } from '../words/joining.ts'
import { OwnRequestPanel, type OwnRequestProps, useRequestTitle } from './own-request-panel.tsx'

/** The crumbs above one request of mine. */
export const useRequestCrumbs = () => [
  ...accountCrumbs(useWords(accountWords)),
  { href: paths.ownMemberships, label: useWords(joiningWords).ownTitle },
]

export const OwnRequestPage = (props: OwnRequestProps) => (
  <Layout {...useRequestTitle(props)} crumbs={useRequestCrumbs()}>
    <AccountNav current="memberships" />
    <OwnRequestPanel {...props} />
  </Layout>
)
