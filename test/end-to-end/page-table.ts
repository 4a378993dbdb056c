import { paths, url, withQuery } from '../../src/urls.ts'
import { FREE_SIRET, type Furnished, type RoleName } from './furnished.ts'

type Row = {
  /** Who may open it; to others it answers something else, which the rights matrix tests. */
  who: readonly RoleName[]
  /** The addresses to look at: the page in the states that it can be in. */
  at?: (made: Furnished, role: RoleName) => string[]
}

export const ROLES = ['visitor', 'nadia', 'chloe', 'gael', 'bruno', 'alice', 'farid', 'emma'] as const
const VISITOR = ['visitor'] as const
const SIGNED_IN = ROLES.slice(1)
const MANAGERS = ['gael', 'bruno', 'alice', 'farid'] as const
const OF_MAIRIE = ['gael', 'bruno', 'alice'] as const
const OF_WHOLE = ['bruno', 'alice', 'emma'] as const
const OPERATOR = ['emma'] as const

/** What GET answers without a page: files, and what machines ask. */
export const NO_PAGES: string[] = [
  paths.alive,
  paths.ready,
  paths.historyExport,
  paths.accountData,
  paths.managedMandateDocument,
]

/** A page that changes a structure. Farid's firm has no billing mandate: he was warned of that. */
const ofStructure = (path: Parameters<typeof url>[0]): Row => ({
  who: [...OF_WHOLE, 'farid'],
  at: ({ mairie, elsewhere }, role) => {
    const here = path.replace(':id', String(role === 'farid' ? elsewhere : mairie))
    return [role === 'farid' ? `${here}?mandate=none` : here]
  },
})

