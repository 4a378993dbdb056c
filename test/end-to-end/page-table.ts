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
const OPERATOR = ['emma'] as const

/** What GET answers without a page: files, and what machines ask. */
export const NO_PAGES: string[] = [paths.alive, paths.ready, paths.historyExport, paths.accountData]

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
  [paths.ownRequest]: {
    who: ['nadia'],
    at: ({ waiting, refused }) => [waiting, refused].map((id) => url(paths.ownRequest, { id })),
  },
  [paths.ownRequestWithdrawal]: { who: ['nadia'], at: ({ waiting: id }) => [url(paths.ownRequestWithdrawal, { id })] },

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
  [paths.operatorStructures]: {
    who: OPERATOR,
    at: () => [paths.operatorStructures, `${paths.operatorStructures}?q=zzzz`],
  },
  [paths.operatorStructure]: { who: OPERATOR, at: ({ mairie: id }) => [url(paths.operatorStructure, { id })] },
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
