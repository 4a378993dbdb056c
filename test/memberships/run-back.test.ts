import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addRequest } from '../people.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld } from '../world.ts'

const href = (path: string) => `href="${path.replaceAll('&', '&amp;')}"`

test('after a decision for many, without scripting, Alice comes back to her place in the queue of memberships', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const back = withQuery(paths.membershipRequests, { structure: w.mairie, sort: 'newest' })
  const answer = await alice.post(paths.membershipRequestRefusals, { id: String(id), reason: 'Non', back })
  const html = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(html.split(href(back))).toHaveLength(3)
})

test('and to her place in the queue of subscriptions, which the run remembers', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const id = await addSubscriptionRequest(w.dbs, w.chloe, { structureId: w.mairie })
  const back = withQuery(paths.subscriptionRequests, { structure: w.mairie, sort: 'newest' })
  const answer = await alice.post(paths.subscriptionRequestRefusals, { id: String(id), reason: 'Non', back })
  const html = await (await alice.get(answer.headers.get('location') ?? '')).text()
  expect(html.split(href(back))).toHaveLength(3)
})

test('the structure page says when a membership ends, and the request’s page leads to it', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await w.db.updateTable('membership').set({ ends_on: '2027-03-31' }).where('user_id', '=', w.chloe.id).execute()
  const page = url(paths.managedStructure, { id: w.mairie })
  const html = await (await alice.get(page)).text()
  expect(html).toContain('Fin du rattachement')
  expect(html.split('Fin du rattachement')).toHaveLength(2)
  const id = await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  expect(await (await alice.get(url(paths.membershipRequest, { id }))).text()).toContain(href(page))
})
