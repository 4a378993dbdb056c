import { paths, url, withQuery } from '../../src/urls.ts'
import { FREE_SIRET } from './furnished.ts'
import { MANAGERS, OF_MAIRIE, OF_WHOLE, type Row } from './page-rows.ts'

/** A page that changes a structure. Farid's firm has no billing mandate: he was warned of that. */
const ofStructure = (path: Parameters<typeof url>[0]): Row => ({
  who: [...OF_WHOLE, 'farid'],
  at: ({ mairie, elsewhere }, role) => {
    const here = path.replace(':id', String(role === 'farid' ? elsewhere : mairie))
    return [role === 'farid' ? `${here}?mandate=none` : here]
  },
})

/** The pages of one managed structure: itself, its services, mandates and spaces, its technical user, its identifier. */
export const STRUCTURE_PAGES: Record<string, Row> = {
  [paths.managedStructures]: {
    who: MANAGERS,
    at: () => ['', '?q=zzzz', '?sort=-identifier'].map((query) => paths.managedStructures + query),
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
  [paths.identifierNew]: {
    who: ['farid'],
    at: ({ elsewhere: id }) => [
      url(paths.identifierNew, { id }),
      withQuery(url(paths.identifierNew, { id }), { identifier: FREE_SIRET }),
    ],
  },
  // The Mairie is active: it can be inactivated, and is told that there is nothing to activate.
  [paths.managedInactivation]: {
    who: OF_WHOLE,
    at: ({ mairie: id }) => [url(paths.managedInactivation, { id })],
  },
  [paths.managedActivation]: {
    who: OF_WHOLE,
    at: ({ mairie: id }) => [url(paths.managedActivation, { id })],
    status: 409,
  },
  [paths.managedStructureRegister]: {
    who: OF_WHOLE,
    at: ({ mairie: id }) => [url(paths.managedStructureRegister, { id })],
  },
  [paths.managedParameters]: ofStructure(paths.managedParameters),
  // Without a mandate, whoever wants to add a service is warned first, by the page that is looked at under "edit".
  [paths.managedServices]: {
    who: [...OF_WHOLE, 'farid'],
    at: ({ mairie, elsewhere }, role) =>
      (role === 'farid'
        ? ['rows=10', 'add=1&mandate=none', 'state=closed']
        : ['mandate=none', 'add=1', 'mandate=none&state=closed', 'mandate=none&q=zzzz', 'sort=-code&rows=10']
      ).map((query) => `${url(paths.managedServices, { id: role === 'farid' ? elsewhere : mairie })}?${query}`),
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
}
