import { paths, url } from '../src/urls.ts'
import { addRequest } from './people.ts'
import { all, jeanneOf, managers, type Row, somebody, type Stage } from './rights-table.ts'
import { addSubscriptionRequest } from './subscription-requests.ts'

const asked = async ({ w, structure }: Stage): Promise<number> =>
  addRequest(w.dbs, await somebody(w), { structureId: structure })

const askedSpace = async ({ w, structure }: Stage): Promise<number> => {
  const { jeanne } = await jeanneOf(w, structure)
  const spaces = [{ space: 'requests_received', access: 'write' } as const]
  return addSubscriptionRequest(w.dbs, jeanne, { structureId: structure, spaces })
}
const grant = { role: 'simple_user', whole: '1' }
const reason = { reason: 'Non' }

/** Requests: who decides them, and who sends them. */
export const REQUEST_ROWS: Row[] = [
  {
    right: 'see the membership requests',
    expected: managers,
    tries: ({ who }) => who.get(paths.membershipRequests),
  },
  {
    right: 'see one membership request',
    expected: managers,
    tries: async (stage) => stage.who.get(url(paths.membershipRequest, { id: await asked(stage) })),
  },
  {
    right: 'validate a membership request',
    expected: managers,
    records: 'membership_request.validated',
    tries: async (stage) => stage.who.post(url(paths.membershipRequestApproval, { id: await asked(stage) }), grant),
  },
  {
    right: 'refuse a membership request',
    expected: managers,
    records: 'membership_request.refused',
    tries: async (stage) => stage.who.post(url(paths.membershipRequestRefusal, { id: await asked(stage) }), reason),
  },
  {
    right: 'validate membership requests in bulk',
    expected: managers,
    records: 'membership_request.validated',
    tries: async (stage) =>
      stage.who.post(paths.membershipRequestApprovals, { id: [String(await asked(stage))], role: 'simple_user' }),
  },
  {
    right: 'refuse membership requests in bulk',
    expected: managers,
    records: 'membership_request.refused',
    tries: async (stage) =>
      stage.who.post(paths.membershipRequestRefusals, { id: [String(await asked(stage))], ...reason }),
  },
  {
    right: 'validate a subscription request',
    expected: managers,
    records: 'subscription_request.validated',
    tries: async (stage) => {
      const id = await askedSpace(stage)
      const line = stage.w.db.selectFrom('subscription_request_space').select('id').where('request_id', '=', id)
      const write = String((await line.executeTakeFirstOrThrow()).id)
      return stage.who.post(url(paths.subscriptionRequestApproval, { id }), { write })
    },
  },
  {
    right: 'refuse a subscription request',
    expected: managers,
    records: 'subscription_request.refused',
    tries: async (stage) =>
      stage.who.post(url(paths.subscriptionRequestRefusal, { id: await askedSpace(stage) }), reason),
  },
  {
    right: 'validate subscription requests in bulk',
    expected: managers,
    records: 'subscription_request.validated',
    tries: async (stage) =>
      stage.who.post(paths.subscriptionRequestApprovals, { id: [String(await askedSpace(stage))] }),
  },
  {
    right: 'refuse subscription requests in bulk',
    expected: managers,
    records: 'subscription_request.refused',
    tries: async (stage) =>
      stage.who.post(paths.subscriptionRequestRefusals, { id: [String(await askedSpace(stage))], ...reason }),
  },
  {
    // Farid's firm, of which none of them is a member. The support asks like everybody.
    right: 'ask for a membership where one has none yet',
    expected: all('yes'),
    records: 'membership_request.sent',
    tries: ({ who, w }) => who.post(url(paths.joining, { id: w.elsewhere }), { scope: 'whole', comment: '' }),
  },
  {
    right: 'ask for a subscription that one does not hold',
    expected: { ...all('yes'), operator: { conflict: 'rattaché' } },
    records: 'subscription_request.sent',
    tries: async ({ who, w, structure }) => {
      await w.db.deleteFrom('subscription').where('space', '=', 'invoices_received').execute()
      return who.post(url(paths.subscribing, { id: structure }), { spaces: 'invoices_received' })
    },
  },
]
