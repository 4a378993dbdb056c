import { expect, test } from 'vitest'
import { removeMembership } from '../../src/memberships/removing.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld, traces } from '../world.ts'
import { membershipId } from './space.ts'

test('when Alice removes Chloé, what Chloé asked for is withdrawn, each request with a line of the history', async () => {
  const w = await openWorld()
  const id = await addSubscriptionRequest(w.dbs, w.chloe, { structureId: w.mairie })
  const chloe = await membershipId(w, w.chloe)
  expect((await removeMembership(await w.actOf(w.alice), chloe, '')).ok).toBe(true)
  const { history } = await traces(w.dbs)
  expect(history).toEqual(['subscription_request.withdrawn', 'subscription.disabled', 'membership.removed'])
  const line = await w.db
    .selectFrom('history')
    .innerJoin('history_detail', 'history_id', 'history.id')
    .select(['subject', 'structure_id', 'person_id', 'content'])
    .where('action', '=', 'subscription_request.withdrawn')
    .executeTakeFirstOrThrow()
  expect(line).toMatchObject({
    subject: `subscription_request/${id}`,
    structure_id: w.mairie,
    person_id: w.chloe.id,
  })
  expect(JSON.parse(line.content ?? '')).toMatchObject({
    personName: 'Chloé Bernard',
    before: { spaces: ['invoices_issued:write'] },
  })
})
