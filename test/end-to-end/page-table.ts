import { paths, url, withQuery } from '../../src/urls.ts'
import { ERROR_PAGES } from './error-page-table.ts'
import { FREE_SIRET, type Furnished, type RoleName } from './furnished.ts'
import { MANAGER_PAGES } from './manager-page-table.ts'
import { OF_MAIRIE, OPERATOR, ROLES, type Row, SIGNED_IN, VISITOR } from './page-rows.ts'
import { STRUCTURE_PAGES } from './structure-page-table.ts'
import { HELP_PAGES } from './help-page-table.ts'
import { TICKET_PAGES } from './ticket-page-table.ts'

/** What GET answers without a page: files, and what machines ask. */
export const NO_PAGES: string[] = [
  paths.alive,
  paths.ready,
  paths.historyExport,
  paths.usersExport,
  paths.accountData,
  paths.managedMandateDocument,
  paths.ticketsExport,
  paths.ticketEvents,
  paths.ticketNews,
  paths.ticketPresence,
  paths.ticketFile,
  paths.sentTicketFile,
  paths.ticketDraftFile,
  paths.guestTicketFile,
  paths.livechatFile,
  paths.advisorFile,
  paths.advisorEvents,
  paths.advisorNews,
  paths.articlesExport,
  paths.assistantEvents,
  paths.assistantNews,
  // Parts of a form, and the way back to it.
  paths.ticketRecipients,
  paths.newTicketDraft,
]

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

  [paths.accountPreferences]: { who: SIGNED_IN },
  [paths.shortcuts]: { who: ROLES },

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

  ...STRUCTURE_PAGES,
  ...MANAGER_PAGES,
  ...TICKET_PAGES,
  ...HELP_PAGES,

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

  [paths.siteMap]: { who: ROLES },
  [paths.releaseNotes]: { who: ROLES },
  [paths.legal]: { who: ROLES },
  [paths.privacy]: { who: ROLES },
  [paths.terms]: { who: ROLES },
  [paths.accessibility]: { who: ROLES },
}

type Looked = { pattern: string; address: string; expected: number }

/** The addresses that a role opens, with the pattern that each belongs to and what it answers. */
export const pagesOf = (role: RoleName, made: Furnished): Looked[] =>
  Object.entries({ ...PAGES, ...ERROR_PAGES }).flatMap(([pattern, { who, at, status: expected = 200 }]) =>
    who.includes(role) ? (at?.(made, role) ?? [pattern]).map((address) => ({ pattern, address, expected })) : [],
  )
