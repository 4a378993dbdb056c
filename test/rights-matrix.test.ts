import { expect, test } from 'vitest'
import { paths, url } from '../src/urls.ts'
import { addMember, addPerson, addRequest } from './people.ts'
import { sampleRegister, SIRETS } from './structures/sample-register.ts'
import { addSubscriptionRequest } from './subscription-requests.ts'
import { openWorld, type TestWorld, type Visitor } from './world.ts'

/** The columns of the reference table of rights. Each does the same thing with a form that is right in itself. */
const ROLES = ['primary', 'secondary', 'simple', 'operator'] as const
type Role = (typeof ROLES)[number]
/** What each role meets: done, shown, forbidden (it knows of the thing), or unknown (404). */
type Outcome = 'yes' | 'forbidden' | 'unknown'
type Row = { right: string; expected: Record<Role, Outcome>; tries: (stage: Stage) => Promise<Response> }
type Stage = { w: TestWorld; who: Visitor; actor: Role; structure: number; firm: number }

const all = (outcome: Outcome): Record<Role, Outcome> => ({
  primary: outcome,
  secondary: outcome,
  simple: outcome,
  operator: outcome,
})
const managers = { ...all('unknown'), primary: 'yes', secondary: 'yes' } as const
const managersAndOperator = { ...managers, operator: 'yes' } as const
const primaryOnly = { ...managers, secondary: 'forbidden' } as const

const somebody = (w: TestWorld) => addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
const memberOf = async (w: TestWorld, structureId: number) => {
  const jeanne = await somebody(w)
  const membership = await addMember(w.dbs, jeanne, { structureId, role: 'simple_user' })
  return { user: jeanne.id, membership, jeanne }
}