/** Every page of the product, who opens it, and where. A GET route without a row fails the test. */
export const PAGES: Record<string, Row> = {
  [paths.home]: { who: ROLES },
  [paths.signIn]: { who: VISITOR, at: () => [paths.signIn, `${paths.signIn}?next=%2Fmanager`] },
  [paths.passwordForgotten]: { who: VISITOR },
  [paths.passwordForgottenSent]: { who: VISITOR },
  [paths.activation]: { who: VISITOR, at: ({ activation }) => [url(paths.activation, { token: activation })] },
  [paths.passwordReset]: { who: VISITOR, at: ({ reset }) => [url(paths.passwordReset, { token: reset })] },
  // Opens only while there is no operator: a test of its own.
  [paths.firstOperator]: { who: [] },
  [paths.newAccount]: { who: VISITOR },
  [paths.newAccountSent]: { who: VISITOR },
  [paths.resume]: { who: SIGNED_IN, at: ({ kept }, role) => [url(paths.resume, { id: kept[role] ?? '' })] },

  [paths.account]: { who: SIGNED_IN },
  [paths.accountSecurity]: { who: SIGNED_IN },
  [paths.ownMemberships]: { who: SIGNED_IN },
  [paths.ownTransfer]: {
    who: ['chloe', 'alice'],
    at: ({ mairie: structure, bruno }, role) => [
      paths.ownTransfer,
      ...(role === 'alice'
        ? [{}, { q: 'leroy' }, { q: 'zzzz' }, { login: bruno.login }].map((query) =>
            withQuery(paths.ownTransfer, { structure, ...query }),
          )
        : []),
    ],
  },
  [paths.ownDeparture]: { who: ['chloe', ...OF_MAIRIE], at: ({ mairie: id }) => [url(paths.ownDeparture, { id })] },
  [paths.deactivation]: { who: ['chloe', 'alice', 'emma'] },
  [paths.deactivationSuccessors]: {
    who: ['chloe', 'alice'],
    at: () => ['', '?q=leroy', '?q=zzzz'].map((query) => paths.deactivationSuccessors + query),
  },
  [paths.reactivation]: { who: VISITOR },
  [paths.ownRequest]: {
    who: ['nadia'],
    at: ({ waiting, refused }) => [waiting, refused].map((id) => url(paths.ownRequest, { id })),
  },
  [paths.ownRequestWithdrawal]: { who: ['nadia'], at: ({ waiting: id }) => [url(paths.ownRequestWithdrawal, { id })] },

  [paths.ownSubscriptions]: { who: SIGNED_IN },
  [paths.ownSubscriptionRequest]: {
    who: ['chloe'],
    at: ({ ownSubscriptions }) => ownSubscriptions.map((id) => url(paths.ownSubscriptionRequest, { id })),
  },
  [paths.ownSubscriptionRequestWithdrawal]: {
    who: ['chloe'],
    at: ({ ownSubscriptions: [, id = 0] }) => [url(paths.ownSubscriptionRequestWithdrawal, { id })],
  },
  [paths.subscribing]: {
    who: SIGNED_IN,
    at: ({ mairie, elsewhere, ownSubscriptions: [id] }) => [
      url(paths.subscribing, { id: mairie }),
      url(paths.subscribing, { id: elsewhere }),
      withQuery(url(paths.subscribing, { id: mairie }), { corrects: id }),
    ],
  },

  [paths.structureSearch]: {
    who: SIGNED_IN,
    at: () => [paths.structureSearch, `${paths.structureSearch}?q=noisy`, `${paths.structureSearch}?q=zzzz`],
  },
  [paths.structure]: { who: SIGNED_IN, at: ({ mairie: id }) => [url(paths.structure, { id })] },
  [paths.joining]: {
    who: ['chloe', 'gael', 'bruno', 'alice', 'emma'],
    at: ({ elsewhere: id }) => [url(paths.joining, { id })],
  },
  [paths.newStructure]: { who: SIGNED_IN },
  [paths.newStructureCheck]: { who: SIGNED_IN, at: () => [`${paths.newStructureCheck}?siret=${FREE_SIRET}`] },

  [paths.managedStructures]: {
    who: MANAGERS,
    at: () => [paths.managedStructures, `${paths.managedStructures}?q=zzzz`],
  },
  [paths.managedStructure]: {
    who: [...OF_MAIRIE, 'farid', 'emma'],
    at: ({ mairie, elsewhere }, role) => [url(paths.managedStructure, { id: role === 'farid' ? elsewhere : mairie })],
  },
  [paths.managedStructureEdit]: {
    who: [...OF_WHOLE, 'farid'],
    at: ({ mairie, elsewhere }, role) => {
      const here = url(paths.managedStructureEdit, { id: role === 'farid' ? elsewhere : mairie })
      return role === 'farid' ? [here, `${here}?mandate=none`] : [here]
    },
  },
  [paths.technicalUser]: {
    who: ['alice', 'farid'],
    at: ({ mairie, elsewhere }, role) => [url(paths.technicalUser, { id: role === 'farid' ? elsewhere : mairie })],
  },
  [paths.technicalUserReset]: { who: ['alice'], at: ({ mairie: id }) => [url(paths.technicalUserReset, { id })] },
  [paths.technicalUserRemoval]: { who: ['alice'], at: ({ mairie: id }) => [url(paths.technicalUserRemoval, { id })] },
  [paths.identifierChange]: { who: ['farid'], at: ({ elsewhere: id }) => [url(paths.identifierChange, { id })] },
  [paths.identifierNew]: { who: ['farid'], at: ({ elsewhere: id }) => [url(paths.identifierNew, { id })] },
  [paths.managedStructureRegister]: {
    who: OF_WHOLE,
    at: ({ mairie: id }) => [url(paths.managedStructureRegister, { id })],
  },
  [paths.managedParameters]: ofStructure(paths.managedParameters),
  [paths.managedServices]: {
    who: OF_WHOLE,
    at: ({ mairie: id }) =>
      ['mandate=none', 'mandate=none&state=closed', 'mandate=none&q=zzzz'].map(
        (query) => `${url(paths.managedServices, { id })}?${query}`,
      ),
  },
  [paths.managedService]: {
    who: OF_WHOLE,
    at: ({ mairie: id, finances, archives }) =>
      [finances, archives].map((service) => `${url(paths.managedService, { id, service })}?mandate=none`),
  },
  [paths.managedServiceClosing]: {
    who: OF_WHOLE,
    at: ({ mairie: id, finances: service }) => [url(paths.managedServiceClosing, { id, service })],
  },
  [paths.managedMandates]: {
    who: [...OF_WHOLE, 'farid'],
    at: ({ mairie, elsewhere }, role) => [url(paths.managedMandates, { id: role === 'farid' ? elsewhere : mairie })],
  },
  [paths.managedMandate]: {
    who: OF_WHOLE,
    at: ({ mairie: id, mandate }) => [url(paths.managedMandate, { id, mandate })],
  },

  [paths.managedSpaces]: {
    who: [...OF_MAIRIE, 'emma'],
    at: ({ mairie: id }) => [url(paths.managedSpaces, { id })],
  },
  [paths.managedSpaceOpening]: {
    who: OF_WHOLE,
    at: ({ mairie: id }) => [
      url(paths.managedSpaceOpening, { id, space: 'requests_received' }),
      withQuery(url(paths.managedSpaceOpening, { id, space: 'requests_received' }), { q: 'zzzz' }),
    ],
  },
  [paths.managedSpaceClosing]: {
    who: OF_WHOLE,
    at: ({ mairie: id }) => [url(paths.managedSpaceClosing, { id, space: 'requests_received' })],
  },

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
    at: ({ mairie: id }) => ['', '?rows=10&page=2', '?q=zzzz'].map((query) => url(paths.members, { id }) + query),
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
  [paths.history]: {
    who: ['bruno', 'alice', 'farid', 'emma'],
    // The platform support looks at one structure at a time.
    at: ({ mairie }, role) =>
      [{}, { person: 'zzzz' }, { list: 'memberships' }].map((query) =>
        withQuery(paths.history, { ...(role === 'emma' && { structure: mairie }), ...query }),
      ),
  },
  [paths.historyEntry]: { who: ['bruno', 'alice', 'emma'], at: ({ entry: id }) => [url(paths.historyEntry, { id })] },

  [paths.operator]: { who: OPERATOR },
  [paths.operatorSpaces]: {
    who: OPERATOR,
    at: () => [paths.operatorSpaces, `${paths.operatorSpaces}?space=manager`],
  },
  [paths.operatorStructures]: {
    who: OPERATOR,
    at: () => [paths.operatorStructures, `${paths.operatorStructures}?q=zzzz`],
  },
  [paths.operatorStructure]: { who: OPERATOR, at: ({ mairie: id }) => [url(paths.operatorStructure, { id })] },
  [paths.operatorReplacement]: { who: OPERATOR, at: ({ mairie: id }) => [url(paths.operatorReplacement, { id })] },
  [paths.operatorNewStructure]: {
    who: OPERATOR,
    at: () => [paths.operatorNewStructure, `${paths.operatorNewStructure}?siret=${FREE_SIRET}`],
  },
  [paths.operatorMail]: { who: OPERATOR, at: () => [url(paths.operatorMail, { id: 1 })] },
  [paths.operatorMails]: {
    who: OPERATOR,
    at: () => ['', '?state=sent', '?state=given_up'].map((query) => paths.operatorMails + query),
  },

  [paths.help]: { who: ROLES },
  [paths.contact]: { who: ROLES },
  [paths.siteMap]: { who: ROLES },
  [paths.releaseNotes]: { who: ROLES },
  [paths.legal]: { who: ROLES },
  [paths.privacy]: { who: ROLES },
  [paths.terms]: { who: ROLES },
  [paths.accessibility]: { who: ROLES },
}

const bulk = (path: string, { pending }: Furnished) =>
  `${path}?${pending
    .slice(0, 3)
    .map((id) => `id=${id}`)
    .join('&')}`

/** The addresses that a role opens, with the pattern that each belongs to. */
export const pagesOf = (role: RoleName, made: Furnished): { pattern: string; address: string }[] =>
  Object.entries(PAGES).flatMap(([pattern, { who, at }]) =>
    who.includes(role) ? (at?.(made, role) ?? [pattern]).map((address) => ({ pattern, address })) : [],
  )
