import { paths } from '../src/urls.ts'
import { EVERYBODY, OF_MAIRIE, type Row, SIGNED_IN } from './rights-roles.ts'

/** What is open to all, and what people do for themselves. */
export const OWN_RIGHTS: Record<string, Row> = {
  [`GET ${paths.alive}`]: { mairie: EVERYBODY },
  [`GET ${paths.ready}`]: { mairie: EVERYBODY },
  [`GET ${paths.home}`]: { mairie: EVERYBODY },
  [`POST ${paths.language}`]: { mairie: EVERYBODY },
  ...Object.fromEntries(
    [
      paths.help,
      paths.contact,
      paths.siteMap,
      paths.releaseNotes,
      paths.legal,
      paths.privacy,
      paths.terms,
      paths.accessibility,
    ].map((path) => [`GET ${path}`, { mairie: EVERYBODY }]),
  ),
  // Whoever holds the link may use it; an unknown one is a 404 that says how to get another.
  ...Object.fromEntries(
    [paths.activation, paths.passwordReset].flatMap((path) => [
      [`GET ${path}`, { mairie: [] }],
      [`POST ${path}`, { mairie: [] }],
    ]),
  ),
  [`GET ${paths.firstOperator}`]: { mairie: [] },
  [`POST ${paths.firstOperator}`]: { mairie: [] },
  ...Object.fromEntries(
    [paths.signIn, paths.passwordForgotten, paths.newAccount].flatMap((path) => [
      [`GET ${path}`, { mairie: EVERYBODY }],
      [`POST ${path}`, { mairie: EVERYBODY }],
    ]),
  ),
  [`GET ${paths.passwordForgottenSent}`]: { mairie: EVERYBODY },
  [`GET ${paths.newAccountSent}`]: { mairie: EVERYBODY },
  [`POST ${paths.signOut}`]: { mairie: EVERYBODY },

  [`GET ${paths.resume}`]: { mairie: [], id: 'entry' },
  [`POST ${paths.resume}`]: { mairie: [], id: 'entry' },
  [`GET ${paths.account}`]: { mairie: SIGNED_IN },
  [`POST ${paths.accountIdentity}`]: { mairie: SIGNED_IN },
  [`GET ${paths.accountPreferences}`]: { mairie: SIGNED_IN },
  [`POST ${paths.accountPreferences}`]: { mairie: SIGNED_IN },
  [`GET ${paths.shortcuts}`]: { mairie: EVERYBODY },
  [`GET ${paths.accountData}`]: { mairie: SIGNED_IN },
  [`GET ${paths.accountSecurity}`]: { mairie: SIGNED_IN },
  [`POST ${paths.accountPassword}`]: { mairie: SIGNED_IN },
  // It ends at the sign-in page, where a visitor is sent too.
  [`POST ${paths.accountSessionsEnd}`]: { mairie: EVERYBODY },
  [`POST ${paths.accountSessionEnd}`]: { mairie: [], id: 'entry' },
  [`GET ${paths.ownMemberships}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ownTransfer}`]: { mairie: SIGNED_IN },
  [`POST ${paths.ownTransfer}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ownDeparture}`]: { mairie: ['chloe', ...OF_MAIRIE], elsewhere: ['farid'], id: 'structure' },
  [`GET ${paths.deactivation}`]: { mairie: SIGNED_IN },
  [`POST ${paths.deactivation}`]: { mairie: SIGNED_IN },
  [`GET ${paths.deactivationSuccessors}`]: { mairie: SIGNED_IN },
  [`POST ${paths.deactivationSuccessors}`]: { mairie: SIGNED_IN },
  [`GET ${paths.reactivation}`]: { mairie: EVERYBODY },
  [`POST ${paths.reactivation}`]: { mairie: EVERYBODY },
  [`GET ${paths.ownRequest}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },
  [`GET ${paths.ownRequestWithdrawal}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },
  [`POST ${paths.ownRequestWithdrawal}`]: { mairie: ['nadia'], elsewhere: [], id: 'request' },

  [`GET ${paths.ownSubscriptions}`]: { mairie: SIGNED_IN },
  [`GET ${paths.ownSubscriptionRequest}`]: { mairie: ['chloe'], elsewhere: [], id: 'subscription' },
  [`GET ${paths.ownSubscriptionRequestWithdrawal}`]: { mairie: ['chloe'], elsewhere: [], id: 'subscription' },
  [`POST ${paths.ownSubscriptionRequestWithdrawal}`]: { mairie: ['chloe'], elsewhere: [], id: 'subscription' },
  [`GET ${paths.subscribing}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`POST ${paths.subscribing}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`POST ${paths.ownSpaces}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },

  [`GET ${paths.structureSearch}`]: { mairie: SIGNED_IN },
  [`GET ${paths.newStructure}`]: { mairie: SIGNED_IN },
  [`POST ${paths.newStructure}`]: { mairie: SIGNED_IN },
  [`GET ${paths.newStructureCheck}`]: { mairie: SIGNED_IN },
  [`GET ${paths.structure}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`GET ${paths.joining}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
  [`POST ${paths.joining}`]: { mairie: SIGNED_IN, elsewhere: SIGNED_IN, id: 'structure' },
}
