import { planCopy } from '../src/memberships/copying-rights.ts'
import { registerPublicStructure } from '../src/admin/registering-structures.ts'
import { paths, url } from '../src/urls.ts'
import {
  addTechnical,
  all,
  jeanneOf,
  managers,
  managersAndOperator,
  operatorOnly,
  pendingJeanneOf,
  primaryOnly,
  type Row,
  type Stage,
} from './rights-table.ts'
import { SIRETS } from './structures/sample-register.ts'

/** A member knows that there is such a role, and the page says whose it is to hand over. */
const told = { conflict: 'lui seul transmet ce rôle' }
const given = { whole: '1', startsOn: '2026-12-01', endsOn: '', comment: '' }
const account = {
  lastName: 'Petit',
  firstName: 'Jeanne',
  login: 'jeanne@guichet.test',
  contactEmail: 'jeanne@guichet.test',
  civility: 'madame',
  phone: '',
  language: 'fr',
}
const attach = ({ who, w, structure }: Stage, role: string) =>
  who.post(url(paths.attaching, { id: structure }), { ...given, role, login: w.nadia.login })

/** Gaël, a secondary manager of one service, is to become a simple user there. */
const demote = ({ who, w, structure }: Stage) =>
  who.post(url(paths.member, { id: structure, user: w.gael.id }), {
    role: 'simple_user',
    service: String(w.finances),
    endsOn: '',
    comment: '',
  })

async function unmanaged({ w }: Stage): Promise<number> {
  const lookup = await w.world.register.find(SIRETS.commune)
  const made = await registerPublicStructure(await w.actOf(w.emma), { lookup, name: '', services: [] })
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

/** People: members, their accounts and rights, the technical user, the primary role. */
export const MEMBER_ROWS: Row[] = [
  {
    right: 'see the members',
    expected: managersAndOperator,
    tries: ({ who, structure }) => who.get(url(paths.members, { id: structure })),
  },
  {
    right: 'attach an existing user as a simple user',
    expected: managers,
    records: 'membership.attached',
    tries: (stage) => attach(stage, 'simple_user'),
  },
  {
    right: 'attach an existing user as a secondary manager',
    expected: managers,
    records: 'membership.attached',
    tries: (stage) => attach(stage, 'secondary_manager'),
  },
  {
    right: 'create a user’s account and attach it',
    expected: managers,
    records: 'account.created',
    tries: ({ who, structure }) =>
      who.post(url(paths.newMemberAccount, { id: structure }), { ...account, ...given, role: 'simple_user' }),
  },
  {
    right: 'remove a membership',
    expected: managers,
    records: 'membership.removed',
    tries: async ({ who, w, structure }) => {
      const { user } = await jeanneOf(w, structure)
      return who.post(url(paths.memberRemoval, { id: structure, user }), { comment: '' })
    },
  },
  {
    right: 'remove memberships in bulk',
    expected: managers,
    records: 'membership.removed',
    tries: async ({ who, w, structure }) => {
      const { membership } = await jeanneOf(w, structure)
      return who.post(paths.memberRemovals, { id: [String(membership)], comment: '' })
    },
  },
  {
    right: 'send the activation mail again',
    expected: managers,
    records: 'account.activation_resent',
    tries: async ({ who, w, structure }) => {
      const { user } = await pendingJeanneOf(w, structure)
      return who.post(url(paths.userActivation, { id: user }))
    },
  },
  {
    right: 'send activation mails again in bulk',
    expected: managers,
    records: 'account.activation_resent',
    tries: async ({ who, w, structure }) => {
      const { membership } = await pendingJeanneOf(w, structure)
      return who.post(paths.userActivations, { id: [String(membership)] })
    },
  },
  {
    right: 'change a simple user’s role',
    expected: managers,
    records: 'membership.changed',
    tries: async ({ who, w, structure }) => {
      const { user } = await jeanneOf(w, structure)
      const changed = { role: 'secondary_manager', whole: '1', endsOn: '', comment: '' }
      return who.post(url(paths.member, { id: structure, user }), changed)
    },
  },
  {
    right: 'change a secondary manager’s role',
    expected: primaryOnly,
    records: 'membership.changed',
    tries: demote,
  },
  {
    right: 'give a member a subscription',
    expected: managers,
    records: 'subscription.changed',
    tries: async ({ who, w, structure }) => {
      const { user } = await jeanneOf(w, structure)
      const held = 'requests_received:0:write'
      return who.post(url(paths.memberSubscriptions, { id: structure, user }), { held })
    },
  },
  {
    right: 'give several members a subscription',
    expected: managers,
    records: 'subscription.changed',
    tries: async ({ who, w, structure }) => {
      const { user } = await jeanneOf(w, structure)
      const one = { space: 'requests_received', access: 'write' }
      return who.post(url(paths.membersSubscriptions, { id: structure }), { id: [String(user)], ...one })
    },
  },
  {
    right: 'copy somebody’s rights to somebody',
    expected: managers,
    records: 'membership.rights_copied',
    tries: async ({ who, w, person, structure }) => {
      const { jeanne } = await jeanneOf(w, structure)
      const addresses = { from: jeanne.login, to: w.nadia.login }
      const plan = await planCopy(await w.actOf(person), addresses)
      return who.post(paths.rightsCopy, { ...addresses, fingerprint: plan.ok ? plan.value.fingerprint : '' })
    },
  },
  {
    right: 'create the technical user',
    expected: primaryOnly,
    records: 'technical_user.created',
    tries: ({ who, structure }) =>
      who.post(url(paths.technicalUser, { id: structure }), { login: 'machine@guichet.test' }),
  },
  {
    right: 'reset the technical user’s password',
    expected: primaryOnly,
    records: 'technical_user.secret_reset',
    tries: async ({ who, w, structure }) => {
      await addTechnical(w, structure)
      return who.post(url(paths.technicalUserReset, { id: structure }), { overlap: '0' })
    },
  },
  {
    right: 'remove the technical user',
    // The support as well: the address may be that of somebody who needs it.
    expected: { ...primaryOnly, operator: 'yes' },
    records: 'technical_user.removed',
    tries: async ({ who, w, structure }) => {
      await addTechnical(w, structure)
      return who.post(url(paths.technicalUserRemoval, { id: structure }))
    },
  },
  {
    right: 'hand over the primary role',
    expected: { ...all('unknown'), primary: 'yes', secondary: told, simple: told },
    records: 'structure.primary_transferred',
    tries: ({ who, w, structure }) =>
      who.post(paths.ownTransfer, { structure: String(structure), login: w.nadia.login }),
  },
  {
    right: 'replace a primary manager who is gone',
    expected: operatorOnly,
    records: 'structure.primary_replaced',
    tries: ({ who, w, structure }) =>
      who.post(url(paths.operatorReplacement, { id: structure }), {
        login: w.nadia.login,
        reason: 'Départ',
        isGone: '1',
      }),
  },
  {
    right: 'appoint a first primary manager',
    expected: operatorOnly,
    records: 'structure.primary_appointed',
    tries: async (stage) => {
      const id = await unmanaged(stage)
      return stage.who.post(url(paths.operatorPrimary, { id }), { login: stage.w.nadia.login })
    },
  },
]
