import { paths, url, withQuery } from '../../src/urls.ts'
import type { Furnished } from './furnished.ts'
import { MANAGERS, OF_MAIRIE, type Row } from './page-rows.ts'

/** The manager's area: requests, members, users, history. */
export const MANAGER_PAGES: Record<string, Row> = {
  [paths.manager]: { who: MANAGERS, at: () => [paths.manager, `${paths.manager}?requests=2`] },
  [paths.membershipRequests]: {
    who: MANAGERS,
    at: () =>
      ['', '?page=2', '?state=validated', '?state=refused', '?q=zzzz', '?sort=newest&rows=10'].map(
        (query) => paths.membershipRequests + query,
      ),
  },
  [paths.membershipRequest]: {
    who: OF_MAIRIE,
    at: ({ pending: [id = 0], validated }) => [
      url(paths.membershipRequest, { id }),
      url(paths.membershipRequest, { id: validated }),
      withQuery(url(paths.membershipRequest, { id }), { back: paths.manager }),
    ],
  },
  [paths.membershipRequestRefusal]: {
    who: OF_MAIRIE,
    at: ({ pending: [id = 0] }) => [url(paths.membershipRequestRefusal, { id })],
  },
  [paths.membershipRequestApprovals]: {
    who: OF_MAIRIE,
    at: (made) => [paths.membershipRequestApprovals, bulk(paths.membershipRequestApprovals, made)],
  },
  [paths.membershipRequestRefusals]: {
    who: OF_MAIRIE,
    at: (made) => [bulk(paths.membershipRequestRefusals, made)],
  },
  [paths.decisionRun]: { who: ['alice'], at: ({ run: id }) => [url(paths.decisionRun, { id })] },
  [paths.subscriptionRequests]: {
    who: MANAGERS,
    at: () =>
      ['', '?page=2&rows=10', '?state=validated', '?state=refused', '?q=zzzz', '?sort=newest'].map(
        (query) => paths.subscriptionRequests + query,
      ),
  },
  [paths.subscriptionRequest]: {
    who: OF_MAIRIE,
    at: ({ subscriptions: [id = 0, decided = 0] }) => [
      url(paths.subscriptionRequest, { id }),
      url(paths.subscriptionRequest, { id: decided }),
      withQuery(url(paths.subscriptionRequest, { id }), { back: paths.manager }),
    ],
  },
  [paths.subscriptionRequestRefusal]: {
    who: OF_MAIRIE,
    at: ({ subscriptions: [id = 0] }) => [url(paths.subscriptionRequestRefusal, { id })],
  },
  [paths.subscriptionRequestApprovals]: {
    who: OF_MAIRIE,
    at: ({ subscriptions: [id] }) => ['', `?id=${id}`].map((query) => paths.subscriptionRequestApprovals + query),
  },
  [paths.subscriptionRequestRefusals]: {
    who: OF_MAIRIE,
    at: ({ subscriptions: [id] }) => [`${paths.subscriptionRequestRefusals}?id=${id}`],
  },
  [paths.subscriptionRun]: { who: ['alice'], at: ({ subscriptionRun: id }) => [url(paths.subscriptionRun, { id })] },
  [paths.members]: {
    who: [...OF_MAIRIE, 'emma'],
    at: ({ mairie: id }) =>
      ['', '?rows=10&page=2', '?q=zzzz', '?role=managers&sort=-name'].map(
        (query) => url(paths.members, { id }) + query,
      ),
  },
  [paths.memberSearch]: {
    who: OF_MAIRIE,
    at: ({ mairie: id }) =>
      ['', '?lastName=', '?lastName=coll', '?login=nadia.haddad%40guichet.test', '?lastName=zzzz'].map(
        (query) => url(paths.memberSearch, { id }) + query,
      ),
  },
  [paths.attaching]: {
    who: OF_MAIRIE,
    at: ({ mairie: id, nadia }) => ['', `?login=${nadia.login}`].map((query) => url(paths.attaching, { id }) + query),
  },
  [paths.attachingRun]: {
    who: ['alice'],
    at: ({ mairie: id, memberRun: run }) => [url(paths.attachingRun, { id, run })],
  },
  [paths.newMemberAccount]: {
    who: OF_MAIRIE,
    at: ({ mairie: id }) => [`${url(paths.newMemberAccount, { id })}?lastName=Nouvelle`],
  },
  [paths.member]: {
    who: OF_MAIRIE,
    at: ({ mairie: id, colleague, alice }, role) =>
      [colleague, ...(role === 'gael' ? [] : [alice.id])].map((user) => url(paths.member, { id, user })),
  },
  [paths.memberRemoval]: {
    who: ['bruno', 'alice'],
    at: ({ mairie: id, colleague, alice }) =>
      [colleague, alice.id].map((user) => url(paths.memberRemoval, { id, user })),
  },
  [paths.memberSubscriptions]: {
    who: OF_MAIRIE,
    at: ({ mairie: id, colleague: user }) => [url(paths.memberSubscriptions, { id, user })],
  },
  [paths.membersSubscriptions]: {
    who: OF_MAIRIE,
    at: ({ mairie: id, colleague }) =>
      ['', `?id=${colleague}`].map((query) => url(paths.membersSubscriptions, { id }) + query),
  },
  [paths.rightsCopy]: {
    who: MANAGERS,
    at: ({ nadia }, role) =>
      role === 'alice' || role === 'bruno'
        ? ['', `?from=lucie.collegue@guichet.test&to=${nadia.login}`, '?from=x&to='].map(
            (query) => paths.rightsCopy + query,
          )
        : [paths.rightsCopy],
  },
  [paths.userSearch]: {
    who: MANAGERS,
    at: () =>
      ['', '?asked=1', '?last=zzzz', '?status=locked', '?asked=1&rows=10&sort=-name'].map(
        (query) => paths.userSearch + query,
      ),
  },
  [paths.userStructures]: { who: OF_MAIRIE, at: ({ colleague: id }) => [url(paths.userStructures, { id })] },
  [paths.user]: { who: OF_MAIRIE, at: ({ colleague: id }) => [url(paths.user, { id })] },
  [paths.userAttaching]: {
    who: OF_MAIRIE,
    at: ({ attached }) => ['', `?id=${attached}`].map((query) => paths.userAttaching + query),
  },
  [paths.userActivations]: {
    who: OF_MAIRIE,
    at: ({ attached }) => ['', `?id=${attached}`].map((query) => paths.userActivations + query),
  },
  [paths.memberRemovals]: {
    who: OF_MAIRIE,
    at: ({ attached }) => ['', `?id=${attached}`, '?all=1&asked=1'].map((query) => paths.memberRemovals + query),
  },
  [paths.userRun]: { who: ['alice'], at: ({ userRun: id }) => [url(paths.userRun, { id })] },
  [paths.history]: {
    who: ['bruno', 'alice', 'farid', 'emma'],
    // The platform support looks at one structure at a time.
    at: ({ mairie }, role) =>
      [{}, { person: 'zzzz' }, { list: 'memberships' }].map((query) =>
        withQuery(paths.history, { ...(role === 'emma' && { structure: mairie }), ...query }),
      ),
  },
  [paths.historyEntry]: { who: ['bruno', 'alice', 'emma'], at: ({ entry: id }) => [url(paths.historyEntry, { id })] },
}

const bulk = (path: string, { pending }: Furnished) =>
  `${path}?${pending
    .slice(0, 3)
    .map((id) => `id=${id}`)
    .join('&')}`
