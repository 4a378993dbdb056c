import { paths } from '../src/urls.ts'
import { MANAGERS, OF_MAIRIE, OF_SERVICES, OF_WHOLE, type Row } from './rights-roles.ts'

/** The manager’s area, in the order in which it is tried. */
export const MANAGER_RIGHTS: Record<string, Row> = {
  ...Object.fromEntries(
    [
      paths.managedStructureEdit,
      paths.managedStructureRegister,
      paths.managedParameters,
      paths.managedService,
      paths.managedServiceClosing,
      paths.managedMandates,
      paths.managedMandate,
    ].flatMap((path) => [
      [`GET ${path}`, OF_WHOLE],
      [`POST ${path}`, OF_WHOLE],
    ]),
  ),
  [`POST ${paths.managedServiceOpening}`]: OF_WHOLE,
  [`GET ${paths.managedMandateDocument}`]: OF_WHOLE,
  [`POST ${paths.managedServices}`]: OF_WHOLE,
  [`GET ${paths.managedServices}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  [`GET ${paths.managedStructure}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  ...Object.fromEntries(
    [paths.managedActivation, paths.managedInactivation].flatMap((path) => [
      [`GET ${path}`, OF_WHOLE],
      [`POST ${path}`, OF_WHOLE],
    ]),
  ),
  [`GET ${paths.managedStructures}`]: { mairie: MANAGERS },

  [`GET ${paths.managedSpaces}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  // Open for the whole structure: a manager of services alone leaves it as it is.
  ...Object.fromEntries(
    [paths.managedSpaceOpening, paths.managedSpaceClosing].flatMap((path) => [
      [`GET ${path}`, OF_WHOLE],
      [`POST ${path}`, OF_WHOLE],
    ]),
  ),

  // Before the members' own rows: one of these removes the member.
  [`GET ${paths.userSearch}`]: { mairie: MANAGERS },
  [`GET ${paths.usersExport}`]: { mairie: MANAGERS },
  [`GET ${paths.userStructures}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'user' },
  [`GET ${paths.user}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'user' },
  [`POST ${paths.user}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'user' },
  [`POST ${paths.userActivation}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'user' },
  [`GET ${paths.userAttaching}`]: { mairie: MANAGERS },
  [`GET ${paths.userActivations}`]: { mairie: MANAGERS },
  [`POST ${paths.userActivations}`]: { mairie: MANAGERS },
  [`GET ${paths.memberRemovals}`]: { mairie: MANAGERS },
  [`POST ${paths.memberRemovals}`]: { mairie: MANAGERS },
  [`GET ${paths.userRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'userRun' },
  [`POST ${paths.userRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'userRun' },

  [`GET ${paths.members}`]: { mairie: [...OF_MAIRIE, 'emma'], elsewhere: ['farid', 'emma'], id: 'structure' },
  ...Object.fromEntries(
    [paths.attaching, paths.newMemberAccount, paths.membersSubscriptions].flatMap((path) => [
      [`GET ${path}`, OF_SERVICES],
      [`POST ${path}`, OF_SERVICES],
    ]),
  ),
  [`GET ${paths.memberSearch}`]: OF_SERVICES,
  ...Object.fromEntries(
    [paths.member, paths.memberSubscriptions, paths.memberRemoval].flatMap((path) => [
      [`GET ${path}`, OF_SERVICES],
      [`POST ${path}`, OF_SERVICES],
    ]),
  ),
  [`GET ${paths.attachingRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'structure' },
  [`POST ${paths.attachingRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'structure' },
  [`GET ${paths.rightsCopy}`]: { mairie: MANAGERS },
  [`POST ${paths.rightsCopy}`]: { mairie: MANAGERS },
  [`GET ${paths.manager}`]: { mairie: MANAGERS },
  [`GET ${paths.membershipRequests}`]: { mairie: MANAGERS },
  [`GET ${paths.membershipRequest}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`POST ${paths.membershipRequestApproval}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`GET ${paths.membershipRequestRefusal}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`POST ${paths.membershipRequestRefusal}`]: { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'request' },
  [`GET ${paths.membershipRequestApprovals}`]: { mairie: MANAGERS },
  [`POST ${paths.membershipRequestApprovals}`]: { mairie: MANAGERS },
  [`GET ${paths.membershipRequestRefusals}`]: { mairie: MANAGERS },
  [`POST ${paths.membershipRequestRefusals}`]: { mairie: MANAGERS },
  [`GET ${paths.decisionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'run' },
  [`POST ${paths.decisionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'run' },
  [`GET ${paths.subscriptionRequests}`]: { mairie: MANAGERS },
  ...Object.fromEntries(
    [
      `GET ${paths.subscriptionRequest}`,
      `POST ${paths.subscriptionRequestApproval}`,
      `GET ${paths.subscriptionRequestRefusal}`,
      `POST ${paths.subscriptionRequestRefusal}`,
    ].map((route): [string, Row] => [route, { mairie: OF_MAIRIE, elsewhere: ['farid'], id: 'subscription' }]),
  ),
  ...Object.fromEntries(
    [paths.subscriptionRequestApprovals, paths.subscriptionRequestRefusals].flatMap((path): [string, Row][] => [
      [`GET ${path}`, { mairie: MANAGERS }],
      [`POST ${path}`, { mairie: MANAGERS }],
    ]),
  ),
  [`GET ${paths.subscriptionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'subscriptionRun' },
  [`POST ${paths.subscriptionRun}`]: { mairie: ['alice'], elsewhere: ['farid'], id: 'subscriptionRun' },
  [`GET ${paths.history}`]: { mairie: ['bruno', 'alice', 'farid', 'emma'] },
  [`GET ${paths.historyExport}`]: { mairie: ['bruno', 'alice', 'farid', 'emma'] },
  ...Object.fromEntries(
    [
      `GET ${paths.technicalUser}`,
      `POST ${paths.technicalUser}`,
      `GET ${paths.technicalUserReset}`,
      `POST ${paths.technicalUserReset}`,
      `POST ${paths.technicalUserExport}`,
    ].map((route): [string, Row] => [
      route,
      { mairie: ['alice'], elsewhere: ['farid'], forbidden: ['gael', 'bruno'], id: 'structure' },
    ]),
  ),
  // The platform support frees an address that somebody else needs.
  ...Object.fromEntries(
    [`GET ${paths.technicalUserRemoval}`, `POST ${paths.technicalUserRemoval}`].map((route): [string, Row] => [
      route,
      { mairie: ['alice', 'emma'], elsewhere: ['farid', 'emma'], forbidden: ['gael', 'bruno'], id: 'structure' },
    ]),
  ),
  // A public structure keeps its identifier, and its managers are told so.
  ...Object.fromEntries(
    [`GET ${paths.identifierChange}`, `GET ${paths.identifierNew}`, `POST ${paths.identifierNew}`].map(
      (route): [string, Row] => [route, OF_SERVICES],
    ),
  ),
  [`GET ${paths.historyEntry}`]: { mairie: ['bruno', 'alice', 'emma'], elsewhere: ['farid', 'emma'], id: 'entry' },
}