const MATRIX: Row[] = [
  {
    right: 'see the manager’s page of the structure',
    expected: managersAndOperator,
    tries: ({ who, structure }) => who.get(url(paths.managedStructure, { id: structure })),
  },
  {
    right: 'see its history',
    expected: { ...managersAndOperator },
    tries: async ({ who, w, structure }) => {
      await addRequest(w.dbs, await somebody(w), { structureId: structure })
      const alice = await w.as(w.alice)
      await alice.post(url(paths.membershipRequestRefusal, { id: 1 }), { reason: 'Non' })
      return who.get(url(paths.historyEntry, { id: 1 }))
    },
  },
  {
    right: 'see its members',
    expected: managersAndOperator,
    tries: ({ who, structure }) => who.get(url(paths.members, { id: structure })),
  },
  {
    right: 'validate a membership request',
    expected: managers,
    tries: async ({ who, w, structure }) => {
      const id = await addRequest(w.dbs, await somebody(w), { structureId: structure })
      return who.post(url(paths.membershipRequestApproval, { id }), { role: 'simple_user', whole: '1' })
    },
  },
  {
    right: 'refuse membership requests in bulk',
    expected: managers,
    tries: async ({ who, w, structure }) => {
      const id = await addRequest(w.dbs, await somebody(w), { structureId: structure })
      return who.post(paths.membershipRequestRefusals, { id: [String(id)], reason: 'Non' })
    },
  },
  {
    right: 'refuse a subscription request',
    expected: managers,
    tries: async ({ who, w, structure }) => {
      const { jeanne } = await memberOf(w, structure)
      const id = await addSubscriptionRequest(w.dbs, jeanne, {
        structureId: structure,
        spaces: [{ space: 'requests_received', access: 'write' }],
      })
      return who.post(url(paths.subscriptionRequestRefusal, { id }), { reason: 'Non' })
    },
  },
  {
    right: 'create a user’s account and attach it',
    expected: managers,
    tries: ({ who, structure }) =>
      who.post(url(paths.newMemberAccount, { id: structure }), {
        lastName: 'Petit',
        firstName: 'Jeanne',
        login: 'jeanne@guichet.test',
        contactEmail: 'jeanne@guichet.test',
        civility: 'madame',
        phone: '',
        language: 'fr',
        role: 'simple_user',
        whole: '1',
        startsOn: '2026-12-01',
        endsOn: '',
        comment: '',
      }),
  },
  {
    right: 'remove a membership',
    expected: managers,
    tries: async ({ who, w, structure }) => {
      const { user } = await memberOf(w, structure)
      return who.post(url(paths.memberRemoval, { id: structure, user }), { comment: '' })
    },
  },
  {
    right: 'send the activation mail again',
    expected: managers,
    tries: async ({ who, w, structure }) => {
      const { user } = await memberOf(w, structure)
      const pending = { state: 'pending_activation', password_hash: null } as const
      await w.db.updateTable('user').set(pending).where('id', '=', user).execute()
      return who.post(url(paths.userActivation, { id: user }))
    },
  },
  {
    right: 'edit the structure',
    expected: managersAndOperator,
    tries: ({ who, structure }) =>
      who.post(url(paths.managedStructureEdit, { id: structure }), {
        contactEmail: 'mairie@guichet.test',
        phone: '',
        pacage: '',
        socialRegime: '',
        vatNumber: '',
        connection: '',
      }),
  },
  {
    right: 'add a service',
    expected: managersAndOperator,
    tries: ({ who, structure }) =>
      who.post(url(paths.managedServices, { id: structure }), { code: 'NEW', name: 'Nouveau service' }),
  },
  {
    right: 'change the parameters',
    expected: managersAndOperator,
    tries: ({ who, structure }) =>
      who.post(url(paths.managedParameters, { id: structure }), { serviceCodeRequired: '1' }),
  },
  {
    right: 'close a space',
    expected: managersAndOperator,
    tries: ({ who, structure }) =>
      who.post(url(paths.managedSpaceClosing, { id: structure, space: 'invoices_received' })),
  },
  {
    right: 'change the SIRET of a private structure',
    expected: managers,
    tries: ({ who, firm }) => who.post(url(paths.identifierNew, { id: firm }), { identifier: SIRETS.bakery }),
  },
  {
    right: 'create the technical user',
    expected: primaryOnly,
    tries: ({ who, structure }) =>
      who.post(url(paths.technicalUser, { id: structure }), { login: 'machine@guichet.test' }),
  },
  {
    right: 'read the reference matrix of the spaces',
    expected: { ...all('unknown'), operator: 'yes' },
    tries: ({ who }) => who.get(paths.operatorSpaces),
  },
  {
    right: 'ask for a membership',
    expected: { ...all('forbidden'), operator: 'yes' },
    tries: ({ who, structure }) => who.post(url(paths.joining, { id: structure }), { scope: 'whole', comment: '' }),
  },
  {
    right: 'hand over the primary role',
    expected: { ...all('forbidden'), primary: 'yes', operator: 'unknown' },
    tries: ({ who, w, structure }) =>
      who.post(paths.ownTransfer, { structure: String(structure), login: w.nadia.login }),
  },
]

async function stage(actor: Role): Promise<Stage> {
  const w = await openWorld({ register: await sampleRegister() })
  // A firm in which the three have the same roles as in the Mairie.
  const firm = w.elsewhere
  const secondary = { role: 'secondary_manager' } as const
  await addMember(w.dbs, w.bruno, { structureId: firm, ...secondary })
  await addMember(w.dbs, w.alice, { structureId: firm, ...secondary })
  await addMember(w.dbs, w.chloe, { structureId: firm, role: 'simple_user' })
  const people = { primary: w.alice, secondary: w.bruno, simple: w.chloe, operator: w.emma }
  return { w, actor, firm, structure: w.mairie, who: await w.as(people[actor]) }
}

const outcomeOf = ({ status }: Response): Outcome | number => {
  if (status === 200 || status === 303) return 'yes'
  if (status === 403 || status === 409) return 'forbidden'
  return status === 404 ? 'unknown' : status
}

const attempts = MATRIX.flatMap((row) => ROLES.map((role) => ({ ...row, role, outcome: row.expected[role] })))

test.each(attempts)('$right: for $role it is $outcome', async ({ tries, role, outcome }) => {
  expect(outcomeOf(await tries(await stage(role)))).toBe(outcome)
})
